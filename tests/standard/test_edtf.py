"""The date profile: what a text stands for, and what is no date at all; `laws/test_edtf_law.py`
says it of all texts.
"""

from __future__ import annotations

from datetime import date

import pytest
from contested import standard
from contested.standard.edtf import Days, fault, parse
from contested.standard.edtf_advice import advice, fault_and_advice
from hypothesis import given
from hypothesis import strategies as st


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
        ("05/08/2021", "it has more than one slash"),
        ("../..", "both ends are open"),
        ("2021-02-29", "it is not a day, month or year of the calendar"),
        ("2021-13", "it is not a day, month or year of the calendar"),
        ("0000", "it is not a day, month or year of the calendar"),
        ("2021-8", "it is not written as one"),
        ("yesterday", "it is not written as one"),
        ("2021/", "one end is empty"),
        ("2021-09/2021-08", "it ends before it begins"),
        ("2021-08-21\n", "it is not written as one"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, why: str) -> None:
    assert parse(text) is None
    assert fault(text) == why


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021-08-XX", "2021-08"),
        ("2021-08-xx", "2021-08"),
        ("2021-XX-XX", "2021"),
        ("2021-XX", "2021"),
        ("202X", "2020/2029"),
        ("20XX", "2000/2099"),
        ("2021-0X", "2021-01/2021-09"),
        ("2021-1X", "2021-10/2021-12"),
        ("2021-02-2X", "2021-02-20/2021-02-28"),
        ("2021-21", "2021-03/2021-05"),
        ("2021-24", "2021-12/2022-02"),
        ("2021-34", "2021-04/2021-06"),
        ("2021-21/2021-22", "2021-03/2021-08"),
        ("../2021-21", "../2021-05"),
        ("2021-08-XX/..", "2021-08/.."),
        ("/1985", "../1985"),
        ("2021/...", "2021/.."),
        ("2021-08-21T12:00", "2021-08-21"),
        ("2021-08-21 12:00", "2021-08-21"),
        ("2021-8-1", "2021-08-01"),
        ("2021/08/21", "2021-08-21"),
        ("2021.08.21", "2021-08-21"),
        ("20210821", "2021-08-21"),
        ("21/08/2021", "2021-08-21"),
        ("08/21/2021", "2021-08-21"),
        ("08/08/2021", "2021-08-08"),
        ("21 August 2021", "2021-08-21"),
        ("August 21, 2021", "2021-08-21"),
        ("August 2021", "2021-08"),
        ("?2021", "2021?"),
        ("~2021-08", "2021-08~"),
        ("c. 2021", "2021~"),
        ("about 2021", "2021~"),
        ("2021?-08", "2021-08?"),
        ("2021-08-21?~", "2021-08-21%"),
        ("2021-08-21 ?", "2021-08-21?"),
        ("٢٠٢١", "2021"),
        ("2021–08", "2021-08"),
        ("2021-02-3X", "2021-02"),
        ("05/06/2021", ""),
        ("2021-02-30", ""),
        ("2021-13", ""),
        ("2021-09/2021-08", ""),
        ("yesterday", ""),
        ("Smarch 2021", ""),
        ("2021-08-21", ""),
        ("..", ""),
        ("2021/2021/2021", ""),
    ],
)
def test_advice_says_what_to_write_only_where_it_is_known(text: str, meant: str) -> None:
    assert advice(text) == meant


def test_advice_stands_behind_the_reason() -> None:
    assert fault_and_advice("2021-08-XX") == (
        "it is not written as one; write 2021-08 if that is meant"
    )
    assert fault_and_advice("yesterday") == "it is not written as one"


def test_a_time_is_told_to_go_where_only_days_are_written() -> None:
    days = standard.tables()["claims"].fields["occurred"].pattern
    moments = standard.tables()["claims"].fields["stated"].pattern
    text, meant = "2021-08-21T10:00", "; write 2021-08-21 if that is meant"
    no_time = "here days are written, and no time of the day"
    no_offset = "a moment needs its distance from UTC, as in 2021-09-03T16:30+04:30, or a Z"
    assert fault_and_advice(text, days) == no_time + meant
    assert fault_and_advice(text, moments) == no_offset + meant
    assert fault_and_advice(f"{text}Z/{text}Z", days) == no_time + meant


@given(st.text("0123456789-/.X?~% ", max_size=14))
def test_what_is_advised_is_a_date_and_another_text(text: str) -> None:
    meant = advice(text)
    assert not meant or (parse(meant) is not None and meant != text)
