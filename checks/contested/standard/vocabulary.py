"""The words of a field, as its Table Schema gives them."""

from __future__ import annotations

from itertools import chain
from typing import Any


def words_of(given: dict[str, Any], form: str, enum: Any) -> tuple[str, ...]:
    """Return the cells that a vocabulary allows.

    They are those of `enum`, or else the values of the categories, which are one too.
    """
    categories = given.get("categories") or ()
    values = enum or [c.get("value") if isinstance(c, dict) else c for c in categories]
    if form == "boolean":
        spelt = (spellings(given, v) if isinstance(v, bool) else (str(v),) for v in values)
        return tuple(chain.from_iterable(spelt))
    if all(isinstance(value, str | int | float) for value in values):
        return tuple(map(str, values))
    return ()


def spellings(given: dict[str, Any], value: bool) -> tuple[str, ...]:
    """Return how a column of true and false writes one of them."""
    usual = ("true", "True", "TRUE", "1") if value else ("false", "False", "FALSE", "0")
    return tuple(given.get("trueValues" if value else "falseValues") or usual)


def ranked_of(given: dict[str, Any]) -> tuple[str, ...]:
    """Return the categories by their ranks.

    They stay as they stand where the schema says that they are in order.
    """
    categories = [c for c in given.get("categories") or () if isinstance(c, dict)]
    ranks = {c["value"]: c["rank"] for c in categories if "rank" in c}
    if given.get("categoriesOrdered") is True and not ranks:
        return tuple(str(c.get("value")) for c in categories)
    return tuple(sorted(ranks, key=ranks.__getitem__))


def instead_of(given: dict[str, Any]) -> str:
    """Return what to write in place of what is outdated."""
    outdated = given.get("deprecated")
    return str(outdated.get("instead") or "") if isinstance(outdated, dict) else ""


def outdated_of(given: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the outdated words, each with what to write instead."""
    categories = [c for c in given.get("categories") or () if isinstance(c, dict)]
    return tuple((str(c.get("value")), instead_of(c)) for c in categories if instead_of(c))
