"""The rows of a change: added, changed cell by cell, withdrawn, redacted or gone, each told by its
label when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import polars as pl

from contested.package.files.canonical import clean
from contested.results import ACTS, Act, CellChange, RowChange
from contested.review.compare import RECORD
from contested.review.labels import labelled, shown
from contested.review.views import History
from contested.rules.privacy import REDACTED

CHUNK = 2000
"""Rows told in one go."""
OUT: tuple[Act, ...] = ("withdrawn", "redacted")
FIRST = ("claims", "relations", "relays", "questions", "sources", "actors", "locations")
"""The tables in the order in which a reviewer wants to hear of them; others follow, revisions last.
"""


class Rows:
    """What became of the rows of every table that could be compared."""

    def __init__(self, history: History) -> None:
        self._history = history

    @cached_property
    def counts(self) -> dict[str, dict[Act, int]]:
        """For each table of which something changed, how many rows became what."""
        tables = sorted(
            self._history.compared,
            key=lambda name: (
                FIRST.index(name) if name in FIRST else len(FIRST),
                name == "revisions",
                name,
            ),
        )
        counted: dict[str, dict[Act, int]] = {}
        for table in tables:
            found = {act: count for act in ACTS if (count := len(self._keys(table, act)))}
            if found:
                counted[table] = found
        return counted

    def tell(self, table: str, act: Act, limit: int | None) -> Iterator[RowChange]:
        """The rows of a table that became this, all or the first few."""
        keys = self._keys(table, act)
        keys = keys if limit is None else keys.head(limit)
        spec = self._history.table(table)
        for start in range(0, len(keys), CHUNK):
            part = labelled(self._history, table, keys.slice(start, CHUNK))
            cells = (
                self._whole(table, part, act)
                if act in ("added", "gone")
                else self._cells(table, part, act)
            )
            for record, label in part.select(RECORD, "label").iter_rows():
                key = tuple(record.split(" ")) if len(spec.key) > 1 else tuple(record.split("\x1f"))
                yield RowChange(table, key, act, shown(label), cells.get(record, ()))

    def _keys(self, table: str, act: Act) -> pl.DataFrame:
        one = self._history.compared[table]
        if act == "added":
            return one.added
        if act == "gone":
            return one.removed
        changed = one.keys.join(
            one.changes.select(RECORD).unique(), on=RECORD, how="semi", maintain_order="left"
        )
        outcome = (
            one.changes.filter((pl.col("column") == "status") & pl.col("new").is_in(OUT))
            if table == "claims"
            else one.changes.clear()
        )
        if act == "changed":
            return changed.join(outcome, on=RECORD, how="anti", maintain_order="left")
        return changed.join(
            outcome.filter(pl.col("new") == act), on=RECORD, how="semi", maintain_order="left"
        )

    def _whole(self, table: str, keys: pl.DataFrame, act: Act) -> dict[str, tuple[CellChange, ...]]:
        """Of rows that one version has not, every cell that is not blank in the other."""
        side, versions, spec = (
            "base" if act == "gone" else "head",
            self._history.versions,
            self._history.table(table),
        )
        frame = (versions.base if act == "gone" else versions.head).frames[table]
        rows = frame.join(
            keys.select(pl.col(RECORD).alias("#"), pl.col(f"{side}_row").alias("row")),
            on="row",
            how="inner",
        )
        columns = [name for name in spec.fields if name not in spec.key]
        told: dict[str, tuple[CellChange, ...]] = {}
        for record, *values in clean(rows, spec, columns).select(rows["#"], *columns).iter_rows():
            there = (
                (name, value)
                for name, value in zip(columns, values, strict=True)
                if value is not None
            )
            told[record] = tuple(
                CellChange(name, *((value, None) if act == "gone" else (None, value)))
                for name, value in there
            )
        return told

    def _cells(self, table: str, keys: pl.DataFrame, act: Act) -> dict[str, tuple[CellChange, ...]]:
        changes = self._history.compared[table].changes.filter(
            pl.col(RECORD).is_in(keys[RECORD].implode())
        )
        cells: dict[str, list[CellChange]] = {}
        for record, column, old, new in changes.select(RECORD, "column", "old", "new").iter_rows():
            withheld = new == REDACTED or (act == "redacted" and column != "status")
            cells.setdefault(record, []).append(
                CellChange(column, None if withheld else old, new, withheld)
            )
        return {record: tuple(found) for record, found in cells.items()}
