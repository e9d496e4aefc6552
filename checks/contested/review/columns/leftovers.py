"""Leftovers: where words still stand that were taken out elsewhere."""

from __future__ import annotations

import polars as pl

from contested.review.leftovers import origins
from contested.review.views import EVERY, RECORD, History, column_between

PARTED = "\x1f"
"""Stands before and after each column that is named."""


@column_between("left_in", "keys", EVERY, needs=("revisions",))
def left_in(history: History, table: str) -> pl.DataFrame:
    """Return the columns of a row in which old words are left."""
    found: dict[str, str] = {}
    for one in history.withheld.left_in(table):
        found[one.record] = found.get(one.record, PARTED) + one.column + PARTED
    return _frame(found, "left_in")


@column_between("taken_from", "keys", EVERY, needs=("revisions",))
def taken_from(history: History, table: str) -> pl.DataFrame:
    """Return the cells that the old words were taken out of."""
    return _frame(origins(history.withheld.left_in(table)), "taken_from")


def _frame(found: dict[str, str], name: str) -> pl.DataFrame:
    return pl.DataFrame(
        {RECORD: list(found), name: list(found.values())}, {RECORD: pl.String, name: pl.String}
    )
