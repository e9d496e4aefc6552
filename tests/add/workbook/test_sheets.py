"""Sheets and columns that are not as the template made them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import (
    book_of,
    cell_at,
    laid,
    planned,
    refused,
    typed,
)
from cells import letters
from contested.package import Package

SHEETS = {
    "clams": "The dataset has no table “clams”. Did you mean claims?",
    "Sheet1": "The dataset has no table “Sheet1”.",
    "CLAIM": "The dataset has no table “CLAIM”. Did you mean claims?",
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_is_no_table_is_told(package: Package, book: Path, name: str) -> None:
    opened = openpyxl.load_workbook(book)
    opened["claims"].title = name
    opened.save(book)
    made = planned(package, book)
    assert refused(made) == [(name, "", "", SHEETS[name])]
    assert (
        made.problems[0].allowed
        == "sheets called actors, locations, sources, questions, claims, relays, relations,"
        " citations, revisions"
    )


def test_a_sheet_of_a_table_of_the_standard_that_the_dataset_lacks_is_told_as_such(
    tmp_path: Path,
) -> None:
    book = book_of(laid(tmp_path), tmp_path / "book.xlsx")
    package = laid(tmp_path / "other", "descriptor -resources.revisions")
    made = planned(package, book)
    assert refused(made) == [
        (
            "revisions",
            "",
            "",
            "The dataset has no table revisions yet, though the standard has one.",
        )
    ]


def test_a_sheet_that_is_missing_leaves_its_table_and_the_other_sheets_are_no_tables(
    package: Package, book: Path
) -> None:
    opened = openpyxl.load_workbook(book)
    del opened["relays"]
    opened.create_sheet("Words")["A1"] = "anything"
    opened["Read me"]["A1"] = "anything"
    opened.save(book)
    made = planned(package, book)
    assert (made.problems, made.files, made.untouched) == ([], {}, ["relays"])


COLUMNS = "claim_id, step, relay_id, relayed, note"
HEADERS = [
    (
        ("claim_id", "step", "relay", "relayed", "note"),
        {"C1": "The table relays has no column “relay”. Did you mean relay_id?", "": "relay_id"},
    ),
    (
        ("claim_id", "claim_id", "relay_id", "relayed", None),
        {"B1": "The column claim_id is there twice.", "": "step, note"},
    ),
    (
        ("claim_id", "step", "relay_id", "relayed", "note", "mine"),
        {"F1": "The table relays has no column “mine”."},
    ),
    ((None, None, None, None, None), {"A1": "Row 1 does not hold the names of the columns."}),
    ((1, "b", "c", "d", "e"), {"A1": "Row 1 does not hold the names of the columns."}),
]


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_columns_that_are_not_those_of_the_table_are_told(
    package: Package, book: Path, header: tuple[str | None, ...], expected: list[tuple[str, str]]
) -> None:
    made = planned(
        package,
        typed(
            book,
            {f"relays!{letter}1": value for letter, value in zip("ABCDEF", header, strict=False)},
        ),
    )
    missing = {
        1: "This column is missing from row 1: {}.",
        2: "These columns are missing from row 1: {}.",
    }
    told = {
        cell: message if cell else missing[len(message.split(", "))].format(message)
        for cell, message in expected.items()
    }
    assert {p.cell: p.message for p in made.problems} == told
    assert made.problems[0].allowed in (COLUMNS, "each column once")
    assert {p.sheet for p in made.problems} == {"relays"}


def test_the_names_of_the_columns_stand_in_row_1_and_nowhere_else(
    package: Package, book: Path
) -> None:
    opened = openpyxl.load_workbook(book)
    opened["relays"].insert_rows(1)
    opened.save(book)
    assert refused(planned(package, book)) == [
        (
            "relays",
            cell_at("relays", "claim_id", 1),
            "",
            "Row 1 does not hold the names of the columns.",
        )
    ]


def test_an_empty_sheet_has_no_columns(package: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["relays"].delete_rows(1, 100)
    opened.save(book)
    assert refused(planned(package, book)) == [
        (
            "relays",
            cell_at("relays", "claim_id", 1),
            "",
            "Row 1 does not hold the names of the columns.",
        )
    ]


def test_moved_columns_sorted_rows_blank_rows_and_padding_change_nothing(
    package: Package, book: Path
) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened["relays"]
    header, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for number, row in enumerate([header, [], [" "], *rows[::-1]], start=1):
        for column in range(1, 7):
            value = row[-column] if len(row) >= column else None
            sheet.cell(number, column).value = f" {value}\u00a0" if value else "  "
    opened.save(book)
    made = planned(package, book)
    assert (made.problems, made.files) == ([], {})


def test_a_cell_beside_the_table_is_told(package: Package, book: Path) -> None:
    beside = letters(len(package.tables["relays"].fields) + 2)
    cells = {f"relays!{beside}3": "look", f"relays!{beside}4": " "}
    assert refused(planned(package, typed(book, cells))) == [
        ("relays", f"{beside}3", "", "The cell has no column name above it in row 1.")
    ]
