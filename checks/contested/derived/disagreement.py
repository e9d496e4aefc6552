"""How much is said about each question, by whom, from where.

It also counts how much of that a table with one row a question would not show. Nothing here says
which position is right, nor which is held most: what would be hidden is counted for whichever one
row is kept.
"""

from __future__ import annotations

import polars as pl

from contested.derived.claimed import Claimed
from contested.derived.positions import COUNTED, FLAGS, contested_flags, withheld_by_question

COUNTS = (*COUNTED, "position_count", "withheld_count")
HIDDEN_COUNTS = ("positions_hidden", "claims_hidden", "differing_claims_hidden")
ABOUT = ("question_id", "question", "topic", "location_id")


def disagreement(claimed: Claimed) -> pl.DataFrame:
    """Return every question with how much is said on it.

    - `question_id`, `question`, `topic`, `location_id`: as they stand; blank where a claim names a
      question that is not there.
    - `is_contested`: whether one of its claims is in conflict; `is_contested_now`: whether it is
      so among claims that stand; `within_side`, `between_sides`: whether claims of one side are,
      and of two.
    - `claim_count`, `utterance_count`, `claimant_count`, `side_count`, `originator_count`,
      `source_count`, `position_count`: of active claims that give an answer; `originator_count`
      is of those whose word they are: one dispatch in three outlets has one.
    - `withheld_count`: of active claims that withhold an answer.
    - `positions_hidden`, `claims_hidden`: those beyond one, which a table with one row a question
      has no room for.
    - `differing_claims_hidden`: how many of these give another position than the row that is
      kept, at the least: it is so many for one choice of that row, and no fewer for any other.
    """
    counts = {name: pl.col(one).n_unique() for name, one in COUNTED.items()}
    said = claimed.held.group_by("question_id").agg(
        **counts,
        position_count=pl.col("number").n_unique(),
        largest=pl.col("number").value_counts().struct.field("count").max().cast(pl.Int64),
    )
    withheld = withheld_by_question(claimed).select("question_id", "withheld_count")
    found = _asked(claimed)
    for more in (said, withheld):
        found = found.join(more, on="question_id", how="full", coalesce=True)
    found = found.join(contested_flags(claimed), on="question_id", how="left").with_columns(
        pl.col(*FLAGS).fill_null(False),
        *(pl.col(name).fill_null(0).cast(pl.Int64) for name in COUNTS),
        is_contested=pl.col("is_contested_now").is_not_null(),
    )
    found = found.with_columns(
        positions_hidden=(pl.col("position_count") - 1).clip(0),
        claims_hidden=(pl.col("claim_count") - 1).clip(0),
        differing_claims_hidden=pl.col("claim_count") - pl.col("largest").fill_null(0),
    )
    return found.select(*ABOUT, "is_contested", *FLAGS, *COUNTS, *HIDDEN_COUNTS).sort("question_id")


def _asked(claimed: Claimed) -> pl.DataFrame:
    """Return the questions, each id once."""
    found: pl.DataFrame = claimed.views.view("questions", {*ABOUT}).select(ABOUT).collect()
    return found.unique("question_id", keep="first", maintain_order=True).drop_nulls("question_id")
