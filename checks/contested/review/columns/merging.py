"""Merging: actors and places that turned out to be one."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import polars as pl

from contested.package.files.canonical import WHITE
from contested.review.version import REVISIONS, Version, references_to
from contested.review.views import (
    EVERY,
    NAMES_ACTORS_OR_PLACES,
    RECORD,
    History,
    column_between,
)

MERGEABLE = NAMES_ACTORS_OR_PLACES
"""Tables of which two rows may turn out to be one."""
KINDS = {"actors": "actor_type", "locations": "location_type"}
"""The column in which two rows that are one say the same."""


class Merge(NamedTuple):
    """A row that is given up, and the one that stays."""

    old: str
    new: str


def merges(history: History, table: str) -> pl.DataFrame:
    """Return the pairs of rows that are one, as `old` and `new`.

    A new revision says so. The row that is given up is gone or no longer named by any, the other
    is there, both are of one kind, and neither has a part in another merge.
    """
    found = _merges(history, table) if table in MERGEABLE else []
    return pl.DataFrame(found, {"old": pl.String, "new": pl.String}, orient="row")


def _merges(history: History, table: str) -> list[Merge]:
    mine = history.revisions.filter(
        (pl.col("kind") == "identity_merged") & (pl.col("table") == table)
    )
    pairs = mine.select(RECORD, "new_value").drop_nulls().iter_rows()
    return lawful_merges(history, table, {Merge(*pair) for pair in pairs})


def lawful_merges(history: History, table: str, named: Collection[Merge]) -> list[Merge]:
    """Return those of the pairs that may be one, sorted."""
    if not named:
        return []
    base, head = history.versions.base, history.versions.head
    ids = {ident for pair in named for ident in pair}
    before, now = _kinds(base, table, ids), _kinds(head, table, ids)
    gone = ids - now.keys() | (ids - _named(history, table, ids))

    def is_alone(pair: Merge) -> bool:
        return sum(pair.old in other or pair.new == other.old for other in named) == 1

    def are_alike(pair: Merge) -> bool:
        was = {before[ident] for ident in pair if ident in before}
        return len(was | {now[ident] for ident in pair if ident in now}) == 1

    there = [pair for pair in named if pair.old in before and pair.new in now]
    return sorted(p for p in there if p.old in gone and is_alone(p) and are_alike(p))


def _kinds(version: Version, table: str, ids: Collection[str]) -> dict[str, str | None]:
    """Return the kinds of the rows that a version has."""
    frame = version.frames.get(table)
    if frame is None:
        return {}
    key, kind = version.table(table).key[0], KINDS[table]
    cells = frame.select(pl.col(name).str.strip_chars(WHITE) for name in (key, kind))
    return dict(cells.filter(pl.col(key).is_in(list(ids))).iter_rows())


def _named(history: History, table: str, ids: Collection[str]) -> set[str]:
    """Return those of the ids that some row of head still names.

    A published revision goes on naming whatever it was about, so it is none of these.
    """
    found: set[str] = set()
    for name, column in _references(history, table):
        frame = history.versions.head.frames.get(name)
        if frame is not None and column in frame.columns:
            cells = frame.select(pl.col(column).str.strip_chars(WHITE)).to_series()
            found.update(cells.filter(cells.is_in(list(ids))))
    return found


def _references(history: History, table: str) -> list[tuple[str, str]]:
    tables = {name: history.table(name) for name in history.diffs if name != REVISIONS}
    return references_to(table, tables)


@column_between("is_merged", "changes", EVERY, needs=("revisions",))
def is_merged(history: History, table: str) -> pl.DataFrame:
    """Return cells that name the row into which theirs was merged.

    A new revision says that the actor or place which they named is one with it.
    """
    changes, found = history.diffs[table].changes, []
    for reference in history.table(table).references:
        pairs = merges(history, reference.table)
        mine = changes.filter(pl.col("column") == reference.column)
        found.append(mine.join(pairs, on=["old", "new"], how="semi").select(RECORD, "column"))
    empty = changes.select(RECORD, "column").clear()
    return pl.concat([empty, *found]).with_columns(pl.lit(True).alias("is_merged"))


@column_between(
    "renamed_references",
    "keys",
    *NAMES_ACTORS_OR_PLACES,
    needs=("claims", "relays", "sources", "questions", "revisions"),
)
def renamed_references(history: History, table: str) -> pl.DataFrame:
    """Return the number of base's references, if all name another now.

    It is so of an actor or a place that no revision merges.
    """
    cells = _references(history, table)
    moved = pl.concat(
        history.diffs[name].changes.filter(pl.col("column") == column).select("old", "new")
        for name, column in cells
    )
    moved = moved.drop_nulls().rename({"old": RECORD})
    told = moved.join(
        merges(history, table), left_on=[RECORD, "new"], right_on=["old", "new"], how="semi"
    )
    now = (
        moved.join(told, on=RECORD, how="anti")
        .group_by(RECORD)
        .agg(pl.len().alias("renamed_references"))
    )
    if not len(now):
        return now
    before = []
    for name, column in cells:
        frame = history.versions.base.frames.get(name)
        if frame is not None and column in frame.columns:
            named = frame.lazy().select(pl.col(column).str.strip_chars(WHITE).alias(RECORD))
            before.append(named.filter(pl.col(RECORD).is_in(now[RECORD].implode())).collect())
    every = pl.concat(before).group_by(RECORD).agg(pl.len().alias("references"))
    found = now.join(every, on=RECORD).filter(pl.col("renamed_references") == pl.col("references"))
    return found.select(RECORD, pl.col("renamed_references").cast(pl.Int64))
