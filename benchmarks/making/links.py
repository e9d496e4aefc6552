"""What ties claims together: the relays they came through and the relations between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from making.answers import Answers
from making.chance import Flags, Ints, Rng, ids, weighted, words
from making.claims import Claims, World
from making.days import BLANK, DAY, MONTH, Dates, written
from making.questions import DATE, QUANTITY, TEXT

RELATIONS = (
    "contradicts",
    "corrects",
    "corroborates",
    "disputes",
    "qualifies",
    "repeats",
    "retracts",
    "supersedes",
)
CONTRADICTS, CORRECTS, CORROBORATES, DISPUTES, QUALIFIES, REPEATS, RETRACTS, SUPERSEDES = range(8)
STEPS = 3


@dataclass(frozen=True)
class Relays:
    """The steps of all claims that came through somebody, by claim and step; `of` has the relays of
    each claim, -1 where there is none.
    """

    claim: Ints
    step: Ints
    relay: Ints
    relayed: Dates
    of: Ints

    def shared(self, a: Ints, b: Ints) -> Flags:
        """Whether two claims came through one and the same relay."""
        same = (self.of[a][:, :, None] == self.of[b][:, None, :]) & (self.of[a][:, :, None] >= 0)
        return np.asarray(same.any(axis=(1, 2)))


@dataclass(frozen=True)
class Relations:
    """Pairs of claims; one stands to the other as `relation` says, and `crosses` marks those that
    answer different questions.
    """

    one: Ints
    relation: Ints
    other: Ints
    crosses: Flags

    def __len__(self) -> int:
        return len(self.one)


def relays(rng: Rng, w: World, claims: Claims) -> Relays:
    """Relays for about a tenth of the claims: neither claimant nor publisher, each once, one after
    the other between statement and publication.
    """
    publisher, pool = w.documents.publisher[claims.source], w.people.speakers
    chosen = np.flatnonzero(
        (claims.claimant != publisher) & claims.is_active & (rng.random(len(claims)) < 0.16)
    )
    near = pool[
        (rng.integers(0, len(pool), len(chosen))[:, None] + np.arange(STEPS + 2)) % len(pool)
    ]
    barred = (near == claims.claimant[chosen][:, None]) | (near == publisher[chosen][:, None])
    near = np.take_along_axis(near, np.argsort(barred, axis=1, kind="stable"), axis=1)[:, :STEPS]
    taken = np.arange(STEPS) < 1 + weighted(rng, (70, 20, 10), len(chosen))[:, None]
    of = np.full((len(claims), STEPS), -1)
    of[chosen] = np.where(taken, near, -1)
    day, last = claims.day[chosen], w.documents.day[claims.source[chosen]]
    passed = np.empty_like(near)
    for column in range(STEPS):
        day = day + (rng.random(len(day)) * (last - day + 1)).astype(np.int64)
        passed[:, column] = day
    flat = passed[taken]
    form = np.array([DAY, MONTH, BLANK])[weighted(rng, (55, 5, 40), len(flat))]
    step = np.broadcast_to(np.arange(1, STEPS + 1), taken.shape)[taken]
    return Relays(
        np.repeat(chosen, taken.sum(axis=1)),
        step,
        near[taken],
        written(form, flat, flat, weighted(rng, (95, 2, 3, 0), len(flat))),
        of,
    )


def _some(rng: Rng, pairs: tuple[Ints, Ints], share: float) -> tuple[Ints, Ints]:
    """At most `share` of the pairs' claims' number, chosen at random."""
    kept = rng.permutation(len(pairs[0]))[: int(share)]
    return pairs[0][kept], pairs[1][kept]


def _between_claimants(
    rng: Rng, w: World, claims: Claims, answers: Answers, through: Relays
) -> Relations:
    """Relations between what two claimants answer to one question; no claim is in two of them."""
    order = np.flatnonzero(claims.is_active)
    order = order[np.lexsort((rng.random(len(order)), claims.question[order]))]
    order = order[: len(order) // 2 * 2]
    a, b = order[::2], order[1::2]
    meet = (claims.question[a] == claims.question[b]) & (claims.claimant[a] != claims.claimant[b])
    a, b = _some(rng, (a[meet], b[meet]), 0.036 * len(claims))
    question = claims.question[a]
    kind, chance = w.questions.kind[question], rng.random(len(a))
    apart = answers.incompatible(a, b, kind, w.questions.exclusive[question])
    agree = answers.alike(a, b) & (answers.denies[a] == answers.denies[b])
    overlap = np.isin(kind, (QUANTITY, DATE)) & ~apart & ~answers.denies[a] & ~answers.denies[b]
    origin = w.documents.origin
    independent = (origin[claims.source[a]] != origin[claims.source[b]]) & ~through.shared(a, b)
    cases = [
        kind == TEXT,
        apart & (chance < 0.8),
        apart,
        (agree | overlap) & independent & (chance < 0.7),
        agree,
    ]
    relation = np.select(
        cases,
        [np.where(chance < 0.6, DISPUTES, QUALIFIES), CONTRADICTS, DISPUTES, CORROBORATES, REPEATS],
        np.where(chance < 0.7, QUALIFIES, DISPUTES),
    )
    return Relations(a, relation, b, np.zeros(len(a), dtype=np.bool_))


def _of_one_claimant(rng: Rng, w: World, claims: Claims, answers: Answers) -> Relations:
    """Relations between what one claimant answers to one question on different days in different
    sources: the later claim to the one before.
    """
    order = np.flatnonzero(claims.is_active)
    order = order[np.lexsort((claims.day[order], claims.claimant[order], claims.question[order]))]
    before, after = order[:-1], order[1:]
    meet = (claims.question[before] == claims.question[after]) & (
        claims.claimant[before] == claims.claimant[after]
    )
    meet &= (claims.source[before] != claims.source[after]) & (
        claims.day[before] < claims.day[after]
    )
    before, after = before[meet], after[meet]
    changed = ~answers.alike(before, after) | (answers.denies[before] != answers.denies[after])
    weight = np.where(changed, 0.0, 1.0) + rng.random(len(before))
    kept = np.argsort(weight, kind="stable")[: int(0.01 * len(claims))]
    before, after, changed = before[kept], after[kept], changed[kept]
    replaced = np.array([SUPERSEDES, CORRECTS, RETRACTS])[weighted(rng, (6, 3, 1), len(kept))]
    again = np.where(w.questions.kind[claims.question[after]] == TEXT, QUALIFIES, REPEATS)
    return Relations(
        after, np.where(changed, replaced, again), before, np.zeros(len(kept), dtype=np.bool_)
    )


def _across_questions(rng: Rng, claims: Claims) -> Relations:
    """Relations between claims on different questions."""
    active, n = np.flatnonzero(claims.is_active), max(2, len(claims) // 250)
    a, b = rng.choice(active, n), rng.choice(active, n)
    low, high = np.minimum(a, b), np.maximum(a, b)
    kept = np.unique(low * len(claims) + high, return_index=True)[1]
    kept = kept[claims.question[a[kept]] != claims.question[b[kept]]]
    relation = np.array([DISPUTES, QUALIFIES, REPEATS])[weighted(rng, (7, 2, 1), len(kept))]
    return Relations(a[kept], relation, b[kept], np.ones(len(kept), dtype=np.bool_))


def relations(rng: Rng, w: World, claims: Claims, answers: Answers, through: Relays) -> Relations:
    """Relations for about one claim in twenty."""
    parts = [
        _between_claimants(rng, w, claims, answers, through),
        _of_one_claimant(rng, w, claims, answers),
        _across_questions(rng, claims),
    ]
    one, relation, other, crosses = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("one", "relation", "other", "crosses")
    )
    order = np.lexsort((other, relation, one))
    return Relations(one[order], relation[order], other[order], crosses[order])


def relabelled(w: World, claims: Claims, related: Relations) -> Flags:
    """The claims whose free text differs from what others on their question say: those that dispute
    one of them.
    """
    found = np.zeros(len(claims), dtype=np.bool_)
    disputes = (related.relation == DISPUTES) & ~related.crosses
    found[related.one[disputes]] = True
    return np.asarray(found & (w.questions.kind[claims.question] == TEXT))


def relays_table(through: Relays, w: World, claims: Claims) -> pl.DataFrame:
    """The rows of `relays`."""
    return pl.DataFrame(
        {
            "claim_id": ids("clm", len(claims), through.claim),
            "step": pl.Series(through.step).cast(pl.String),
            "relay_id": ids("act", len(w.people), through.relay),
            "relayed": through.relayed.text(),
            "note": words(
                ["By telephone, as the article says."], np.where(through.relay % 31 == 0, 0, -1)
            ),
        }
    )


def relations_table(related: Relations, claims: Claims) -> pl.DataFrame:
    """The rows of `relations`."""
    notes = [
        "Each of the two sits ill with the other, though they answer different questions.",
        "The second speaks of the same night.",
    ]
    in_source = (related.one % 3 == 0) & ~related.crosses
    return pl.DataFrame(
        {
            "claim_id": ids("clm", len(claims), related.one),
            "relation": words(RELATIONS, related.relation),
            "other_claim_id": ids("clm", len(claims), related.other),
            "basis": words(["curator", "in_source"], in_source.astype(np.int64)),
            "note": words(notes, np.select([related.crosses, related.other % 13 == 0], [0, 1], -1)),
        }
    )
