"""Days, months and times as spreadsheets write them.

A cell such as 7/8/21 can be read in several orders. Each order is a *way*; which of them the
spreadsheet had is for the whole file to tell (`habits`). Nothing here decides it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from contested.add.fmt.spreadsheet.names import MONTH, WEEKDAY
from contested.add.fmt.spreadsheet.plain import plain

Parts = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are said."""
ANY = ""
"""The way of what can be read in one way only."""
PIVOT = 1930
"""The first of the hundred years that two digits stand for, in Excel as in LibreOffice (Windows'
and LibreOffice's default).
"""
DAY = 86400
EPOCHS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
"""The day before the first of each system in which days are numbered. Excel's 1900 has a 29
February 1900 that never was, so that its numbers agree with LibreOffice's from 61 on.
"""
FIRST_KNOWN = "1904"
"""Excel leaves all that is earlier than its epoch alone."""
GREGORIAN = date(1582, 10, 15)
"""LibreOffice counts earlier days in the Julian calendar."""
_NUMERIC = re.compile(r"(\d{4}|\d{1,2})([-./]) ?(\d{4}|\d{1,2})(?:\2 ?(\d{4}|\d{1,2}))?\.?")
_CLOCK = re.compile(
    r"(?:^|[ T]|, )(\d{1,4}):(\d{1,2})(?::(\d{1,2}(?:[.,]\d+)?))?(?: ?([ap])\.?m\.?)?$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"-?\d{1,7}(?:[.,]\d+)?")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = re.compile(r"[-./, ]*")
_LINKS = {"de", "del", "г", "م"}
"""What stands between the parts of a written date in Spanish, or behind its year in Russian and
Arabic.
"""


class Moment(NamedTuple):
    """One reading of a cell, with its way.

    Its parts are as far as they are said, and the time of day is in seconds.
    """

    way: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: float | None = None


class Match(NamedTuple):
    """Two cells that say the same."""

    head: Moment
    base: Moment

    @property
    def adds_first(self) -> bool:
        """True if a month has become its first day."""
        return self.base.day is None and self.head.day is not None

    @property
    def adds_year(self) -> int | None:
        """The year that the spreadsheet has added to a day without one."""
        return self.head.year if self.base.year is None else None


def compare(base: str, head: str) -> dict[str, Match | None]:
    """Return where two cells say the same, by way of reading them.

    None in a way in which they do not; nothing at all if they cannot be compared.
    """
    if not base.isascii():
        return {}
    befores, afters = moments(base), tuple(m for m in moments(head) if m.year or m.way == ANY)
    if befores and not afters:
        afters = serial_moments(head)
    elif afters and not befores:
        befores = tuple(m for m in serial_moments(base) if m.way == "1900")
    if len(befores) == 1:
        befores = (befores[0]._replace(way=ANY),)
    ways = {m.way for m in afters} - {ANY} or {m.way for m in befores} - {ANY} or {ANY}
    found = {}
    for way in sorted(ways):
        heads = [head for head in afters if head.way in (ANY, way)]
        bases = [base for base in befores if base.way in (ANY, way) or way in EPOCHS]
        if pairs := [Match(*pair) for pair in product(heads, bases)]:
            found[way] = next((one for one in pairs if _is_shown_as(one.base, one.head)), None)
    return found


def _is_shown_as(base: Moment, head: Moment) -> bool:
    """Return True if a spreadsheet may show `base` as `head`.

    It may add a year, the first of a month, and midnight.
    """
    same_time = abs((base.clock or 0) - (head.clock or 0)) < 0.5
    return (
        same_time
        and base.month == head.month
        and base.year in (None, head.year)
        and (base.day == head.day or (base.day is None and head.day == 1))
    )


def is_day(text: str) -> bool:
    """Return True for one day as the standard writes it."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def is_month(text: str) -> bool:
    """Return True for a month as the standard writes one."""
    return _MONTH.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)
def moments(text: str) -> tuple[Moment, ...]:
    """Return every reading of a cell as day, month or time.

    Nothing for a bare number.
    """
    text = plain(text).strip().lower()
    found = _CLOCK.search(text) if ":" in text else None
    if found is None:
        return tuple(_days(text))
    hours, minutes, seconds, half = found.groups()
    clock = int(hours) * 3600 + int(minutes) * 60 + float((seconds or "0").replace(",", "."))
    if half:
        clock += DAY / 2 * ((half == "p") - (hours == "12"))
    before = text[: found.start()].rstrip()
    return tuple(
        moment._replace(clock=clock) for moment in (_days(before) if before else [Moment(ANY)])
    )


@lru_cache(maxsize=1 << 12)
def serial_moments(text: str) -> tuple[Moment, ...]:
    """Return the readings of a bare number as a day or time.

    A spreadsheet counts days since its epoch, and the rest of a day behind the point.
    """
    text = plain(text)
    if not _SERIAL.fullmatch(text):
        return ()
    days = float(text.replace(",", "."))
    whole = int(days // 1)
    clock = round((days - whole) * DAY, 3)
    if 0 <= days < 1:
        return (Moment(ANY, clock=clock),)
    return tuple(
        _since(way, epoch, whole, clock)
        for way, epoch in EPOCHS.items()
        if _is_counted(way, epoch, whole)
    )


def _is_counted(way: str, epoch: date, days: int) -> bool:
    return GREGORIAN.toordinal() <= epoch.toordinal() + days <= date.max.toordinal() and not (
        way == "1900" and 0 < days < 61
    )


def _since(way: str, epoch: date, days: int, clock: float) -> Moment:
    day = epoch + timedelta(days)
    return Moment(way, day.year, day.month, day.day, clock or None)


def _days(text: str) -> Iterator[Moment]:
    found = _NUMERIC.fullmatch(text)
    readings = _numeric(*found.group(1, 3, 4)) if found else _lettered(text)
    return (Moment(way, *parts) for way, parts in readings if _is_real(*parts))


def _numeric(a: str, b: str, c: str | None) -> Iterator[tuple[str, Parts]]:
    """Two or three numbers with a sign between them."""
    first, second = int(a), int(b)
    if c is None:
        if len(a) == 4:
            yield ANY, (first, second, None)
        elif len(b) == 4:
            yield ANY, (second, first, None)
        elif second > 31:
            yield ANY, (year_of(b), first, None)
        else:
            yield "dmy", (None, second, first)
            yield "mdy", (None, first, second)
    elif len(a) == 4:
        yield ANY, (first, second, int(c))
    else:
        yield "dmy", (year_of(c), second, first)
        yield "mdy", (year_of(c), first, second)
        yield "ymd", (year_of(a), second, int(c))


def _lettered(text: str) -> Iterator[tuple[str, Parts]]:
    """Yield the readings of a month in letters with its numbers.

    One or two stand before or behind it; a weekday may stand before all.
    """
    tokens = [token for token in _TOKEN.findall(text) if token not in _LINKS]
    if not 2 <= len(tokens) <= 4 or _BETWEEN.sub("", _TOKEN.sub("", text)):
        return
    weekday = WEEKDAY.get(tokens[0]) if tokens[0] not in MONTH else None
    shape = tuple(map(_shape, tokens[weekday is not None :]))
    month = next((MONTH[token] for token in tokens if token in MONTH), 0)
    numbers = [token for token in tokens if token.isdecimal()]
    for year, number, day in _parts_of_letters(shape, month, numbers):
        if weekday is None or _weekday(year, number, day) == weekday:
            yield ANY, (year, number, day)


def _weekday(year: int | None, month: int | None, day: int | None) -> int | None:
    """Return the weekday of a whole day that the calendar has."""
    if not (year and month and day and _is_real(year, month, day)):
        return None
    return date(year, month, day).isoweekday()


def _shape(token: str) -> str | int:
    """Return the kind of a token: a month, digits, or unknown."""
    if token in MONTH:
        return "month"
    return len(token) if token.isdecimal() else ""


def _parts_of_letters(
    shape: tuple[str | int, ...], month: int, numbers: list[str]
) -> Iterator[Parts]:
    """Yield what a month in letters and its numbers say.

    It depends on the order of month and lengths of numbers.
    """
    match shape:
        case ("month", 4) | (4, "month"):
            yield int(numbers[0]), month, None
        case ("month", 1 | 2):
            yield None, month, int(numbers[0])
            yield year_of(numbers[0]), month, None
        case (1 | 2, "month"):
            yield None, month, int(numbers[0])
        case ("month", 1 | 2, 2 | 4) | (1 | 2, "month", 2 | 4):
            yield year_of(numbers[1]), month, int(numbers[0])
        case (4, "month", 1 | 2) | (4, 1 | 2, "month"):
            yield int(numbers[0]), month, int(numbers[1])


def year_of(digits: str) -> int:
    """Return the year that digits stand for.

    Themselves if there are four, or else one of the hundred years from the pivot on.
    """
    return int(digits) if len(digits) == 4 else PIVOT + (int(digits) - PIVOT) % 100


def _is_real(year: int | None, month: int | None, day: int | None) -> bool:
    """Return True if the calendar has it.

    A day that has no year may be 29 February.
    """
    if month is None or not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= monthrange(year or 2000, month)[1]
