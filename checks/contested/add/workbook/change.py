"""The changes that an import would make to one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from contested.add.workbook.current import Cells, CurrentTable, Key
from contested.add.workbook.incoming import IncomingSheet
from contested.add.workbook.origin import Snapshot
from contested.package.files.canonical import canonical

Missing = Literal["refuse", "remove", "keep"]
"""What becomes of rows that the dataset has and the workbook has not."""
Edit = tuple[str, str | None, str | None]
"""A column, what stands in it, and what the workbook has there."""


@dataclass
class SheetChange:
    """The rows that differ between a table and a sheet.

    And which of the two has changed since the sheet was made.
    """

    current: CurrentTable
    incoming: IncomingSheet
    snapshot: Snapshot | None
    """The table as it was then, if the workbook tells."""
    added: list[Key] = field(default_factory=list)
    changed: dict[Key, list[Edit]] = field(default_factory=dict)
    missing: list[Key] = field(default_factory=list)
    removed: list[Key] = field(default_factory=list)
    """Those of the missing rows that are to go."""
    kept: dict[Key, list[Edit]] = field(default_factory=dict)
    """Cells that only the dataset has changed, which stay as they are there."""
    newer: list[Key] = field(default_factory=list)
    """Rows that were not in the workbook when it was made, and are not now."""
    gone: list[Key] = field(default_factory=list)
    """Rows that only the dataset has removed."""
    conflicts: dict[Key, list[Edit]] = field(default_factory=dict)
    """Cells that both have changed, and each in its own way; none for a row that the dataset has
    removed and the sheet changed.
    """

    def files(self) -> dict[str, bytes]:
        """Return the new content of every file that changes, by its name.

        The others are left as they are.
        """
        table, gone = self.current.table, set(self.removed)
        touched = dict.fromkeys(
            self.current.file_of(key) for key in (*self.added, *self.changed, *self.removed)
        )
        rows: dict[str, list[Cells]] = {name: [] for name in touched}
        kept = (key for key in self.current.rows if key not in gone)
        for key in (*kept, *self.added):
            if (name := self.current.file_of(key)) in rows:
                rows[name].append(self._row(key))
        schema = dict.fromkeys(table.fields, pl.String)
        return {
            name: canonical(pl.DataFrame(some, schema=schema, orient="row"), table)
            for name, some in rows.items()
        }

    def _row(self, key: Key) -> Cells:
        if key not in self.current.rows:
            return self.incoming.rows[key]
        edits = {column: new for column, _, new in self.changed.get(key, ())}
        return tuple(
            edits.get(column, old)
            for column, old in zip(self.current.table.fields, self.current.rows[key], strict=True)
        )


def compare(
    current: CurrentTable, incoming: IncomingSheet, snapshot: Snapshot | None = None
) -> SheetChange:
    """Return the rows that a sheet adds, changes or lacks.

    Nothing is removed as yet. What the sheet has as it was when it was made is nobody's edit: there
    the dataset counts, which may have changed since.
    """
    change = SheetChange(current, incoming, snapshot)
    for key, row in incoming.rows.items():
        if key not in current.rows:
            _sort_new_row(change, key, row)
    for key, old in current.rows.items():
        if key not in incoming.rows:
            (change.missing if snapshot is None or snapshot.has(key) else change.newer).append(key)
        elif (new := incoming.rows[key]) != old:
            for edit in zip(current.table.fields, old, new, strict=True):
                if edit[1] != edit[2] and edit[0] in incoming.columns:
                    _edits_of(change, key, edit).setdefault(key, []).append(edit)
    return change


def _sort_new_row(change: SheetChange, key: Key, row: Cells) -> None:
    """Note a row of the sheet that the dataset does not have."""
    snapshot = change.snapshot
    if snapshot is None or not snapshot.has(key):
        change.added.append(key)
    elif all(
        snapshot.matches(key, column, cell)
        for column, cell in zip(change.current.table.fields, row, strict=True)
        if column in change.incoming.columns
    ):
        change.gone.append(key)
    else:
        change.conflicts[key] = []


def _edits_of(change: SheetChange, key: Key, edit: Edit) -> dict[Key, list[Edit]]:
    """Return the edits among which a cell that differs belongs.

    The sheet's, the dataset's, or those of both.
    """
    column, old, new = edit
    if change.snapshot is None or change.snapshot.matches(key, column, old):
        return change.changed
    return change.kept if change.snapshot.matches(key, column, new) else change.conflicts
