"""Merging: actors and places to which nothing points any more.

All that pointed there points elsewhere.
"""

from __future__ import annotations

import polars as pl

from contested.package.files.canonical import WHITE
from contested.review.columns.excuses import merges
from contested.review.versions import REVISIONS, references_to
from contested.review.views import NAMES_ACTORS_OR_PLACES, RECORD, History, column_between


@column_between(
    "renamed_references",
    "keys",
    *NAMES_ACTORS_OR_PLACES,
    needs=("claims", "relays", "sources", "questions", "revisions"),
)
def renamed_references(history: History, table: str) -> pl.DataFrame:
    """Return the number of base's references, if all name another now.

    It is so of an actor or a place that no revision merges.

    A published revision goes on naming whatever it was about, so it is none of these.
    """
    tables = {name: history.table(name) for name in history.diffs if name != REVISIONS}
    cells = references_to(table, tables)
    moved = pl.concat(
        history.diffs[name].changes.filter(pl.col("column") == column).select("old", "new")
        for name, column in cells
    )
    moved = moved.drop_nulls().rename({"old": RECORD})
    told = moved.join(
        merges(history, table), left_on=[RECORD, "new"], right_on=["old", "new"], how="semi"
    )
    now = (
        moved.join(told, on=RECORD, how="anti")
        .group_by(RECORD)
        .agg(pl.len().alias("renamed_references"))
    )
    if not len(now):
        return now
    before = []
    for name, column in cells:
        frame = history.versions.base.frames.get(name)
        if frame is not None and column in frame.columns:
            named = frame.lazy().select(pl.col(column).str.strip_chars(WHITE).alias(RECORD))
            before.append(named.filter(pl.col(RECORD).is_in(now[RECORD].implode())).collect())
    every = pl.concat(before).group_by(RECORD).agg(pl.len().alias("references"))
    found = now.join(every, on=RECORD).filter(pl.col("renamed_references") == pl.col("references"))
    return found.select(RECORD, pl.col("renamed_references").cast(pl.Int64))
