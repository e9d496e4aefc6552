"""There and back: what anybody can write into a package comes back from a workbook, LibreOffice's
hands included.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import book_of, laid, lines, place, planned, typed
from contested.add.workbook import WorkbookError
from contested.add.workbook.template import UNHELD, template
from contested.package import Package, find
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from contested.testing.strategies.cells import AWKWARD
from hypothesis import example, given, settings
from hypothesis import strategies as st

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


def back(package: Package, content: bytes) -> tuple[list[object], dict[str, bytes]]:
    """The problems and the changed files of a workbook of a package."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.xlsx").write_bytes(content)
        made = planned(package, Path(folder) / "book.xlsx")
        return [p.message for p in made.problems], made.files


@given(drawn=packages(max_claims=3))
@settings(max_examples=max(settings().max_examples // 6, 1), deadline=None)
def test_a_template_of_any_package_changes_nothing(drawn: Drawn) -> None:
    package = drawn.package()
    made = template(package)
    assert (back(package, made.content), made.content) == (
        ([], {}),
        template(drawn.package()).content,
    )


@given(text=st.text(max_size=30))
@example("\x0b")
@example("_x0041_\r\n_xD83D_")
@example("\ufffe")
@settings(max_examples=max(settings().max_examples // 3, 1), deadline=None)
def test_any_text_comes_back_from_a_workbook_or_is_refused(text: str) -> None:
    specimen = changed()
    specimen.tables["claims"][0]["note"] = text
    package = specimen.package()
    try:
        content = template(package).content
    except WorkbookError as error:
        is_unread = "cannot all be read" in str(error) and "\0" in text
        assert is_unread or UNHELD.search(text)
    else:
        assert back(package, content) == ([], {})


Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice, which opens a workbook and saves it in a form, beside it in a folder of that
    name.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"

    def converted(book: Path, form: str) -> Path:
        folder = book.parent / form
        subprocess.run(
            [
                program,
                profile,
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(folder),
                str(book),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return folder / f"{book.stem}.{form}"

    return converted


@pytest.mark.slow
@pytest.mark.parametrize("empty", [False, True])
def test_libreoffice_changes_nothing_of_the_reference_dataset(
    office: Convert, tmp_path: Path, empty: bool
) -> None:
    package = find(PANJSHIR)[0]
    book = book_of(package, tmp_path / "book.xlsx", empty=empty)
    saved = office(book, "ods")
    for path in (saved, office(saved, "xlsx"), office(book, "xlsx")):
        made = planned(package, path)
        assert (made.problems, made.files, made.untouched) == ([], {}, [])


@pytest.mark.slow
def test_libreoffice_changes_no_text(office: Convert, tmp_path: Path) -> None:
    package = laid(tmp_path)
    schema = changed().tables["actors"][0]
    rows = "".join(
        f'act-z{n:02},"{text.replace(chr(34), chr(34) * 2)}",media' + "," * (len(schema) - 3) + "\n"
        for n, text in enumerate(TRICKY)
    )
    with (tmp_path / "data/actors.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    book = book_of(package, tmp_path / "book.xlsx")
    for form in ("ods", "xlsx"):
        made = planned(package, office(book, form))
        assert (
            [p.message for p in made.problems],
            {name: change.changed for name, change in made.changes.items() if change.changed},
        ) == ([], {})


@pytest.mark.slow
def test_libreoffice_keeps_what_the_dataset_was(office: Convert, tmp_path: Path) -> None:
    book = typed(
        book_of(laid(tmp_path), tmp_path / "book.xlsx"),
        {place("relays", "relayed", 4): "2021-08-22", place("relays", "note", 3): "Mine."},
    )
    relays = tmp_path / "data/relays.csv"
    text = relays.read_text(encoding="utf-8")
    relays.write_text(
        text.replace("clm-e,1,act-told,,", "clm-e,1,act-told,,Theirs."), encoding="utf-8"
    )
    package = find(tmp_path)[0]
    saved = office(book, "ods")
    for path in (book, saved, office(saved, "xlsx"), office(book, "xlsx")):
        change = planned(package, path).changes["relays"]
        assert change.changed == {
            ("clm-c", "2"): [("note", None, "Mine.")],
            ("clm-e", "1"): [("relayed", None, "2021-08-22")],
        }
        assert change.kept == {("clm-e", "1"): [("note", "Theirs.", None)]}


@pytest.mark.slow
def test_what_somebody_types_is_read_alike_from_either_form_that_libreoffice_saves(
    office: Convert, tmp_path: Path
) -> None:
    package = laid(tmp_path)
    book = typed(
        book_of(package, tmp_path / "book.xlsx"),
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
    expected = {
        "claims": {
            ("clm-a",): [("occurred", "2021-08-21", "2021-08-20"), ("note", None, "two\nlines")],
            ("clm-b",): [("occurred", "2021-08-21", "2021-08")],
        },
        "locations": {("loc-mill",): [("longitude", "-71.25", "-71.26")]},
        "questions": {("qst-control",): [("exclusive", "true", "false")]},
        "sources": {("src-leaflet",): [("published", "2021-08", "2021")]},
    }
    for path in (book, office(book, "ods"), office(book, "xlsx")):
        made = planned(package, path)
        assert (
            [p.message for p in made.problems],
            {name: change.changed for name, change in made.changes.items() if change.changed},
        ) == ([], expected)


@pytest.mark.slow
def test_what_is_unclear_is_told_alike_from_either_form_that_libreoffice_saves(
    office: Convert, tmp_path: Path
) -> None:
    package = laid(tmp_path)
    cells = {
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
    formats = {
        place("claims", "note", 4): "0%",
        place("claims", "note", 5): "0.00E+00",
        place("claims", "occurred", 8): "yyyy-mm-dd hh:mm",
        place("claims", "occurred", 9): "d-mmm",
        place("claims", "occurred", 10): "yyyy-mm-dd",
    }
    book = typed(book_of(package, tmp_path / "book.xlsx"), cells, formats)
    told = [
        [(p.cell, p.message) for p in planned(package, path).problems]
        for path in (book, office(book, "ods"), office(book, "xlsx"))
    ]
    assert [f"claims!{cell}" for cell, _ in told[0]] == list(cells)
    assert told[2] == told[0]
    assert [[cell for cell, _ in some] for some in told] == [[cell for cell, _ in told[0]]] * 3
    assert [message for _, message in told[1][2:]] == [message for _, message in told[0][2:]]


def test_a_person_s_edits_of_the_reference_dataset_are_the_only_lines_that_change(
    tmp_path: Path,
) -> None:
    shutil.copytree(PANJSHIR, tmp_path / "panjshir")
    package = find(tmp_path / "panjshir")[0]
    book = book_of(package, tmp_path / "book.xlsx")
    opened = openpyxl.load_workbook(book)
    sheet = opened["claims"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(10, columns["note"]).value = "Looked at once more."
    sheet.cell(20, columns["note"]).value = "And this one."
    for column, value in enumerate(
        next(sheet.iter_rows(min_row=30, max_row=30, values_only=True)), start=1
    ):
        sheet.cell(sheet.max_row + (column == 1), column).value = value
    sheet.cell(sheet.max_row, 1).value = "clm-zzzz"
    sheet.cell(sheet.max_row, columns["locator"]).value = "line 999"
    opened.save(book)
    made = planned(package, book)
    old = (PANJSHIR / "data/claims.csv").read_text(encoding="utf-8").splitlines()
    assert (list(made.files), made.problems, made.new_errors) == (["data/claims.csv"], [], [])
    new = lines(made, "data/claims.csv")
    assert (
        [n for n, line in enumerate(old) if line not in new],
        [n for n, line in enumerate(new) if line not in old],
    ) == ([9, 19], [9, 19, len(old)])
    assert new[-1].startswith("clm-zzzz,")
