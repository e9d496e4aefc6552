"""The timeline: when things happened, were said, were published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
from markupsafe import Markup

from contested.page import links, words
from contested.page.cards import Cards
from contested.page.facts import ACTIVE, ENDS, Facts, Groups, Row
from contested.page.sheets import beside, sheet
from contested.page.spans import Axis, Mark, per_cent
from contested.page.writing import Page, macro, paged, parts

MANY, NAMED = 200, 40
"""Spans of a lane from which on those that meet are drawn as one, and spans that are named."""
LANES = {"occurred": "happened", "stated": "said", "source__published": "published"}


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the timeline, a row a question, in parts if long.

    A lane has one mark for each distinct span, however many claims fall on it.
    """
    cards = Cards(facts)
    told = facts.claims.filter(pl.col("status") == ACTIVE).drop_nulls("question_id")
    ends: list[Any] = [told[end].min() for end in ENDS] + [told[end].max() for end in ENDS]
    axis = Axis.of(ends)
    rows = sorted(_rows(cards, axis))
    made = ((ident, text) for _, ident, text in rows)
    csv = beside("timeline.html")
    yield from paged("timeline.html", "timeline.html", parts(made), site, axis=axis, csv=csv)
    dated = facts.claims.filter(pl.any_horizontal(pl.col(ENDS).is_not_null()))
    yield sheet(facts, "timeline.html", dated.drop_nulls("question_id").iter_rows(named=True))


def _rows(cards: Cards, axis: Axis) -> Iterator[tuple[int, str, Markup]]:
    """Yield the questions with a day: the first, the id, the row."""
    facts = cards.facts
    claims = Groups(facts.claims.drop_nulls("question_id"), "question_id")
    for ident, row in facts.questions.items():
        told = [claim for claim in claims.take(ident) if claim["status"] == ACTIVE]
        days = list(_span(told))
        if days:
            lanes = _lanes(cards, row, told, axis)
            yield min(days), ident, macro("lanes.html", "lanes", lanes)


def _span(claims: list[Row]) -> Iterator[int]:
    """Yield the days that bound the lanes of some claims."""
    for claim in claims:
        for lane in LANES:
            for end in ("earliest", "latest"):
                if claim[f"{lane}_{end}"] is not None:
                    yield claim[f"{lane}_{end}"]


def _lanes(cards: Cards, row: Row, claims: list[Row], axis: Axis) -> dict[str, Any]:
    lanes = []
    for column, label in LANES.items():
        marks: dict[Mark, str] = {}
        for claim in claims:
            mark = cards.mark(claim, column, axis)
            if mark is not None:
                marks.setdefault(mark, _words(cards, claim, column))
        ordered: list[Mark] = sorted(marks, key=lambda one: (float(one.x[:-1]), one.fill))
        told = list(dict.fromkeys(marks[one] for one in ordered))
        drawn = ordered if len(ordered) <= MANY else _merged(ordered)
        lanes.append(
            {"label": label, "marks": drawn, "words": told[:NAMED], "is_cut": told[NAMED:]}
        )
    return {
        "text": row["question"] or row["question_id"],
        "href": links.page("questions", row["question_id"]),
        "is_contested": row["is_contested"],
        "lanes": lanes,
    }


def _merged(marks: list[Mark]) -> list[Mark]:
    """Return many spans as the stretches that they cover together."""
    found: list[tuple[float, float]] = []
    for one in marks:
        start, end = float(one.x[:-1]), float(one.x[:-1]) + float(one.width[:-1])
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return [Mark(per_cent(start), per_cent(end - start), "tint") for start, end in found]


def _words(cards: Cards, claim: Row, column: str) -> str:
    """Return one of a claim's dates in words."""
    if column == "occurred":
        return words.happened(claim["occurred"], claim["occurred_span"])
    source = cards.facts.sources.get(claim["source_id"] or "", {})
    return words.said(claim["stated"] if column == "stated" else source.get("published"))
