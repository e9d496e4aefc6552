"""Sheets: what a page shows, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from contested.page import words
from contested.page.facts import ACTIVE, Facts, Row
from contested.page.writing import Page

HEAD = (
    *("claim_id", "question_id", "question", "position", "claimant", "side", "statement", "quote"),
    *("stated", "occurred", "occurred_span", "certainty", "withheld", "standing", "status"),
    *("source", "locator", "address"),
)


def sheet(facts: Facts, page: str, claims: Iterable[Row]) -> Page:
    """Return a page's claims as CSV, under the page's name."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEAD)
    table.writerows(_rows(facts, claims))
    return Page(name(page), out.getvalue())


def name(page: str) -> str:
    """Return where the sheet of a page lies."""
    return page.removesuffix(".html") + ".csv"


def beside(page: str) -> str:
    """Return the same as the page itself names it."""
    return name(page).rpartition("/")[2]


def _rows(facts: Facts, claims: Iterable[Row]) -> Iterator[list[str]]:
    for claim in claims:
        question = facts.questions.get(claim["question_id"] or "", {})
        source = facts.sources.get(claim["source_id"] or "", {})
        address = source.get("url") or source.get("archive_url")
        told = {
            **claim,
            "question": question.get("question"),
            "claimant": facts.name(claim["claimant_id"]),
            "side": facts.name(claim["side_id"]) if claim["side_id"] else "",
            "standing": claim["standing"] if claim["status"] == ACTIVE else "",
            "withheld": words.word(words.WITHHELD, claim["withheld"]),
            "source": source.get("title"),
            "address": address,
        }
        yield [told[column] or "" for column in HEAD]
