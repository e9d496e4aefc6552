"""What stands around a change: a claim's words and place."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from contested.results import CellChange
from contested.review.compare import RECORD
from contested.review.labels import add_cells
from contested.review.views import History

AROUND = {
    "claims": {
        "statement": "statement",
        "quote": "quote",
        "source": "source__title",
        "locator": "locator",
        "url": "source__url",
        "archive_url": "source__archive_url",
    }
}
"""For each table what is told of a row besides its changes, as columns of its view."""


def told_around(
    history: History, table: str, keys: pl.DataFrame
) -> Iterator[tuple[str, tuple[CellChange, ...]]]:
    """Yield what stands around each changed record, before and after."""
    columns = AROUND.get(table)
    if not columns:
        return
    cells = add_cells(history, table, keys, tuple(columns.values()))
    for row in cells.iter_rows(named=True):
        told = (
            CellChange(name, row[f"base_{column}"], row[f"head_{column}"])
            for name, column in columns.items()
        )
        yield row[RECORD], tuple(one for one in told if one.old or one.new)
