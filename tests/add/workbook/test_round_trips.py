"""There and back: what anybody can write into a package comes back from a workbook."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import openpyxl
from add.workbook.books import book_of, lines, planned
from contested.add.workbook import WorkbookError
from contested.add.workbook.template import UNHELD, template
from contested.package import Package, find
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import example, given, settings
from hypothesis import strategies as st

PANJSHIR = Path(__file__).parents[3] / "datasets" / "panjshir-2021"


def back(package: Package, content: bytes) -> tuple[list[object], dict[str, bytes]]:
    """Return the problems and changed files of a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.xlsx").write_bytes(content)
        made = planned(package, Path(folder) / "book.xlsx")
        return [p.message for p in made.problems], made.files


@given(drawn=packages(max_claims=3))
@settings(max_examples=one_in(6), deadline=None)
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
@settings(max_examples=one_in(3), deadline=None)
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
