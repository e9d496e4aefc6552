"""Workbooks that tell only in part what they were made of.

Or not at all.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import RELAY, RELAYS, book_of, cell_at, corrected, place, planned, typed
from contested import standard
from contested.package import Package


def without_origin(book: Path, cell: object = None) -> Path:
    """Take the hidden sheet out of a workbook, or write into it."""
    opened = openpyxl.load_workbook(book)
    if cell is None:
        del opened["Made from"]
    else:
        opened["Made from"]["C2"] = cell
    opened.save(book)
    return book


@pytest.mark.parametrize("cell", [None, 7, "short"])
def test_a_workbook_that_does_not_tell_what_it_was_made_of_counts_where_the_two_differ(
    package: Package, book: Path, tmp_path: Path, cell: object
) -> None:
    since = corrected(tmp_path, RELAYS, RELAY, RELAY + "Theirs.")
    assert planned(since, book).files == {}
    made = planned(since, without_origin(book, cell))
    assert (made.origin, made.problems, made.changes["relays"].changed) == (
        None,
        [],
        {("clm-e", "1"): [("note", "Theirs.", None)]},
    )


def test_an_empty_workbook_that_does_not_tell_so_only_adds(
    package: Package, tmp_path: Path
) -> None:
    book = without_origin(book_of(package, tmp_path / "empty.xlsx", empty=True))
    assert (planned(package, book).problems, planned(package, book).files) == ([], {})
    made = planned(
        package,
        typed(
            book,
            {
                place("actors", "actor_id", 2): "act-guard",
                place("actors", "name", 2): "River Guard",
                place("actors", "actor_type", 2): "armed_group",
            },
        ),
    )
    assert [p.sheet for p in made.problems] == [
        "actors",
        "locations",
        "sources",
        "questions",
        "claims",
        "relays",
        "relations",
        "citations",
        "revisions",
    ]
    assert {"--allow-missing" in p.mend for p in made.problems} == {False}


def test_removing_is_offered_where_fewer_rows_are_missing_than_there_are(
    package: Package, book: Path
) -> None:
    (few,) = planned(package, typed(book, {}, gone=[("relays", 2)])).problems
    (many,) = planned(package, typed(book, {}, gone=[("relays", 2)])).problems
    assert ("--allow-missing" in few.mend, "--allow-missing" in many.mend) == (True, False)


def test_a_column_that_the_workbook_was_made_without_is_told_where_it_differs(
    package: Package, book: Path, tmp_path: Path
) -> None:
    opened = openpyxl.load_workbook(book)
    (column,) = (
        column for column in opened["Made from"].columns if column[0].value.startswith("relays ")
    )
    for cell in column[:5]:
        cell.value = cell.value[:-8]
    opened.save(book)
    made = planned(
        package,
        typed(
            book, {place("relays", "note", 2): "New.", place("relays", "relay_id", 4): "act-wire"}
        ),
    )
    assert [(p.cell, p.row) for p in made.problems] == [(cell_at("relays", "note", 2), "clm-c 1")]
    assert made.changes["relays"].changed == {
        ("clm-e", "1"): [("relay_id", "act-told", "act-wire")]
    }


def test_the_hidden_sheet_holds_digests_and_no_text(package: Package, book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["Made from"]
    assert [str(cell.value).partition(" ")[0] for cell in sheet[1]] == ["made", *package.parts]
    claims = [str(cell.value) for cell in sheet["F"][1:] if cell.value]
    assert (
        len(claims),
        {len(text) for text in claims},
        {text.strip("0123456789abcdef") for text in claims},
    ) == (13, {16 + 8 * len(standard.tables()["claims"].fields)}, {""})
