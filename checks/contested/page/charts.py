"""Charts: every claim drawn once, numbers as ranges, states as days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from contested.page import words
from contested.page.cards import Card, Cards
from contested.page.facts import Row, stands
from contested.page.ranges import Amount, Scale
from contested.page.spans import Axis, per_cent

MOST = 60
"""Claims that a chart draws; the cards below have all."""
SHARES = ("%", "per cent", "percent")


def chart(
    cards: Cards, question: Row, held: Sequence[Row], withheld: Sequence[Row]
) -> dict[str, Any] | None:
    """Return what is drawn above the positions, if anything is.

    A row is one answer in one act of speaking. A question with more of them than a chart can hold
    has none: no choice of some would be fair.
    """
    told = {(claim["utterance"], claim["position"]): claim for claim in reversed(held)}
    rows = list(told.values())[::-1]
    is_number = question["answer_type"] == "quantity"
    if not rows or len(rows) > MOST:
        return None
    if is_number and question["over_time"] == "running":
        return _counts(cards, question, rows)
    if is_number:
        return _ranges(cards, question, rows, withheld)
    return _days(cards, rows) if question["over_time"] == "changing" else None


def _ranges(
    cards: Cards, question: Row, rows: Sequence[Row], withheld: Sequence[Row]
) -> dict[str, Any]:
    """Return the claims as ranges on one axis of numbers."""
    amounts = {row["claim_id"]: _amount(row) for row in rows}
    unit = question["unit"] or ""
    scale = Scale.of(amounts.values(), is_share=unit in SHARES)
    groups = _groups(cards, rows, lambda row: {"bar": scale.bar(amounts[row["claim_id"]])})
    return {
        "kind": "ranges",
        "unit": unit,
        "ticks": scale.ticks,
        "groups": groups,
        "rows": list(chain.from_iterable(group["rows"] for group in groups)),
        "unknown": [cards.brief(claim) for claim in withheld],
    }


def _counts(cards: Cards, question: Row, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the claims on a plane, by day and by number.

    Those without a day are listed, and stand nowhere on it.
    """
    amounts = {row["claim_id"]: _amount(row) for row in rows}
    scale = Scale.of(amounts.values())
    axis = Axis.of(_last(row) for row in rows)
    told = []
    for row in sorted(rows, key=lambda row: (_last(row) or 0, row["claim_id"])):
        day, bar = _last(row), scale.bar(amounts[row["claim_id"]])
        made = cards.brief(row) | {"bar": bar}
        made["day"] = words.said(date.fromordinal(day).isoformat()) if day else ""
        told.append(made | {"at": per_cent(axis.x(day) + 50 / axis.length) if day else ""})
    return {
        "kind": "counts",
        "unit": question["unit"] or "",
        "ticks": scale.ticks,
        "axis": axis,
        "rows": told,
        "unknown": [],
    }


def _days(cards: Cards, rows: Sequence[Row]) -> dict[str, Any]:
    """Return what is said of which days, position by position."""
    ends = ((row["occurred_earliest"], row["occurred_latest"]) for row in rows)
    axis = Axis.of(chain.from_iterable(ends))
    groups = _groups(cards, rows, lambda row: {"mark": cards.mark(row, "occurred", axis)})
    return {"kind": "days", "axis": axis, "groups": groups, "unknown": []}


def _groups(cards: Cards, rows: Sequence[Row], drawn: Any) -> list[dict[str, Any]]:
    """Return the rows by position, in the order in which they come."""
    found: dict[str, list[Card]] = {}
    for row in rows:
        found.setdefault(row["position"], []).append(cards.brief(row) | drawn(row))
    return [{"label": label, "rows": told} for label, told in found.items()]


def _last(row: Row) -> int | None:
    """Return the last day that a claim speaks of.

    Where it names none, that is the day on which it was made.
    """
    day: int | None = row["occurred_latest"] or row["stated_latest"]
    return day


def _amount(row: Row) -> Amount:
    return Amount(
        row["low"],
        row["high"],
        row["least"],
        row["most"],
        is_about=bool(row["is_about"]),
        is_denied=row["polarity"] == "denies",
        stands=stands(row),
    )
