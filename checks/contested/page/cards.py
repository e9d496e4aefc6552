"""Cards: a claim as pages show it, with way and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from contested.page import links, words
from contested.page.facts import ACTIVE, Facts, Row, stands
from contested.page.spans import Axis, Mark, mark
from contested.report.links import outside
from contested.standard import readable

Card = dict[str, Any]
LANES = ("occurred", "stated", "source__published")
TOP = "../"
"""The way from a page that has cards to the top of the site."""


class Cards:
    """What the cards of one package are made from."""

    def __init__(self, facts: Facts, top: str = TOP, *, has_anchors: bool = True) -> None:
        self.facts, self.top, self.has_anchors = facts, top, has_anchors

    def card(
        self,
        claims: Sequence[Row],
        stations: dict[str, list[Row]],
        relations: dict[str, list[Row]],
        axis: Axis | None,
    ) -> Card:
        """Return one act of speaking, as one or more claims tell it.

        The first of them is told in full.
        """
        first = claims[0]
        mine = [one["claim_id"] for one in claims]
        every = chain.from_iterable(relations.get(one, ()) for one in mine)
        related = [row for row in every if row["there"] not in mine]
        made = self.brief(first)
        made |= {
            "ways": [
                self.brief(one) | {"stations": self._way(one, stations[one["claim_id"]])}
                for one in claims
                if one["claim_id"] in stations
            ],
            "lanes": self._lanes(first, axis),
            "relations": [self._relation(row) for row in related],
            "note": first["note"] or "",
            "certainty": ""
            if first["withheld"]
            else words.word(words.CERTAINTY, first["certainty"]),
        }
        made["standing"] = self._standing(first, made["relations"])
        return made

    def brief(self, claim: Row) -> Card:
        """Return what a claim says and who says it."""
        source = self.facts.sources.get(claim["source_id"] or "", {})
        side = claim["on_behalf_of_id"]
        label = claim["position"] or ""
        return {
            "id": claim["claim_id"],
            "anchor": links.anchor(claim["claim_id"]) if self.has_anchors else "",
            "href": self.top + links.claim(claim["question_id"] or "", claim["claim_id"]),
            "claimant": self.actor(claim["claimant_id"]),
            "side": self.actor(side, "sides") if side else None,
            "side_id": claim["side_id"] or claim["claimant_id"] or "",
            "quote": claim["quote"] or "",
            "language": claim["quote_language"] or source.get("language") or "",
            "is_translated": claim["quote_translated"] == "true",
            "statement": claim["statement"] or "",
            "voice": words.word(words.VOICE, claim["voice"]),
            "type": words.word(words.TYPES, claim["claim_type"]),
            "label": label,
            "wording": self._wording(claim, label),
            "withheld": words.word(words.WITHHELD, claim["withheld"]),
            "gone": words.word(words.GONE, claim["status"]) if claim["status"] != ACTIVE else "",
            "is_old": not stands(claim),
            "since": "" if stands(claim) else words.word(words.SINCE, claim["standing"]),
            "when": words.said(claim["stated"]),
            "findings": self.facts.findings.get(claim["claim_id"], []),
        }

    def actor(self, ident: str | None, kind: str = "actors") -> Card:
        """Return an actor's names and where its page is."""
        row = self.facts.actors.get(ident or "")
        return {
            "name": self.facts.name(ident),
            "native": (row or {}).get("native_name") or "",
            "language": (row or {}).get("native_language") or "",
            "href": self.top + links.page(kind, ident) if row and ident else "",
        }

    def document(self, ident: str | None, quoted: str | None = None) -> Card:
        """Return a document's title and addresses."""
        row = self.facts.sources.get(ident or "")
        told = row or {}
        return {
            "title": told.get("title") or ident or "",
            "language": told.get("language") or "",
            "href": self.top + links.page("sources", ident) if row and ident else "",
            "original": outside(told.get("url"), quoted),
            "archived": outside(told.get("archive_url")),
            "removed": words.said(told.get("removed")) if told.get("removed") else "",
        }

    def _wording(self, claim: Row, label: str) -> str:
        """Return how the document words an answer, where that differs."""
        worded = claim["answer"] or ""
        kind = self.facts.questions[claim["question_id"]].get("answer_type")
        if kind != "quantity" or not label:
            return ""
        return "" if worded.casefold() == label.removeprefix("not: ").casefold() else worded

    def _way(self, claim: Row, stations: list[Row]) -> Iterator[Card]:
        """Yield the stations from the claimant to where the claim was read."""
        papers = [one["source_id"] for one in stations if one["source_id"]]
        last = papers[-1] if papers else None
        seen: set[str] = set()
        for one in stations:
            paper = one["source_id"]
            if paper and paper not in seen:
                seen.add(paper)
                quoted = claim["quote"] if paper == last else None
                yield {
                    "is_document": True,
                    "words": "read in" if paper == last else "text taken from",
                    **self.document(paper, quoted),
                    "locator": claim["locator"] if paper == last else "",
                }
            if one["kind"] == "publisher" and one["actor_id"] == claim["claimant_id"]:
                continue
            medium = words.word(words.MEDIUM, claim["medium"])
            yield {
                "is_document": False,
                "words": STATIONS.get(one["kind"], one["kind"]),
                "actor": self.actor(one["actor_id"]),
                "medium": medium if one["kind"] == "claimant" else "",
                "when": words.said(one["date"]) if one["kind"] == "relay" and one["date"] else "",
            }

    def _lanes(self, claim: Row, axis: Axis | None) -> Iterator[Card]:
        """Yield when it happened, was said and was published."""
        source = self.facts.sources.get(claim["source_id"] or "", {})
        told = (
            ("happened", words.happened(claim["occurred"], claim["occurred_span"])),
            ("said", words.said(claim["stated"])),
            ("published", words.said(source.get("published"))),
        )
        for column, (label, text) in zip(LANES, told, strict=True):
            yield {"label": label, "words": text, "mark": self.mark(claim, column, axis)}

    def mark(self, claim: Row, column: str, axis: Axis | None) -> Mark | None:
        """Return how one of a claim's dates is drawn."""
        if axis is None:
            return None
        first, last = claim[f"{column}_earliest"], claim[f"{column}_latest"]
        text = claim.get(column) or ""
        within = column == "occurred" and claim["occurred_span"] == "within"
        if column == "source__published":
            source = self.facts.sources.get(claim["source_id"] or "", {})
            text = source.get("published") or ""
        if column != "occurred":
            within = first is not None and last is not None and first != last
        return mark(axis, first, last, within=within, doubt=readable.is_doubtful(text))

    def _relation(self, row: Row) -> Card:
        """Return a relation as the claim of this card has it."""
        there = row["there_position"] or ""
        return {
            "words": _relation_words(row),
            "name": self.facts.name(row["there_claimant_id"]),
            "label": there,
            "href": self.top + links.claim(row["there_question_id"] or "", row["there"]),
            "by": words.word(words.BASIS, row["basis"]),
            "note": row["note"] or "",
            "relation": row["relation"],
            "end": row["end"],
        }

    def _standing(self, claim: Row, relations: list[Card]) -> Card | None:
        """Return what the claimant did to a claim since, linked."""
        if stands(claim):
            return None
        newer = [one for one in relations if one["end"] == 1 and one["relation"] in MARKS]
        return {"words": words.word(words.STANDING, claim["standing"]), "newer": newer}


STATIONS = {
    "claimant": "said by",
    "relay": "passed on by",
    "author": "written by",
    "publisher": "published by",
}
MARKS = ("retracts", "corrects", "supersedes")
"""Relations by which a claimant goes back on an older claim."""


def _relation_words(row: Row) -> str:
    """Return a relation in words, as one of its claims has it."""
    ends = words.RELATIONS.get(row["relation"])
    return ends[row["end"]] if ends else str(row["relation"]).replace("_", " ")
