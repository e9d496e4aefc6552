"""Who answers what: claimants beside contested questions, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from contested.page import links, words
from contested.page.facts import ACTIVE, Facts, Groups, Row
from contested.page.sheets import beside, sheet
from contested.page.writing import Page, macro, paged, parts

ACROSS, DOWN = 5, 200
"""Questions that a table has beside each other, and claimants that it has below each other."""
NO_ANSWER = "no answer"


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the tables, each of some contested questions of one topic."""
    claims = Groups(facts.claims.drop_nulls("question_id"), "question_id")
    by_topic: dict[str, list[tuple[Row, list[Row]]]] = {}
    for ident, row in facts.questions.items():
        told = [claim for claim in claims.take(ident) if claim["status"] == ACTIVE]
        if row["is_contested"]:
            by_topic.setdefault(row["topic"] or "", []).append((row, told))
    tables: list[dict[str, Any]] = []
    for topic in sorted(by_topic):
        for some in _batches(by_topic[topic], ACROSS):
            tables += _tables(facts, topic, some)
    made = ((table["topic"], macro("answers.html", "answers", table)) for table in tables)
    csv = beside("matrix.html")
    yield from paged("matrix.html", "matrix.html", parts(made), site, csv=csv)
    contested = [key for key, row in facts.questions.items() if row["is_contested"]]
    said = facts.claims.filter(pl.col("question_id").is_in(contested))
    yield sheet(facts, "matrix.html", said.iter_rows(named=True))


def _tables(
    facts: Facts, topic: str, asked: Sequence[tuple[Row, list[Row]]]
) -> Iterator[dict[str, Any]]:
    """Yield the tables of some questions: claimants down, questions across."""
    said: dict[str, dict[str, dict[str, str]]] = {}
    for row, claims in asked:
        ident = row["question_id"]
        for claim in claims:
            cells = said.setdefault(claim["claimant_id"], {}).setdefault(ident, {})
            label = words.with_manner(claim["position"] or NO_ANSWER, claim, "")
            cells.setdefault(label, links.claim(ident, claim["claim_id"]))
    heads = [
        (row["question"] or row["question_id"], links.page("questions", row["question_id"]))
        for row, _ in asked
    ]
    who = sorted(said, key=lambda one: (facts.name(one).casefold(), one))
    for some in _batches(who, DOWN):
        yield {
            "topic": topic,
            "heads": heads,
            "rows": [
                {
                    "name": facts.name(one),
                    "href": links.page("actors", one) if one in facts.actors else "",
                    "cells": [
                        list(said[one].get(row["question_id"], {}).items()) for row, _ in asked
                    ],
                }
                for one in some
            ],
        }


def _batches(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
