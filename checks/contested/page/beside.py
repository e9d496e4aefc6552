"""Beside: touched questions, as they were and as they would be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from contested.derived.claimed import Claimed
from contested.package import UnreadableError
from contested.page import build, links, words
from contested.page.cards import Cards
from contested.page.facts import Facts
from contested.page.questions import Question, every
from contested.page.spans import Axis
from contested.page.writing import Page, nameless, render, static
from contested.review.both import Both

PLACES = re.compile(r'(?:\.\./(?:before|after)/)|(?: id="[^"]*")')
SIDES = {"before": "As published", "after": "As proposed"}


@dataclass(frozen=True)
class Reviewed:
    """One package under review, with both its versions."""

    name: str
    title: str
    compared: str
    both: Both | None
    why: str = ""
    """Why it cannot be shown."""


def pages(reviewed: list[Reviewed]) -> Iterator[Page]:
    """Yield the pages of a review: a list, and each touched question."""
    yield from static()
    shared: dict[str, Any] = {"is_served": False, "dataset": nameless("Review")}
    told = []
    for one in reviewed:
        try:
            made, asked = _both_sides(one, shared)
        except UnreadableError as error:
            one, made, asked = replace(one, both=None, why=f"It cannot be shown: {error}"), [], []
        yield from made
        told.append((one, asked))
    yield render("review.html", "index.html", **shared, told=told)


def _both_sides(one: Reviewed, shared: dict[str, Any]) -> tuple[list[Page], list[dict[str, Any]]]:
    """Return a package's pages, and its touched questions.

    Raises UnreadableError where a version cannot be shown, so that nothing of it is.
    """
    if one.both is None:
        return [], []
    sides = {
        "before": Facts(Claimed.of(one.both.before), {"title": one.title}),
        "after": Facts(Claimed.of(one.both.after), {"title": one.title}),
    }
    made = []
    for side, facts in sides.items():
        made += [Page(f"{one.name}/{side}/{page.path}", page.text) for page in build.site(facts)]
    asked = list(_asked(one, sides))
    for question in asked:
        made.append(render("beside.html", question["place"], **shared, one=one, **question))
    return made, asked


def _asked(one: Reviewed, sides: dict[str, Facts]) -> Iterator[dict[str, Any]]:
    """Yield the touched questions, each with its cards on both sides."""
    assert one.both is not None
    found: dict[str, dict[str, Question]] = {}
    for side, facts in sides.items():
        cards = Cards(facts, f"../{side}/", has_anchors=side == "after")
        for question in every(cards):
            found.setdefault(question.row["question_id"], {})[side] = question
    for ident in one.both.questions:
        there = found.get(ident, {})
        axis = Axis.over(question.axis for question in there.values())
        made = {side: _cards(question, axis) for side, question in there.items()}
        told = [{_bare(card) for *_, card in cards} for cards in made.values()]
        same = set.intersection(*told) if len(told) == len(SIDES) else set()
        yield {
            "place": f"{one.name}/{links.page('questions', ident)}",
            "text": next((_text(question) for question in reversed(there.values())), ident),
            "sides": [
                (
                    heading,
                    _side(there[side], made[side], same | one.both.out) if side in there else None,
                )
                for side, heading in SIDES.items()
            ],
        }


def _cards(question: Question, axis: Axis) -> list[tuple[str, str, Markup]]:
    """Return a question's cards, each with its position and claim."""
    question.axis = axis
    groups = dict(question.positions)
    groups |= {"Not known, not confirmed": question.withheld, "Taken out": question.gone}
    made = []
    for label, claims in groups.items():
        made += [(label, ids[0], card) for ids, card in question.cards_of(claims)]
    return made


def _side(
    question: Question, cards: list[tuple[str, str, Markup]], same: set[str]
) -> dict[str, Any]:
    """Return one side; each card says if the other has it too."""
    groups: dict[str, list[tuple[Markup, bool]]] = {}
    for label, ident, card in cards:
        groups.setdefault(label, []).append((card, not {_bare(card), ident} & same))
    return {
        "text": _text(question),
        "state": words.sentence(question.row, len(question.positions)),
        "groups": groups,
    }


def _text(question: Question) -> str:
    return str(question.row["question"] or question.row["question_id"])


def _bare(card: Markup) -> str:
    """Return a card without what differs between the sides in any case."""
    return PLACES.sub("", str(card))
