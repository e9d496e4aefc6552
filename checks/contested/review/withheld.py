"""Cells that a change withholds: decided here, asked by every teller.

A report is read by more people than the data, and longer. What a redaction takes out is told by
none, neither as the old cell nor under a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

import polars as pl

from contested.results import Side
from contested.review.compare import RECORD, record_of
from contested.review.leftovers import Leftover, find_leftovers
from contested.review.redacted import (
    ALL,
    Named,
    about,
    pairs_of,
    redacted_cells,
    redacted_claims,
    rows_named,
    rows_of,
    unnamed_actors,
)
from contested.review.version import REVISIONS, Version
from contested.review.versions import Versions
from contested.rules.privacy import REDACTED
from contested.standard import Reference, Table
from contested.standard.content import content_of

SIDES: tuple[Side, ...] = ("base", "head")
WITHHELD = "(withheld)"
"""What is told in place of a cell."""
LOGGED = ("old_value", "new_value", "reference", "note")
"""What a revision may tell of a cell."""
SHORTEST = 4
"""Letters of a text that is looked for wherever a report may tell it."""
Cells = dict[str, dict[str, frozenset[str]]]
"""By table and record, the columns that are withheld."""


class Withheld:
    """The cells of both versions that no report repeats.

    They are those that a new revision redacts; those of claims that are redacted, and of the rows
    about such a claim; those of rows that go for somebody's protection, or that only a withheld
    cell named; and what revisions say of all these.
    """

    def __init__(self, versions: Versions) -> None:
        self._versions, self._diffs = versions, versions.diffs
        self._is_unknown = REVISIONS not in self._diffs
        self.base: Cells = {}
        self.head: Cells = {}
        self._gone = {name: set(diff.removed[RECORD]) for name, diff in self._diffs.items()}
        self._records: dict[str, set[str]] = {}
        self.leftovers: list[Leftover] = find_leftovers(versions)
        """Cells of head in which stands what was taken out elsewhere."""
        self._decide()

    def is_withheld(self, side: str, table: str, record: str, column: str) -> bool:
        """Return whether no report repeats what this cell said in a version.

        Where nobody could read which cells are redacted, that is so of every published one.
        """
        spec = self._versions.tables.get(table)
        field = spec.fields.get(column) if spec else None
        if spec and field and (column in spec.key or field.guard == "status"):
            return False
        if self._is_unknown and side == "base":
            return True
        columns = self._of(side).get(table, {}).get(record, frozenset())
        return "*" in columns or column in columns

    def hides(self, side: str) -> bool:
        """Return whether any cell of a version is withheld."""
        return bool(self._of(side)) or (self._is_unknown and side == "base")

    def told(self, side: str, table: str, record: str, column: str, cell: str | None) -> str | None:
        """Return a cell as a report tells it."""
        if cell is None or cell == REDACTED:
            return cell
        return WITHHELD if self.is_withheld(side, table, record, column) else cell

    @cached_property
    def left(self) -> frozenset[str]:
        """What stands in head in the cells that are withheld there."""
        found: set[str] = set()
        for name, rows in self.head.items():
            cells = rows_of(self._versions.head, self._versions.tables[name], set(rows))
            for record, columns in rows.items():
                row = cells.get(record, {})
                told = (row.get(name) for name in (row if "*" in columns else columns))
                found.update(cell for cell in told if cell and len(cell) >= SHORTEST)
        return frozenset(found - {REDACTED})

    def left_in(self, table: str) -> list[Leftover]:
        """Return the cells of a table in which old words stand."""
        return [one for one in self.leftovers if one.table == table]

    def is_whole(self, side: str, table: str, record: str) -> bool:
        """Return whether nothing of a row is told."""
        return self.is_withheld(side, table, record, "*")

    def key_of(self, table: Table, record: str, *, is_gone: bool) -> tuple[str, ...]:
        """Return a row's key as a report tells it.

        In a table without a key it is all that the row says.
        """
        if len(table.key) > 1:
            return tuple(record.split(" "))
        if not table.key and self.is_whole("base" if is_gone else "head", table.name, record):
            return (WITHHELD,)
        return tuple(record.split("\x1f"))

    def told_row(self, table: Table, column: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row between versions as a message may tell it."""
        told = dict(row)
        for name, cell in row.items():
            side, two, of = name.partition("__")
            side, of = {"old": ("base", column), "new": ("head", column)}.get(name, (side, of))
            if (
                isinstance(cell, str)
                and side in ("base", "head")
                and (two or name in ("old", "new"))
            ):
                told[name] = self.told(side, table.name, row[RECORD], of, cell)
        return told

    def mask(self, side: str, frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """Return tables of a version without what is withheld."""
        return {name: self._masked(side, name, frame) for name, frame in frames.items()}

    def _masked(self, side: str, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        table, rows = self._versions.tables.get(name), self._of(side).get(name, {})
        is_unknown = self._is_unknown and side == "base"
        if table is None or not (rows or is_unknown):
            return frame
        records = record_of(frame, table)
        among = records.drop_nulls().unique() if is_unknown else rows
        masked = []
        for column in table.fields:
            if column in frame.columns and column not in table.key:
                hidden = [one for one in among if self.is_withheld(side, name, one, column)]
                cell, is_hidden = pl.col(column), records.is_in(hidden).fill_null(False)
                blank = cell.is_null() | (cell == "") | (cell == REDACTED)
                masked.append(pl.when(blank | ~is_hidden).then(cell).otherwise(pl.lit(WITHHELD)))
        return frame.with_columns(masked)

    def _of(self, side: str) -> Cells:
        return self.base if side == "base" else self.head

    def _add(self, side: str, one: Named) -> None:
        rows = self._of(side).setdefault(one.table, {})
        rows[one.record] = rows.get(one.record, frozenset()) | one.columns

    def _decide(self) -> None:
        told = list(redacted_cells(self._versions))
        named = [*chain.from_iterable(map(self._meant, told)), *self._marked()]
        self._meant_rows = rows_named(self._versions, [*told, *named])
        for one in named:
            is_gone = one.record in self._gone.get(one.table, ())
            self._add("base", one._replace(columns=ALL) if is_gone else one)
            self._leave(one)
        before, after = (set(redacted_claims(side)) for side in self._sides())
        for ident in before | after:
            self._add("base", Named("claims", ident, ALL))
        for ident in before - after:
            self._add("head", Named("claims", ident, ALL))
        for ident in after:
            self._add("head", Named("claims", ident, self._content("claims")))
        for one in unnamed_actors(*self._sides()):
            self._add("base", one)
        for left in self.leftovers:
            for side in SIDES:
                self._add(side, Named(left.table, left.record, frozenset({left.column})))
        self._follow()
        if self.base or self.head:
            self._log()

    def _content(self, name: str) -> frozenset[str]:
        """Return the columns that a redaction of a whole row takes out."""
        table = self._versions.tables[name]
        prose = (field for field in table.fields.values() if field.prose)
        return frozenset(one.name for one in (content_of(table) if name == "claims" else prose))

    def _meant(self, one: Named) -> Iterator[Named]:
        """Yield the rows that a revision may mean.

        Where there is no row that it names, these are all that changed or went.
        """
        diff = self._diffs.get(one.table)
        if diff is not None and one.record in self._known(one.table):
            yield one
            return
        for name in self._diffs if diff is None else (one.table,):
            changed = set(self._diffs[name].changes[RECORD]) | self._gone[name]
            yield from (one._replace(table=name, record=record) for record in changed)

    def _known(self, table: str) -> set[str]:
        """Return the rows of a table, by record."""
        if table not in self._records:
            self._records[table] = set(self._diffs[table].keys[RECORD])
        return self._records[table]

    def _marked(self) -> Iterator[Named]:
        """Yield the cells in which [redacted] stands now.

        A table without a key has a new row where a cell has changed, so there it may be any row
        that is gone.
        """
        for name, diff in self._diffs.items():
            is_marked = pl.col("new").str.contains(REDACTED, literal=True)
            for record, column in diff.changes.filter(is_marked).select(RECORD, "column").rows():
                yield Named(name, record, frozenset({column}))
            is_keyless = not self._versions.tables[name].key
            if is_keyless and diff.added[RECORD].str.contains(REDACTED, literal=True).any():
                yield from (Named(name, record, ALL) for record in self._gone[name])

    def _sides(self) -> tuple[Version, Version]:
        return self._versions.base, self._versions.head

    def _follow(self) -> None:
        """Withhold rows about redacted claims, and rows that go with these."""
        seen = -1
        while self.base and seen != (seen := sum(map(len, self.base.values()))):
            claims = {r for r, columns in self.base.get("claims", {}).items() if "*" in columns}
            for table in self._versions.tables.values():
                for reference in table.references:
                    self._follow_reference(table, reference, claims)

    def _follow_reference(self, table: Table, reference: Reference, claims: set[str]) -> None:
        column, base = reference.column, self._versions.base
        if reference.table == "claims":
            for record, _ in pairs_of(base, table, column, claims):
                self._add("base", Named(table.name, record, ALL))
        if table.name in self.base:
            gone = self._gone.get(reference.table, set())
            for record, named in pairs_of(base, table, column, gone):
                if self.is_withheld("base", table.name, record, column):
                    self._add("base", Named(reference.table, named, ALL))

    def _leave(self, one: Named) -> None:
        """Withhold what was to be taken out and still stands."""
        before, after = self._meant_rows[one.table]
        old, new = before.get(one.record, {}), after.get(one.record, {})
        columns = self._content(one.table) if "*" in one.columns else one.columns
        same = frozenset(name for name in columns if old.get(name) and old[name] == new.get(name))
        self._add("head", one._replace(columns=same))

    def _log(self) -> None:
        """Withhold what revisions tell of these cells."""
        if REVISIONS not in self._versions.tables:
            return
        table = self._versions.tables[REVISIONS]
        before, after = (rows_of(side, table, None) for side in self._sides())
        for record, cells in (before | after).items():
            said = about(cells)
            is_redaction = (cells.get("kind") or "").lower() == "redacted"
            if not is_redaction and not self._is_about(said):
                continue
            is_new = record not in before
            logged = LOGGED[: 2 if is_new else None]
            if is_new and is_redaction and not self._tells(said, cells.get("new_value")):
                logged = LOGGED[:1]
            for side in ("base", "head"):
                self._add(side, Named(REVISIONS, record, frozenset(logged)))

    def _is_about(self, about: Named) -> bool:
        """Return whether a revision is about something that is withheld."""
        mine = self.base.get(about.table, {}).get(about.record, frozenset())
        return bool(mine) and bool("*" in mine or "*" in about.columns or mine & about.columns)

    def _tells(self, about: Named, value: str | None) -> bool:
        """Return whether a new value tells more than the cell does."""
        table = self._versions.tables.get(about.table)
        if table is None or not value:
            return bool(value)
        old, new = (rows.get(about.record) for rows in self._meant_rows[about.table])
        names = about.columns & set(table.fields)
        if old is None or new is None or not names:
            return True
        return any(old.get(name) == value or new.get(name) != value for name in names)
