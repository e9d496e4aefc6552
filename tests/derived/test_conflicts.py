"""Conflicts by example: which pairs of positions are told, with which claims, and why."""

from __future__ import annotations

from typing import Any

import contested
import polars as pl
import pytest
from contested.derived import conflicts as derived
from contested.derived.crowded import crowded_questions
from contested.package import UnreadableError
from derived.test_positions import TAKEN_BACK, UNCONFIRMED, claimed
from test_api import laid

SHOWN = ("position", "other_position", "by", "claim_ids", "other_claim_ids")
DEATHS = "+claims clm-n from=clm-c claimant_id=act-heron quantity_min=20 quantity_max=25"


def conflicts(line: str = "") -> pl.DataFrame:
    return derived.conflicts(claimed(line))


def rows(found: pl.DataFrame, question: str, *columns: str) -> list[tuple[Any, ...]]:
    return found.filter(pl.col("question_id") == question).select(*columns).rows()


def test_a_pair_of_positions_is_told_with_its_claims_and_by_what_they_are_in_conflict() -> None:
    found = conflicts()
    assert rows(found, "qst-control", *SHOWN, "relations", "basis") == [
        (
            "River Guard",
            "not: River Guard",
            "both",
            ["clm-a", "clm-k"],
            ["clm-b"],
            ["contradicts"],
            ["in_source"],
        )
    ]
    names = ("claimant_ids", "claimants", "side_ids", "sides", "standings")
    assert rows(found, "qst-talks", *names, *(f"other_{name}" for name in names)) == [
        (
            *(["act-guard"], ["River Guard"], ["act-guard"], ["River Guard"], ["stands"]),
            *(["act-marin"], ["Ana Marin"], ["act-marin"], ["Ana Marin"], ["stands"]),
        )
    ]


def test_claims_of_the_two_positions_that_are_in_no_conflict_are_left_out() -> None:
    same_voice = (
        "+claims clm-n from=clm-b source_id=src-wire claimant_id=act-guard answer=act-guard"
    )
    alone = f"{same_voice} polarity=denies ; claims clm-b status=withdrawn"
    assert rows(conflicts(alone), "qst-control", "claim_ids", "other_claim_ids") == [
        (["clm-k"], ["clm-n"])
    ]


def test_a_conflict_is_within_a_side_or_between_sides_or_both() -> None:
    def told(line: str) -> tuple[bool, ...]:
        (row,) = rows(conflicts(line), "qst-control", "within_side", "between_sides")
        return row

    spokesman = "claims clm-b on_behalf_of_id=act-guard"
    assert told("") == (False, True)
    assert told(spokesman) == (True, True)
    assert told(f"{spokesman} ; claims clm-k on_behalf_of_id=act-guard") == (True, False)


def test_what_was_taken_back_is_still_a_conflict_but_not_among_claims_that_stand() -> None:
    found = conflicts(TAKEN_BACK)
    shown = ("among_standing", "standings", "other_standings")
    assert rows(found, "qst-control", *shown) == [(False, ["stands", "stands"], ["retracted"])]


def test_who_withholds_an_answer_is_in_no_conflict_whatever_a_relation_says() -> None:
    disputed = f"{UNCONFIRMED} ; +relations clm-silent,disputes,clm-g basis=curator"
    assert conflicts(disputed).equals(conflicts())
    active = claimed(disputed).active.filter(pl.col("claim_id").is_in(["clm-silent", "clm-g"]))
    assert active["in_conflict"].to_list() == [False, False]


def test_a_relation_joins_positions_of_two_questions() -> None:
    found = conflicts("+relations clm-g,disputes,clm-c basis=curator")
    across = found.filter(pl.col("question_id") != pl.col("other_question_id"))
    columns = ("question_id", "position", "other_question_id", "other_position", "by", "basis")
    assert across.select(columns).rows() == [
        ("qst-deaths", "3 or more", "qst-seat", "North Ostra", "relation", ["curator"])
    ]


def test_a_position_can_be_in_conflict_with_itself() -> None:
    found = conflicts("+relations clm-a,disputes,clm-k basis=curator")
    (first, _) = rows(found, "qst-control", *SHOWN)
    both = ["clm-a", "clm-k"]
    assert first == ("River Guard", "River Guard", "relation", both, both)


def test_amounts_are_told_in_words_and_by_their_widened_bounds() -> None:
    found = rows(conflicts(DEATHS), "qst-deaths", "position", "other_position")
    assert found == [("12 to 15", "20 to 25"), ("14", "20 to 25")]
    about = f"{DEATHS} ; claims clm-d quantity_max=20 quantity_about=true"
    assert rows(conflicts(about), "qst-deaths", "position", "other_position") == [
        ("14", "20 to 25")
    ]


def test_a_question_with_too_many_positions_is_told_by_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert len(crowded_questions(claimed())) == 0
    monkeypatch.setattr(derived, "MOST", 3)
    related = "+relations clm-n,disputes,clm-c basis=curator ; +relations clm-n,disputes,clm-d"
    given = claimed(f"{DEATHS} ; {related} basis=curator")
    assert rows(derived.conflicts(given), "qst-deaths", "position") == []
    found = crowded_questions(given)
    assert found.select("position", "claim_count", "in_conflict", "positions_against").rows() == [
        ("3 or more", 1, True, 1),
        ("12 to 15", 1, True, 1),
        ("14", 1, True, 1),
        ("20 to 25", 1, True, 3),
    ]


def test_two_hundred_positions_are_set_against_each_other_and_one_more_is_too_many() -> None:
    names = [f"clm-x{number:03}" for number in range(201)]
    more = " ; ".join(
        f"+claims {name} from=clm-e question_id=qst-office answer={name}" for name in names
    )
    full = claimed(f"{more} ; claims clm-i status=withdrawn ; claims clm-x000 status=withdrawn")
    assert len(crowded_questions(full)) == 0
    crowded = crowded_questions(claimed(f"{more} ; claims clm-i status=withdrawn"))
    assert crowded["position"].to_list() == names
    assert crowded["positions_against"].to_list() == [0] * 201


def test_an_active_claim_without_a_place_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"^The claim clm-e has no place among the pos"):
        conflicts("claims clm-e answer=")


def test_python_gives_every_derived_table_as_a_pandas_frame(tmp_path: Any) -> None:
    dataset = contested.open(laid(tmp_path))
    pairs = contested.conflicts(dataset)
    assert pairs["position"].to_list() == ["River Guard", "no"]
    assert pairs["claim_ids"].map(list).to_list() == [["clm-a", "clm-k"], ["clm-f"]]
    assert len(contested.crowded_questions(dataset)) == 0
    assert len(contested.utterances(dataset)) == 12
    assert contested.chains(dataset)["kind"].value_counts()["claimant"] == 12
    assert contested.disagreement(dataset)["is_contested"].sum() == 2
