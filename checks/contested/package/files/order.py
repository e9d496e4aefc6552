"""The rows of one file in the order in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contested.package.files.csvfile import CsvFile, Spot

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
    def out_of_order(self) -> list[Spot]:
        """The first row whose key comes before that of the row above."""
        import polars as pl

        from contested.package.files.canonical import clean, sort_keys
        from contested.package.files.header import Header
        from contested.package.files.locate import Locator

        table, rows = self.file.table, self.frame["row"]
        if not sort_keys(table):
            return []
        cells = clean(self.frame.select(table.key), table, table.key).with_columns(rows)
        keys = [key.alias(f"key {i}") for i, key in enumerate(sort_keys(table))]
        sorted_by = cells.lazy().select("row", *keys)
        names = sorted_by.collect_schema().names()[1:]
        first = sorted_by.filter(_comes_before(names)).head(1).collect()["row"].to_list()
        if not first:
            return []
        column = Header.of(self.file.data).index(table.key[0])
        spot = Locator(self.file.data, self.survey).spot(first[0], column)
        key = cells.filter(pl.col("row") == first[0]).select(table.key).row(0)
        said = {"key": " ".join(cell or "" for cell in key), "columns": ", ".join(table.key)}
        return [Spot(spot.line, spot.column, spot.cell, said)]


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
