"""Utterances: which claims tell of something that was said once."""

from __future__ import annotations

import polars as pl

from contested.derived.claimed import Claimed

LISTS = {
    "claim_ids": "claim_id",
    "source_ids": "source_id",
    "publisher_ids": "publisher_id",
    "publishers": "publisher",
}
"""What is told of each claim, by the name of its list."""


def utterances(claimed: Claimed) -> pl.DataFrame:
    """Return the acts of speaking that active claims report, one a row.

    - `utterance`: the key, which is the id of the first of its claims.
    - `question_id`, `claimant_id`, `claimant` (name): of that claim, and all others share them.
    - `standing`: what became of it, which is the same for all its claims.
    - `claim_count`; `claim_ids`, `source_ids`, `publisher_ids`, `publishers` (names): lists, of
      which the nth entries belong to the nth claim, in the order of claim ids. They are joined by
      `same_utterance`, directly or through others.

    Claims that withhold an answer are among them. Raises UnreadableError as `positions` does.
    """
    first = ("question_id", "claimant_id", "claimant", "standing")
    lists = {name: pl.col(column) for name, column in LISTS.items()}
    made = claimed.active.group_by("utterance", maintain_order=True).agg(
        *(pl.col(name).first() for name in first), claim_count=pl.len().cast(pl.Int64), **lists
    )
    return made.sort("utterance")
