"""Numbers drawn: what each wording becomes, and that nothing leaves the axis."""

from __future__ import annotations

import pytest
from contested.page.ranges import Amount, Scale
from hypothesis import given
from hypothesis import strategies as st

SCALE = Scale(0, 1000, 200)
numbers = st.none() | st.integers(-(10**6), 10**9).map(float)


def amount(low: float | None, high: float | None, **more: bool) -> Amount:
    return Amount(low, high, low, high, **more)


@pytest.mark.parametrize(
    ("told", "drawn"),
    [
        (amount(700, 700), ("exact", "70%", "0%")),
        (Amount(600, 600, 550, 650, is_about=True), ("about", "55%", "10%")),
        (amount(150, 200), ("band", "15%", "5%")),
        (amount(700, None), ("from", "70%", "30%")),
        (amount(None, 300), ("until", "0%", "30%")),
        (amount(None, None), ("none", "0%", "100%")),
        (amount(0, 0), ("exact", "0%", "0%")),
    ],
)
def test_a_wording_is_drawn_so(told: Amount, drawn: tuple[str, str, str]) -> None:
    bar = SCALE.bar(told)
    assert (bar.kind, bar.x, bar.width) == drawn
    assert (bar.is_hollow, bar.is_struck) == (False, False)


def test_what_is_denied_is_hollow_and_what_was_gone_back_on_is_struck_too() -> None:
    denied, old = amount(700, 700, is_denied=True), amount(700, 700, stands=False)
    assert (SCALE.bar(denied).is_hollow, SCALE.bar(denied).is_struck) == (True, False)
    assert (SCALE.bar(old).is_hollow, SCALE.bar(old).is_struck) == (True, True)


def test_about_is_marked_at_its_own_number() -> None:
    bar = SCALE.bar(Amount(600, 600, 550, 650, is_about=True))
    assert (bar.middle, bar.top, bar.level) == ("60%", "35%", "40%")


@pytest.mark.parametrize(
    ("amounts", "is_share", "axis"),
    [
        ([amount(700, 700), amount(600, None)], False, (0, 1000)),
        ([amount(20, 20), amount(0, 0)], False, (0, 25)),
        ([amount(30, 30)], True, (0, 100)),
        ([amount(130, 130)], True, (0, 200)),
        ([amount(-5, 5)], False, (-10, 10)),
        ([amount(None, None)], False, (0, 0.2)),
    ],
)
def test_an_axis_begins_at_none_and_ends_at_a_round_number(
    amounts: list[Amount], is_share: bool, axis: tuple[float, float]
) -> None:
    scale = Scale.of(amounts, is_share=is_share)
    assert (scale.first, scale.last) == axis


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5))
def test_no_bar_leaves_the_axis_and_round_numbers_stand_in_order(
    ends: list[tuple[float | None, float | None]],
) -> None:
    amounts = [
        amount(*((min(pair), max(pair)) if None not in pair else pair))  # type: ignore[type-var]
        for pair in ends
    ]
    scale = Scale.of(amounts)
    for one in amounts:
        bar = scale.bar(one)
        x, width = float(bar.x.rstrip("%")), float(bar.width.rstrip("%"))
        assert -0.01 <= x <= x + width <= 100.02
    places = [float(x.rstrip("%")) for x, _ in scale.ticks]
    assert places == sorted(places)
    assert (round(places[0]), round(places[-1])) == (0, 100)
    assert len(places) <= 12
