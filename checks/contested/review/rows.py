"""The rows of a change, by what became of them.

Each is told by its label, and only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import polars as pl

from contested.package.files.canonical import clean
from contested.results import ACTS, Act, CellChange, RowChange
from contested.review.around import told_around
from contested.review.compare import RECORD
from contested.review.labels import add_labels, show
from contested.review.views import History

CHUNK = 2000
"""RowChanges told in one go."""
OUT: tuple[Act, ...] = ("withdrawn", "redacted")
FIRST = ("claims", "relations", "relays", "questions", "sources", "actors", "locations")
"""The tables in the order in which a reviewer wants to hear of them; others follow, revisions last.
"""


class RowChanges:
    """The rows that changed in every table that could be compared."""

    def __init__(self, history: History) -> None:
        self._history = history

    @cached_property
    def counts(self) -> dict[str, dict[Act, int]]:
        """The number of rows that became what, for each changed table."""
        counted: dict[str, dict[Act, int]] = {}
        for table in sorted(self._history.diffs, key=_rank):
            counts = {act: len(self._keys(table, act)) for act in ACTS}
            found = {act: count for act, count in counts.items() if count}
            if found:
                counted[table] = found
        return counted

    def tell(self, table: str, act: Act, limit: int | None) -> Iterator[RowChange]:
        """Yield a table's rows that became this, all or the first."""
        keys = self._keys(table, act)
        keys = keys if limit is None else keys.head(limit)
        spec = self._history.table(table)
        for start in range(0, len(keys), CHUNK):
            part = add_labels(self._history, table, keys.slice(start, CHUNK))
            cells = (
                self._whole(table, part, act)
                if act in ("added", "gone")
                else self._cells(table, part, act)
            )
            around = dict(told_around(self._history, table, part))
            for record, label in part.select(RECORD, "label").iter_rows():
                key = self._history.withheld.key_of(spec, record, is_gone=act == "gone")
                told = (cells.get(record, ()), around.get(record, ()))
                yield RowChange(table, key, act, show(label), *told)

    def _keys(self, table: str, act: Act) -> pl.DataFrame:
        diff = self._history.diffs[table]
        if act == "added":
            return diff.added
        if act == "gone":
            return diff.removed
        changed = _only(diff.keys, diff.changes)
        out = diff.changes.clear()
        if table == "claims":
            out = diff.changes.filter((pl.col("column") == "status") & pl.col("new").is_in(OUT))
        if act == "changed":
            return changed.join(out, on=RECORD, how="anti", maintain_order="left")
        return _only(changed, out.filter(pl.col("new") == act))

    def _whole(self, table: str, keys: pl.DataFrame, act: Act) -> dict[str, tuple[CellChange, ...]]:
        """Return all cells of rows that one version lacks.

        Blank cells are left out.
        """
        is_gone, spec = act == "gone", self._history.table(table)
        versions, side = self._history.versions, "base" if is_gone else "head"
        frame = (versions.base if is_gone else versions.head).frames[table]
        rows = frame.join(
            keys.select(pl.col(RECORD).alias("#"), pl.col(f"{side}_row").alias("row")),
            on="row",
            how="inner",
        )
        columns = [name for name in spec.fields if name not in spec.key]
        cells: dict[str, tuple[CellChange, ...]] = {}
        for record, *values in clean(rows, spec, columns).select(rows["#"], *columns).iter_rows():
            told = [
                self._one(table, record, name, *((value, None) if is_gone else (None, value)))
                for name, value in zip(columns, values, strict=True)
                if value is not None
            ]
            cells[record] = tuple(told)
        return cells

    def _cells(self, table: str, keys: pl.DataFrame, act: Act) -> dict[str, tuple[CellChange, ...]]:
        changes = self._history.diffs[table].changes.filter(
            pl.col(RECORD).is_in(keys[RECORD].implode())
        )
        cells: dict[str, list[CellChange]] = {}
        for record, column, old, new in changes.select(RECORD, "column", "old", "new").iter_rows():
            cells.setdefault(record, []).append(self._one(table, record, column, old, new))
        return {record: tuple(found) for record, found in cells.items()}

    def _one(
        self, table: str, record: str, column: str, old: str | None, new: str | None
    ) -> CellChange:
        """Return a cell as it may be told."""
        withheld = self._history.withheld
        is_hidden = old is not None and withheld.told("base", table, record, column, old) != old
        told = withheld.told("head", table, record, column, new)
        return CellChange(column, None if is_hidden else old, told, is_hidden)


def _rank(table: str) -> tuple[int, bool, str]:
    place = FIRST.index(table) if table in FIRST else len(FIRST)
    return place, table == "revisions", table


def _only(keys: pl.DataFrame, those: pl.DataFrame) -> pl.DataFrame:
    """Return the keys that another frame has too, in order."""
    return keys.join(those.select(RECORD).unique(), on=RECORD, how="semi", maintain_order="left")
