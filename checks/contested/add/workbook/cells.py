"""Cells that a spreadsheet holds as numbers, dates or truth, as text.

The exact text that they stand for, or none at all.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from contested.add.workbook.sheets import Cell
from contested.rules.cells import malformed_date
from contested.rules.rule import rule_of
from contested.standard import Field
from contested.standard.edtf import parse
from contested.standard.wording import form_of
from contested.text import visible

NUMERAL = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
DIGITS = 15
"""How many digits of a number a spreadsheet keeps; those after them are lost or made up."""
AS_TEXT = "Format the cell as text, then type it again."


@dataclass(frozen=True, slots=True)
class Trouble:
    """A wrong cell: what is wrong, allowed, and to do."""

    message: str
    allowed: str
    mend: str


def text_of(cell: Cell, field: Field, now: str | None) -> str | Trouble:
    """Return the text that a cell stands for in its column.

    `now` is the cell of the same row in the package as it is. Where that says the same as the
    spreadsheet's value, it stays as it is written.
    """
    if cell.kind == "formula":
        return Trouble(
            f"The cell holds a formula, {visible(str(cell.value))}.",
            allowed(field),
            "Copy the cell and paste it over itself as a value.",
        )
    if cell.kind == "error":
        mend = (
            "Format the cell as text, then type again what belongs there; a text that begins with ="
            " + - or @ is taken for a formula."
        )
        return Trouble(
            f"The cell holds the spreadsheet's error {visible(str(cell.value))}.",
            allowed(field),
            mend,
        )
    if isinstance(cell.value, bool):
        return _truth(cell.value, field, now)
    if isinstance(cell.value, datetime.datetime):
        return _date(cell, cell.value, field, now)
    if isinstance(cell.value, str):
        return Trouble(
            f"The cell holds a time of day, {visible(cell.value)}.", allowed(field), AS_TEXT
        )
    return _number(cell, cell.value, field, now)


def allowed(field: Field) -> str:
    """Return what a column takes, in plain words."""
    if field.words:
        return f"one of these words: {', '.join(field.words)}"
    if field.form == "edtf":
        return rule_of(malformed_date).page["allowed"]
    example = f", such as {field.example}" if field.example else ""
    return form_of(field) + example


def _truth(value: bool, field: Field, now: str | None) -> str | Trouble:
    same = field.true_words if value else field.false_words
    if same:
        return now if now in same else same[0]
    if now is not None and now.casefold() == str(value).casefold():
        return now
    return Trouble(
        f"The cell holds the spreadsheet's own {str(value).upper()}, and not a text.",
        allowed(field),
        AS_TEXT,
    )


def number(text: str | None) -> Decimal | None:
    """Return the number that a text is in plain digits, if any."""
    return Decimal(text) if text is not None and NUMERAL.fullmatch(text) else None


def _number(cell: Cell, value: float, field: Field, now: str | None) -> str | Trouble:
    exact = Decimal(repr(value))
    if now is not None and number(now) == exact:
        return now
    plain = digits(value)
    if plain is None:
        message = (
            f"The cell holds a number of more than {DIGITS} digits, {value!r}, of which a"
            " spreadsheet does not keep all."
        )
        return Trouble(message, allowed(field), AS_TEXT)
    if field.is_day_range:
        if (
            field.form == "edtf"
            and cell.shows == "plain"
            and re.fullmatch(r"[0-9]{4}", plain)
            and parse(plain)
        ):
            return plain
        return Trouble(
            f"The cell holds a number, {plain}, where a date belongs.", allowed(field), AS_TEXT
        )
    if field.form in ("number", "integer") or cell.shows == "plain":
        return plain
    return Trouble(
        f"The cell holds the number {plain} but shows it in another way, so that it is unclear what"
        " was meant.",
        allowed(field),
        AS_TEXT,
    )


def digits(value: float) -> str | None:
    """Return a number in its fewest plain digits.

    None where it has more of them than a spreadsheet keeps.
    """
    exact = Decimal(repr(value)).normalize() if value else Decimal(0)
    if not exact.is_finite() or len(exact.as_tuple().digits) > DIGITS or abs(exact) >= 10**DIGITS:
        return None
    return f"{exact:f}"


def _date(cell: Cell, value: datetime.datetime, field: Field, now: str | None) -> str | Trouble:
    day = value.date().isoformat()
    if value.time() != datetime.time():
        message = f"The cell holds a date with a time of day, {day} {value.time():%H:%M}."
        mend = "Format the cell as text, then type the day alone, or the moment if one is allowed."
        return Trouble(message, allowed(field), mend)
    if day == now:
        return day
    if not field.is_day_range:
        message = f"The cell holds the spreadsheet's own date {day}, and not a text."
        return Trouble(message, allowed(field), AS_TEXT)
    if cell.shows in ("month", "year"):
        short = day[:7] if cell.shows == "month" else day[:4]
        if field.form == "edtf" and day == _first_of(short):
            return short
        message = f"The cell shows only a {cell.shows} but holds the day {day}."
        return Trouble(message, allowed(field), AS_TEXT)
    if cell.shows == "no year":
        return Trouble(
            f"The cell shows no year, and the spreadsheet has put in {day[:4]} by itself.",
            allowed(field),
            AS_TEXT,
        )
    if now is not None and field.form == "edtf" and _first_of(now) == day:
        mend = (
            f"Format the cell as text, then type {now} if nothing was to change, or {day} if that"
            " day is meant."
        )
        return Trouble(
            f"The cell holds the day {day} where the dataset has {now}, as if a spreadsheet had"
            " made a day of it.",
            allowed(field),
            mend,
        )
    return day


def _first_of(text: str) -> str | None:
    """Return the first day of a month or a year."""
    bare = text.rstrip("?~%")
    return f"{bare}-01-01"[:10] if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})?", bare) else None
