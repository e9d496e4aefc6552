"""Crowded questions: how many positions stand against each other one."""

from __future__ import annotations

import polars as pl

from contested.derived.claimed import Claimed
from contested.derived.conflicts import is_crowded
from contested.derived.excluding import excludes, with_implied
from contested.derived.meeting import met_by_relations
from contested.rules.columns.meetings import (
    ALWAYS,
    Among,
    count_against,
    meetings,
    with_places,
)
from contested.rules.views import Views

OTHERS: Among = ((1, "everybody"), (-1, "only"))
"""Everybody's positions, less those that the same claimant alone holds."""


def crowded_questions(claimed: Claimed) -> pl.DataFrame:
    """Return the positions on crowded questions, one a row.

    Those are questions with more than 200 positions.

    - `question_id`, `position`: the key, as in `positions`.
    - `claim_count`: how many active claims hold it.
    - `in_conflict`: whether any of them is in conflict.
    - `positions_against`: how many positions are against it: those that its answer excludes, or
      that a relation sets against it, its own included. Positions that one claimant alone holds
      are not against each other. Days are left aside: on a question that is `changing` or
      `running`, fewer may be in conflict.

    Raises UnreadableError as `positions` does.
    """
    views, claims, positions = claimed.views, claimed.held, claimed.positions
    crowded = positions.filter(is_crowded())
    held = claims.group_by("number").agg(
        pl.col("in_conflict").any(),
        claim_count=pl.len(),
        claimant=pl.col("claimant_id").first(),
        is_one=pl.col("claimant_id").n_unique() == 1,
    )
    crowded = crowded.join(held, on="number", maintain_order="left")
    counts = [_by_answers(views, crowded), _by_relations(views, crowded, positions, claims)]
    against = pl.concat(counts).group_by("number").agg(positions_against=pl.col("n").sum())
    found = crowded.join(against, on="number", how="left", maintain_order="left")
    return found.select(
        "question_id",
        "position",
        pl.col("claim_count").cast(pl.Int64),
        "in_conflict",
        pl.col("positions_against").fill_null(0).cast(pl.Int64),
    )


def _by_answers(views: Views, crowded: pl.DataFrame) -> pl.DataFrame:
    """Return how many positions each one's answer excludes."""
    alone = pl.when("is_one").then("claimant")
    nobody = pl.concat_str(pl.lit("position "), "number")
    given = crowded.with_columns(row="number", only=pl.coalesce(alone, nobody))
    counts = [pl.LazyFrame(schema={"row": pl.UInt32, "n": pl.Int64})]
    for each in meetings(views, with_places(views, given.lazy())):
        counted = count_against(views, each, ALWAYS, OTHERS)
        counts.append(counted.select("row", pl.col("n").cast(pl.Int64)))
    found: pl.DataFrame = pl.concat(counts).rename({"row": "number"}).collect()
    return found


def _by_relations(
    views: Views, crowded: pl.DataFrame, positions: pl.DataFrame, claims: pl.DataFrame
) -> pl.DataFrame:
    """Return how many positions only a relation sets against each."""
    pairs = met_by_relations(views, claims).select("number", "there").unique()
    pairs = pairs.join(crowded.select("number"), on="number", how="semi")
    given = with_implied(views, positions)
    both = pairs.join(given, on="number").join(
        given.select(pl.all().name.suffix("_2")), left_on="there", right_on="number_2"
    )
    known = (pl.col("question_id") == pl.col("question_id_2")) & excludes()
    return both.filter(~known).group_by("number").agg(n=pl.len().cast(pl.Int64))
