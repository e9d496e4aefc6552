"""What an import would change, and everything for which it changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from add.workbook.books import (
    CLAIMS,
    RELAYS,
    at,
    book_of,
    cell_at,
    differences,
    extended,
    new_relay,
    place,
    planned,
    refused,
    typed,
)
from contested.add.workbook import lines
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
    edits = {note: "Read twice, “carefully”.", stated: "2021-08"}
    made = planned(package, typed(book, edits | new_relay(6)))
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
        place("relays", "step", 2): "=1",
    }
    made = planned(package, typed(book, cells))
    assert (made.files, refused(made)) == (
        {},
        [
            (
                "actors",
                cell_at("actors", "name", 4),
                "act-guard",
                "The cell holds the spreadsheet's own TRUE, and not a text.",
            ),
            (
                "claims",
                cell_at("claims", "stated", 3),
                "clm-b",
                "The cell holds a date with a time of day, 2021-08-22 14:30.",
            ),
            ("claims", cell_at("claims", "note", 4), "clm-c", "The cell holds a formula, =A1."),
            (
                "claims",
                cell_at("claims", "note", 5),
                "clm-d",
                "The cell holds the spreadsheet's error #N/A.",
            ),
            (
                "claims",
                cell_at("claims", "occurred", 10),
                "clm-i",
                (
                    "The cell holds the day 2021-08-01 where the dataset has 2021-08, as if a"
                    " spreadsheet had made a day of it."
                ),
            ),
            ("relays", cell_at("relays", "step", 2), "", "The cell holds a formula, =1."),
        ],
    )
    assert [
        (p.column, p.allowed.partition(",")[0])
        for p in made.problems
        if p.column in ("occurred", "step")
    ] == [("occurred", "2021"), ("step", "a whole number in plain digits")]


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


def test_of_many_rows_of_one_kind_the_first_are_listed_and_the_others_counted(
    package: Package, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {at(package, "claims", f"clm-{one}", "note"): "Read twice." for one in "abcd"}
    made = planned(package, typed(book, notes | new_relay(6)))
    whole = list(lines.changes(made))
    assert sum(line.startswith("  changed  clm-") for line in whole) == 4
    monkeypatch.setattr(lines, "LISTED", 1)
    listed = list(lines.changes(made))
    assert [line for line in listed if line.startswith("  changed")] == [
        "  changed  clm-a (data/claims.csv)",
        "  changed  3 more of 4",
    ]
    assert [line for line in listed if line.startswith("  added")] == [
        "  added    clm-f 1 (data/relays.csv)"
    ]
