"""Loading: each table's files, linted and read into one frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contested import standard
from contested.check.lint import Linted, lint, lint_rows
from contested.package import Package
from contested.package.files.csvfile import CsvFile, Data
from contested.package.files.header import Header
from contested.package.files.locate import Locator
from contested.package.files.read import read
from contested.standard import Table

STEP = 1 << 24
"""Bytes that are compared at a time."""
LARGE = 8_000_000
"""Bytes from which on a file is worth a second thread."""


@dataclass
class LoadedPart:
    """One file of a table and its place among the records."""

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
class LoadedTable:
    """A table as it was read: its files and its rows."""

    table: Table
    parts: list[LoadedPart]
    frame: pl.DataFrame | None
    reason: str = ""
    """Why there is no frame, in plain words."""

    def part_of(self, row: int) -> LoadedPart:
        """Return the file in which a record of the table stands."""
        return [p for p in self.parts if p.first <= row][-1]

    def rows_of(self, number: int) -> pl.DataFrame:
        """Return the rows of one of the files, by its number.

        Only for a table that could be read.
        """
        assert self.frame is not None
        mine = pl.col("row") >= self.parts[number].first
        if number + 1 < len(self.parts):
            mine &= pl.col("row") < self.parts[number + 1].first
        return self.frame.filter(mine)


def load(
    package: Package, alike: Mapping[str, LoadedTable] | None = None
) -> dict[str, LoadedTable]:
    """Return every table of the package as it was read.

    One that may be left out and was is empty, one that cannot be read has no frame. `alike` are
    tables of another version: one whose files have the same bytes is not read again.
    """
    loaded = {}
    for name, table in package.tables.items():
        if alike and name in alike and _same(package, alike[name], table):
            loaded[name] = alike[name]
            continue
        parts = package.parts.get(name)
        if parts is None:
            absent = name in standard.required_tables()
            frame = None if absent else _empty(table)
            loaded[name] = LoadedTable(
                table, [], frame, "it is not in the package" if absent else ""
            )
        elif fault := next(
            (f"{p.name} {p.fault}" for p in parts if p.fault),
            "" if parts else "its file is not named",
        ):
            loaded[name] = LoadedTable(
                table, [_part(package, p.name, table)[0] for p in parts if not p.fault], None, fault
            )
        else:
            loaded[name] = _whole(table, [_part(package, p.name, table) for p in parts])
    return loaded


def _same(package: Package, other: LoadedTable, table: Table) -> bool:
    """Return whether a table of another version has the same files here."""
    parts = package.parts.get(table.name, [])
    if (
        table != other.table
        or not parts
        or len(parts) != len(other.parts)
        or any(part.fault for part in parts)
    ):
        return False
    return all(
        one.fault == "" and _equal(package.store.read(one.name), read.file.data)
        for one, read in zip(parts, other.parts, strict=True)
    )


def _equal(one: Data, other: Data) -> bool:
    return len(one) == len(other) and all(
        one[at : at + STEP] == other[at : at + STEP] for at in range(0, len(one), STEP)
    )


def _part(package: Package, name: str, table: Table) -> tuple[LoadedPart, pl.DataFrame | None]:
    """Return one file, linted and, if nothing stops it, read.

    Of a large file both happen at once, on two cores.
    """
    file = CsvFile(
        package.store.label + name, package.store.read(name), table, package.store.path(name)
    )
    if len(file.data) < LARGE:
        part = LoadedPart(file, lint(file))
        frame = None if part.linted.stopped else read(file)
    else:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(read, file)
            part = LoadedPart(file, lint(file))
            # What stops a file may also have made reading it fail, so that only a file in order is
            # asked for its rows.
            frame = None if part.linted.stopped else reading.result()
    if frame is not None:
        lint_rows(part.linted, file, frame)
    return part, None if part.linted.stopped else frame


def _whole(table: Table, read_parts: list[tuple[LoadedPart, pl.DataFrame | None]]) -> LoadedTable:
    """Return a table from its files, its records numbered through."""
    parts, frames, first = [part for part, _ in read_parts], [], 0
    for part, frame in read_parts:
        if frame is None:
            return LoadedTable(
                table, parts, None, f"{part.file.name} could not be read ({part.linted.stopped})"
            )
        part.first = first
        frames.append(frame.with_columns(pl.col("row") + first) if first else frame)
        if len(frame):
            first = int(frames[-1]["row"][-1]) + 1
    return LoadedTable(table, parts, frames[0] if len(frames) == 1 else pl.concat(frames))


def _empty(table: Table) -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.UInt32} | dict.fromkeys(table.fields, pl.String))
