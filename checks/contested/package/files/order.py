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

        table = self.file.table
        if not sort_keys(table):
            return []
        cells = clean(self.frame.select(table.key), table, table.key).with_columns(
            self.frame["row"]
        )
        keys = cells.lazy().select(
            "row", *(key.alias(f"key {i}") for i, key in enumerate(sort_keys(table)))
        )
        names = keys.collect_schema().names()[1:]
        before, same = pl.lit(False), pl.lit(True)
        for name in names:
            here, above = pl.col(name), pl.col(name).shift(1)
            before = before | (
                same
                & (
                    (here < above).fill_null(False)
                    | (above.is_null() & here.is_not_null() & (pl.int_range(pl.len()) > 0))
                )
            )
            same = same & here.eq_missing(above)
        first = keys.filter(before).head(1).collect()["row"].to_list()
        if not first:
            return []
        spot = Locator(self.file.data, self.survey).spot(
            first[0], Header.of(self.file.data).index(table.key[0])
        )
        key = cells.filter(pl.col("row") == first[0]).select(table.key).row(0)
        return [
            Spot(
                spot.line,
                spot.column,
                spot.cell,
                {"key": " ".join(cell or "" for cell in key), "columns": ", ".join(table.key)},
            )
        ]
