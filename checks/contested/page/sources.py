"""Documents: the claims of each, in its own order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contested.page import links, words
from contested.page.cards import Cards
from contested.page.facts import Facts, Groups, Row
from contested.page.sheets import beside, sheet
from contested.page.writing import Page, macro, paged, parts

NUMBERS = re.compile("[0-9]+")


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield a page for each document, the long ones in parts."""
    cards = Cards(facts)
    own = facts.claims.drop_nulls("source_id").sort("source_id", maintain_order=True)
    claims = Groups(own, "source_id")
    children: dict[str, list[str]] = {}
    for ident, row in facts.sources.items():
        children.setdefault(row["derived_from_id"] or "", []).append(ident)
    for ident in facts.sources:
        told = sorted(claims.take(ident), key=_place)
        head = _head(cards, ident, children.get(ident, []))
        lines = ((claim, macro("line.html", "line", _line(cards, claim))) for claim in told)
        at = links.page("sources", ident)
        yield sheet(facts, at, told)
        yield from paged("source.html", at, parts(lines), site, source=head, csv=beside(at))


def _place(claim: Row) -> tuple[str, list[int], str]:
    """Return what orders a document's claims: kind of place, then numbers."""
    where = claim["locator"] or ""
    return where.partition(" ")[0], [int(n) for n in NUMBERS.findall(where)], claim["claim_id"]


def _line(cards: Cards, claim: Row) -> dict[str, Any]:
    question = cards.facts.questions.get(claim["question_id"] or "", {})
    return {
        **cards.brief(claim),
        "where": claim["locator"] or "",
        "question": question.get("question") or claim["question_id"] or "",
    }


def _head(cards: Cards, ident: str, children: list[str]) -> dict[str, Any]:
    row = cards.facts.sources[ident]
    return {
        **cards.document(ident),
        "id": ident,
        "publisher": cards.actor(row["publisher_id"]),
        "author": cards.actor(row["author_id"]) if row["author_id"] else None,
        "type": words.word({}, row["source_type"]),
        "published": words.said(row["published"]),
        "is_inferred": row["published_basis"] == "inferred",
        "accessed": words.said(row["accessed"]) if row["accessed"] else "",
        "fingerprint": row["text_sha256"] or "",
        "note": row["note"] or "",
        "taken_from": cards.document(row["derived_from_id"]) if row["derived_from_id"] else None,
        "taken_over_by": [cards.document(one) for one in children],
    }
