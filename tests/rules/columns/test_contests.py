"""Contested is right: what windows and joins find is what the standard's words find over every pair
of claims.
"""

from __future__ import annotations

import pytest
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import reference
from laws.colliding import PLACES, beside, contested, every_pair, in_conflict, tables, views_over
from laws.reference import Tables


def agree(drawn: Tables, engine: str) -> None:
    """Fails where the named columns find anything else than the reference."""
    views, pairs = views_over(drawn, engine), reference.conflicts(drawn)
    assert in_conflict(views) == {claim_id for pair in pairs for claim_id in pair}
    assert contested(views) == reference.contested(drawn)


@settings(max_examples=2 * settings().max_examples, deadline=None)
@given(tables())
def test_claims_are_in_conflict_where_a_pair_of_them_is(drawn: Tables) -> None:
    agree(drawn, "polars")


@pytest.mark.slow
@settings(max_examples=one_in(4), deadline=None)
@given(tables())
def test_claims_are_in_conflict_where_a_pair_of_them_is_on_pandas_frames_too(drawn: Tables) -> None:
    agree(drawn, "pandas")


@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_any_two_claims_by_themselves_are_in_conflict_where_the_standard_says_so(
    engine: str,
) -> None:
    together = every_pair()
    apart: Tables = {**together, "questions": [], "claims": []}
    expected = set()
    asked = {question["question_id"]: question for question in together["questions"]}
    for number, (one, other) in enumerate(reference.pairs(together)):
        question = {**asked[one["question_id"]], "question_id": f"qst-{number}"}
        if one["question_id"] == other["question_id"]:
            apart["questions"].append(question)
            apart["claims"] += [
                {**claim, "claim_id": f"clm-{number}-{side}", "question_id": f"qst-{number}"}
                for side, claim in enumerate((one, other))
            ]
            expected |= {
                f"clm-{number}-{side}"
                for side in (0, 1)
                if reference.incompatible(one, other, question, PLACES)
            }
    assert in_conflict(views_over(apart, engine)) == expected
    assert 0 < len(expected) < len(apart["claims"])


@pytest.mark.slow
@settings(max_examples=5 * settings().max_examples // 2, deadline=None)
@given(st.lists(tables(most=14), min_size=1, max_size=12))
def test_claims_are_in_conflict_where_a_pair_of_them_is_in_larger_tables(
    drawn: list[Tables],
) -> None:
    """Six tables or so are looked at at once, since most of the time goes into asking, however
    little there is to look at.
    """
    agree(beside(drawn), "polars")
