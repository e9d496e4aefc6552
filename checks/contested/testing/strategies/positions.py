"""Positions: which answers cannot both be right, as drawing has to know."""

from __future__ import annotations

from contested.standard import edtf
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells

ANSWER = ("polarity", "answer", "quantity_min", "quantity_max")
"""The cells that make up an answer."""


def position(draft: Draft, claim: Cells) -> tuple[str, object]:
    """Return a claim's polarity and answer, of a quantity the bounds."""
    if draft.look("claims", claim, "question__answer_type") == "quantity":
        return draft.look("claims", claim, "polarity"), (
            _number(claim["quantity_min"]),
            _number(claim["quantity_max"]),
        )
    return draft.look("claims", claim, "polarity"), claim["answer"]


def incompatible(draft: Draft, one: Cells, other: Cells) -> bool:
    """Return whether two claims on one question cannot both be right."""
    (polarity, answer), (other_polarity, other_answer) = (
        position(draft, one),
        position(draft, other),
    )
    if polarity != other_polarity:
        return answer == other_answer
    if polarity == "denies" or answer == other_answer:
        return False
    kind = draft.look("claims", one, "question__answer_type")
    if kind in ("quantity", "date"):
        (low, high), (other_low, other_high) = _ends(kind, one), _ends(kind, other)
        return high < other_low or other_high < low
    return kind == "yes_no" or draft.look("claims", one, "question__exclusive") == "true"


def _number(text: str) -> float | None:
    return float(text) if text else None


def _ends(kind: str, claim: Cells) -> tuple[float, float]:
    days = edtf.parse(claim["answer"]) if kind == "date" else None
    low, high = (
        (days or (None, None))
        if kind == "date"
        else (_number(claim["quantity_min"]), _number(claim["quantity_max"]))
    )
    return (float("-inf") if low is None else low), (float("inf") if high is None else high)
