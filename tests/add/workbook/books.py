"""The specimen in a folder, and workbooks that hands have changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from contested import standard
from contested.add.workbook.change import Missing
from contested.add.workbook.current import current_tables
from contested.add.workbook.importing import ImportPlan, plan_import
from contested.add.workbook.template import template
from contested.check.findings import day_number
from contested.package import DESCRIPTOR, Package, find
from contested.package.files.csvfile import cell_name
from contested.rules import RULES
from contested.testing.specimen import changed

Cells = Mapping[str, Any]
"""What somebody types, by the sheet and cell it is typed into: `claims!D76`."""
CLAIMS, RELAYS = "data/claims.csv", "data/relays.csv"
RELAY = "clm-e,1,act-told,,"
"""A row of the specimen's relays."""


def laid(folder: Path, change: str = "") -> Package:
    """Write the specimen, changed, into a folder."""
    return find(changed(change).write(folder))[0]


def extended(folder: Path, name: str, schema: dict[str, Any], text: str) -> Package:
    """Write the specimen with a table of its own into a folder."""
    laid(folder)
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    descriptor["resources"].append(standard.resource(name, schema))
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / f"data/{name}.csv").write_text(text, encoding="utf-8")
    return find(folder)[0]


def book_of(package: Package, path: Path, *, empty: bool = False) -> Path:
    """Write the template of a package to a file."""
    path.write_bytes(template(package, empty=empty).content)
    return path


def typed(
    book: Path,
    cells: Cells,
    formats: Mapping[str, str] | None = None,
    gone: Iterable[tuple[str, int]] = (),
) -> Path:
    """Change a workbook as somebody at a spreadsheet would.

    They type into cells, give some of them a number format, and take rows out.
    """
    opened = openpyxl.load_workbook(book)
    for where, value in cells.items():
        sheet, _, cell = where.partition("!")
        opened[sheet][cell] = value
    for where, number_format in (formats or {}).items():
        sheet, _, cell = where.partition("!")
        opened[sheet][cell].number_format = number_format
    for sheet, row in gone:
        opened[sheet].delete_rows(row)
    opened.save(book)
    return book


def planned(package: Package, book: Path, missing: Missing = "refuse") -> ImportPlan:
    """Return what an import would do, judged by every rule."""
    return plan_import(package, book, list(RULES.values()), day_number(None), missing)


def refused(made: ImportPlan) -> list[tuple[str, str, str, str]]:
    """Return sheet, cell, row and message of each problem."""
    return [(p.sheet, p.cell, p.row, p.message) for p in made.problems]


def lines(made: ImportPlan, name: str) -> list[str]:
    """Return the lines of a file as it would be."""
    return made.files[name].decode().splitlines()


def at(package: Package, table: str, key: str, column: str) -> str:
    """Return where a cell of the specimen's template stands: `claims!D76`.

    Its rows are in the order of their keys.
    """
    one = current_tables(package)[table]
    row = [" ".join(k) for k in one.rows].index(key)
    return place(table, column, row + 2)


def new_relay(row: int) -> Cells:
    """Return a new row of relays, to which nothing stands in the way."""
    cells = {"claim_id": "clm-f", "step": "1", "relay_id": "act-told", "relayed": "2021-08-22"}
    return {place("relays", column, row): cell for column, cell in cells.items()}


def cell_at(table: str, column: str, row: int) -> str:
    """Return what a spreadsheet calls a cell of a table: `D76`."""
    return cell_name(list(standard.tables()[table].fields).index(column), row - 1)


def place(table: str, column: str, row: int) -> str:
    """Return the same with its sheet: `claims!D76`."""
    return f"{table}!{cell_at(table, column, row)}"


def differences(
    package: Package, files: dict[str, bytes]
) -> dict[str, tuple[list[str], list[str]]]:
    """Return, for each file, lines that are gone and new ones."""
    found = {}
    for name, content in files.items():
        old, new = bytes(package.store.read(name)).splitlines(), content.splitlines()
        found[name] = (
            [line.decode() for line in old if line not in new],
            [line.decode() for line in new if line not in old],
        )
    return found


def opened(path: Path, change: str = "", *, empty: bool = False) -> Any:
    """Return the template of the specimen, as openpyxl reads it."""
    return openpyxl.load_workbook(book_of(laid(path, change), path / "book.xlsx", empty=empty))


def contents() -> dict[str, bytes]:
    """Return every file of `ford`, by its path."""
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("ford").rglob("*.*"))}


EDITS = {
    place("claims", "note", 3): "Read twice.",
    place("claims", "stated", 2): "2021-08",
    place("relays", "claim_id", 6): "clm-f",
    place("relays", "step", 6): "1",
    place("relays", "relay_id", 6): "act-told",
}
"""Edits of the specimen's workbook that an import takes."""


def corrected(folder: Path, name: str, old: str, new: str) -> Package:
    """Change a file of the dataset as somebody else would."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return find(folder)[0]


def as_strict(book: Path) -> Path:
    """The same workbook in the form that Excel calls Strict Open XML."""
    with zipfile.ZipFile(book) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(book, "w") as archive:
        for name, data in parts.items():
            strict = data.replace(b"/2006/extended-properties", b"/extendedProperties")
            for what in (b"spreadsheetml", b"officeDocument", b"drawingml"):
                for end in (b"/2006/", b"/"):
                    usual = b"schemas.openxmlformats.org/" + what + end
                    strict = strict.replace(usual, b"purl.oclc.org/ooxml/" + what + b"/")
            archive.writestr(name, strict)
    return book
