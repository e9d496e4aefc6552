"""Labels: what a person calls a row, which is never its id alone."""

from __future__ import annotations

import polars as pl

from contested.review.views import History
from contested.text import visible

LABELS = {
    "claims": ("question__question", "claimant__name", "source__title"),
    "relays": ("claim__question__question", "claim__claimant__name", "relay__name"),
    "relations": (
        "claim__claimant__name",
        "relation",
        "other_claim__claimant__name",
        "claim__question__question",
    ),
    "questions": ("question",),
    "sources": ("title",),
    "actors": ("name",),
    "locations": ("name",),
    "revisions": ("kind", "record_id", "field"),
}
"""For each table the columns of its view that name a row, first to last."""
BLANK = {"field": "the whole row"}
"""What a part is called where its cell is blank, if that means something."""
BETWEEN = " · "
LONGEST = 120
"""Characters of each part of a label that are shown."""


def labelled(history: History, table: str, keys: pl.DataFrame) -> pl.DataFrame:
    """The keys with a `label` beside them: as head calls the row, or as base did where it
    is gone.
    """
    asked = LABELS.get(table, ())
    if not asked:
        return keys.with_columns(label=pl.lit(""))
    for side, views in history.sides():
        rows = keys.select(pl.col(f"{side}_row").alias("row")).drop_nulls().unique().lazy()
        there = (
            views.view(table, set(asked), rows)
            .select("row", *(pl.col(name).alias(f"{side}_{name}") for name in asked))
            .collect()
        )
        keys = keys.join(
            there, left_on=f"{side}_row", right_on="row", how="left", maintain_order="left"
        )
    parts = [
        pl.coalesce(f"head_{name}", f"base_{name}").fill_null(BLANK.get(name, "?"))
        for name in asked
    ]
    return keys.with_columns(
        pl.concat_str(
            [part.alias(f"#{n}") for n, part in enumerate(parts)], separator="\x1f"
        ).alias("label")
    )


def shown(label: str) -> str:
    """A label on one line, each of its parts cut where it is long."""
    return (
        BETWEEN.join(visible(" ".join(part.split()), LONGEST) for part in label.split("\x1f"))
        if label
        else ""
    )
