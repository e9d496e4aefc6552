"""Damage by spreadsheets to cells, told from what a person wrote.

A real edit is never undone. So whatever a person may have written stays: what is well formed in its
column and says something else, what mends a cell that was malformed, and whatever only one of
several spreadsheets would have made, as long as the file does not tell which one it was.
"""

from __future__ import annotations

import re
from functools import cache

from contested.add.fmt.spreadsheet import characters, dates, numbers
from contested.add.fmt.spreadsheet.arithmetic import comes_to, result
from contested.add.fmt.spreadsheet.habits import Habits, habits
from contested.add.fmt.spreadsheet.names import FALSE, TRUE
from contested.add.fmt.spreadsheet.plain import LONGEST
from contested.rules.cells import FORMS
from contested.rules.files.lost import ERRORS
from contested.standard import Field, edtf

__all__ = ["Habits", "damage", "habits"]

DATE, NUMBERED, TIME = (
    "a date in the spreadsheet’s own form",
    "a date or time as the spreadsheet counts it",
    "a time in the spreadsheet’s own form",
)
TAKEN, SHOWN = (
    "a text that the spreadsheet took for a date",
    "a number that the spreadsheet shows as a date",
)
TRUTH = "true or false in the spreadsheet’s own word"
ERROR, RESULT = (
    "an error in place of a text that begins like a formula",
    "the result of what begins like a formula",
)
NARROW = "the signs of a column too narrow for a number or a date"
_ERROR = re.compile(ERRORS)
_WRITTEN = re.compile(r"[\w ,]+")
"""How a person writes out a day that was written in short: 3 April, where spreadsheets have 3-Apr,
03. Apr or 03/04/2026.
"""
_UNWRITTEN = re.compile(r"^\+|[0-9]e")
"""What no spreadsheet makes of a plain number by itself: a plus or a small e."""
_DIGIT = re.compile(r"\d")


def damage(base: str, head: str, field: Field, known: Habits) -> str | None:
    """Return which damage by a spreadsheet makes `head` of `base`, if any.

    A few words for a list; None where a person may have written it. Both are cells of one row and
    column in canonical form: `base` as it was, `head` as it is. `known` are the habits of the whole
    file.
    """
    if not base or not head or base == head or _is_meant(base, head, field):
        return None
    return (
        _truth(base, head, field)
        or _value(base, head, field, known)
        or _formula(base, head)
        or _text(base, head, field)
    )


def _is_meant(base: str, head: str, field: Field) -> bool:
    """Return True if `head` says something new in its column."""
    if not _fits(head, field):
        return False
    return field.is_day_range or bool(field.words) or not _fits(base, field)


def _fits(cell: str, field: Field) -> bool:
    """Return True for a cell that is as its column asks."""
    if field.words:
        return cell in field.words
    if field.form == "edtf":
        return edtf.parse(cell) is not None
    if field.form == "boolean":
        return cell in field.true_words or cell in field.false_words
    if field.form in FORMS and not _form(FORMS[field.form]).fullmatch(cell):
        return False
    if field.form == "date":
        return edtf.parse(cell) is not None
    if field.form in ("integer", "number"):
        low, high = field.minimum, field.maximum
        return (low is None or float(cell) >= low) and (high is None or float(cell) <= high)
    return not field.pattern or _form(field.pattern).fullmatch(cell) is not None


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _truth(base: str, head: str, field: Field) -> str | None:
    """Return why words for true and false are a spreadsheet's.

    It writes them in capitals and in its own language.
    """
    if field.form == "boolean":
        true, false = (*TRUE, "1"), (*FALSE, "0")
        return (
            TRUTH
            if (base in field.true_words and head in true)
            or (base in field.false_words and head in false)
            else None
        )
    return (
        TRUTH if any(base.upper() in words and head in words for words in (TRUE, FALSE)) else None
    )


def _value(base: str, head: str, field: Field, known: Habits) -> str | None:
    """Numbers, dates and times."""
    if max(len(base), len(head)) > LONGEST or not _DIGIT.search(base):
        return None
    if set(head) == {"#"}:
        return NARROW if len(head) > 1 and (numbers.amounts(base) or dates.moments(base)) else None
    return _number(base, head, field, known) or _moment(base, head, known)


def _number(base: str, head: str, field: Field, known: Habits) -> str | None:
    """Return what a spreadsheet did to a number.

    A number that is well formed in a column of numbers has a point, unless the file proves that it
    shows a comma.
    """
    if _UNWRITTEN.search(head) and not _UNWRITTEN.search(base):
        return None
    ways = numbers.compare(base, head)
    is_amount = field.form in ("integer", "number")
    well_formed = is_amount and _fits(head, field)
    told = ways.get(numbers.POINT) if well_formed and not known.shows_comma else known.admits(ways)
    if told:
        return told
    certain = known.reads_comma or (is_amount and not well_formed)
    return numbers.RESPELLED if certain and numbers.is_regrouped(base, head) else None


def _moment(base: str, head: str, known: Habits) -> str | None:
    """Return which damage was done to a day, month or time.

    What is written as the standard writes dates is left to whoever wrote it.
    """
    if edtf.parse(head) is not None:
        return None
    match = known.admits(dates.compare(base, head))
    if (
        match is None
        or (match.adds_first and not known.shows_firsts)
        or match.adds_year not in (None, known.year)
    ):
        return None
    if (
        match.base.year is None
        and match.base.month
        and _WRITTEN.fullmatch(head)
        and not head.isdecimal()
    ):
        return None
    if not dates.moments(head):
        return NUMBERED
    if not dates.moments(base):
        return SHOWN
    if match.base.month is None:
        return TIME
    return DATE if match.base.year else TAKEN


def _formula(base: str, head: str) -> str | None:
    if base[0] not in "=+-@":
        return None
    if _ERROR.fullmatch(head):
        return ERROR
    worth = result(base)
    return (
        RESULT
        if worth is not None
        and any(comes_to(worth, amount.value) for amount in numbers.amounts(head).values())
        else None
    )


def _text(base: str, head: str, field: Field) -> str | None:
    told = characters.encoding_damage(base, head) or characters.cutoff(base, head)
    return told or (None if field.prose else characters.autocorrection(base, head))
