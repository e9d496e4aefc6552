"""What holds of the positions of every package that can be drawn."""

from __future__ import annotations

import polars as pl
from contested.derived import positions as derived
from contested.derived.claimed import Claimed
from contested.derived.tables import DERIVED
from counts import one_in
from derived.test_positions import cells
from hypothesis import given, settings
from laws import reference
from laws.colliding import tables, views_over
from laws.reference import Row, Tables


def held(claim: Row) -> tuple[str, str, str, str]:
    """A claim, who makes it, where, and the answer as it is worded."""
    return claim["claim_id"], claim["claimant_id"], claim["source_id"], claim["answer"]


@settings(deadline=None)
@given(tables())
def test_every_active_claim_is_in_exactly_one_position_and_no_other_claim_in_any(
    drawn: Tables,
) -> None:
    found = derived.positions(Claimed(views_over(drawn)))
    asked = {question["question_id"]: question for question in drawn["questions"]}
    shared: dict[object, list[Row]] = {}
    for claim in sorted((c for c in drawn["claims"] if reference.is_active(c)), key=held):
        answer = reference.answer(claim, asked[claim["question_id"]])
        shared.setdefault(
            (
                claim["question_id"],
                claim["polarity"] or "affirms",
                answer,
                claim["quantity_about"],
            ),
            [],
        ).append(claim)
    listed = [
        list(zip(*row, strict=True))
        for row in cells(found, "claim_ids", "claimant_ids", "source_ids", "wordings")
    ]
    assert sorted(listed) == sorted([held(claim) for claim in claims] for claims in shared.values())
    assert len(found.select("question_id", "position").unique()) == len(found)
    assert found["question_id"].is_sorted()


@settings(deadline=None)
@given(tables())
def test_contested_questions_hold_all_positions_of_the_questions_that_are_contested(
    drawn: Tables,
) -> None:
    claimed = Claimed(views_over(drawn))
    found, held = derived.contested_questions(claimed), derived.positions(claimed)
    assert set(found["question_id"]) == reference.contested(drawn)
    assert set(held.filter("in_conflict")["question_id"]) == reference.contested(drawn)
    for row in found.rows(named=True):
        mine = held.filter(pl.col("question_id") == row["question_id"]).rows(named=True)
        placed = {
            claim_id: position["position"]
            for position in mine
            for claim_id in position["claim_ids"]
        }
        assert dict(zip(row["claim_ids"], row["positions"], strict=True)) == placed
        assert row["claim_ids"] == sorted(placed)
        counts = {
            name: len(set(row[f"{name}s" if name == "position" else f"{name}_ids"]))
            for name in ("position", "claim", "claimant", "source")
        }
        assert {name: row[f"{name}_count"] for name in counts} == counts


@settings(max_examples=one_in(3), deadline=None)
@given(tables())
def test_the_order_of_rows_changes_nothing(drawn: Tables) -> None:
    turned = {name: rows[::-1] for name, rows in drawn.items()}
    one, other = (Claimed(views_over(given)) for given in (drawn, turned))
    for make in DERIVED.values():
        assert make(one).equals(make(other))
