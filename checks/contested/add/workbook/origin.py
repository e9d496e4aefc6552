"""The state of a dataset when a workbook was made of it.

It is kept in the workbook, so that an import can tell who has changed a cell since. A hidden sheet
survives what a spreadsheet and its file formats do to a workbook, as properties of the document do
not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from contested.add.workbook.current import CurrentTable, Key
from contested.add.workbook.layout import LONGEST_CELL
from contested.add.workbook.sheets import Sheet

FULL, EMPTY = "made with the rows of the dataset", "made without the rows of the dataset"
ABOUT = (
    "This sheet tells an import what has changed in the dataset since the workbook was made. Please"
    " leave it as it is."
)
KEY, CELL = 16, 8
"""Signs of a digest: a key's must tell it from any other of its table, a cell's from the few texts
that stand there in time.
"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Digests of one table when the workbook was made.

    One per row, by the digest of its key, made of one digest per column; `columns` says where in it
    each column's begins, by the digest of its name.
    """

    columns: Mapping[str, int]
    rows: Mapping[str, str]

    def has_column(self, name: str) -> bool:
        """Return True if the table had the column then."""
        return _digest(name, CELL) in self.columns

    def has(self, key: Key) -> bool:
        """Return True if the row was in the workbook then."""
        return _of_key(key) in self.rows

    def matches(self, key: Key, column: str, text: str | None) -> bool:
        """Return True if this is what the cell held then."""
        at, row = self.columns.get(_digest(column, CELL)), self.rows.get(_of_key(key))
        return (
            at is not None and row is not None and row[at : at + CELL] == _digest(text or "", CELL)
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """The dataset that a workbook was made of."""

    is_empty: bool
    tables: Mapping[str, Snapshot]


def snapshot_cells(one: CurrentTable, empty: bool) -> Iterator[str]:
    """Yield the cells below each other that keep a table.

    Its name and columns, then a row each; none for a table too wide for that.
    """
    if KEY + CELL * len(one.table.fields) <= LONGEST_CELL:
        yield f"{one.table.name} {''.join(_digest(name, CELL) for name in one.table.fields)}"
        for key, row in () if empty else one.rows.items():
            yield _of_key(key) + "".join(_digest(cell or "", CELL) for cell in row)


def read_origin(sheet: Sheet) -> Origin | None:
    """Return what such a sheet keeps.

    None where somebody has written into it or made one of that name.
    """
    columns: dict[int, list[str]] = {}
    for _, row in sheet.rows:
        for at, content in row.items():
            if not isinstance(content, str):
                return None
            columns.setdefault(at, []).append(content)
    mark, *_ = columns.pop(0, [""])
    tables = {}
    for head, *rows in columns.values():
        name, _, names = head.rpartition(" ")
        if any(len(row) != KEY + len(names) for row in rows):
            return None
        tables[name] = Snapshot(
            {names[at : at + CELL]: at for at in range(0, len(names), CELL)},
            {row[:KEY]: row[KEY:] for row in rows},
        )
    return Origin(mark == EMPTY, tables) if mark in (FULL, EMPTY) else None


def _of_key(key: Key) -> str:
    return _digest("\0".join(key), KEY)


def _digest(text: str, signs: int) -> str:
    return blake2b(text.encode(), digest_size=signs // 2).hexdigest()
