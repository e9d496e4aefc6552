"""Numbers in the wording of an answer: readings, ranges, and what contradicts the bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from contested.standard.quantities import contradicts, numbers, states_range
from hypothesis import given
from hypothesis import strategies as st


def has(text: str, number: str) -> bool:
    """Return whether some number of a text can be this one."""
    wanted = Decimal(number.replace(",", ""))
    return any(one.can_be(wanted) for one in numbers(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 to 15", "12"),
        ("12 to 15", "15"),
        ("1,200 died", "1200"),
        ("1.200 died", "1200"),
        ("1 200", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u202f200", "1200"),
        ("1٬200", "1200"),
        ("1٫5", "1.5"),
        ("1.5 to 2", "1.5"),
        ("14", "14.0"),
        ("1200", "1,200"),
        ("exactly 100", "100"),
        ("100", "100.00"),
        ("0", "0"),
        ("۱۲ تا ۱۵", "15"),
        ("१२", "12"),
        ("3 12", "12"),
        ("12 3", "12"),
        ("no 7", "7"),
        *((f"1{sign}200{sign}300", "200300") for sign in " ,.\u00a0\u202f٫٬"),
        ("7,", "7"),
        ("1.5", "1.50"),
        ("٣٫٥", "3.5"),
        ("12,15", "15"),
        ("2-3", "3"),
        ("a1b", "1"),
        ("1.2 million", "1200000"),
        ("1,2 Millionen", "1200000"),
        ("1.2k", "1200"),
        ("3 thousand", "3000"),
        ("۳ هزار", "3000"),
        ("5 тысяч", "5000"),
        ("2 lakh", "200000"),
        ("3 crore", "30000000"),
        ("3 հազար", "3000"),
        ("two dozen", "24"),
        ("twenty-five", "25"),
        ("minus five", "-5"),
        ("-5", "-5"),
        ("1'200", "1200"),
    ],
)
def test_a_number_is_found(text: str, number: str) -> None:
    assert has(text, number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", "1"),
        ("a dozen", "12"),
        ("112", "12"),
        ("121", "12"),
        ("1", "10"),
        ("10", "1"),
        ("100", "10"),
        ("1  200", "1200"),
        ("1-200", "1200"),
        ("1, 200", "1200"),
        ("1,2003", "1200"),
        ("31,200", "1200"),
        ("12 children", "15"),
        ("½", "1"),
        ("1.2.3", "13"),
        ("1,2 3", "13"),
        ("3 people", "300"),
        ("3 հազար", "30"),
        ("12-5", "-5"),
        ("someone", "1"),
    ],
)
def test_another_number_is_not(text: str, number: str) -> None:
    assert not has(text, number)


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "’"]))
def test_a_number_is_found_however_its_thousands_are_parted(number: int, sign: str) -> None:
    assert has(f"about {number:,}".replace(",", sign), str(number))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("12 to 15", "12", "15"),
        ("12–15", "12", "15"),
        ("12-15", "12", "15"),
        ("between 12 and 15 people", "12", "15"),
        ("12 dead people or 15", "12", "15"),
        ("12, perhaps 15", "12", "15"),
        ("12/15", "12", "15"),
        ("1,200 to 1.500", "1200", "1500"),
        ("1.2 to 1.5 million", "1200000", "1500000"),
        ("1.2k–1.5k", "1200", "1500"),
        ("between two and three dozen", "24", "36"),
        ("two to three hundred", "200", "300"),
        ("three or four", "3", "4"),
        ("half a dozen", "5", "7"),
        ("A dozen", "10", "14"),
        ("one dozen or so", "10", "14"),
        ("two dozen", "20", "28"),
        ("۱۲ تا ۱۵", "12", "15"),
        ("از 12 تا 15 هزار", "12000", "15000"),
        ("-5 to 5", "-5", "5"),
        ("60 to 65 %", "60.0", "65"),
    ],
)
def test_a_range_is_stated(text: str, least: str, most: str) -> None:
    assert states_range(text, least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("12 to 15", "12", "16"),
        ("12 to 15", "11", "15"),
        ("15 to 12", "12", "15"),
        ("12 according to elders, 15 according to the Guard", "12", "15"),
        ("12 (elders), 15 (Guard)", "12", "15"),
        ("12 said elders, 15 said the Guard", "12", "15"),
        ("12; 15", "12", "15"),
        ("12\n15", "12", "15"),
        ("12 were counted by the elders and 15 later", "12", "15"),
        ("a dozen or so", "12", "15"),
        ("half a dozens", "5", "7"),
        ("20", "20", "29"),
        ("12 and 13 of 15", "12", "15"),
        ("", "12", "15"),
    ],
)
def test_a_range_is_not_stated(text: str, least: str, most: str) -> None:
    assert not states_range(text, least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("9", "14", "14"),
        ("exactly 500", "12", "12"),
        ("350", "35", "35"),
        ("at least 31", "13", None),
        ("3 people", "300", "300"),
        ("۹", "14", None),
        ("0", None, "3"),
    ],
)
def test_digits_contradict_the_bounds(text: str, least: str | None, most: str | None) -> None:
    assert contradicts(text, least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("dozens", "24", None),
        ("one of the dozens", "24", None),
        ("12 of 40", "12", "12"),
        ("12 to 15", "12", "15"),
        ("14", "14.0", "14"),
        ("۱۴", "14", "14"),
        ("1.2 million", "1200000", None),
        ("60 %", "0.6", "0.6"),
        ("60 per cent", "0.6", "0.6"),
        ("14", None, None),
        ("up to 3", None, "3"),
        ("3 weeks (21 days)", "21", "21"),
    ],
)
def test_digits_agree_with_a_bound_or_there_are_none(
    text: str, least: str | None, most: str | None
) -> None:
    assert not contradicts(text, least, most)


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert all(one.start < one.end <= len(text) for one in numbers(text))
    assert not states_range("", "1", "2")
    contradicts(text, "1", None)
