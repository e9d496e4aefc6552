"""Questions: the positions on each side by side, with every claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from contested.page import links, words
from contested.page.cards import TOP, Card, Cards
from contested.page.charts import chart
from contested.page.facts import ACTIVE, ENDS, Facts, Groups, Row
from contested.page.figures import has_figure
from contested.page.sheets import beside, sheet
from contested.page.spans import Axis
from contested.page.writing import PART, Page, in_turn, macro, paged, parts
from contested.report.links import outside
from contested.standard import readable

OPEN = 3
"""Cards of a position that stand open; the others are a click away."""
MANY, MARKED, NAMED = 60, 40, 12
"""Positions from which on a part has only those of its claims; sides that a reader can mark; names
in a line.
"""
POINTERS = 2_500
"""Claims to whose parts the first part of a page leads; a script finds those beyond them."""
POINTER = 90
"""Bytes of such a pointer, besides twice the claim's id and once the question's."""
SMALLEST = 40_000
"""Bytes of cards on the first part, however many pointers stand there."""


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield a page for each question, the long ones in parts."""
    for question in every(Cards(facts)):
        yield from question.pages(site)


def every(cards: Cards) -> Iterator[Question]:
    """Yield the questions with all that is said on each."""
    facts = cards.facts
    claims = Groups(facts.claims.drop_nulls("question_id"), "question_id")
    chains = Groups(facts.chains.drop_nulls("question_id"), "question_id")
    relations = Groups(facts.relations.drop_nulls("question_id"), "question_id")
    for ident, row in facts.questions.items():
        found = claims.take(ident)
        ways, related = _by_claim(chains.take(ident)), _by_claim(relations.take(ident))
        yield Question(cards, row, found, ways, related)


def _by_claim(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["claim_id"]].append(row)
    return found


class Question:
    """One question with all that is said on it."""

    def __init__(
        self,
        cards: Cards,
        row: Row,
        claims: Sequence[Row],
        ways: dict[str, list[Row]],
        relations: dict[str, list[Row]],
    ) -> None:
        self.cards, self.row, self.claims = cards, row, claims
        self.ways, self.relations = ways, relations
        self.active = [claim for claim in claims if claim["status"] == ACTIVE]
        self.held = [claim for claim in self.active if claim["number"] is not None]
        self.withheld = [claim for claim in self.active if claim["number"] is None]
        self.positions = _grouped(self.held, "position")
        self.gone = [claim for claim in claims if claim["status"] != ACTIVE]
        self.axis = Axis.of(chain.from_iterable(map(itemgetter(*ENDS), claims)))

    def pages(self, site: dict[str, Any]) -> Iterator[Page]:
        """Yield the page, in parts if it is long."""
        ident = self.row["question_id"]
        positions = self.positions
        groups = [self.cards_of(claims) for claims in positions.values()]
        groups += [self.cards_of(claims) for claims in (self.withheld, self.gone)]
        made = list(_in_order(groups))
        runs = parts(made, first=self._room(made))
        at = links.page("questions", ident)
        shared = {
            "csv": beside(at),
            "question": self._head(positions),
            "axis": self.axis,
            "chart": chart(self.cards, self.row, self.held, self.withheld),
            "figure": TOP + links.figure(ident) if has_figure(self.claims) else "",
            "pointers": self._pointers(at, runs),
        }
        yield sheet(self.cards.facts, at, self.claims)

        def columns(number: int, run: list[Any]) -> dict[str, Any]:
            told = _columns(run, list(positions), with_empty=number == 1 and len(positions) < MANY)
            return told | {"documents": self._documents(run)}

        yield from paged("question.html", at, runs, site, columns, **shared)

    def _head(self, positions: dict[str, list[Row]]) -> Card:
        row, facts = self.row, self.cards.facts
        place = facts.locations.get(row["location_id"] or "")
        about = facts.actors.get(row["about_id"] or "")
        return {
            "id": row["question_id"],
            "text": row["question"] or row["question_id"],
            "topic": row["topic"] or "",
            "topic_href": TOP + links.page("topics", row["topic"] or ""),
            "matter": row["matter"] or "",
            "place": place and {**place, "href": TOP + links.page("places", row["location_id"])},
            "about": about and self.cards.actor(row["about_id"]),
            "period": readable.days(row["period"]) if row["period"] else "",
            "note": row["note"] or "",
            "over_time": words.word(words.OVER_TIME, row["over_time"]),
            "unit": row["unit"] or "",
            "is_contested": row["is_contested"],
            "state": words.state(row, len(positions)),
            "sides": self._sides(),
            "within": self._within(),
            "silent": _some(facts.name(claim["claimant_id"]) for claim in self.withheld),
        }

    def _within(self) -> list[str]:
        """Return the sides within which alone the question is contested."""
        if self.row["between_sides"] or not self.row["within_side"]:
            return []
        return _some(sorted({c["side"] for c in self.held if c["in_conflict"]}))

    def _sides(self) -> list[tuple[str, str]]:
        """Return the sides that a reader can mark, unless too many."""
        found = sorted({(c["side_id"], c["side"]) for c in self.held}, key=lambda s: (s[1], s[0]))
        return found if len(found) <= MARKED else []

    def cards_of(self, claims: list[Row]) -> list[tuple[list[str], Markup]]:
        """Return cards, one for each act of speaking, with their ids."""
        made = []
        for told in _grouped(claims, "utterance").values():
            card = self.cards.card(told, self.ways, self.relations, self.axis)
            made.append(
                ([c["claim_id"] for c in told], macro("card.html", "card", card, self.axis))
            )
        return made

    def _documents(self, run: list[Any]) -> list[Card]:
        """Return the documents of the claims on one part."""
        sources = self.cards.facts.sources
        here = set(chain.from_iterable(claims for (_, claims), _card in run))
        found = dict.fromkeys(c["source_id"] for c in self.claims if c["claim_id"] in here)
        return [
            {
                **self.cards.document(one),
                "publisher": self.cards.facts.name(sources[one]["publisher_id"]),
                "published": words.said(sources[one]["published"]),
                "address": outside(sources[one]["url"] or sources[one]["archive_url"]),
            }
            for one in found
            if one in sources
        ]

    def _room(self, made: Sequence[tuple[Any, Markup]]) -> int:
        """Return how many bytes of cards the first part has.

        The rest of it are pointers to the others.
        """
        length = sum(len(card.encode("utf-8")) for _, card in made)
        if length <= PART:
            return PART
        idents = [claim["claim_id"] for claim in self.claims[:POINTERS]]
        pointers = sum(POINTER + 3 * len(one.encode("utf-8")) for one in idents)
        pointers += len(idents) * len(self.row["question_id"].encode("utf-8"))
        return max(SMALLEST, PART - pointers)

    def _pointers(self, at: str, runs: list[Any]) -> list[tuple[str, str]]:
        """Return the claims of further parts, each with where it is."""
        found = []
        for number, run in enumerate(runs[1:], 2):
            name = links.part(at, number).rpartition("/")[2]
            here = chain.from_iterable(claims for (_, claims), _card in run)
            found += [(claim, name) for claim in here]
        self.cards.facts.placed |= {
            claim: f"questions/{name}#{links.anchor(claim)}" for claim, name in found
        }
        return found[:POINTERS]


def _some(names: Iterable[str]) -> list[str]:
    """Return some different names, and that there are others."""
    told = list(dict.fromkeys(names))
    return told if len(told) <= NAMED else [*told[:NAMED], "others"]


def _grouped(claims: Sequence[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for claim in claims:
        found.setdefault(claim[name] or claim["claim_id"], []).append(claim)
    return found


def _in_order(groups: list[list[Any]]) -> Iterator[tuple[tuple[int, list[str]], Markup]]:
    """Yield cards of the positions in turn, so that none waits."""
    for number, (claims, card) in in_turn(groups):
        yield (number, claims), card


def _columns(run: list[Any], labels: list[str], *, with_empty: bool) -> dict[str, Any]:
    """Return the cards of one part by position, and those without one."""
    found: dict[int, list[Markup]] = defaultdict(list)
    for (number, _), card in run:
        found[number].append(card)
    positions = [
        {"number": n + 1, "label": label, "open": found[n][:OPEN], "more": found[n][OPEN:]}
        for n, label in enumerate(labels)
        if with_empty or found[n]
    ]
    return {
        "positions": positions,
        "withheld": found[len(labels)],
        "gone": found[len(labels) + 1],
    }
