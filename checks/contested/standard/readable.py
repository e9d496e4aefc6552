"""Answers, amounts and dates as people read them.

Nothing here picks one number of several: a range stays a range, and what is open stays open.
"""

from __future__ import annotations

from calendar import month_name
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from contested.standard import edtf

DOUBTS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
NO_AMOUNT = "any number"
MINUS = "\u2212"


class Said(NamedTuple):
    """What a claim says, as far as its words go."""

    kind: str | None
    """What its question asks for: `quantity`, `date`, …"""
    polarity: str
    answer: str | None
    low: float | None = None
    high: float | None = None
    about: bool | None = None


def position(said: Said, name: str | None = None) -> str:
    """Return a position in words: about 600, not: River Guard.

    `name` is what an actor or a place is called whose id is the answer.
    """
    words = answer(said, name)
    return f"not: {words}" if said.polarity == "denies" else words


def answer(said: Said, name: str | None = None) -> str:
    """Return an answer in words, whether it is affirmed or denied."""
    if said.kind == "quantity":
        return amount(said.low, said.high, about=bool(said.about))
    if said.kind == "date" and said.answer:
        return days(said.answer)
    return name or said.answer or ""


def sort_key(said: Said, words: str) -> tuple[float, float, str, bool]:
    """Return what answers are ordered by: their ends, or their words.

    An answer comes before its denial.
    """
    low, high = said.low, said.high
    if said.kind == "date" and (known := edtf.parse(said.answer or "")):
        low, high = known.earliest, known.latest
    first = float("-inf") if low is None else low
    last = float("inf") if high is None else high
    if said.kind not in ("quantity", "date"):
        first = last = 0
    return first, last, words.removeprefix("not: ").casefold(), said.polarity == "denies"


def amount(low: float | None, high: float | None, *, about: bool = False) -> str:
    """Return the bounds of a number in words: 700 or more."""
    ends = ["" if end is None else number(end) for end in (low, high)]
    if low is None and high is None:
        return NO_AMOUNT
    if low == high:
        words = ends[0]
    elif high is None:
        words = f"{ends[0]} or more"
    elif low is None:
        words = f"{ends[1]} or less"
    else:
        words = f"{ends[0]} to {ends[1]}"
    return f"about {words}" if about else words


def number(value: float) -> str:
    """Return a number with its thousands parted: 1,500."""
    whole = f"{Decimal(repr(value)):,f}".removesuffix(".0")
    return whole.replace("-", MINUS)


def days(text: str) -> str:
    """Return a date in words: August 2021 (uncertain).

    What is no date of the profile is returned as it stands.
    """
    if edtf.parse(text) is None:
        return text
    start, slash, end = text.partition("/")
    if not slash:
        return _part(start)
    if start == "..":
        return f"no later than {_part(end)}"
    if end == "..":
        return f"no earlier than {_part(start)}"
    return _stretch(_part(start), _part(end))


def is_doubtful(text: str) -> bool:
    """Return whether a date is marked as uncertain or approximate."""
    return any(sign in text for sign in DOUBTS)


def ends(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date."""
    known = edtf.parse(text)
    if known is None:
        return None, None
    first, last = (_day(end) for end in (known.earliest, known.latest))
    return first, last


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.min + timedelta(days=ordinal - 1)


def _stretch(first: str, last: str) -> str:
    """Return a stretch between dates in words: 20 to 22 August 2021."""
    if first == last:
        return first
    ours, theirs = first.split(" "), last.split(" ")
    while len(ours) == len(theirs) > 1 and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    return f"{' '.join(ours)} to {last}"


def _part(text: str) -> str:
    """Return a year, month, day or moment in words, with its doubt."""
    doubt = DOUBTS.get(text[-1:], "")
    plain = text[:-1] if doubt else text
    day, is_moment, time = plain.partition("T")
    year, *rest = day.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [month_name[int(rest[0])]] if rest else []
    words = " ".join([*parts, year])
    if is_moment:
        words = f"{words}, {_time(time)}"
    return f"{words} ({doubt})" if doubt else words


def _time(text: str) -> str:
    """Return a time of the day with its offset: 16:30 (UTC+04:30)."""
    if text.endswith("Z"):
        return f"{text[:-1]} (UTC)"
    return f"{text[:-6]} (UTC{text[-6:].replace('-', MINUS)})"
