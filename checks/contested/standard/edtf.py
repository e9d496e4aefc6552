"""Dates as the standard writes them, a small profile of EDTF.

EDTF is ISO 8601-2.

A date stands for the days from its earliest to its latest. `?`, `~` and `%` say that it is doubtful
and never widen it, so that two doubtful dates are still comparable. Days are proleptic ordinals
(`datetime.date.toordinal`), which compare as numbers in every engine; an open end has no day at
all, so nothing can be concluded from it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?"
    r"(?:Z|([+-])(0[0-9]|1[0-4]):([0-5][0-9]))"
)


class Days(NamedTuple):
    """The first and the last day that a date can mean.

    One is None where the interval is open there.
    """

    earliest: int | None
    latest: int | None
    instant: int | None = None
    """Of a moment, its seconds since the year 1 in UTC."""


def parse(text: str) -> Days | None:
    """Return the days that a text stands for.

    None where it is not a date of the profile.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _part(start) or _moment(start)
    if start == ".." or end == "..":
        if start == end:
            return None
        closed = _part(end if start == ".." else start)
        if closed is None:
            return None
        return Days(None, closed.latest) if start == ".." else Days(closed.earliest, None)
    first, last = _part(start), _part(end)
    if first is None or last is None or last.latest < first.earliest:  # type: ignore[operator]
        return None
    return Days(first.earliest, last.latest)


@lru_cache(maxsize=1 << 16)
def _part(text: str) -> Days | None:
    found = _PART.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    if not year or month == 0 or (month or 1) > 12:
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    last_day = monthrange(year, last_month)[1]
    if day is not None and not 1 <= day <= last_day:
        return None
    return Days(
        date(year, first_month, day or 1).toordinal(),
        date(year, last_month, day or last_day).toordinal(),
    )


@lru_cache(maxsize=1 << 16)
def _moment(text: str) -> Days | None:
    """Return the written day of a moment, and its instant."""
    found = _MOMENT.fullmatch(text)
    day = _part(found[1]) if found else None
    if found is None or day is None or day.earliest is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.group(2, 3, 4))
    ahead = 60 * int(found[6]) + int(found[7]) if found[5] else 0
    minutes = 60 * hour + minute - (ahead if found[5] != "-" else -ahead)
    return Days(day.earliest, day.latest, 86_400 * day.earliest + 60 * minutes + second)


def fault(text: str, takes_moments: bool = True) -> str:
    """Return why a text is not a date, in plain words."""
    if re.search("[0-9]T[0-9]", text):
        return _fault_of_moment(text, takes_moments)
    parts = text.split("/")
    if len(parts) > 2:
        return "it has more than one slash"
    if parts == ["..", ".."]:
        return "both ends are open"
    for part in parts:
        if part == ".." and len(parts) == 2:
            continue
        if _part(part) is None:
            which = "it" if part == text else f"“{part}”"
            if _PART.fullmatch(part):
                return f"{which} is not a day, month or year of the calendar"
            return f"{which} is not written as one" if part else "one end is empty"
    return "it ends before it begins"


def _fault_of_moment(text: str, takes_moments: bool) -> str:
    if parse(text) is not None or not takes_moments:
        return "here days are written, and no time of the day"
    if "/" in text or text[-1:] in "?~%":
        return "a moment stands in no interval, and is never doubtful"
    if not re.search(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$", text):
        return "a moment needs its distance from UTC, as in 2021-09-03T16:30+04:30, or a Z"
    return "it is not a moment of the calendar and the clock"


def contains(wide: Days, narrow: Days) -> bool:
    """Return whether one stretch of days holds another.

    An end that is open is beyond every day.
    """
    early = wide.earliest is None or (
        narrow.earliest is not None and wide.earliest <= narrow.earliest
    )
    late = wide.latest is None or (narrow.latest is not None and narrow.latest <= wide.latest)
    return early and late
