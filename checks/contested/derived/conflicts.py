"""Conflicts: pairs of positions that hold claims in conflict with each other."""

from __future__ import annotations

import polars as pl

from contested.derived.claimed import Claimed
from contested.derived.excluding import excluding_pairs
from contested.derived.meeting import AGAINST, FLAGS, met_by_answers, met_by_relations

MOST = 200
"""Positions of a question that are set against each other, pair by pair."""
PAIR = ("low", "high")
KEY = ("question_id", "position")
LISTS = {
    "claim_ids": "claim_id",
    "claimant_ids": "claimant_id",
    "claimants": "claimant",
    "side_ids": "side_id",
    "sides": "side",
    "standings": "standing",
}
"""What is told of each claim, by the name of its list."""


def conflicts(claimed: Claimed) -> pl.DataFrame:
    """Return the pairs of positions in conflict, one a row.

    - `question_id`, `position`, `other_question_id`, `other_position`: the key. Of the two
      positions the one comes first that `positions` has first. They are of one question, or of
      two that a relation joins; it can also set two claims of one position against each other.
    - `by`: `answers`, `relation` or `both`; `relations` are the words of the relations, and
      `basis` who says so.
    - `within_side`, `between_sides`: whether claims of one side are in conflict, and of two.
    - `among_standing`: whether claims that stand are.
    - `claim_ids`, `claimant_ids`, `claimants` (names), `side_ids`, `sides` (names), `standings`:
      the claims of the first position that are in conflict with one of the other, and no others;
      lists, of which the nth entries belong to the nth claim. `other_claim_ids` and so on are
      those of the other position.

    A question with more than 200 positions is left out: see `crowded_questions`. Raises
    UnreadableError as `positions` does.
    """
    views, claims, positions = claimed.views, claimed.held, claimed.positions
    calm = positions.filter(~is_crowded())
    found = [
        pl.DataFrame(schema=_schema(claims)),
        *met_by_answers(views, excluding_pairs(views, calm), claims),
        _of(calm, met_by_relations(views, claims)),
    ]
    return _told(pl.concat(found), claims, positions)


def is_crowded() -> pl.Expr:
    """Return whether a position's question has too many for pairs."""
    return pl.len().over("question_id") > MOST


def _schema(claims: pl.DataFrame) -> dict[str, pl.DataType]:
    number = claims.schema["number"]
    text = dict.fromkeys(AGAINST, pl.String())
    return text | dict.fromkeys(FLAGS, pl.Boolean()) | {"number": number, "there": number}


def _of(calm: pl.DataFrame, against: pl.DataFrame) -> pl.DataFrame:
    """Return the claims of which neither position is of a crowded question."""
    numbers = calm["number"].implode()
    return against.filter(pl.col("number").is_in(numbers) & pl.col("there").is_in(numbers))


def _told(against: pl.DataFrame, claims: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each pair, with its claims."""
    numbers = pl.col("number", "there")
    against = against.with_columns(low=pl.min_horizontal(numbers), high=pl.max_horizontal(numbers))
    is_answer, words = pl.col("relation").is_null(), pl.col("relation", "basis")
    pairs = against.group_by(PAIR).agg(
        pl.col(*FLAGS).any(),
        words.drop_nulls().unique().sort(),
        is_all_answers=is_answer.all(),
        is_any_answer=is_answer.any(),
    )
    some = pl.when("is_any_answer").then(pl.lit("both")).otherwise(pl.lit("relation"))
    by = pl.when("is_all_answers").then(pl.lit("answers")).otherwise(some)
    for number, prefix in zip(PAIR, ("", "other_"), strict=True):
        pairs = pairs.join(_lists(against, claims, number, prefix), on=PAIR)
        keys = positions.select(
            pl.col("number").alias(number), *(pl.col(name).alias(prefix + name) for name in KEY)
        )
        pairs = pairs.join(keys, on=number)
    key, lists = _both(KEY), _both(tuple(LISTS))
    made = pairs.sort(PAIR).with_columns(by=by).rename({"relation": "relations"})
    return made.select(*key, "by", "relations", "basis", *FLAGS, *lists)


def _both(names: tuple[str, ...]) -> list[str]:
    """Return the columns of both positions of a pair."""
    return [*names, *(f"other_{name}" for name in names)]


def _lists(against: pl.DataFrame, claims: pl.DataFrame, number: str, prefix: str) -> pl.DataFrame:
    """Return the claims at one end of each pair, as lists."""
    here = against.filter(pl.col("number") == pl.col(number)).select(*PAIR, "claim_id").unique()
    known = claims.select("claim_id", *dict.fromkeys(LISTS.values()) - {"claim_id": 0}.keys())
    each = here.join(known, on="claim_id").sort(*PAIR, "claim_id")
    lists = {prefix + name: pl.col(column) for name, column in LISTS.items()}
    return each.group_by(PAIR, maintain_order=True).agg(**lists)
