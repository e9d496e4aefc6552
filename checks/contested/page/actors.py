"""Actors and sides: all that somebody said, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import polars as pl

from contested.page import links, words
from contested.page.cards import TOP, Card, Cards
from contested.page.facts import ACTIVE, Facts, Groups, Row
from contested.page.sheets import beside, sheet
from contested.page.writing import Page, macro, paged, parts


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield a page for each actor and for each side."""
    yield from _People(facts, "actors", "claimant_id").pages(site)
    yield from _People(facts, "sides", "side_id").pages(site)


class _People:
    """The pages of all actors, or of all sides."""

    def __init__(self, facts: Facts, kind: str, column: str) -> None:
        self.facts, self.kind, self.column = facts, kind, column
        self.cards = Cards(facts)

    def pages(self, site: dict[str, Any]) -> Iterator[Page]:
        """Yield a page each, the long ones in parts."""
        own = self.facts.claims.filter(pl.col("status") == ACTIVE).drop_nulls(self.column)
        claims = Groups(own.sort(self.column, maintain_order=True), self.column)
        for ident in self._all():
            yield from self._pages(ident, claims.take(ident), site)

    def _all(self) -> list[str]:
        if self.kind == "actors":
            return sorted(self.facts.actors)
        named = self.facts.claims["on_behalf_of_id"].drop_nulls().unique()
        return sorted(set(named) & self.facts.actors.keys())

    def _pages(self, ident: str, claims: list[Row], site: dict[str, Any]) -> Iterator[Page]:
        """Yield an actor's page: what it says, and what stands against it."""
        by_question: dict[str, list[Row]] = {}
        for claim in claims:
            by_question.setdefault(claim["question_id"] or "", []).append(claim)
        made = (
            (question, macro("pair.html", "pair", self._pair(question, told), self.kind))
            for question, told in by_question.items()
        )
        at = links.page(self.kind, ident)
        yield sheet(self.facts, at, claims)
        shared: dict[str, Any] = {"actor": self._head(ident), "kind": self.kind, "csv": beside(at)}
        yield from paged("actor.html", at, parts(made), site, **shared)

    def _pair(self, question: str, claims: list[Row]) -> dict[str, Any]:
        row = self.facts.questions.get(question, {})
        found: dict[int, list[str]] = {}
        for claim in claims:
            found |= {id(one): one for one in self.facts.against.get(claim["claim_id"], ())}
        told = dict.fromkeys(chain.from_iterable(found.values()))
        mine = {claim["claim_id"] for claim in claims}
        against = [self.facts.claim(other) for other in told if other not in mine]
        return {
            "text": row.get("question") or question,
            "href": TOP + links.page("questions", question),
            "said": [self.cards.brief(claim) for claim in claims[:MOST]],
            "against": [self.cards.brief(claim) for claim in against[:MOST]],
            "is_cut": len(claims) > MOST or len(against) > MOST,
        }

    def _head(self, ident: str) -> Card:
        facts, row = self.facts, self.facts.actors[ident]
        published = [
            {**self.cards.document(key), "when": words.said(one["published"])}
            for key, one in sorted(
                facts.sources.items(), key=lambda item: item[1]["published"] or ""
            )
            if ident in (one["publisher_id"], one["author_id"])
        ]
        return {
            **self.cards.actor(ident),
            "id": ident,
            "type": words.word({}, row["actor_type"]),
            "aliases": [one for one in (row["also_known_as"] or "").split(";") if one],
            "note": row["note"] or "",
            "wikidata": row["wikidata_id"] or "",
            "is_side": self.kind == "sides" or ident in facts.sides,
            "side_href": TOP + links.page("sides", ident),
            "actor_href": TOP + links.page("actors", ident),
            "published": published[:LISTED],
            "passed_on": [
                (f"{facts.name(one['claimant_id'])}: {one['statement'] or ''}", self._address(one))
                for one in facts.passed_on.get(ident, ())[:LISTED]
            ],
            "has_more": len(published) > LISTED,
            "asked": [
                (one["question"], TOP + links.page("questions", key))
                for key, one in facts.questions.items()
                if one["about_id"] == ident
            ][:LISTED],
        }

    def _address(self, claim: Row) -> str:
        return TOP + links.claim(claim["question_id"], claim["claim_id"])


MOST = 12
"""Claims on one question that a page of an actor shows on either side; the question has all."""
LISTED = 200
"""Documents and questions that a page of an actor lists."""
