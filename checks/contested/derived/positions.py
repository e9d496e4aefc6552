"""Positions: who holds which one, and on which questions they are contested.

They are computed when they are asked for, never stored in a package. All are Polars frames, so
that whoever writes them to files needs nothing else. No row of theirs holds one answer to a
contested question: positions stand beside each other, and every active claim that gives an answer
stands in exactly one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from contested.derived.claimed import Claimed
from contested.derived.held import BOUNDS
from contested.derived.words import names_of

WHO = {
    "claim_ids": "claim_id",
    "claimant_ids": "claimant_id",
    "claimants": "claimant",
    "side_ids": "side_id",
    "sides": "side",
    "originator_ids": "originator_id",
    "originators": "originator",
    "source_ids": "source_id",
    "publisher_ids": "publisher_id",
    "publishers": "publisher",
    "utterances": "utterance",
    "standings": "standing",
}
"""What is told of each claim, by the name of its list."""
COUNTED = {
    "claim_count": "claim_id",
    "utterance_count": "utterance",
    "claimant_count": "claimant_id",
    "side_count": "side_id",
    "originator_count": "originator_id",
    "source_count": "source_id",
}
WITHHELD = {
    "withheld_claim_ids": "claim_id",
    "withheld_claimant_ids": "claimant_id",
    "withheld_claimants": "claimant",
    "withheld": "withheld",
}
"""What is told of each claim that withholds an answer."""
FLAGS = {
    "is_contested_now": "in_conflict_now",
    "within_side": "within_side",
    "between_sides": "between_sides",
}
"""What is told of a contested question, and of which of its claims it is true."""


def positions(claimed: Claimed) -> pl.DataFrame:
    """Return the positions, one row for each question and answer.

    Some active claim gives that answer to the question.

    - `question_id`, `position`: the key. A position is named as people read it: `about 600`,
      `700 or more`, the name of an actor or a place, `not: River Guard`.
    - `polarity`; `answer`, or for a quantity `quantity_min` and `quantity_max`, compared as
      double-precision numbers, and `quantity_about`.
    - `in_conflict`: whether any of its claims is in conflict with one of somebody else's.
    - `claim_count`, `utterance_count`, …: how many different ones it has.
    - `claim_ids`, `claimant_ids`, `claimants` (names), `side_ids`, `sides` (names), …: lists, of
      which the nth entries belong to the nth claim, in the order of claim ids. `utterances` tell
      which claims report one act of speaking, `standings` what became of each, `wordings` the
      answers as they stand.
    - `claim_ids_in_conflict`: those of the claims that are in conflict.

    Rows stand in the order in which people read answers: by question, then numbers and dates by
    their ends. Claims that withhold an answer hold none, and withdrawn and redacted ones are left
    out. A claim on a question that the package does not hold keeps its position under that
    question's id, and is set against others only by relations and by denials of the same answer.
    Raises UnreadableError for a claim id that stands twice, and for an active claim (or one whose
    status is malformed) in which a cell that places it is blank or malformed: neither leaving such
    a claim out nor guessing its position would be right.
    """
    lists = {name: pl.col(column) for name, column in WHO.items()}
    held = claimed.held.group_by("number", maintain_order=True).agg(
        **_counts(),
        **lists,
        in_conflict=pl.col("in_conflict").any(),
        wordings=pl.col("wording"),
        claim_ids_in_conflict=pl.col("claim_id").filter("in_conflict"),
    )
    made = claimed.positions.join(held, on="number", maintain_order="left")
    cells = ("polarity", "answer", *BOUNDS, "quantity_about", "in_conflict")
    last = ("wordings", "claim_ids_in_conflict")
    return made.select("question_id", "position", *cells, *COUNTED, *lists, *last)


def contested_questions(claimed: Claimed) -> pl.DataFrame:
    """Return the questions that hold a claim in conflict, one a row.

    - `question_id`, `question`: its key and wording (null where the package does not hold it, or
      holds two of that id).
    - `is_contested_now`: whether it is so among claims that stand.
    - `within_side`, `between_sides`: whether claims of one side are in conflict, and of two.
    - `position_count`, `claim_count`, …: how many different ones it has.
    - `claim_ids`, `claimant_ids`, `claimants` (names), …: lists, of which the nth entries belong
      to the nth claim, in the order of claim ids; `positions` are named as in `positions`.
    - `claim_ids_in_conflict`: those of the claims that are in conflict.
    - `withheld_count`, `withheld_claim_ids`, …: the claims that withhold an answer, and how
      (`withheld`).

    Raises UnreadableError as `positions` does.
    """
    asked = names_of(claimed.views, "questions", "question")
    claims = claimed.held.filter(pl.col("in_conflict").any().over("question_id"))
    lists = {name: pl.col(column) for name, column in WHO.items()}
    made = claims.group_by("question_id", maintain_order=True).agg(
        position_count=pl.col("number").n_unique().cast(pl.Int64),
        **_counts(),
        **lists,
        positions=pl.col("position"),
        claim_ids_in_conflict=pl.col("claim_id").filter("in_conflict"),
    )
    made = made.join(asked, on="question_id", how="left").join(
        contested_flags(claimed), on="question_id", how="left"
    )
    made = made.join(withheld_by_question(claimed), on="question_id", how="left").with_columns(
        pl.col("withheld_count").fill_null(0), pl.col(*WITHHELD).fill_null([])
    )
    counts = ("position_count", *COUNTED, "withheld_count")
    last = ("positions", "claim_ids_in_conflict", *WITHHELD)
    return made.select("question_id", "question", *FLAGS, *counts, *lists, *last).sort(
        "question_id"
    )


def contested_flags(claimed: Claimed) -> pl.DataFrame:
    """Return the contested questions, and among whom they are."""
    flags = {name: pl.col(of).any() for name, of in FLAGS.items()}
    return claimed.contests.group_by("question_id").agg(**flags)


def withheld_by_question(claimed: Claimed) -> pl.DataFrame:
    """Return the questions on which somebody withholds an answer, and who."""
    lists = {name: pl.col(column) for name, column in WITHHELD.items()}
    return claimed.withheld.group_by("question_id", maintain_order=True).agg(
        withheld_count=pl.len().cast(pl.Int64), **lists
    )


def _counts() -> Mapping[str, pl.Expr]:
    return {name: pl.col(one).n_unique().cast(pl.Int64) for name, one in COUNTED.items()}
