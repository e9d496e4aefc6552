"""A drawn package: rows of text and a descriptor.

It can be had as frames, as files, or as a package in memory or on disk.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from contested.package import DESCRIPTOR, Package, from_store
from contested.package.files.canonical import WHITE
from contested.package.store import MemoryStore
from contested.standard import Table
from contested.standard.versions import newest

if TYPE_CHECKING:
    import pandas as pd

Cells = dict[str, str]
"""One row: column names and what stands in them; blank is the empty text."""
Edit = Callable[[dict[str, bytes]], None]
"""A change to the bytes of files, by name."""


@dataclass(eq=False)
class Drawn:
    """A package as rows.

    Its repr names every row by its filled cells, so that a failing example can be read.
    """

    tables: dict[str, list[Cells]]
    descriptor: dict[str, Any]
    edits: list[Edit] = field(default_factory=list)

    def __repr__(self) -> str:
        lines = ["a drawn package:"]
        for name, rows in self.tables.items():
            cells = (" ".join(f"{c}={v!r}" for c, v in row.items() if v) for row in rows)
            lines += [f"{name} {filled}" for filled in cells]
        lines += [f"and then {edit.__qualname__}" for edit in self.edits]
        return "\n".join(lines)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(repr(self))

    @property
    def specs(self) -> dict[str, Table]:
        """The tables of the standard, with this package's own columns and tables."""
        return Package(MemoryStore({}), self.descriptor).tables

    def files(self) -> dict[str, bytes]:
        """Return the content of each file, by its path within the package."""
        made = {path: _csv(columns, self.tables[name]) for name, path, columns in self._resources()}
        made[DESCRIPTOR] = json.dumps(self.descriptor, ensure_ascii=False, indent=2).encode()
        for edit in self.edits:
            edit(made)
        return made

    def package(self) -> Package:
        """Return the package in memory."""
        return from_store(MemoryStore(self.files()))

    def write(self, folder: str | Path) -> Path:
        """Write the package below a folder, and return its descriptor's path."""
        for path, data in self.files().items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return Path(folder) / DESCRIPTOR

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the tables as pandas frames of text, blank cells being null."""
        from contested.api import Dataset

        return Dataset(self.package()).tables

    def _resources(self) -> Iterator[tuple[str, str, list[str]]]:
        for resource in self.descriptor["resources"]:
            if resource["name"] in self.tables:
                yield (
                    resource["name"],
                    f"data/{resource['name']}.csv",
                    [f["name"] for f in resource["schema"]["fields"]],
                )


def descriptor_of(resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a valid descriptor for a package that has these resources."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "drawn",
        "title": "A drawn package",
        "description": "Drawn by a test; nobody said any of this.",
        "version": "1.0.0",
        "created": "2021-09-01T00:00:00Z",
        "contested": newest(),
        "licenses": [{"name": "CC-BY-4.0"}],
        "contributors": [{"title": "Nobody", "roles": ["author"]}],
        "resources": resources,
    }


def _csv(columns: list[str], rows: list[Cells]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def sort_key(table: Table, row: Cells) -> tuple[tuple[int, int, str], ...]:
    """Return where a row belongs in its table, by primary key.

    Integers go by value, text by code point, blanks last.
    """
    return tuple(
        _place(table.fields[k].form == "integer", normalize("NFC", row[k].strip(WHITE)))
        for k in table.key
    )


def _place(is_number: bool, cell: str) -> tuple[int, int, str]:
    number = is_number and re.fullmatch("[+-]?[0-9]+", cell)
    return (0, int(cell), cell) if number else (1 if cell else 2, 0, cell)
