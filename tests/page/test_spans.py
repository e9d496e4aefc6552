"""Dates drawn: as the stretches that they are, on an axis on which they have room."""

from __future__ import annotations

from datetime import date

import pytest
from contested.page.spans import Axis, Mark, mark
from hypothesis import given
from hypothesis import strategies as st

FIRST = date(2021, 9, 1).toordinal()
AXIS = Axis(FIRST, FIRST + 9)
days = st.integers(1, date.max.toordinal() - 3)


@pytest.mark.parametrize(
    ("first", "last", "more", "drawn"),
    [
        (2, 2, {}, Mark("20%", "10%", "solid")),
        (2, 4, {}, Mark("20%", "30%", "solid")),
        (2, 4, {"within": True}, Mark("20%", "30%", "tint", ("first", "last"))),
        (None, 4, {}, Mark("0%", "50%", "until", ("last",))),
        (2, None, {}, Mark("20%", "80%", "from", ("first",))),
        (2, 4, {"doubt": True}, Mark("20%", "30%", "soft")),
        (2, 4, {"doubt": True, "within": True}, Mark("20%", "30%", "soft")),
        (-5, 20, {}, Mark("0%", "100%", "solid")),
        (None, None, {}, None),
    ],
)
def test_a_stretch_is_drawn_so(
    first: int | None, last: int | None, more: dict[str, bool], drawn: Mark | None
) -> None:
    ends = [None if end is None else FIRST + end for end in (first, last)]
    assert mark(AXIS, *ends, **more) == drawn


def test_an_axis_has_a_week_at_the_least_and_room_at_its_ends() -> None:
    assert Axis.of([FIRST]) == Axis(FIRST - 3, FIRST + 3)
    assert Axis.of([FIRST, FIRST + 20]) == Axis(FIRST - 1, FIRST + 21)
    assert Axis.of([]).length == 7


@given(st.lists(st.none() | days, max_size=6))
def test_every_day_of_an_axis_has_its_place_and_ticks_are_few(known: list[int | None]) -> None:
    axis = Axis.of(known)
    for day in filter(None, known):
        drawn = mark(axis, day, day)
        assert drawn
        x, width = float(drawn.x.rstrip("%")), float(drawn.width.rstrip("%"))
        assert 0 <= x <= 100
        assert width > 0
    assert len(axis.ticks) <= 13


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (7, ["1", "2", "3", "4", "5", "6", "7"]),
        (14, ["1", "3", "5", "7", "9", "11", "13"]),
        (130, ["October 2021", "November 2021", "December 2021", "January 2022"]),
        (2000, ["2022", "2023", "2024", "2025", "2026", "2027"]),
    ],
)
def test_ticks_are_days_months_or_years(length: int, words: list[str]) -> None:
    assert [tick.words for tick in Axis(FIRST, FIRST + length - 1).ticks] == words
