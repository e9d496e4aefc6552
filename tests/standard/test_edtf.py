"""The date profile: what a text stands for, and what is no date at all; `laws/test_edtf_law.py`
says it of all texts.
"""

from __future__ import annotations

from datetime import date

import pytest
from contested.standard.edtf import Days, fault, parse


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-08-21", "2021-08-21", "2021-08-21"),
        ("2021-08?", "2021-08-01", "2021-08-31"),
        ("2021-08-21%", "2021-08-21", "2021-08-21"),
        ("2021-08-21/2021-09", "2021-08-21", "2021-09-30"),
        ("2021-08-21/2021-08", "2021-08-21", "2021-08-31"),
        ("2021~/2022?", "2021-01-01", "2022-12-31"),
    ],
)
def test_a_date_stands_for_the_days_from_its_earliest_to_its_latest(
    text: str, first: str, last: str
) -> None:
    assert parse(text) == days(first, last)


def test_an_open_end_has_no_day() -> None:
    assert parse("../2021-08-21") == Days(None, date(2021, 8, 21).toordinal())
    assert parse("2021-08/..") == Days(date(2021, 8, 1).toordinal(), None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("21/08/2021", "it has more than one slash"),
        ("../..", "both ends are open"),
        ("2021-02-29", "it is not a day, month or year of the calendar"),
        ("2021-13", "it is not a day, month or year of the calendar"),
        ("0000", "it is not a day, month or year of the calendar"),
        ("2021-8", "it is not written as one"),
        ("2021-08-21?~", "it is not written as one"),
        ("2021/", "one end is empty"),
        ("2021-09/2021-08", "it ends before it begins"),
        ("٢٠٢١", "it is not written as one"),
        ("2021-08-21\n", "it is not written as one"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, why: str) -> None:
    assert parse(text) is None
    assert fault(text) == why
