"""Silence: of a valid package there is nothing to say.

What it may hold is drawn, all of it.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from contested import standard
from contested.rules.rule import RULES
from contested.standard import edtf
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import Phase, find, given, settings
from hypothesis.errors import NoSuchExample
from laws import reference
from laws.judging import spots

OTHERS = {
    "an own column",
    "an own table",
    "a chain of relays",
    "a contested question",
    "a question without contest",
}
HALF = one_in(2)


@given(packages(clean=True))
@settings(max_examples=HALF)
def test_of_a_clean_package_nothing_is_said(drawn: Drawn) -> None:
    assert spots(drawn) == {}


@given(packages())
@settings(max_examples=HALF)
def test_in_a_valid_package_nothing_is_an_error(drawn: Drawn) -> None:
    assert [rule for rule in spots(drawn) if RULES[rule].severity == "error"] == []


@pytest.mark.nightly
def test_what_the_standard_allows_is_drawn() -> None:
    words = {
        f"{t.name}.{f.name}={w}"
        for t in standard.tables().values()
        for f in t.fields.values()
        for w in f.words
    }
    blanks = {
        f"{t.name}.{f.name}="
        for t in standard.tables().values()
        for f in t.fields.values()
        if not f.required and f.name != "note"
    }
    dates = {
        f"date of {form}"
        for form in ("4", "7", "10", "doubt", "interval", "open start", "open end")
    }
    texts = {
        f"text with {what}"
        for what in ("Arabic", "a combining mark", "a joiner", '"', ",", "\n", "CJK")
    }
    missing = words | blanks | dates | texts | OTHERS

    def is_nothing_missing(drawn: Drawn) -> bool:
        missing.difference_update(kinds(drawn))
        return not missing

    with suppress(NoSuchExample):
        find(
            packages(min_claims=2),
            is_nothing_missing,
            settings=settings(max_examples=2000, phases=[Phase.generate]),
        )
    assert sorted(missing) == []


def kinds(drawn: Drawn) -> set[str]:
    """Return what a package has of what the standard allows."""
    found = {
        f"{name}.{column}={cell}"
        for name, rows in drawn.tables.items()
        for row in rows
        for column, cell in row.items()
    }
    asked = {row["question_id"] for row in drawn.tables["questions"]}
    contested = reference.contested({"relations": [], **drawn.tables})
    found |= {"a contested question" for _ in contested} | {
        "a question without contest" for _ in asked - contested
    }
    specs = drawn.specs
    for name, rows in drawn.tables.items():
        for row in rows:
            for column, cell in row.items():
                field = specs[name].fields[column]
                if field.form == "edtf" and cell:
                    found |= date_forms(cell)
                elif field.prose:
                    found |= text_forms(cell)
    found |= {
        "an own column"
        for rows in drawn.tables.values()
        for row in rows
        for column in row
        if column.startswith("x_")
    }
    found |= {"an own table" for name in drawn.tables if name.startswith("x-")}
    return found | {
        "a chain of relays" for row in drawn.tables.get("relays", []) if row["step"] == "2"
    }


def date_forms(cell: str) -> set[str]:
    days = edtf.parse(cell)
    assert days is not None
    found = {"date of doubt"} if cell[-1] in "?~%" else set()
    if "/" not in cell:
        return found | {f"date of {len(cell.rstrip('?~%'))}"}
    ends = "open start" if days.earliest is None else "open end" if days.latest is None else ""
    return found | {f"date of {ends or 'interval'}"}


def text_forms(cell: str) -> set[str]:
    found = {f"text with {mark}" for mark in '",\n' if mark in cell}
    ranges = {
        "Arabic": ("\u0600", "\u06ff"),
        "a combining mark": ("\u0300", "\u036f"),
        "a joiner": ("\u200c", "\u200d"),
        "CJK": ("\u4e00", "\u9fff"),
    }
    return found | {
        f"text with {name}"
        for name, (first, last) in ranges.items()
        if any(first <= sign <= last for sign in cell)
    }


@pytest.mark.nightly
def test_the_smallest_package_can_be_read_by_a_person() -> None:
    smallest = find(packages(), lambda _: True)
    assert {name: len(rows) for name, rows in smallest.tables.items() if rows} == {
        "actors": 2,
        "sources": 1,
        "questions": 1,
        "claims": 1,
    }
