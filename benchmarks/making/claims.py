"""Claims as numbers: who answers what, where, when and how. Their words come last, in `rows`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from making import documents, people, places, questions, voices
from making.answers import stances
from making.chance import Flags, Ints, Rng, weighted
from making.days import BLANK, DAY, MONTH, SINCE, SPAN, UNTIL, YEAR, Dates, written

OBSERVATION, ASSESSMENT, PREDICTION, INTENTION, DEMAND = range(5)
STATED, PUBLICATION, INFERRED = range(3)
ACTIVE, WITHDRAWN, REDACTED = range(3)


@dataclass(frozen=True)
class World:
    """What claims are about and where they stand."""

    people: people.People
    places: places.Places
    documents: documents.Documents
    questions: questions.Questions


@dataclass(frozen=True)
class Claims:
    """All claims, by source and by their place in it. `day` is the day on which each was made,
    whatever is recorded of it.
    """

    question: Ints
    source: Ints
    claimant: Ints
    voice: Ints
    kind: Ints
    held: Ints
    day: Ints
    basis: Ints
    stated: Dates
    occurred: Dates
    span: Ints
    place: Ints
    is_inferred: Flags
    is_hidden: Flags
    status: Ints

    def __len__(self) -> int:
        return len(self.question)

    @property
    def is_active(self) -> Flags:
        """Whether each claim still counts."""
        return np.asarray(self.status == ACTIVE)


def world(rng: Rng, n: int) -> World:
    """A world that n claims fit into."""
    everyone = people.make(rng, n, documents.leaflets(n))
    everywhere = places.make(rng, n)
    everything = documents.make(rng, n, everyone)
    return World(
        everyone, everywhere, everything, questions.make(rng, n, everything, everyone, everywhere)
    )


def _spread(rng: Rng, asked: questions.Questions, sources: int) -> tuple[Ints, Ints]:
    """The question and the source of each claim, sorted by source. The middle question is answered
    in every source, so that none is left out.
    """
    question = np.repeat(np.arange(len(asked)), asked.size)
    source = asked.first[question] + (rng.random(len(question)) * asked.spread[question]).astype(
        np.int64
    )
    middle = question == len(asked) // 2
    source[middle] = np.arange(middle.sum()) % sources
    order = np.lexsort((rng.random(len(question)), source))
    return question[order], source[order]


def _said(
    rng: Rng, w: World, question: Ints, source: Ints, is_publisher: Flags
) -> tuple[Ints, Ints, Dates]:
    """When each claim was made: never before the past it is about was over, nor after its source
    appeared.
    """
    n, appeared, published = len(question), w.documents.day[source], w.documents.published[source]
    room = np.where(
        w.questions.is_future[question], 8, np.minimum(8, appeared - w.questions.ends[question])
    )
    day = np.where(is_publisher, appeared, appeared - (rng.random(n) * (room + 1)).astype(np.int64))
    basis = np.where(is_publisher, PUBLICATION, weighted(rng, (55, 37, 8), n))
    form = np.where(
        basis == INFERRED,
        np.array([DAY, SPAN, MONTH, UNTIL])[weighted(rng, (4, 3, 1, 2), n)],
        np.array([DAY, SPAN])[weighted(rng, (95, 5), n)],
    )
    told = written(form, day - rng.integers(1, 7, n), day, weighted(rng, (95, 2, 2, 1), n))
    return (
        day,
        basis,
        told.where(basis != PUBLICATION, published.where(is_publisher, published.until())),
    )


def _happened(rng: Rng, w: World, question: Ints, kind: Ints) -> tuple[Dates, Ints]:
    """When each claim says that it happened, within the time its question is about, and whether
    throughout (0) or within (1) it.
    """
    n, asked = len(question), w.questions
    length = asked.ends[question] - asked.begins[question] + 1
    first = asked.begins[question] + (rng.random(n) * length).astype(np.int64)
    last = first + (rng.random(n) * (asked.ends[question] - first + 1)).astype(np.int64)
    form = np.array([DAY, SPAN, MONTH, YEAR, UNTIL, SINCE])[weighted(rng, (72, 14, 6, 1, 4, 3), n)]
    optional = (kind != OBSERVATION) | (asked.period.left[question] < 0)
    form = np.where(optional & (rng.random(n) < 0.4), BLANK, form)
    occurred = written(form, first, last, weighted(rng, (92, 3, 4, 1), n))
    several = (form != BLANK) & (occurred.earliest != occurred.latest)
    return occurred, np.where(
        several, np.where(np.isin(form, (UNTIL, SINCE)), 1, rng.integers(0, 2, n)), -1
    )


def _where(rng: Rng, w: World, question: Ints, is_hidden: Flags) -> Ints:
    """The place that each claim names itself, if any: its question's, one around it or another;
    wide enough to hide whoever hides.
    """
    n, asked = len(question), w.questions.place[question]
    own, chance = np.where(asked >= 0, asked, rng.integers(0, len(w.places), n)), rng.random(n)
    own = np.where((chance < 0.1) & (w.places.within[own] >= 0), w.places.within[own], own)
    own = np.where(chance < 0.02, rng.integers(0, len(w.places), n), own)
    place = np.where(chance < 0.22, own, -1)
    nearest = np.where(place >= 0, place, asked)
    return np.where(is_hidden & w.places.is_small(nearest), w.places.wide[nearest], place)


def make(rng: Rng, w: World) -> Claims:
    """The claims that answer the questions of a world."""
    question, source = _spread(rng, w.questions, len(w.documents))
    n, publisher = len(question), w.documents.publisher[source]
    voice, is_publisher = voices.drawn(rng, w.documents, source)
    claimant = voices.claimants(rng, w.questions, w.people, question, publisher, is_publisher)
    future = w.questions.is_future[question]
    kind = np.where(
        future,
        np.array([PREDICTION, INTENTION, DEMAND])[weighted(rng, (45, 30, 25), n)],
        weighted(rng, (87, 13), n),
    )
    day, basis, stated = _said(rng, w, question, source, is_publisher)
    occurred, span = _happened(rng, w, question, kind)
    about = w.questions.about[question]
    is_hidden = w.people.is_hidden[claimant] | ((about >= 0) & w.people.is_hidden[about])
    is_inferred = ~is_publisher & (rng.random(n) < 0.04)
    chance = rng.random(n)
    redacted = (
        (chance < 0.003)
        & ~is_hidden
        & ~is_inferred
        & (basis != INFERRED)
        & (voice != voices.DIRECT)
    )
    status = np.select([redacted, chance > 0.998], [REDACTED, WITHDRAWN], ACTIVE)
    place = np.where(redacted, -1, _where(rng, w, question, is_hidden))
    held = stances(w.questions, question, claimant, source)
    return Claims(
        question,
        source,
        claimant,
        voice,
        kind,
        held,
        day,
        basis,
        stated,
        occurred,
        span,
        place,
        is_inferred,
        is_hidden,
        status,
    )
