"""Advice on texts that are no dates: what to write instead.

It is given only where a date is meant that the standard can write; nothing is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from contested.standard.edtf import fault, parse
from contested.text import latin_digits

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
SEASONS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 2),
    25: (3, 5),
    26: (6, 8),
    27: (9, 11),
    28: (12, 2),
    29: (9, 11),
    30: (12, 2),
    31: (3, 5),
    32: (6, 8),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}
"""What EDTF writes in place of a month: seasons (21 to 24 wherever, here of the northern half),
quarters, thirds and halves of a year; the months from and to.
"""
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
MOMENT = "2021-09-03T16:30Z"
Rewrite = Callable[[re.Match[str]], str]


def fault_and_advice(text: str, pattern: str = "") -> str:
    """Return why a text is no date, and what to write instead.

    `pattern` is that of its field, which tells whether moments are written there.
    """
    meant, takes_moments = advice(text), not pattern or bool(re.fullmatch(pattern, MOMENT))
    why = fault(text, takes_moments)
    return f"{why}; write {meant} if that is meant" if meant else why


def advice(text: str) -> str:
    """Return the date that a text most likely means, or nothing."""
    plain = latin_digits(text).translate(DASHES).strip().replace("...", "..")
    plain = re.sub("(?<=[0-9Xx-])x", "X", plain)
    for pattern, rewrite in _WHOLE:
        found = pattern.fullmatch(plain)
        if found and (made := _sound(rewrite(found), text)):
            return made
    parts = plain.split("/")
    if len(parts) > 2:
        return ""
    known = [part if part == ".." else _part(part) for part in parts]
    if len(known) == 1:
        return _sound(known[0], text)
    first, last = known[0].partition("/")[0], known[1].rpartition("/")[2]
    meant = first if first == last else f"{first}/{last}"
    return _sound(meant, text) if all(known) else ""


def _sound(made: str, text: str) -> str:
    return made if made != text and parse(made) is not None else ""


def _part(text: str) -> str:
    """Return an interval's end as the standard writes it."""
    for pattern, rewrite in _PARTS:
        if found := pattern.fullmatch(text):
            return rewrite(found)
    return text if parse(text) is not None else ""


def _date(year: str, month: str = "", day: str = "", sign: str = "") -> str:
    made = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    return made + ("%" if len(set(sign)) > 1 else sign[:1])


def _month_name(found: re.Match[str]) -> str:
    number = MONTHS.get(found["month"][:3].lower(), 0)
    return _date(found["year"], str(number), found["day"] or "") if number else ""


def _day_first(found: re.Match[str]) -> str:
    """Return a day written with its year last.

    It is nothing where more than one order makes a day of it.
    """
    first, second, year = found.groups()
    if int(first) > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if int(second) > 12 else ""


def _in_order(found: re.Match[str]) -> str:
    """Return what a date that begins with its year means.

    That is nothing where nobody can tell. It may have an X for each digit that is not known, or a
    season in place of a month.
    """
    year, month, day = (part or "" for part in found.groups())
    if "X" in year:
        return f"{year.replace('X', '0')}/{year.replace('X', '9')}"
    if month == "XX":
        return year
    if "X" in month:
        return f"{year}-01/{year}-09" if month[0] == "0" else f"{year}-10/{year}-12"
    if "X" in day:
        return _some_days(f"{year}-{month}", day)
    if not day and month and int(month) in SEASONS:
        return _season(int(year), *SEASONS[int(month)])
    return found[0] if parse(found[0]) is not None else ""


def _season(year: int, first: int, last: int) -> str:
    return f"{year:04}-{first:02}/{year + (last < first):04}-{last:02}"


def _some_days(month: str, day: str) -> str:
    days = [f"{month}-{day[0]}{digit}" for digit in range(10)]
    real = [one for one in days if parse(one) is not None]
    return month if day == "XX" or not real else f"{real[0]}/{real[-1]}"


def _eight(found: re.Match[str]) -> str:
    return _date(*found.groups())


_YEAR, _NUMBER = "[0-9]{4}", "[0-9]{1,2}"
_WHOLE: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (re.compile(f"({_NUMBER})[/. -]({_NUMBER})[/. -]({_YEAR})"), _day_first),
    (re.compile(f"({_YEAR})[/.]({_NUMBER})[/.]({_NUMBER})"), _eight),
    (re.compile(rf"(?:(?P<day>{_NUMBER})\.? )?(?P<month>\w+)[ .,]+(?P<year>{_YEAR})"), _month_name),
    (re.compile(rf"(?P<month>\w+) (?P<day>{_NUMBER}),? (?P<year>{_YEAR})"), _month_name),
    (re.compile("/(.+)"), lambda found: f"../{_part(found[1])}"),
    (re.compile("(.+)/"), lambda found: f"{_part(found[1])}/.."),
)
"""Texts that are dates only as a whole, a slash in them included."""
_PARTS: tuple[tuple[re.Pattern[str], Rewrite], ...] = (
    (re.compile("([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?"), _in_order),
    (re.compile(f"({_YEAR})([0-9]{{2}})([0-9]{{2}})"), _eight),
    (re.compile(f"({_YEAR}-[0-9]{{2}}-[0-9]{{2}})[T ][0-9].*"), lambda found: found[1]),
    (
        re.compile(f"({_YEAR})-({_NUMBER})(?:-({_NUMBER}))? ?([?~%]*)"),
        lambda f: _date(f[1], f[2], f[3] or "", f[4]),
    ),
    (re.compile(f"({_YEAR}) ?([?~%]+)"), lambda f: _date(f[1], sign=f[2])),
    (
        re.compile(f"(?:([?~])|(?:about|circa|ca?\\.) ?)({_YEAR}.*)"),
        lambda f: f"{f[2]}{f[1] or '~'}",
    ),
    (
        re.compile(f"({_YEAR})([?~%])((?:-[0-9]{{2}}){{1,2}})[?~%]?"),
        lambda found: f"{found[1]}{found[3]}{found[2]}",
    ),
)
