"""Conflicts of every package that can be drawn: exactly those that all pairs of claims give."""

from __future__ import annotations

from itertools import cycle, product
from typing import Any

import polars as pl
import pytest
from contested.derived import conflicts as derived
from contested.derived.claimed import Claimed
from contested.derived.crowded import crowded_questions
from contested.derived.disagreement import disagreement
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import pairing
from laws.colliding import (
    ANSWERS,
    BOUNDS,
    CLAIMANTS,
    OCCURRED,
    QUESTIONS,
    RELATIONS,
    STATED,
    beside,
    claims,
    locations,
    questions,
    relation,
    views_over,
)
from laws.pairing import Pair, Position
from laws.reference import Tables

FLAGS = ("within_side", "between_sides", "among_standing")
RELATED = st.sampled_from(["contradicts", "disputes", "disputes", *RELATIONS])
TIMELESS = tuple(name for name in QUESTIONS if not name.endswith(("changing", "running")))


@st.composite
def crowds(draw: st.DrawFn, asked: tuple[str, ...] = tuple(QUESTIONS)) -> Tables:
    """Draw several questions with many claims each, and relations between some."""
    return beside([draw(crowd(asked)) for _ in range(draw(st.integers(1, 5)))])


@st.composite
def crowd(draw: st.DrawFn, asked: tuple[str, ...]) -> Tables:
    on = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique=True))
    several = [
        draw(claims(on, f"clm-{number}", ("", "", "active", "withdrawn", "redacted")))
        for number in range(draw(st.integers(3, 9)))
    ]
    ids = st.sampled_from([claim["claim_id"] for claim in several])
    joined = draw(st.lists(st.tuples(ids, RELATED, ids), max_size=4, unique=True))
    related = [relation(*one) for one in joined if one[0] != one[2]]
    for one in related:
        one["basis"] = draw(st.sampled_from(["curator", "in_source"]))
    made = {"locations": locations(), "questions": questions(), "claims": several}
    return made | {"relations": related}


def everything() -> Tables:
    """Return every answer to every question, affirmed and denied, by three claimants each.

    Their days, sides and bounds go round, so that all of them meet.
    """
    days, said = cycle(OCCURRED), cycle(STATED)
    rows: list[dict[str, str]] = []
    for question, (kind, *_) in QUESTIONS.items():
        bounds = BOUNDS if kind == "quantity" else [("", "")]
        about = ["", "true"] if kind == "quantity" else [""]
        answers = ANSWERS[kind][:1] if kind == "quantity" else ANSWERS[kind]
        answers = [*answers, "loc-ostra"] if kind == "location" else answers
        ways = product(answers, bounds, about, ["affirms", "denies"], CLAIMANTS[:3])
        for answer, (least, most), is_about, polarity, claimant in ways:
            occurred, span = next(days)
            rows.append(
                {
                    "claim_id": f"clm-{len(rows)}",
                    "question_id": question,
                    "claimant_id": claimant,
                    "on_behalf_of_id": "act-guard" if len(rows) % 4 == 0 else "",
                    "source_id": "src-wire",
                    "status": "",
                    "polarity": polarity,
                    "answer": answer,
                    "quantity_min": least,
                    "quantity_max": most,
                    "quantity_about": is_about,
                    "stated": next(said),
                    "occurred": occurred,
                    "occurred_span": span,
                }
            )
    made = {"locations": locations(), "questions": questions(), "claims": rows}
    return made | {"relations": [relation("clm-0", "disputes", "clm-4")]}


def told(drawn: Tables, found: pl.DataFrame) -> dict[tuple[Position, Position], Pair]:
    """Return the rows of `conflicts` as the reference tells pairs, both ways round."""
    rows = {claim["claim_id"]: claim for claim in drawn["claims"]}
    asked = {question["question_id"]: question for question in drawn["questions"]}
    pairs: dict[tuple[Position, Position], Pair] = {}
    for row in found.rows(named=True):
        ends = [row["claim_ids"], row["other_claim_ids"]]
        held = [
            {pairing.position(rows[claim], asked[rows[claim]["question_id"]]) for claim in ids}
            for ids in ends
        ]
        assert [len(one) for one in held] == [1, 1]
        assert all(ids == sorted(set(ids)) for ids in ends)
        ((one,), (other,)) = held
        by = {"answers", "relation"} if row["by"] == "both" else {row["by"]}
        flags = {name for name in FLAGS if row[name]}
        for key, ids in (((one, other), ends[0]), ((other, one), ends[1])):
            assert key not in pairs or one == other, "a pair stands in two rows"
            pairs[key] = Pair(set(ids), by, set(row["relations"]), set(row["basis"]), flags)
    return pairs


def test_every_two_answers_are_set_against_each_other() -> None:
    given_all = everything()
    found = derived.conflicts(Claimed(views_over(given_all)))
    assert told(given_all, found) == pairing.pairs(given_all)


@settings(deadline=None)
@given(crowds())
def test_conflicts_are_exactly_what_all_pairs_of_claims_give(drawn: Tables) -> None:
    found = derived.conflicts(Claimed(views_over(drawn)))
    assert told(drawn, found) == pairing.pairs(drawn)
    key = ["question_id", "position", "other_question_id", "other_position"]
    assert len(found.select(key).unique()) == len(found)


@settings(max_examples=one_in(3), deadline=None)
@given(crowds())
def test_whose_the_claims_are_and_what_became_of_them_stands_beside_them(drawn: Tables) -> None:
    found = derived.conflicts(Claimed(views_over(drawn)))
    rows = {claim["claim_id"]: claim for claim in drawn["claims"]}
    standing = pairing.standings(drawn)
    for row in found.rows(named=True):
        for end in ("", "other_"):
            known = [
                (claim, rows[claim]["claimant_id"], pairing.side(rows[claim]), standing[claim])
                for claim in row[f"{end}claim_ids"]
            ]
            names = ("claim_ids", "claimant_ids", "side_ids", "standings")
            lists = [row[f"{end}{name}"] for name in names]
            assert list(zip(*lists, strict=True)) == known


@settings(max_examples=one_in(3), deadline=None)
@given(crowds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part(drawn: Tables, chance: st.random.Random) -> None:
    mixed = {name: chance.sample(rows, len(rows)) for name, rows in drawn.items()}
    one, other = (derived.conflicts(Claimed(views_over(given))) for given in (drawn, mixed))
    assert one.equals(other)


@settings(max_examples=one_in(3), deadline=None)
@given(crowds())
def test_the_direction_of_a_relation_plays_no_part(drawn: Tables) -> None:
    opposing = ("contradicts", "disputes")
    turned = [
        {**row, "claim_id": row["other_claim_id"], "other_claim_id": row["claim_id"]}
        if row["relation"] in opposing
        else row
        for row in drawn["relations"]
    ]
    given_both = (drawn, drawn | {"relations": turned})
    one, other = (derived.conflicts(Claimed(views_over(given))) for given in given_both)
    assert one.equals(other)


@settings(max_examples=one_in(3), deadline=None)
@given(crowds())
def test_a_question_is_contested_as_its_conflicts_are(drawn: Tables) -> None:
    claimed = Claimed(views_over(drawn))
    flags: dict[str, set[str]] = {}
    for row in derived.conflicts(claimed).rows(named=True):
        for end in ("", "other_"):
            known = flags.setdefault(row[f"{end}question_id"], {"is_contested"})
            known |= {name for name in FLAGS if row[name]}
    for row in disagreement(claimed).rows(named=True):
        known = {name for name in ("is_contested", *FLAGS[:2]) if row[name]}
        known |= {"among_standing"} if row["is_contested_now"] else set()
        assert known == flags.get(row["question_id"], set())


@settings(max_examples=one_in(3), deadline=None)
@given(drawn=crowds(TIMELESS))
def test_crowded_questions_count_the_positions_that_pairs_would_give(drawn: Tables) -> None:
    claimed = Claimed(views_over(drawn))
    against: dict[tuple[str, str], set[tuple[str, str]]] = {}
    every = derived.conflicts(claimed)
    for row in every.rows(named=True):
        one = (row["question_id"], row["position"])
        other = (row["other_question_id"], row["other_position"])
        against.setdefault(one, set()).add(other)
        against.setdefault(other, set()).add(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derived, "MOST", 2)
        crowded, rest = crowded_questions(claimed), derived.conflicts(claimed)
    counts: dict[tuple[str, str], Any] = {
        (row["question_id"], row["position"]): row["positions_against"]
        for row in crowded.rows(named=True)
    }
    assert counts == {key: len(against.get(key, ())) for key in counts}
    full = {question for question, _ in counts}
    assert all((len([1 for key in counts if key[0] == question]) > 2) for question in full)
    is_left_out = pl.col("question_id").is_in(full) | pl.col("other_question_id").is_in(full)
    assert rest.equals(every.filter(~is_left_out))
