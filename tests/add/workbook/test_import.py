"""What an import would change, and everything for which it changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import (
    CLAIMS,
    NEW_RELAY,
    RELAYS,
    at,
    book_of,
    differences,
    extended,
    laid,
    planned,
    refused,
    typed,
)
from contested.check.validate import validate
from contested.package import Package


def test_a_template_changes_nothing(package: Package, book: Path) -> None:
    made = planned(package, book)
    assert (made.problems, made.files, made.untouched) == ([], {}, [])
    assert [
        (name, change.added, change.changed, change.missing)
        for name, change in made.changes.items()
    ] == [(name, [], {}, []) for name in package.parts]


def test_two_cells_and_a_row_change_those_lines_and_no_others(package: Package, book: Path) -> None:
    note, stated = at(package, "claims", "clm-b", "note"), at(package, "claims", "clm-a", "stated")
    row = {f"relays!{letter}6": value for letter, value in zip("ABCDE", NEW_RELAY, strict=True)}
    made = planned(
        package, typed(book, {note: "Read twice, “carefully”.", stated: "2021-08"} | row)
    )
    old = bytes(package.store.read(CLAIMS)).decode().splitlines()
    assert (made.problems, made.new_errors, made.errors) == ([], [], [])
    assert differences(package, made.files) == {
        CLAIMS: (
            old[1:3],
            [
                old[1].replace(",2021-08-21,stated,", ",2021-08,stated,"),
                old[2] + "Read twice, “carefully”.".join('""'),
            ],
        ),
        RELAYS: ([], ["clm-f,1,act-told,2021-08-22,"]),
    }
    assert made.changes["claims"].changed == {
        ("clm-a",): [("stated", "2021-08-21", "2021-08")],
        ("clm-b",): [("note", None, "Read twice, “carefully”.")],
    }
    assert made.changes["relays"].added == [("clm-f", "1")]


def test_what_is_written_is_valid(package: Package, book: Path, tmp_path: Path) -> None:
    made = planned(package, typed(book, {at(package, "claims", "clm-b", "note"): "Read twice."}))
    (tmp_path / CLAIMS).write_bytes(made.files[CLAIMS])
    assert validate(tmp_path).count("error") == 0
    assert planned(package, book).files == {}


def test_real_dates_numbers_and_truth_are_text_again(package: Package, book: Path) -> None:
    cells = {
        at(package, "claims", "clm-a", "occurred"): date(2021, 8, 20),
        at(package, "claims", "clm-i", "occurred"): date(2021, 8, 1),
        at(package, "claims", "clm-d", "quantity_min"): 12,
        at(package, "claims", "clm-d", "quantity_max"): 15.0,
        at(package, "locations", "loc-mill", "latitude"): 12.5,
        at(package, "locations", "loc-mill", "longitude"): -71.26,
        at(package, "questions", "qst-seat", "exclusive"): True,
        at(package, "sources", "src-radio", "accessed"): datetime(2021, 9, 3),
        at(package, "relays", "clm-m 1", "step"): 1,
    }
    made = planned(
        package, typed(book, cells, {at(package, "claims", "clm-i", "occurred"): "mmm-yy"})
    )
    assert made.problems == []
    assert {name: change.changed for name, change in made.changes.items() if change.changed} == {
        "claims": {("clm-a",): [("occurred", "2021-08-21", "2021-08-20")]},
        "locations": {("loc-mill",): [("longitude", "-71.25", "-71.26")]},
        "questions": {("qst-seat",): [("exclusive", "false", "true")]},
        "sources": {("src-radio",): [("accessed", "2021-09-02", "2021-09-03")]},
    }


def test_everything_that_is_unclear_is_told_at_once_and_nothing_is_planned(
    package: Package, book: Path
) -> None:
    cells = {
        at(package, "claims", "clm-i", "occurred"): date(2021, 8, 1),
        at(package, "claims", "clm-b", "stated"): datetime(2021, 8, 22, 14, 30),
        at(package, "claims", "clm-c", "note"): "=A1",
        at(package, "claims", "clm-d", "note"): "#N/A",
        at(package, "actors", "act-guard", "name"): True,
        at(package, "claims", "clm-a", "note"): "A real edit.",
        "relays!B2": "=1",
    }
    made = planned(package, typed(book, cells))
    assert (made.files, refused(made)) == (
        {},
        [
            (
                "actors",
                "B4",
                "act-guard",
                "The cell holds the spreadsheet's own TRUE, and not a text.",
            ),
            (
                "claims",
                "Q3",
                "clm-b",
                "The cell holds a date with a time of day, 2021-08-22 14:30.",
            ),
            ("claims", "X4", "clm-c", "The cell holds a formula, =A1."),
            ("claims", "X5", "clm-d", "The cell holds the spreadsheet's error #N/A."),
            (
                "claims",
                "S10",
                "clm-i",
                (
                    "The cell holds the day 2021-08-01 where the dataset has 2021-08, as if a"
                    " spreadsheet had made a day of it."
                ),
            ),
            ("relays", "B2", "", "The cell holds a formula, =1."),
        ],
    )
    assert [
        (p.column, p.allowed.partition(",")[0]) for p in made.problems if p.cell in ("S10", "B2")
    ] == [
        ("occurred", "2021"),
        ("step", "a whole number in plain digits"),
    ]


@pytest.mark.parametrize("number", [7, 7.0])
def test_a_number_in_a_key_finds_the_row_whose_key_is_written_otherwise(
    tmp_path: Path, number: float
) -> None:
    schema = {
        "fields": [{"name": "x_id", "type": "string"}, {"name": "x_note", "type": "string"}],
        "primaryKey": ["x_id"],
    }
    package = extended(tmp_path, "x-own", schema, "x_id,x_note\n007,a\n08,b\n8,c\n")
    book = typed(
        book_of(package, tmp_path / "book.xlsx"),
        {"x-own!A2": number, "x-own!B2": "d", "x-own!A5": 9, "x-own!B5": "e"},
    )
    change = planned(package, book).changes["x-own"]
    assert (change.changed, change.added, change.missing) == (
        {("007",): [("x_note", "a", "d")]},
        [("9",)],
        [],
    )
    ambiguous = planned(package, typed(book, {"x-own!A3": 8})).problems
    assert [p.message for p in ambiguous] == ["Row 3 has the same x_id, 8."]


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
        " revisions"
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
        ("relays", "A1", "", "Row 1 does not hold the names of the columns.")
    ]


def test_an_empty_sheet_has_no_columns(package: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["relays"].delete_rows(1, 100)
    opened.save(book)
    assert refused(planned(package, book)) == [
        ("relays", "A1", "", "Row 1 does not hold the names of the columns.")
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
    assert refused(planned(package, typed(book, {"relays!H3": "look", "relays!H4": " "}))) == [
        ("relays", "H3", "", "The cell has no column name above it in row 1.")
    ]
