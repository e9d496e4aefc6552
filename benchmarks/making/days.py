"""Dates as the standard writes them, for many rows at once, with the days that they stand for.

A date is one or two tokens (`2021-08-21`, `2021-08?`, `..`), each an index into one list of texts,
so that a million dates are two arrays of numbers until they are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from making.chance import Flags, Ints, blanked, joined, words

START, END = date(2018, 1, 1), date(2027, 12, 31)
"""The days that made-up dates lie between. A day is its number from START on."""
SIGNS = ("", "?", "~", "%")
DAY, MONTH, YEAR, SPAN, UNTIL, SINCE, BLANK = range(7)
"""The forms of a date: one day, month or year, A/B, ../B, A/.., and none."""
NONE = -1
EVER = 10**6
"""A day beyond all days, for open ends."""

_DAYS = [START + timedelta(days=i) for i in range((END - START).days + 1)]
_MONTHS = sorted({d.strftime("%Y-%m") for d in _DAYS})
_YEARS = sorted({d.strftime("%Y") for d in _DAYS})
_UNITS = [d.isoformat() for d in _DAYS] + _MONTHS + _YEARS
TOKENS = [unit + sign for unit in _UNITS for sign in SIGNS] + [".."]
OPEN = len(TOKENS) - 1
_MONTH_OF = np.array([_UNITS.index(d.strftime("%Y-%m"), len(_DAYS)) for d in _DAYS])
_YEAR_OF = np.array([_UNITS.index(d.strftime("%Y"), len(_DAYS)) for d in _DAYS])


def _bounds() -> tuple[Ints, Ints]:
    first, last = np.full(len(TOKENS), -EVER), np.full(len(TOKENS), EVER)
    for units in (np.arange(len(_DAYS)), _MONTH_OF, _YEAR_OF):
        for unit in np.unique(units):
            inside = np.flatnonzero(units == unit)
            first[unit * 4 : unit * 4 + 4], last[unit * 4 : unit * 4 + 4] = inside[0], inside[-1]
    return first, last


_FIRST, _LAST = _bounds()


def number(day: date) -> int:
    """The number of a day."""
    return (day - START).days


@dataclass(frozen=True)
class Dates:
    """A column of dates: the token on the left of the slash, and the one on its right or NONE."""

    left: Ints
    right: Ints

    def __getitem__(self, rows: Ints | Flags | slice) -> Dates:
        return Dates(self.left[rows], self.right[rows])

    @property
    def earliest(self) -> Ints:
        """The first day of each; far in the past where the date is open."""
        return np.asarray(_FIRST[self.left])

    @property
    def latest(self) -> Ints:
        """The last day of each; far in the future where the date is open."""
        return np.asarray(_LAST[np.where(self.right == NONE, self.left, self.right)])

    def text(self) -> pl.Series:
        """The dates as they stand in a cell."""
        slash = words(["/"], np.where(self.right == NONE, -1, 0))
        return blanked(
            joined(words(TOKENS, self.left), slash, words(TOKENS, self.right)), self.left == NONE
        )

    def until(self) -> Dates:
        """No later than each of these: ../B."""
        return Dates(
            np.full_like(self.left, OPEN), np.where(self.right == NONE, self.left, self.right)
        )

    def where(self, chosen: Flags, other: Dates) -> Dates:
        """These dates where `chosen` is true, elsewhere the others."""
        return Dates(
            np.where(chosen, self.left, other.left), np.where(chosen, self.right, other.right)
        )


def written(form: Ints, first: Ints, last: Ints, sign: Ints) -> Dates:
    """Dates of the given forms that hold the days from `first` to `last`; a month or a year is that
    of `last`. A span of one day is a day.
    """
    form = np.where((form == SPAN) & (first == last), DAY, form)
    one = [last * 4 + sign, _MONTH_OF[last] * 4 + sign, _YEAR_OF[last] * 4 + sign]
    ends = [form == f for f in (DAY, MONTH, YEAR, SPAN, UNTIL, SINCE)]
    left = np.select(ends, [*one, first * 4, np.full_like(last, OPEN), first * 4 + sign], NONE)
    right = np.select(ends[3:], [last * 4 + sign, last * 4 + sign, np.full_like(last, OPEN)], NONE)
    return Dates(left, right)


def days(which: Ints) -> pl.Series:
    """Plain days as text; a number below 0 gives a blank."""
    return words(_UNITS, which)
