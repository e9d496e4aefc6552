"""Answers, amounts and dates as people read them."""

from __future__ import annotations

import datetime

import pytest
from contested.standard import edtf
from contested.standard.readable import (
    Said,
    amount,
    answer,
    days,
    ends,
    is_doubtful,
    position,
    sort_key,
)
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date


@pytest.mark.parametrize(
    ("low", "high", "about", "words"),
    [
        (600.0, 600.0, False, "600"),
        (600.0, 600.0, True, "about 600"),
        (700.0, None, False, "700 or more"),
        (None, 700.0, False, "700 or less"),
        (150.0, 200.0, False, "150 to 200"),
        (150.0, 200.0, True, "about 150 to 200"),
        (1500.0, None, True, "about 1,500 or more"),
        (0.0, 0.0, False, "0"),
        (0.1, 60.5, False, "0.1 to 60.5"),
        (-2.0, 3.0, False, "−2 to 3"),
        (1e22, 1e22, False, "10,000,000,000,000,000,000,000"),
        (None, None, False, "any number"),
    ],
)
def test_an_amount_is_told_by_its_bounds(
    low: float | None, high: float | None, about: bool, words: str
) -> None:
    assert amount(low, high, about=about) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021", "2021"),
        ("2021-08", "August 2021"),
        ("2021-08-01", "1 August 2021"),
        ("2021-08-21?", "21 August 2021 (uncertain)"),
        ("2021-08~", "August 2021 (approximate)"),
        ("2021%", "2021 (uncertain and approximate)"),
        ("../2021-08-23", "no later than 23 August 2021"),
        ("2021-08-23?/..", "no earlier than 23 August 2021 (uncertain)"),
        ("2021-08-20/2021-08-22", "20 to 22 August 2021"),
        ("2021-08-30/2021-09-02", "30 August to 2 September 2021"),
        ("2021-08-20/2021-08-20", "20 August 2021"),
        ("2021-12-31/2022-01-01", "31 December 2021 to 1 January 2022"),
        ("2021-08-20?/2021-08-22", "20 August 2021 (uncertain) to 22 August 2021"),
        ("2021-08/2021-08-22", "August 2021 to 22 August 2021"),
        ("2021-09-03T16:30+04:30", "3 September 2021, 16:30 (UTC+04:30)"),
        ("2021-09-03T16:30:05-01:00", "3 September 2021, 16:30:05 (UTC−01:00)"),
        ("2021-09-03T16:30Z", "3 September 2021, 16:30 (UTC)"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_told_with_its_ends_and_its_doubt(text: str, words: str) -> None:
    assert days(text) == words
    assert is_doubtful(text) is any(sign in words for sign in ("uncertain", "approximate"))


def test_a_date_has_a_first_and_a_last_day_unless_it_is_open_there() -> None:
    assert ends("2021-02") == (DAY(2021, 2, 1), DAY(2021, 2, 28))
    assert ends("../2021-02-03?") == (None, DAY(2021, 2, 3))
    assert ends("2021-02-03/..") == (DAY(2021, 2, 3), None)
    assert ends("0001-01-01") == (DAY(1, 1, 1), DAY(1, 1, 1))
    assert ends("soon") == (None, None)


def test_a_denial_says_not_and_an_id_goes_by_its_name() -> None:
    assert position(Said("actor", "affirms", "act-guard"), "River Guard") == "River Guard"
    assert position(Said("actor", "denies", "act-guard"), "River Guard") == "not: River Guard"
    assert position(Said("actor", "denies", "act-guard")) == "not: act-guard"
    assert position(Said("quantity", "denies", None, 24.0, None, True)) == "not: about 24 or more"
    assert position(Said("date", "affirms", "2021-08")) == "August 2021"
    assert answer(Said(None, "denies", "mayor")) == "mayor"


def test_answers_are_ordered_by_their_ends_or_letters_and_denials_come_last() -> None:
    def ordered(kind: str, *said: Said) -> list[str]:
        assert {one.kind for one in said} == {kind}
        keys = sorted((sort_key(one, position(one)), position(one)) for one in said)
        return [words for _, words in keys]

    amounts = [
        Said("quantity", "affirms", None, low, high)
        for low, high in ((700.0, None), (None, 5.0), (12.0, 15.0), (12.0, 12.0), (5.0, 5.0))
    ]
    denied = Said("quantity", "denies", None, 5.0, 5.0)
    assert ordered("quantity", *amounts, denied) == [
        "5 or less",
        "5",
        "not: 5",
        "12",
        "12 to 15",
        "700 or more",
    ]
    dates = [Said("date", "affirms", text) for text in ("2021-10", "2021-09-30", "../2022")]
    assert ordered("date", *dates) == [
        "no later than 2022",
        "30 September 2021",
        "October 2021",
    ]
    texts = [Said("text", way, word) for word, way in (("b", "denies"), ("A", "affirms"))]
    assert ordered("text", *texts, Said("text", "affirms", "b")) == ["A", "b", "not: b"]


AMOUNTS = st.floats(allow_nan=False, allow_infinity=False)


@given(AMOUNTS, AMOUNTS)
def test_two_amounts_are_told_alike_only_if_they_are_the_same(one: float, other: float) -> None:
    assert (amount(one, one) == amount(other, other)) is (one == other)


@given(st.dates(), st.sampled_from(["", "?", "~", "%"]))
def test_the_ends_of_a_date_are_the_days_it_stands_for(day: datetime.date, doubt: str) -> None:
    text = f"{day.isoformat()}{doubt}"
    known = edtf.parse(text)
    assert known is not None
    assert ends(text) == (day, day)
    assert days(text).startswith(f"{day.day} {day:%B} ")
