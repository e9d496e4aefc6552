"""The terminal: things of a dataset, as their pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import polars as pl
from wcwidth import wcswidth

from contested.page import words
from contested.page.cards import Card, Cards
from contested.page.facts import ACTIVE, Facts, Row
from contested.page.writing import seen

NARROWEST = 28
"""Columns of a terminal that a position needs to stand beside another one."""
GAP = "   "
Style = Callable[[str], str]


def lines(facts: Facts, ident: str, width: int, bold: Style = str) -> Iterator[str]:
    """Yield what there is to tell of an id, in lines.

    Raises KeyError where nothing has that id.
    """
    page = _Pages(facts, width, bold)
    for table, tell in (
        (facts.questions, page.question),
        (facts.actors, page.actor),
        (facts.sources, page.source),
        (facts.locations, page.place),
    ):
        if ident in table:
            return tell(ident)
    told = facts.claims.filter(pl.col("claim_id") == ident)
    if not told.height:
        raise KeyError(ident)
    return page.claim(told.row(0, named=True))


class _Pages:
    """What is told of each kind of thing."""

    def __init__(self, facts: Facts, width: int, bold: Style) -> None:
        self.facts, self.width, self.bold = facts, width, bold
        self.cards = Cards(facts)

    def question(self, ident: str) -> Iterator[str]:
        """Yield a question with its positions side by side."""
        row = self.facts.questions[ident]
        claims = self._claims("question_id", ident)
        held: dict[str, list[Row]] = {}
        for claim in claims:
            if claim["number"] is not None:
                held.setdefault(claim["position"], []).append(claim)
        yield from self._wrap(row["question"] or ident, self.bold)
        yield from self._wrap(words.sentence(row, len(held)))
        yield from self._beside([*held], [*held.values()])
        silent = [c for c in claims if c["status"] == ACTIVE and c["number"] is None]
        gone = [c for c in claims if c["status"] != ACTIVE]
        for heading, rows in (
            ("Not known, not confirmed", silent),
            ("Taken out by the curators", gone),
        ):
            if rows:
                yield ""
                yield from self._wrap(heading, self.bold)
                for one in rows:
                    yield from self._card(one, self.width)

    def claim(self, claim: Row) -> Iterator[str]:
        """Yield a claim, with its question."""
        row = self.facts.questions[claim["question_id"]]
        yield from self._wrap(row["question"] or claim["question_id"], self.bold)
        if claim["position"]:
            yield from self._wrap(claim["position"])
        yield from self._card(claim, self.width)

    def actor(self, ident: str) -> Iterator[str]:
        """Yield all that somebody said, or that is said on their behalf."""
        yield from self._wrap(self._names(self.facts.actors[ident]), self.bold)
        own, side = self._claims("claimant_id", ident), self._claims("side_id", ident)
        told = {claim["claim_id"]: claim for claim in (*own, *side)}
        yield from self._listed(told.values())

    def source(self, ident: str) -> Iterator[str]:
        """Yield a document's claims."""
        row = self.facts.sources[ident]
        yield from self._wrap(row["title"] or ident, self.bold)
        yield from self._wrap(
            f"{self.facts.name(row['publisher_id'])}, {words.said(row['published'])}"
        )
        yield from filter(None, [row["url"] or row["archive_url"]])
        yield from self._listed(self._claims("source_id", ident))

    def place(self, ident: str) -> Iterator[str]:
        """Yield the questions about a place."""
        yield from self._wrap(self._names(self.facts.locations[ident]), self.bold)
        for key, row in self.facts.questions.items():
            if row["location_id"] == ident:
                told = " (contested)" if row["is_contested"] else ""
                yield from self._wrap(f"{row['question']}{told} {key}", indent="  ")

    def _claims(self, column: str, ident: str) -> list[Row]:
        return [*self.facts.claims.filter(pl.col(column) == ident).iter_rows(named=True)]

    def _names(self, row: Row) -> str:
        native = f" {row['native_name']}" if row["native_name"] else ""
        return f"{row['name']}{native}"

    def _listed(self, claims: Iterable[Row]) -> Iterator[str]:
        found: dict[str, list[Row]] = {}
        for claim in claims:
            found.setdefault(claim["question_id"], []).append(claim)
        for question, rows in found.items():
            row = self.facts.questions[question]
            yield ""
            told = " (contested)" if row["is_contested"] else ""
            yield from self._wrap(f"{row['question'] or question}{told}", self.bold)
            for one in rows:
                yield from self._wrap(one["position"] or "no answer", indent="  ")
                yield from self._card(one, self.width)

    def _beside(self, labels: Sequence[str], groups: Sequence[list[Row]]) -> Iterator[str]:
        """Yield positions in columns of one width, as room allows."""
        count = max(1, min(len(labels), (self.width + len(GAP)) // (NARROWEST + len(GAP))))
        width = (self.width - len(GAP) * (count - 1)) // count
        for at in range(0, len(labels), count):
            blocks = [
                [
                    *fold(label, width),
                    "─" * width,
                    *self._below(rows, width),
                ]
                for label, rows in zip(
                    labels[at : at + count], groups[at : at + count], strict=True
                )
            ]
            yield ""
            for number in range(max(map(len, blocks))):
                cells = [block[number] if number < len(block) else "" for block in blocks]
                yield GAP.join(pad(cell, width) for cell in cells).rstrip()

    def _below(self, claims: Iterable[Row], width: int) -> Iterator[str]:
        """Yield claims one below the other."""
        for one in claims:
            yield from self._card(one, width)
            yield ""

    def _card(self, claim: Row, width: int) -> Iterator[str]:
        """Yield one claim: who, for whom, which words, when and where."""
        card: Card = self.cards.brief(claim)
        source = self.facts.sources.get(claim["source_id"] or "", {})
        who = card["claimant"]["name"]
        yield from fold(f"{who}, for {card['side']['name']}" if card["side"] else who, width)
        happened = words.happened(claim["occurred"], claim["occurred_span"])
        paper = f"{self.facts.name(source.get('publisher_id'))}, {claim['locator'] or ''}"
        for told in (
            f"“{card['quote']}”" if card["quote"] else card["statement"],
            f"({card['wording']})" if card["wording"] else "",
            f"No answer: {card['withheld']}" if card["withheld"] else "",
            f"{card['gone']}." if card["gone"] else "",
            f"{words.word(words.STANDING, claim['standing'])}." if card["is_old"] else "",
            f"Said {card['when']}; happened {happened}",
            f"{paper} [{card['id']}]",
        ):
            if told:
                yield from fold(told, width, "  ")

    def _wrap(self, text: str, style: Style = str, indent: str = "") -> Iterator[str]:
        yield from (style(line) for line in fold(text, self.width, indent))


def fold(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text in lines; only too wide words are parted."""
    made, line = [], indent
    for word in str(seen(text)).split():
        while wcswidth(indent + word) > width and len(word) > 1:
            if line.strip():
                made.append(line)
                line = indent
            cut = next(
                n for n in range(len(word), 0, -1) if n == 1 or wcswidth(indent + word[:n]) <= width
            )
            made.append(indent + word[:cut])
            word = word[cut:]
        joint = " " if line.strip() else ""
        if line.strip() and wcswidth(line + joint + word) > width:
            made.append(line)
            line = indent + word
        else:
            line += joint + word
    return [*made, line] if line.strip() or not made else made


def pad(text: str, width: int) -> str:
    """Return a text with blanks behind it, to a width."""
    return text + " " * max(0, width - max(0, wcswidth(text)))
