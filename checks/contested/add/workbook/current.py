"""A package's tables as they are now: rows by key."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from contested.add.workbook import WorkbookError
from contested.add.workbook.cells import number
from contested.check.load import LoadedTable, load
from contested.package import DESCRIPTOR, Package
from contested.package.files.canonical import clean, order_rows
from contested.standard import Table
from contested.text import visible

Key = tuple[str, ...]
Cells = tuple[str | None, ...]
"""The cells of a row in the order of the table's columns."""
LONG = 2000
"""Letters of a row without a key that are shown."""


@dataclass
class CurrentTable:
    """One table: its rows in canonical form and order."""

    table: Table
    rows: dict[Key, Cells]
    part_of: dict[Key, int]
    """Which of the files each row is in."""
    files: list[str]

    def file_of(self, key: Key) -> str:
        """Return the file of a row; for a new one, the last."""
        return self.files[self.part_of.get(key, -1)]

    def name_of(self, key: Key) -> str:
        """Return a row as messages name it: by its key.

        By its cells, where the table has none.
        """
        return (
            visible(" ".join(key))
            if self.table.key
            else visible(", ".join(part for part in key[:-1] if part), LONG)
        )

    @cached_property
    def numerals(self) -> dict[tuple[str, Decimal], set[str]]:
        """The spellings of numbers in key columns: 007 for 7."""
        found: dict[tuple[str, Decimal], set[str]] = {}
        for name, texts in zip(self.table.key, zip(*self.rows, strict=True), strict=False):
            for text in set(texts):
                if (value := number(text)) is not None:
                    found.setdefault((name, value), set()).add(text)
        return found


def current_tables(package: Package) -> dict[str, CurrentTable]:
    """Return every table that the package has.

    Raises WorkbookError where a table cannot be read, or where its rows cannot be told apart, since
    then nobody could say which row of a workbook is which.
    """
    if package.fault:
        raise WorkbookError(f"{package.store.label}{DESCRIPTOR} {package.refusal}.")
    if not package.parts:
        raise WorkbookError(
            f"{package.store.label}{DESCRIPTOR} names no table that a workbook could have."
            " “contested validate” tells more."
        )
    loaded = load(package)
    unread = [f"{name} ({one.reason})" for name, one in loaded.items() if one.frame is None]
    if unread:
        raise WorkbookError(
            f"The dataset's tables cannot all be read: {'; '.join(unread)}. “contested validate”"
            " tells more."
        )
    return {
        name: _current(one, package)
        for name, one in loaded.items()
        if name in package.parts and one.table.fields
    }


def _current(loaded: LoadedTable, package: Package) -> CurrentTable:
    table = loaded.table
    assert loaded.frame is not None
    frame = order_rows(clean(loaded.frame, table).with_columns(loaded.frame["row"]), table)
    cells: list[Cells] = frame.select(list(table.fields)).rows()
    firsts = [part.first for part in loaded.parts]
    keys = row_keys(cells, table)
    rows: dict[Key, Cells] = {}
    part_of: dict[Key, int] = {}
    for key, row, record in zip(keys, cells, frame["row"], strict=True):
        if key in rows or "" in key[: len(table.key)]:
            what = (
                f"more than one row with the key “{visible(' '.join(key))}”"
                if key in rows
                else f"a row without {' and '.join(table.key)}"
            )
            raise WorkbookError(
                f"The table {table.name} has {what}, so its rows cannot be told apart. Mend that"
                " first; “contested validate” says where it is."
            )
        rows[key], part_of[key] = row, bisect_right(firsts, record) - 1
    return CurrentTable(table, rows, part_of, [part.name for part in package.parts[table.name]])


def row_keys(rows: Iterable[Cells], table: Table) -> list[Key]:
    """Return a unique key per row.

    It is the primary key, or all cells plus a running number where the table has none.
    """
    names = list(table.fields)
    if table.key and all(name in table.fields for name in table.key):
        at = [names.index(name) for name in table.key]
        return [tuple(row[i] or "" for i in at) for row in rows]
    seen: Counter[Cells] = Counter()
    keys = []
    for row in rows:
        seen[row] += 1
        keys.append((*(cell or "" for cell in row), str(seen[row])))
    return keys
