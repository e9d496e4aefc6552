"""Changes since an older version, on a page and as a feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contested.page import links
from contested.page.facts import Facts
from contested.page.writing import Page, macro, paged, parts, render
from contested.report.changes import WORDS, counts
from contested.report.meaning import parts as meaning
from contested.report.outline import one_line
from contested.report.rows import cells, key
from contested.results import Act, Change, RowChange

SHOWN = 500
"""Things of one kind that the page tells, and entries of the feed; a review tells all."""
FEED = "feed.xml"
ACTS: dict[Act, str] = {
    "added": "New claims",
    "changed": "Claims that were changed",
    "withdrawn": "Claims that the curators withdrew",
    "redacted": "Claims that the curators redacted",
    "gone": "Claims that are gone",
}


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the page of changes and its feed, if anything was compared."""
    if facts.change is None:
        return
    rows = list(_rows(facts, facts.change))
    made = ((row["key"], macro("change.html", "change", row)) for row in rows)
    shared: dict[str, Any] = {
        "since": _since(facts.change),
        "meaning": meaning(facts.change, SHOWN),
        "untold": one_line(facts.change.untold, WORDS),
        "others": _others(facts.change),
        "shown": SHOWN,
        "has_feed": bool(facts.dataset["day"]),
        "questions": facts.questions,
        "address": links.page,
    }
    yield from paged("changes.html", "changes.html", parts(made), site, **shared)
    if facts.dataset["day"]:
        yield render("feed.xml", FEED, **site, entries=rows, since=shared["since"])


def _since(change: Change) -> str:
    return f"version {change.base_version}" if change.base_version else "the version compared with"


def _rows(facts: Facts, change: Change) -> Iterator[dict[str, Any]]:
    """Yield the claims of which something became."""
    for act, heading in ACTS.items():
        if act in change.counts.get("claims", {}):
            for number, row in enumerate(change.tell("claims", act, SHOWN)):
                yield _row(facts, row) | {"heading": "" if number else heading}


def _row(facts: Facts, row: RowChange) -> dict[str, Any]:
    ident = key(row)
    told = facts.question_of.get(ident)
    return {
        "key": ident,
        "act": row.act,
        "label": one_line(row.label),
        "href": links.claim(told, ident) if told else "",
        "cells": [
            {
                "column": one.column,
                "old": one.old,
                "new": one.new,
                "is_withheld": one.withheld,
                "is_whole": row.act in ("added", "gone"),
            }
            for one in cells(row)
        ],
    }


def _others(change: Change) -> list[str]:
    """Return how many rows of other tables became what."""
    return [counts(*one) for one in change.counts.items() if one[0] != "claims"]
