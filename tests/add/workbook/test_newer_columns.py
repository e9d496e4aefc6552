"""Workbooks that are older than a column of their dataset."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import (
    RELAYS,
    book_of,
    differences,
    extended,
    laid,
    lines,
    new_relay,
    place,
    planned,
    refused,
    typed,
)
from contested.add.workbook.lines import changes
from contested.package import Package

GROWN = "column relays x_seen ; relays clm-e,1 x_seen=twice"
LACKS_IT = "This column is missing from row 1: x_seen."


@pytest.fixture
def grown(tmp_path: Path) -> Package:
    """Write the package of `book` after it has got a column."""
    return laid(tmp_path / "grown", GROWN)


def test_a_workbook_from_before_a_column_changes_nothing_of_it(grown: Package, book: Path) -> None:
    made = planned(grown, book)
    assert (made.problems, made.files) == ([], {})
    assert [line for line in changes(made) if "column" in line] == [
        "  The workbook was made before there was a column x_seen: its cells stay as they are, and"
        " are blank in new rows."
    ]


def test_its_cells_stay_beside_an_edit_and_are_blank_in_a_new_row(
    grown: Package, book: Path
) -> None:
    made = planned(grown, typed(book, {place("relays", "note", 4): "Read.", **new_relay(6)}))
    assert made.problems == []
    assert differences(grown, made.files) == {
        RELAYS: (
            ["clm-e,1,act-told,,,twice"],
            ["clm-e,1,act-told,,Read.,twice", "clm-f,1,act-told,2021-08-22,,"],
        )
    }


def test_a_column_that_the_workbook_had_is_missing_from_it(grown: Package, tmp_path: Path) -> None:
    book = book_of(grown, tmp_path / "new.xlsx")
    opened = openpyxl.load_workbook(book)
    opened["relays"].delete_cols(len(grown.tables["relays"].fields))
    opened.save(book)
    assert refused(planned(grown, book)) == [("relays", "", "", LACKS_IT)]


def test_a_workbook_that_does_not_tell_its_age_has_every_column(grown: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    del opened["Made from"]
    opened.save(book)
    assert refused(planned(grown, book)) == [("relays", "", "", LACKS_IT)]


def test_a_column_of_the_key_may_not_be_blank_and_is_missing(package: Package, book: Path) -> None:
    """Whatever the hidden sheet says: here it knows no column of relays."""
    opened = openpyxl.load_workbook(book)
    (column,) = (
        column for column in opened["Made from"].columns if column[0].value.startswith("relays ")
    )
    for cell in column:
        cell.value = "relays " if cell.row == 1 else str(cell.value)[:16] if cell.value else None
    for _ in ("claim_id", "step", "relay_id"):
        opened["relays"].delete_cols(1)
    opened.save(book)
    assert refused(planned(package, book)) == [
        ("relays", "", "", "These columns are missing from row 1: claim_id, step, relay_id.")
    ]


def test_a_row_may_go_unless_the_column_says_something_of_it(grown: Package, book: Path) -> None:
    blank = planned(grown, typed(book, {}, gone=[("relays", 2)]), "remove")
    assert blank.problems == []
    assert len(lines(blank, RELAYS)) == 4
    filled = planned(grown, typed(book, {}, gone=[("relays", 3)]), "remove")
    (message,) = (problem.message for problem in filled.problems)
    assert "clm-e 1" in message
    assert "changed in the dataset since" in message


def test_a_row_that_the_dataset_has_removed_is_left_out(tmp_path: Path, book: Path) -> None:
    made = planned(laid(tmp_path / "less", f"{GROWN} ; relays -clm-m,1"), book)
    assert (made.problems, made.files) == ([], {})
    assert made.changes["relays"].gone == [("clm-m", "1")]


def test_a_table_without_a_key_knows_its_rows_by_every_column(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "x_a", "type": "string"}, {"name": "x_b", "type": "string"}]}
    old = {"fields": schema["fields"][:1]}
    book = book_of(extended(tmp_path / "a", "x-notes", old, "x_a\n1\n"), tmp_path / "b.xlsx")
    now = extended(tmp_path / "b", "x-notes", schema, "x_a,x_b\n1,\n")
    assert refused(planned(now, book)) == [
        ("x-notes", "", "", "This column is missing from row 1: x_b.")
    ]
