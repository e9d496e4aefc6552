"""Rows that are out of order: the first that stands too low is told."""

from __future__ import annotations

import pytest
from contested.check.lint import lint, lint_rows
from contested.package.files.csvfile import CsvFile, Spot
from contested.package.files.read import read
from contested.standard import Table


def out_of_order(data: str, schema: dict[str, object]) -> list[Spot]:
    file = CsvFile("notes.csv", data.encode(), Table.from_schema("x-notes", schema))
    linted = lint(file)
    lint_rows(linted, file, read(file))
    return list(linted.found.get("unsorted-rows", ()))


PAIRS = {
    "fields": [{"name": "a", "type": "string"}, {"name": "n", "type": "integer"}],
    "primaryKey": ["a", "n"],
}


@pytest.mark.parametrize(
    ("rows", "line", "key"),
    [
        ("b,1\na,2\na,1\n", 3, "a 2"),
        ("a,2\na,10\na,9\n", 4, "a 9"),
        ("a,1\n,1\nb,1\n", 4, "b 1"),
        ("a,1\na,\na,2\n", 4, "a 2"),
        ('"a\nb",1\n\n"a",1\n', 5, "a 1"),
        ("ä,1\nz,1\n", 3, "z 1"),
        ("b ,1\n a,1\n", 3, "a 1"),
    ],
)
def test_the_first_row_that_stands_too_low_is_told(rows: str, line: int, key: str) -> None:
    assert [(spot.line, spot.values) for spot in out_of_order(f"a,n\n{rows}", PAIRS)] == [
        (line, {"key": key, "columns": "a, n"})
    ]


@pytest.mark.parametrize(
    "rows",
    ["", "a,1\n", "a,2\na,10\nb,1\n,\n", "a,1\na,1\n", "B,1\na,1\n", "a,-2\na,-1\n", " a,1\nb,1\n"],
)
def test_rows_in_order_are_not_told(rows: str) -> None:
    assert out_of_order(f"a,n\n{rows}", PAIRS) == []


@pytest.mark.parametrize(
    "key", [{}, {"primaryKey": []}, {"primaryKey": "c"}, {"primaryKey": ["a", "c"]}]
)
def test_rows_of_a_table_without_a_key_are_in_any_order(key: dict[str, object]) -> None:
    assert out_of_order("a,n\nb,1\na,1\n", {"fields": PAIRS["fields"]} | key) == []
