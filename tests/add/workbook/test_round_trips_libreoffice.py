"""Workbooks that real LibreOffice has opened and saved: nothing changes but what somebody typed."""

from __future__ import annotations

import csv
import datetime
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from add.workbook.books import book_of, laid, place, planned, typed
from contested import standard
from contested.package import Package, find
from contested.testing.strategies.cells import AWKWARD

PANJSHIR = Path(__file__).parents[3] / "datasets" / "panjshir-2021"
TRICKY = (
    *AWKWARD,
    "=1+1",
    "+1",
    "-1",
    "@x",
    "007",
    "12.50",
    "2021-08",
    "21/08/2021",
    "Aug-21",
    "1/2",
    "50%",
    "12:30",
    "_x000D_",
    "_x0041_ _x005F_x",
    "'quoted",
    "a  b   c",
    "a\tb",
    "a\n\n b",
    "می\u200cروند",
    "#N/A",
    "https://a.example/?a=b&c",
    "00000000000000000001",
    "12345678901234567890",
    "x\u2028y",
    "\u00adx",
    "x\n  y",
    "x  \n  y",
    "x   y\nz   w",
)
"""Texts that a spreadsheet or its files take for something else."""


@dataclass(frozen=True)
class Saved:
    """A package and a workbook of it, as it was made and as LibreOffice has saved it."""

    package: Package
    book: Path
    ods: Path
    xlsx: Path
    xlsx_of_ods: Path


def reference(_: Path, book: Path) -> Package:
    package = find(PANJSHIR)[0]
    book_of(package, book)
    return package


def reference_empty(_: Path, book: Path) -> Package:
    package = find(PANJSHIR)[0]
    book_of(package, book, empty=True)
    return package


def tricky(folder: Path, book: Path) -> Package:
    package = laid(folder)
    columns = standard.tables()["actors"].fields
    with (folder / "data/actors.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        for n, text in enumerate(TRICKY):
            writer.writerow({"actor_id": f"act-z{n:02}", "name": text, "actor_type": "media"})
    book_of(package, book)
    return package


def outrun(folder: Path, book: Path) -> Package:
    """A package in which somebody has written since the workbook was made."""
    typed(
        book_of(laid(folder), book),
        {place("relays", "relayed", 4): "2021-08-22", place("relays", "note", 3): "Mine."},
    )
    relays = folder / "data/relays.csv"
    text = relays.read_text(encoding="utf-8")
    relays.write_text(
        text.replace("clm-e,1,act-told,,", "clm-e,1,act-told,,Theirs."), encoding="utf-8"
    )
    return find(folder)[0]


def retyped(folder: Path, book: Path) -> Package:
    package = laid(folder)
    typed(
        book_of(package, book),
        {
            place("claims", "occurred", 2): datetime.date(2021, 8, 20),
            place("claims", "occurred", 3): datetime.date(2021, 8, 1),
            place("locations", "latitude", 3): 12.5,
            place("locations", "longitude", 3): -71.26,
            place("questions", "exclusive", 4): False,
            place("relays", "step", 2): 1,
            place("claims", "note", 2): "two\nlines",
            place("sources", "published", 2): datetime.date(2021, 1, 1),
            place("claims", "quantity_min", 4): 3.0,
        },
        {
            place("claims", "occurred", 2): "yyyy-mm-dd",
            place("claims", "occurred", 3): "mmm-yy",
            place("sources", "published", 2): "yyyy",
        },
    )
    return package


UNCLEAR = {
    place("claims", "note", 2): "=A1",
    place("claims", "note", 3): "=1/0",
    place("claims", "note", 4): 0.5,
    place("claims", "note", 5): 100000,
    place("claims", "note", 6): datetime.date(2021, 8, 21),
    place("claims", "note", 7): True,
    place("claims", "occurred", 8): datetime.datetime(2021, 8, 21, 14, 30),
    place("claims", "occurred", 9): datetime.date(2021, 8, 21),
    place("claims", "occurred", 10): datetime.date(2021, 8, 1),
}


def unclear(folder: Path, book: Path) -> Package:
    package = laid(folder)
    formats = {
        place("claims", "note", 4): "0%",
        place("claims", "note", 5): "0.00E+00",
        place("claims", "occurred", 8): "yyyy-mm-dd hh:mm",
        place("claims", "occurred", 9): "d-mmm",
        place("claims", "occurred", 10): "yyyy-mm-dd",
    }
    typed(book_of(package, book), UNCLEAR, formats)
    return package


BOOKS = {
    build.__name__: build
    for build in (reference, reference_empty, tricky, outrun, retyped, unclear)
}
"""What lays a package in a folder and writes a workbook of it, by name."""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Saved]:
    """All these workbooks, opened and saved by LibreOffice in three starts."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"
    folder = tmp_path_factory.mktemp("saved")

    def convert(given: list[Path], form: str, name: str) -> list[Path]:
        command = [program, profile, "--headless", "--convert-to", form, "--outdir", folder / name]
        subprocess.run([*command, *given], check=True, capture_output=True, timeout=300)
        return [folder / name / f"{path.stem}.{form}" for path in given]

    (folder / "made").mkdir()
    books = [folder / "made" / f"{name}.xlsx" for name in BOOKS]
    packages = [BOOKS[book.stem](folder / book.stem, book) for book in books]
    ods = convert(books, "ods", "ods")
    xlsx, xlsx_of_ods = convert(books, "xlsx", "xlsx"), convert(ods, "xlsx", "xlsx of ods")
    each = zip(packages, books, ods, xlsx, xlsx_of_ods, strict=True)
    return dict(zip(BOOKS, (Saved(*one) for one in each), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["reference", "reference_empty"])
def test_libreoffice_changes_nothing_of_the_reference_dataset(
    saved: dict[str, Saved], name: str
) -> None:
    one = saved[name]
    for path in (one.ods, one.xlsx_of_ods, one.xlsx):
        made = planned(one.package, path)
        assert (made.problems, made.files, made.untouched) == ([], {}, [])


@pytest.mark.slow
def test_libreoffice_changes_no_text(saved: dict[str, Saved]) -> None:
    one = saved["tricky"]
    for path in (one.ods, one.xlsx):
        made = planned(one.package, path)
        assert (
            [p.message for p in made.problems],
            {name: change.changed for name, change in made.changes.items() if change.changed},
        ) == ([], {})


@pytest.mark.slow
def test_libreoffice_keeps_what_the_dataset_was(saved: dict[str, Saved]) -> None:
    one = saved["outrun"]
    for path in (one.book, one.ods, one.xlsx_of_ods, one.xlsx):
        change = planned(one.package, path).changes["relays"]
        assert change.changed == {
            ("clm-c", "2"): [("note", None, "Mine.")],
            ("clm-e", "1"): [("relayed", None, "2021-08-22")],
        }
        assert change.kept == {("clm-e", "1"): [("note", "Theirs.", None)]}


@pytest.mark.slow
def test_what_somebody_types_is_read_alike_from_either_form_that_libreoffice_saves(
    saved: dict[str, Saved],
) -> None:
    one = saved["retyped"]
    expected = {
        "claims": {
            ("clm-a",): [("occurred", "2021-08-21", "2021-08-20"), ("note", None, "two\nlines")],
            ("clm-b",): [("occurred", "2021-08-21", "2021-08")],
        },
        "locations": {("loc-mill",): [("longitude", "-71.25", "-71.26")]},
        "questions": {("qst-control",): [("exclusive", "true", "false")]},
        "sources": {("src-leaflet",): [("published", "2021-08", "2021")]},
    }
    for path in (one.book, one.ods, one.xlsx):
        made = planned(one.package, path)
        assert (
            [p.message for p in made.problems],
            {name: change.changed for name, change in made.changes.items() if change.changed},
        ) == ([], expected)


@pytest.mark.slow
def test_what_is_unclear_is_told_alike_from_either_form_that_libreoffice_saves(
    saved: dict[str, Saved],
) -> None:
    one = saved["unclear"]
    told = [
        [(p.cell, p.message) for p in planned(one.package, path).problems]
        for path in (one.book, one.ods, one.xlsx)
    ]
    assert [f"claims!{cell}" for cell, _ in told[0]] == list(UNCLEAR)
    assert told[2] == told[0]
    assert [[cell for cell, _ in some] for some in told] == [[cell for cell, _ in told[0]]] * 3
    assert [message for _, message in told[1][2:]] == [message for _, message in told[0][2:]]
