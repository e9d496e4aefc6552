"""Positions: which answers may exclude each other, as drawing has to know."""

from __future__ import annotations

from decimal import Decimal

from contested.rules.columns.answers import WITHHELD
from contested.standard import edtf
from contested.standard.quantities import reach
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells

ANSWER = ("polarity", "withheld", "answer", "quantity_min", "quantity_max", "quantity_about")
"""The cells that make up an answer, or say why none is given."""


def position(draft: Draft, claim: Cells) -> tuple[str, object]:
    """Return a claim's polarity and answer.

    That is of a quantity its bounds, of a date its days.
    """
    polarity = draft.look("claims", claim, "polarity")
    kind = draft.look("claims", claim, "question__answer_type")
    if kind == "quantity":
        return polarity, (_number(claim["quantity_min"]), _number(claim["quantity_max"]))
    days = edtf.parse(claim["answer"]) if kind == "date" else None
    return polarity, claim["answer"] if days is None else (days.earliest, days.latest)


def agree(draft: Draft, one: Cells, other: Cells) -> bool:
    """Return whether two claims give one answer, or share a value."""
    given, other_given = position(draft, one), position(draft, other)
    if given[0] in WITHHELD or given[0] != other_given[0]:
        return False
    kind = draft.look("claims", one, "question__answer_type")
    ranged = kind in ("quantity", "date") and given[0] == "affirms"
    return given == other_given or (ranged and not may_exclude(draft, one, other))


def may_exclude(draft: Draft, one: Cells, other: Cells) -> bool:
    """Return whether two claims on one question could be incompatible.

    Days and what places lie within are left aside: they only let more stand beside each other.
    """
    given, other_given = position(draft, one), position(draft, other)
    if given == other_given or {given[0], other_given[0]} & set(WITHHELD):
        return False
    kind = draft.look("claims", one, "question__answer_type")
    if given[0] != other_given[0]:
        return kind == "location" or given[1] == other_given[1]
    if given[0] == "denies":
        return False
    if kind in ("quantity", "date"):
        (low, high), (other_low, other_high) = _ends(kind, one), _ends(kind, other)
        return high < other_low or other_high < low
    return kind == "yes_no" or draft.look("claims", one, "question__exclusive") == "true"


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _ends(kind: str, claim: Cells) -> tuple[Decimal, Decimal]:
    """Return the first and the last that an answer allows."""
    low, high = _number(claim["quantity_min"]), _number(claim["quantity_max"])
    if kind == "date":
        days = edtf.parse(claim["answer"])
        low, high = (_day(days.earliest), _day(days.latest)) if days else (None, None)
    about = claim["quantity_about"] == "true"
    return (
        Decimal("-Infinity") if low is None else low - (reach(low) if about else 0),
        Decimal("Infinity") if high is None else high + (reach(high) if about else 0),
    )


def _day(day: int | None) -> Decimal | None:
    return None if day is None else Decimal(day)
