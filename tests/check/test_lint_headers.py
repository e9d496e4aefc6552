"""Headers that are wrong: what is wrong with each, and what is read all the same."""

from __future__ import annotations

import pytest
from check.notes import GOOD, NOTES, linted
from contested.check.lint import lint
from contested.package.files.csvfile import CsvFile
from contested.package.files.read import read


@pytest.mark.parametrize(
    ("header", "wrong", "columns", "suggestion", "stops"),
    [
        (
            "note_id,title,x_end",
            "note is missing; “contested fmt” adds it, blank",
            "note",
            None,
            False,
        ),
        (
            "note_id,x_end",
            "title, note are missing; “contested fmt” adds them, blank",
            "title, note",
            None,
            False,
        ),
        ("title,note,x_end", "note_id is missing", "note_id", None, True),
        (
            ",,,",
            "note_id, title, note, x_end are missing",
            "note_id, title, note, x_end",
            None,
            True,
        ),
        (
            "note_id,Title,note,x_end",
            "Title (did you mean title?) is not in this table",
            "Title",
            "title",
            True,
        ),
        (
            "Note ID,title,note,x_end",
            "Note ID (did you mean note_id?) is not in this table",
            "Note ID",
            "note_id",
            True,
        ),
        (
            "note_id,title,note,x_end,,",
            "a column without a name (E1), a column without a name (F1) are not in this table",
            ", ",
            None,
            True,
        ),
        ("note_id,title,note,title,x_end", "title is there more than once", "title", None, True),
        (
            " note_id,title,note,x_end\u00a0",
            "there are spaces around note_id, x_end",
            "note_id, x_end",
            None,
            False,
        ),
        (
            "note_id,x_end,title,note",
            "out of order; x_end stands where title belongs",
            "x_end",
            None,
            False,
        ),
    ],
)
def test_a_wrong_header_says_what_is_wrong(
    header: str, wrong: str, columns: str, suggestion: str | None, stops: bool
) -> None:
    found = linted(header + "\n")
    values = {"wrong": wrong, "columns": columns} | (
        {"suggestion": suggestion} if suggestion else {}
    )
    assert [spot.values for spot in found.found["wrong-header"]] == [values]
    assert (found.stopped == "wrong-header") is stops


def test_a_column_that_may_be_blank_is_read_as_blank_where_it_is_missing() -> None:
    file = CsvFile("notes.csv", b"x_end,note_id\n1,nte-a\n,nte-b\n", NOTES)
    assert lint(file).stopped is None
    assert read(file).rows() == [(0, "nte-a", None, None, "1"), (1, "nte-b", None, None, None)]


def test_a_name_that_is_missing_above_cells_is_no_missing_column() -> None:
    assert [rule for rule, _ in linted(GOOD.replace("title,", "")).faults] == [
        "wrong-header",
        "ragged-row",
        "ragged-row",
    ]


def test_each_sort_of_wrong_in_a_header_is_one_finding() -> None:
    assert [
        (s.column, s.values["wrong"])
        for s in linted("x_end,note_id,titel, note_id,verdict\n").found["wrong-header"]
    ] == [
        (1, "note is missing; “contested fmt” adds it, blank"),
        (15, "titel (did you mean title?), verdict are not in this table"),
        (21, "note_id is there more than once"),
        (21, "there are spaces around note_id"),
        (1, "out of order; x_end stands where note_id belongs"),
    ]


def test_a_delimiter_is_told_by_the_names_that_it_divides() -> None:
    for header in ('"note_id";"title";"note"', "Note_ID;Title;Note,x_end", "note_id ; title"):
        assert linted(header + "\n").stopped == "wrong-delimiter"
    for header in ("note_id,title,note,x_end;", "one;two;three", "note_id,title;note,x_end"):
        assert linted(header + "\n").stopped == "wrong-header"
