"""Differences between two versions, by id: contested questions, positions, voices and dates.

`meaning` puts them into words. Only active claims are heard. A question that is no longer
contested is named as that and no more: whether the change was right is for whoever reviews it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import polars as pl

from contested.derived.held import active_claims, held_claims
from contested.rules.columns.standing import STANDS
from contested.rules.views import Views
from contested.standard import Table, edtf

Move = Literal["moved", "less precise", "more precise", "doubt"]


@dataclass(frozen=True)
class Difference:
    """Rows that only one version has, each side sorted."""

    gained: list[tuple[str, ...]]
    lost: list[tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost)


@dataclass(frozen=True)
class Differences:
    """All differences that a change makes, kind by kind."""

    contested: Difference
    """Questions that are contested, by id."""
    positions: Difference
    """(question, position) that somebody holds, the position as its claims' `key`."""
    claimants: Difference
    """Actors with an active claim, by id."""
    sources: Difference
    """Sources of an active claim, by id."""
    voices: Difference
    """(question, claimant) with an active claim."""
    standings: Difference
    """(claim, standing) of active claims that do not stand."""


class DateMove(NamedTuple):
    """A date that stands for other days than before, or in doubt.

    Or it stands for the same days with another doubt.
    """

    table: str
    record_id: str
    column: str
    old: str
    new: str
    move: Move


def differences(base: Views, head: Views) -> Differences:
    """Compare the positions of two versions.

    Raises UnreadableError where a claim has no place among them.
    """
    before, after = (active_claims(one, "standing") for one in (base, head))
    return Differences(
        contested=_difference(_contests(base), _contests(head)),
        positions=_difference(*(_tuples(held_claims(one), "key") for one in (base, head))),
        claimants=_difference(_values(before, "claimant_id"), _values(after, "claimant_id")),
        sources=_difference(_values(before, "source_id"), _values(after, "source_id")),
        voices=_difference(_tuples(before, "claimant_id"), _tuples(after, "claimant_id")),
        standings=_difference(_marked(before), _marked(after)),
    )


def _difference(before: set[tuple[str, ...]], after: set[tuple[str, ...]]) -> Difference:
    return Difference(sorted(after - before), sorted(before - after))


def _contests(views: Views) -> set[tuple[str, ...]]:
    contested = (
        views.view("questions", {"is_contested"})
        .filter(pl.col("is_contested"))
        .select("question_id")
        .collect()
    )
    return set(contested.drop_nulls().rows())


def _tuples(claims: pl.DataFrame, column: str) -> set[tuple[str, ...]]:
    return set(claims.select("question_id", column).rows())


def _marked(claims: pl.DataFrame) -> set[tuple[str, ...]]:
    marked = claims.filter(pl.col("standing") != STANDS)
    return set(marked.select("claim_id", "standing").rows())


def _values(claims: pl.DataFrame, column: str) -> set[tuple[str, ...]]:
    return set(claims.select(column).rows())


def date_moves(changes: pl.DataFrame, tables: Mapping[str, Table]) -> Iterator[DateMove]:
    """Yield the changed cells that stand for days in both versions.

    `changes` is `TableDiff.changes`.
    """
    cells = changes.select("table", "record_id", "column", "old", "new")
    for table, record, column, old, new in cells.rows():
        if table not in tables or column not in tables[table].days or not old or not new:
            continue
        move = _move(old, new)
        if move:
            yield DateMove(table, record, column, old, new, move)


def _move(old: str, new: str) -> Move | None:
    before, after = edtf.parse(old), edtf.parse(new)
    if before is None or after is None:
        return None
    if (before.earliest, before.latest) == (after.earliest, after.latest):
        return "doubt"
    if edtf.contains(after, before):
        return "less precise"
    return "more precise" if edtf.contains(before, after) else "moved"
