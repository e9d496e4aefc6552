"""A second reader, who attests that nothing was lost.

It is Python's own `csv`, so that a fault of our reader cannot hide what our writer loses.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from contested.package.files.canonical import WHITE

if TYPE_CHECKING:
    from contested.add.fmt.restore import RestoredCell

Cells = tuple[str, ...]
LONGEST = (1 << 31) - 1
"""Characters of a cell up to which it is read. Python's own bound is 131,072."""


_strip = methodcaller("strip", WHITE)
_compose = partial(unicodedata.normalize, "NFC")


class LossError(Exception):
    """A row that would not say the same, and its line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def compare(
    before: str,
    after: str,
    *,
    sign: str = ",",
    skipped: int = 0,
    key: Sequence[str] = (),
    restored: Sequence[RestoredCell] = (),
) -> None:
    """Raise LossError unless both texts have the same rows.

    They are the same if they have the same cells under the same names, but for white space around a
    cell, line ends, Unicode's composed form, blank columns, blank rows and what was `restored`.
    `before` is divided by `sign`, and begins with `skipped` records that are no part of the table.
    """
    with _long_cells():
        names, kept = _read(after, ",", 0)
        ours = Counter(_undo((cells for _, cells in kept), names, key, restored))
        theirs, rows = _read(before, sign, skipped)
        if not {name for name in theirs if name} <= set(names):
            raise LossError(1)
        order = [theirs.index(name) if name in theirs else None for name in names]
        for line, row in rows:
            cells = row
            if theirs != names:
                cells = tuple("" if at is None else row[at] for at in order)
            is_whole = len(cells) - cells.count("") == len(row) - row.count("")
            if not is_whole or not ours[cells]:
                raise LossError(line)
            ours[cells] -= 1
    if ours.total():
        raise LossError(1)


def _read(text: str, sign: str, skipped: int) -> tuple[Cells, Iterator[tuple[int, Cells]]]:
    """Return the column names, and each filled row with its line."""
    rows = _rows(text, sign)
    for _ in range(skipped):
        next(rows, None)
    _, header = next(rows, (1, []))
    names = tuple(name.strip() for name in header)
    filled = [name for name in names if name]
    if not filled or len(set(filled)) < len(filled):
        raise LossError(1)
    return names, _body(rows, len(names))


def _body(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, Cells]]:
    for line, row in rows:
        cells = _bare(row)
        if any(cells):
            if len(cells) != width:
                raise LossError(line)
            yield line, cells


def _rows(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record, and the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise LossError(line) from error


def _bare(row: list[str]) -> Cells:
    """Return cells without what fmt may change in them."""
    text = "".join(row)
    if "\r" in text:
        row = [re.sub("\r\n?", "\n", cell) for cell in row]
    cells = tuple(map(_strip, row))
    return cells if text.isascii() else tuple(map(_compose, cells))


def _undo(
    rows: Iterable[Cells], names: Cells, key: Sequence[str], restored: Sequence[RestoredCell]
) -> Iterator[Cells]:
    """Yield the rows as they were before their cells were restored."""
    found: dict[Cells, dict[str, str]] = {}
    for cell in restored:
        found.setdefault(cell.key, {})[cell.column] = cell.found
    at = [names.index(name) for name in key] if found else []
    for row in rows:
        texts = found.pop(tuple(row[n] for n in at), {}) if found else {}
        yield tuple(map(texts.get, names, row)) if texts else row


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let Python's reader take cells of any length."""
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
