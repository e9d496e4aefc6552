"""Matters: questions that belong together, as the dataset puts them together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contested.page import links, words
from contested.page.cards import TOP
from contested.page.facts import Facts, Row
from contested.page.writing import Page, macro, paged, parts


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the questions by matter, in parts if they are many."""
    found: dict[str, list[Row]] = {}
    for row in facts.questions.values():
        found.setdefault(row["matter"] or "", []).append(row)
    named = sorted(found, key=lambda name: (not name, name.casefold(), name))
    made = []
    for name in named:
        told = _told(facts, found[name])
        rows = [{"name": name, "is_first": not number, "told": t} for number, t in enumerate(told)]
        made += [(name, macro("matter.html", "matter", row)) for row in rows]
    yield from paged("matters.html", "matters/index.html", parts(made), site)


def _told(facts: Facts, rows: list[Row]) -> list[dict[str, Any]]:
    """Return questions in the order of their days."""
    rows = sorted(rows, key=lambda row: (row["period"] or "", row["question_id"]))
    return [asked(facts, row) for row in rows]


def asked(facts: Facts, row: Row) -> dict[str, Any]:
    """Return a question, with how its answers stand to each other."""
    ident = row["question_id"]
    return {
        "text": row["question"] or ident,
        "href": TOP + links.page("questions", ident),
        "state": words.sentence(row, facts.positions.get(ident, 0)),
    }
