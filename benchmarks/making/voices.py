"""Who speaks in each claim, in what voice, and where in the document."""

from __future__ import annotations

import numpy as np
import polars as pl

from making import documents as sources
from making.chance import Flags, Ints, Rng, below, joined, weighted, words
from making.documents import Documents
from making.people import People
from making.questions import Questions

KINDS = ("direct_quote", "indirect_speech", "narrator", "headline")
DIRECT, INDIRECT, NARRATOR, HEADLINE = range(4)


def drawn(rng: Rng, documents: Documents, source: Ints) -> tuple[Ints, Flags]:
    """The voice of each claim, and whether it is the publisher who speaks: in its own statement or
    post, as narrator, or in half of its headlines.
    """
    n = len(source)
    own = np.isin(documents.kind[source], (sources.STATEMENT, sources.POST)) & (
        rng.random(n) < 0.75
    )
    voice = weighted(rng, (20, 45, 27, 8), n)
    return voice, own | (voice == NARRATOR) | ((voice == HEADLINE) & (rng.random(n) < 0.5))


def claimants(
    rng: Rng,
    questions: Questions,
    people: People,
    question: Ints,
    publisher: Ints,
    is_publisher: Flags,
) -> Ints:
    """The claimant of each claim. A question has a few speakers of its own who come back to it;
    everyone speaks at least once.
    """
    speakers = people.speakers
    turn = rng.random(len(question)) ** 2 * (2 + 2 * np.sqrt(questions.size[question]))
    at = (below(len(speakers), question, 31) + 7919 * turn.astype(np.int64)) % len(speakers)
    at = np.where(speakers[at] == publisher, (at + 1) % len(speakers), at)
    claimant = np.where(is_publisher, publisher, speakers[at])
    silent = np.setdiff1d(speakers, np.concatenate([claimant, publisher]))
    spare = ~is_publisher
    spare[np.unique(claimant, return_index=True)[1]] = False
    seats = rng.permutation(np.flatnonzero(spare))[: len(silent)]
    claimant[seats] = silent[: len(seats)]
    return claimant


def _lines(question: Ints, rank: Ints) -> Ints:
    """A line for each claim; now and then two claims that answer different questions stand on one
    line, never two on the same question.
    """
    pair = np.flatnonzero((rank % 2 == 1) & (np.arange(len(rank)) % 3 == 0))
    pair = pair[question[pair] != question[pair - 1]]
    line = rank + 1
    line[pair] -= 1
    return line


def locators(documents: Documents, source: Ints, question: Ints) -> pl.Series:
    """Where each claim stands: claims are sorted by source, so their rank within it counts on from
    its first.
    """
    rank = np.arange(len(source)) - np.searchsorted(source, source)
    kind, line = documents.kind[source], _lines(question, rank)
    form = np.select(
        [
            np.isin(kind, (sources.REPORT, sources.DATASET, sources.OTHER)),
            kind == sources.BROADCAST,
            (kind == sources.POST) & (line == 1),
        ],
        [1, 2, 3],
        0,
    )
    seconds = 7 + 11 * line
    clock = [
        pl.Series(part).cast(pl.String).str.zfill(2)
        for part in (seconds // 3600 % 100, seconds // 60 % 60, seconds % 60)
    ]
    plain = joined(words(["line ", "page "], np.minimum(form, 1)), pl.Series(line).cast(pl.String))
    timed = joined("time ", clock[0], ":", clock[1], ":", clock[2])
    return pl.select(
        pl.when(pl.Series(form == 2))
        .then(timed)
        .when(pl.Series(form == 3))
        .then(pl.lit("post"))
        .otherwise(plain)
    ).to_series()
