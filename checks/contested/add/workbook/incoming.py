"""A sheet's cells as rows of a table, or what prevents that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from contested.add.workbook.cells import Trouble, allowed, number, text_of
from contested.add.workbook.current import Cells, CurrentTable, Key, row_keys
from contested.add.workbook.origin import Snapshot
from contested.add.workbook.sheets import Cell, Row, Sheet
from contested.package.files.canonical import clean
from contested.package.files.csvfile import cell_name
from contested.standard import Table
from contested.text import nearest, visible

KEEP_COLUMNS = (
    "Undo the change, or take a new workbook from “contested template” and copy your rows into it."
)
LONG = 2000
"""Letters of a list of column names that are shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a workbook for which nothing can be imported."""

    sheet: str
    cell: str
    row: str
    column: str
    message: str
    allowed: str
    mend: str


@dataclass
class IncomingSheet:
    """The rows that a sheet holds, and where they stand in it."""

    sheet: str
    table: Table
    rows: dict[Key, Cells] = field(default_factory=dict)
    numbers: dict[Key, int] = field(default_factory=dict)
    """The sheet's row number of each."""
    columns: dict[str, int] = field(default_factory=dict)
    newer: list[str] = field(default_factory=list)
    """Columns that the sheet lacks because it was made before the table had them."""
    problems: list[Problem] = field(default_factory=list)

    def cell(self, key: Key, column: str) -> str:
        """Return what the spreadsheet calls a cell."""
        return cell_name(self.columns[column], self.numbers[key] - 1)

    def add_problem(
        self,
        trouble: Trouble,
        number: int = 0,
        column: str = "",
        at: int | None = None,
        row: str = "",
    ) -> None:
        """Note a problem, at its row and column if any."""
        at = self.columns.get(column) if at is None else at
        cell = cell_name(at, number - 1) if number and at is not None else ""
        self.problems.append(
            Problem(self.sheet, cell, row, column, trouble.message, trouble.allowed, trouble.mend)
        )


@dataclass
class _Body:
    """The cells below the header, column by column.

    Those that are not text yet are kept apart.
    """

    numbers: list[int]
    texts: dict[str, list[str | None]]
    typed: list[tuple[int, str, Cell]]

    def cleaned(self, table: Table) -> list[Cells]:
        return clean(
            pl.DataFrame(self.texts, schema=dict.fromkeys(table.fields, pl.String)), table
        ).rows()


def read_sheet(
    sheet: Sheet, current: CurrentTable, snapshot: Snapshot | None = None
) -> IncomingSheet:
    """Return the rows of a sheet.

    Cells that are no text are read with a look at the row of the same key as it is now. `snapshot`
    tells what the table was when the sheet was made: columns that it has got since, and that may
    be blank, need not be there.
    """
    found = IncomingSheet(sheet.name, current.table)
    rows = iter(sheet.rows)
    first, header = next(rows, (1, {}))
    if first > 1:
        header = {}
    _read_header(found, header, snapshot)
    if found.problems:
        return found
    body = _read_body(found, rows)
    unknown = _read_keys(found, body, current)
    cells = body.cleaned(current.table)
    _read_typed(found, body, current, row_keys(cells, current.table))
    cells = body.cleaned(current.table)
    typed = {at for at, _, _ in body.typed}
    filled = [at for at, row in enumerate(cells) if at not in unknown and (at in typed or any(row))]
    _take_rows(found, [(body.numbers[at], cells[at]) for at in filled])
    return found


def _read_header(found: IncomingSheet, header: Row, snapshot: Snapshot | None) -> None:
    expected = list(found.table.fields)
    every = visible(", ".join(expected), LONG)
    names = {
        at: content.strip() if isinstance(content, str) else str(content.value)
        for at, content in sorted(header.items())
    }
    if not set(names.values()) & set(expected):
        message = "Row 1 does not hold the names of the columns."
        found.add_problem(Trouble(message, every, KEEP_COLUMNS), 1, at=0)
        return
    for at, name in names.items():
        if name in found.columns:
            message = f"The column {name} is there twice."
            found.add_problem(Trouble(message, "each column once", KEEP_COLUMNS), 1, name, at)
        elif name in expected:
            found.columns[name] = at
        elif name:
            near = nearest(name, [n for n in expected if n not in names.values()])
            message = f"The table {found.table.name} has no column “{visible(name)}”."
            message += f" Did you mean {near}?" if near else ""
            found.add_problem(Trouble(message, every, KEEP_COLUMNS), 1, at=at)
    lacking = [name for name in expected if name not in found.columns]
    found.newer = [name for name in lacking if _is_newer(name, found.table, snapshot)]
    if missing := [name for name in lacking if name not in found.newer]:
        begins = "These columns are" if len(missing) > 1 else "This column is"
        message = f"{begins} missing from row 1: {', '.join(missing)}."
        allowed_here = "every column of the table, though its cells may be blank"
        found.add_problem(Trouble(message, allowed_here, KEEP_COLUMNS))


def _is_newer(name: str, table: Table, snapshot: Snapshot | None) -> bool:
    """Return True for a newer column that may be blank.

    In a table without a key a row is known by all its cells, so that no column may be missing.
    """
    if snapshot is None or not table.key or name in table.key or table.fields[name].required:
        return False
    return not snapshot.has_column(name)


def _read_body(found: IncomingSheet, rows: Iterator[tuple[int, Row]]) -> _Body:
    names = {at: name for name, at in found.columns.items()}
    body = _Body([], {name: [] for name in found.table.fields}, [])
    for number_, row in rows:
        if all(isinstance(content, str) and not content.strip() for content in row.values()):
            continue
        at = len(body.numbers)
        body.numbers.append(number_)
        for texts in body.texts.values():
            texts.append(None)
        for column, content in row.items():
            name = names.get(column)
            if name is None:
                if not isinstance(content, str) or content.strip():
                    message = "The cell has no column name above it in row 1."
                    mend = "Clear the cell, or move it to the column where it belongs."
                    found.add_problem(
                        Trouble(message, "cells in the columns of the table", mend),
                        number_,
                        "",
                        column,
                    )
            elif isinstance(content, str):
                body.texts[name][at] = content
            else:
                body.typed.append((at, name, content))
    return body


def _read_keys(found: IncomingSheet, body: _Body, current: CurrentTable) -> set[int]:
    """Read key cells that are not text; return rows without a key.

    Those are the rows where they cannot be read.
    """
    unknown = set()
    for at, column, cell in body.typed:
        if column in current.table.key:
            now = None
            if cell.kind == "number" and (value := number(repr(cell.value))) is not None:
                written = current.numerals.get((column, value), set())
                now = next(iter(written)) if len(written) == 1 else None
            text = text_of(cell, current.table.fields[column], now)
            if isinstance(text, Trouble):
                found.add_problem(text, body.numbers[at], column)
                unknown.add(at)
            else:
                body.texts[column][at] = text
    return unknown


def _read_typed(found: IncomingSheet, body: _Body, current: CurrentTable, keys: list[Key]) -> None:
    """Read the cells that are no text and belong to no key."""
    for at, column, cell in body.typed:
        if column not in current.table.key:
            now = current.rows.get(keys[at])
            text = text_of(
                cell,
                current.table.fields[column],
                now[list(current.table.fields).index(column)] if now else None,
            )
            if isinstance(text, Trouble):
                found.add_problem(
                    text,
                    body.numbers[at],
                    column,
                    row=" ".join(keys[at]) if current.table.key else "",
                )
            else:
                body.texts[column][at] = text


def _take_rows(found: IncomingSheet, rows: list[tuple[int, Cells]]) -> None:
    """Take the rows by their keys, none blank or there twice."""
    table = found.table
    for key, (number_, cells) in zip(
        row_keys((cells for _, cells in rows), table), rows, strict=True
    ):
        blank = [name for name, part in zip(table.key, key, strict=False) if not part]
        if blank:
            one = table.fields[blank[0]]
            mend = "Fill it in, or clear every cell of the row if it is not to be there."
            found.add_problem(
                Trouble(f"The row has no “{one.title}”.", allowed(one), mend), number_, blank[0]
            )
        elif key in found.rows:
            message = (
                f"Row {found.numbers[key]} has the same {' and '.join(table.key)},"
                f" {visible(' '.join(key))}."
            )
            found.add_problem(
                Trouble(
                    message,
                    "each row once",
                    "Take one of the two out, or give it a key of its own.",
                ),
                number_,
                table.key[0],
                row=" ".join(key),
            )
        else:
            found.rows[key], found.numbers[key] = cells, number_
