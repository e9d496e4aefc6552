"""Undoing what a spreadsheet did to cells, from an older version.

A cell gets its old text back if it differs only as a spreadsheet would have changed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

import polars as pl

from contested.add.fmt.spreadsheet.damage import Habits, damage, habits
from contested.package.files.canonical import clean
from contested.standard import Table

MOST = 300
"""Rows without a counterpart, on either side, up to which their keys are compared one by one."""
Cells = tuple[str, ...]


@dataclass(frozen=True)
class RestoredCell:
    """One cell that has its text back."""

    key: Cells
    column: str
    found: str
    text: str
    why: str


class Restorer:
    """Gives the cells of one file their text back.

    It comes from an older version of the whole table. Rows are matched by primary key; a key that
    stands twice, on either side, matches nothing. What was restored is noted in `restored`, in the
    order of the file. `elsewhere` are the keys that the table's other files hold, None where they
    cannot be known: a key that is new is then never taken for an old one.
    """

    def __init__(
        self, table: Table, base: pl.DataFrame, elsewhere: Set[Cells] | None = frozenset()
    ) -> None:
        self._table, self._elsewhere = table, elsewhere
        self._base = _by_key(table, clean(base, table))
        self.restored: list[RestoredCell] = []

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the rows with old texts where only a spreadsheet changed them.

        `frame` is clean.
        """
        rows = frame.fill_null("").rows()
        here = _by_key(self._table, frame)
        known = habits(
            self._changes((self._base[key], row) for key, row in here.items() if key in self._base)
        )
        numbers = {row: at for at, row in enumerate(rows)}
        standing = key_set(self._table, frame)
        met = self._pair_rows(here, standing, known)
        pairs = {numbers[row]: self._base[key] for key, row in met.items()}
        made = [
            self._restore_row(pairs[at], row, known) if at in pairs else row
            for at, row in enumerate(rows)
        ]
        return (
            clean(
                pl.DataFrame(made, dict.fromkeys(self._table.fields, pl.String), orient="row"),
                self._table,
            )
            if self.restored
            else frame
        )

    def _changes(self, pairs: Iterable[tuple[Cells, Cells]]) -> Iterator[tuple[str, str]]:
        """Yield cells, old and new, that differ or are days."""
        days = [field.is_day_range for field in self._table.fields.values()]
        for old, new in pairs:
            yield from (
                (a, b)
                for a, b, is_day in zip(old, new, days, strict=True)
                if a != b or (a and is_day)
            )

    def _pair_rows(
        self, here: dict[Cells, Cells], standing: Set[Cells], known: Habits
    ) -> dict[Cells, Cells]:
        """Return the rows that have a counterpart in the older version.

        They are under the key that they have there. `standing` are also the keys that stand twice.
        """
        lost = [key for key in here if key not in self._base]
        gone = (
            []
            if self._elsewhere is None
            else [key for key in self._base if key not in standing and key not in self._elsewhere]
        )
        meant = (
            _pair_keys(self._table, lost, gone, known)
            if len(lost) <= MOST and len(gone) <= MOST
            else {}
        )
        return {
            meant.get(key, key): row
            for key, row in here.items()
            if key in self._base or key in meant
        }

    def _restore_row(self, old: Cells, new: Cells, known: Habits) -> Cells:
        """Return a row with its old texts, and note each."""
        made = list(new)
        for n, field in enumerate(self._table.fields.values()):
            if old[n] != new[n] and (why := damage(old[n], new[n], field, known)):
                made[n] = old[n]
                key = tuple(old[at] for at in _key_positions(self._table))
                self.restored.append(RestoredCell(key, field.name, new[n], old[n], why))
        return tuple(made)


def _key_positions(table: Table) -> list[int]:
    """Return where in a row the columns of the primary key are."""
    return [list(table.fields).index(name) for name in table.key]


def key_set(table: Table, frame: pl.DataFrame) -> set[Cells]:
    """Return the primary keys of rows, as they are written canonically."""
    return set(clean(frame, table, table.key).fill_null("").rows())


def _by_key(table: Table, frame: pl.DataFrame) -> dict[Cells, Cells]:
    """Return each row by its primary key.

    Rows whose key is blank or stands twice are left out.
    """
    found: dict[Cells, Cells | None] = {}
    for row in frame.fill_null("").rows():
        key = tuple(row[n] for n in _key_positions(table))
        found[key] = None if key in found or not all(key) else row
    return {key: row for key, row in found.items() if row is not None}


def _pair_keys(
    table: Table, lost: list[Cells], gone: list[Cells], known: Habits
) -> dict[Cells, Cells]:
    """Return the old key that a spreadsheet made each new one of.

    Only where that is clear both ways.
    """
    fields = [table.fields[name] for name in table.key]

    def is_made_of(new: Cells, old: Cells) -> bool:
        return all(
            a == b or damage(b, a, field, known)
            for a, b, field in zip(new, old, fields, strict=True)
        )

    found = {new: [old for old in gone if is_made_of(new, old)] for new in lost}
    single = {new: olds[0] for new, olds in found.items() if len(olds) == 1}
    return {new: old for new, old in single.items() if list(single.values()).count(old) == 1}
