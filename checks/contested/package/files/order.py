"""The rows of one file in the order in which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contested.package.files.csvfile import CsvFile, Data, Spot

if TYPE_CHECKING:
    import polars as pl

    from contested.package.files.stretches import Stretch


@dataclass(frozen=True)
class Rows:
    """The rows of a file that could be read, and that file."""

    file: CsvFile
    frame: pl.DataFrame
    survey: list[Stretch] | None = None

    @property
    def repeated_headers(self) -> list[Spot]:
        """The rows in which nothing but names of columns stands, each once."""
        import polars as pl

        from contested.package.files.canonical import WHITE
        from contested.package.files.header import Header
        from contested.package.files.locate import Locator

        fields = self.file.table.fields
        names = [name for name in Header.of(self.file.data).trimmed if name in fields]
        if len(names) < 2 or not _may_repeat(self.file.data, names):
            return []
        around = f"\ufeff{WHITE}"
        alike = self.frame
        for name in names[:2]:
            alike = alike.filter(pl.col(name).str.strip_chars(around).is_in(names))
        found, locator = [], Locator(self.file.data, self.survey)
        for row, *texts in alike.select("row", *names).iter_rows():
            if {text.strip(around) for text in texts if text} == {*names}:
                spot = locator.spot(row, 0)
                found.append(Spot(spot.line, spot.column, spot.cell))
        return found

    @property
    def out_of_order(self) -> list[Spot]:
        """The first row whose key comes before that of the row above."""
        from contested.package.files.canonical import clean_cells, sort_keys
        from contested.package.files.header import Header
        from contested.package.files.locate import Locator

        table = self.file.table
        keys = [key.alias(f"key {i}") for i, key in enumerate(sort_keys(table))]
        if not keys or len(self.frame) < 2:
            return []
        cells = self.frame.select("row", *clean_cells(self.frame, table.key))
        if len(keys) == 1 and cells[table.key[0]].is_sorted(nulls_last=True):
            return []
        is_misplaced = _comes_before([f"key {i}" for i in range(len(keys))])
        misplaced = cells.lazy().with_columns(keys).filter(is_misplaced).head(1)
        first = misplaced.select("row", *table.key).collect().rows()
        if not first:
            return []
        row, *key = first[0]
        column = Header.of(self.file.data).index(table.key[0])
        spot = Locator(self.file.data, self.survey).spot(row, column)
        said = {"key": " ".join(cell or "" for cell in key), "columns": ", ".join(table.key)}
        return [Spot(spot.line, spot.column, spot.cell, said)]


def _may_repeat(data: Data, names: list[str]) -> bool:
    """Return whether some row may repeat the header.

    Each name stands in the header once. The longest is looked for, since it stands in no other cell
    of most files; one that a file may write in quotes, doubled ones among them, tells nothing.
    """
    longest = max(names, key=len)
    if not re.fullmatch(r"\w+", longest, re.ASCII):
        return True
    name = longest.encode()
    return data.find(name, data.find(name) + 1) >= 0


def _comes_before(names: list[str]) -> pl.Expr:
    """Return True where a row belongs before the one above it.

    Blanks come last.
    """
    import polars as pl

    before, same = pl.lit(False), pl.lit(True)
    for name in names:
        here, above = pl.col(name), pl.col(name).shift(1)
        is_first = pl.int_range(pl.len()) == 0
        follows_blank = above.is_null() & here.is_not_null() & ~is_first
        before |= same & ((here < above).fill_null(False) | follows_blank)
        same &= here.eq_missing(above)
    return before
