"""Loading: each table's files, linted and read into one frame of text, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contested import standard
from contested.files.csvfile import CsvFile
from contested.files.header import Header
from contested.files.lint import Linted, lint
from contested.files.locate import Locator
from contested.files.read import read
from contested.package import Package
from contested.standard import Table


@dataclass
class LoadedPart:
    """One file of a table: what its bytes say, and which records of the table are its own."""

    file: CsvFile
    linted: Linted
    first: int = 0
    """Record number, in the table, of the file's first record."""

    @cached_property
    def locator(self) -> Locator:
        """Where the file's cells stand; built once something was found in it."""
        return Locator(self.file.data, self.linted.survey)

    @cached_property
    def columns(self) -> list[str]:
        """The names in the file's header, in its own order."""
        return Header.of(self.file.data).trimmed


@dataclass
class Loaded:
    """A table as it was read: its files and, where all of them could be read, its rows."""

    table: Table
    parts: list[LoadedPart]
    frame: pl.DataFrame | None
    reason: str = ""
    """Why there is no frame, in plain words."""

    def part_of(self, row: int) -> LoadedPart:
        """The file in which a record of the table stands."""
        return [p for p in self.parts if p.first <= row][-1]


def load(package: Package) -> dict[str, Loaded]:
    """Every table of the package; one that may be left out and was is empty, one that cannot be read has no frame."""
    loaded = {}
    for name, table in package.tables.items():
        parts = package.parts.get(name)
        if parts is None:
            absent = name in standard.required_tables()
            frame = None if absent else _empty(table)
            loaded[name] = Loaded(table, [], frame, "it is not in the package" if absent else "")
        elif fault := next((f"{p.name} {p.fault}" for p in parts if p.fault), "" if parts else "its file is not named"):
            readable = [_part(package, p.name, table) for p in parts if not p.fault]
            loaded[name] = Loaded(table, readable, None, fault)
        else:
            loaded[name] = _read(table, [_part(package, p.name, table) for p in parts])
    return loaded


def _part(package: Package, name: str, table: Table) -> LoadedPart:
    file = CsvFile(package.store.label + name, package.store.read(name), table, package.store.path(name))
    return LoadedPart(file, lint(file))


def _read(table: Table, parts: list[LoadedPart]) -> Loaded:
    stopped = next((p for p in parts if p.linted.stopped), None)
    if stopped:
        return Loaded(table, parts, None, f"{stopped.file.name} could not be read ({stopped.linted.stopped})")
    frames, first = [], 0
    for part in parts:
        part.first = first
        frame = read(part.file)
        frames.append(frame.with_columns(pl.col("row") + first) if first else frame)
        if len(frame):
            first = int(frames[-1]["row"][-1]) + 1
    return Loaded(table, parts, frames[0] if len(frames) == 1 else pl.concat(frames))


def _empty(table: Table) -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.UInt32} | dict.fromkeys(table.fields, pl.String))
