"""What an import would change in one table, and what its files would then hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from contested.files.canonical import canonical
from contested.workbook.current import Cells, Current, Key
from contested.workbook.incoming import Incoming

Missing = Literal["refuse", "remove", "keep"]
"""What becomes of rows that the dataset has and the workbook has not."""
Edit = tuple[str, str | None, str | None]
"""A column, what stands in it, and what would."""


@dataclass
class Change:
    """The rows that differ between a table and a sheet."""

    current: Current
    incoming: Incoming
    added: list[Key]
    changed: dict[Key, list[Edit]]
    missing: list[Key]
    removed: list[Key]
    """Those of the missing rows that are to go."""

    def files(self) -> dict[str, bytes]:
        """The new content of every file that changes, by its name in the package; the others are left as they are."""
        table, gone = self.current.table, set(self.removed)
        touched = dict.fromkeys(self.current.file_of(key) for key in (*self.added, *self.changed, *self.removed))
        rows: dict[str, list[Cells]] = {name: [] for name in touched}
        kept = (key for key in self.current.rows if key not in gone)
        for key in (*kept, *self.added):
            if (name := self.current.file_of(key)) in rows:
                is_new = key in self.changed or key not in self.current.rows
                rows[name].append(self.incoming.rows[key] if is_new else self.current.rows[key])
        schema = dict.fromkeys(table.fields, pl.String)
        return {name: canonical(pl.DataFrame(some, schema=schema, orient="row"), table) for name, some in rows.items()}


def compare(current: Current, incoming: Incoming) -> Change:
    """The rows of a table that a sheet adds, changes or lacks; nothing is removed as yet."""
    added = [key for key in incoming.rows if key not in current.rows]
    changed = {
        key: [edit for edit in zip(current.table.fields, old, new, strict=True) if edit[1] != edit[2]]
        for key, old in current.rows.items()
        if (new := incoming.rows.get(key, old)) != old
    }
    return Change(current, incoming, added, changed, [key for key in current.rows if key not in incoming.rows], [])
