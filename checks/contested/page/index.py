"""The index: every question with its answers, contested ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from contested.page import links, words
from contested.page.facts import ACTIVE, Facts, Groups, Row
from contested.page.sheets import beside, sheet
from contested.page.writing import Page, macro, paged, parts

NAMES = 6
"""Claimants of a position that a cell names; the question's page has all."""
CELLS = 12
"""Positions that a row of the index shows; where there are more it says so."""


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the index, in parts if it is long."""
    entries = sorted(asked(facts), key=_order)
    made = ((one, macro("ask.html", "ask", one)) for one in entries)
    lists = {
        "topics": _topics(entries),
        "empty": not entries,
    }
    yield from paged(
        "index.html",
        "index.html",
        parts(made),
        site,
        lambda number, run: {"sections": _sections(run)},
        **lists,
        csv=beside("index.html"),
    )
    every = facts.claims.drop_nulls("question_id").iter_rows(named=True)
    yield sheet(facts, "index.html", every)


def asked(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the questions, each with its positions and who holds them."""
    claims = Groups(facts.claims.drop_nulls("question_id"), "question_id")
    for ident, row in facts.questions.items():
        told = [claim for claim in claims.take(ident) if claim["status"] == ACTIVE]
        cells: dict[str, dict[str, None]] = {}
        for claim in told:
            if claim["number"] is not None:
                cells.setdefault(claim["position"], {})[_who(facts, claim)] = None
        silent = dict.fromkeys(_who(facts, c) for c in told if c["number"] is None)
        place = facts.locations.get(row["location_id"] or "", {})
        yield {
            "id": ident,
            "href": links.page("questions", ident),
            "text": row["question"] or ident,
            "topic": row["topic"] or "",
            "matter": row["matter"] or "",
            "place": place.get("name") or "",
            "is_contested": row["is_contested"],
            "state": words.sentence(row, len(cells)),
            "cells": [(label, list(who)[:NAMES], len(who) > NAMES) for label, who in cells.items()][
                :CELLS
            ],
            "is_cut": len(cells) > CELLS,
            "silent": list(silent),
        }


def _who(facts: Facts, claim: Row) -> str:
    """Return a claimant's name, with what a list says besides."""
    side = claim["on_behalf_of_id"]
    name = facts.name(claim["claimant_id"])
    return words.with_manner(name, claim, facts.name(side) if side else "")


def _order(one: dict[str, Any]) -> tuple[Any, ...]:
    last = one["topic"] in words.TOPICS_LAST
    return (not one["is_contested"], last, one["topic"], one["matter"].casefold(), one["id"])


def _topics(entries: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the topics, each with the address of its page."""
    found = sorted({one["topic"] for one in entries if one["topic"]})
    return [(topic, links.page("topics", topic)) for topic in found]


def _sections(run: Sequence[tuple[dict[str, Any], Markup]]) -> list[dict[str, Any]]:
    """Return the rows of a part, contested ones first, by topic."""
    found: dict[tuple[bool, str], list[Markup]] = {}
    for one, text in run:
        found.setdefault((one["is_contested"], one["topic"]), []).append(text)
    return [
        {
            "is_contested": is_contested,
            "topic": topic,
            "rows": rows,
        }
        for (is_contested, topic), rows in found.items()
    ]
