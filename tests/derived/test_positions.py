"""Derived tables: every active claim in exactly one position, contested questions with all of
theirs, and no answer that is picked.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import contested
import polars as pl
import pytest
from contested.check import load
from contested.derived import positions as derived
from contested.derived.claimed import Claimed
from contested.derived.tables import DERIVED
from contested.package import UnreadableError
from contested.testing import specimen
from laws.colliding import QUESTIONS, views_over
from test_api import laid

SAME = (
    "claims clm-d quantity_min=-0 quantity_max=3.0 ; +claims clm-new from=clm-d quantity_min=0.0"
    " quantity_max=3 answer=few claimant_id=act-marin ; claims clm-c quantity_min=3.5"
    " polarity=denies ; claims clm-m quantity_min= quantity_max=16"
)

TOLD = (
    *("question_id", "question", "position_count", "claim_count", "claimant_count"),
    *("originator_count", "source_count", "claim_ids", "claimant_ids", "source_ids"),
    *("positions", "standings", "claim_ids_in_conflict"),
)
TAKEN_BACK = (
    "+claims clm-back from=clm-b polarity=withholds withheld=declined answer= quote="
    " certainty=unstated ; +relations clm-back,retracts,clm-b basis=in_source"
)
UNCONFIRMED = (
    "+claims clm-silent from=clm-b claimant_id=act-radio polarity=withholds"
    " withheld=could_not_confirm answer= quote= certainty=unstated"
)


def claimed(line: str = "") -> Claimed:
    return Claimed.of(load.load(specimen.changed(line).package()))


def cells(frame: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return frame.select(*columns).rows()


def test_each_answer_that_a_question_has_is_a_position_with_its_claims_claimants_and_sources() -> (
    None
):
    found = derived.positions(claimed())
    assert cells(
        found, "question_id", "position", "in_conflict", "claim_ids", "claimant_ids", "source_ids"
    ) == [
        ("qst-began", "20 August 2021", False, ["clm-h"], ["act-radio"], ["src-radio"]),
        ("qst-bridge", "yes", False, ["clm-j"], ["act-heron"], ["src-radio"]),
        (
            "qst-control",
            "River Guard",
            True,
            ["clm-a", "clm-k"],
            ["act-guard", "act-leaflet"],
            ["src-radio", "src-leaflet"],
        ),
        ("qst-control", "not: River Guard", True, ["clm-b"], ["act-council"], ["src-radio"]),
        ("qst-deaths", "3 or more", False, ["clm-c"], ["act-elders"], ["src-radio"]),
        ("qst-deaths", "12 to 15", False, ["clm-d"], ["act-guard"], ["src-radio"]),
        ("qst-deaths", "14", False, ["clm-m"], ["act-guard"], ["src-reprint"]),
        (
            "qst-office",
            "head of the council",
            False,
            ["clm-i"],
            ["act-radio"],
            ["src-radio"],
        ),
        ("qst-seat", "North Ostra", False, ["clm-g"], ["act-council"], ["src-radio"]),
        ("qst-talks", "no", True, ["clm-f"], ["act-guard"], ["src-radio"]),
        ("qst-talks", "yes", True, ["clm-e"], ["act-marin"], ["src-radio"]),
    ]
    assert cells(found.head(3), "polarity", "answer", "quantity_min", "quantity_max") == [
        ("affirms", "2021-08-20", None, None),
        ("affirms", "yes", None, None),
        ("affirms", "act-guard", None, None),
    ]


def test_all_wordings_of_the_same_bounds_are_kept_in_one_position() -> None:
    found = derived.positions(claimed(SAME)).filter(pl.col("question_id") == "qst-deaths")
    assert cells(
        found,
        "position",
        "answer",
        "quantity_min",
        "quantity_max",
        "claim_ids",
        "wordings",
        "claim_ids_in_conflict",
    ) == [
        ("16 or less", None, None, 16.0, ["clm-m"], ["14"], []),
        ("0 to 3", None, 0.0, 3.0, ["clm-d", "clm-new"], ["12 to 15", "few"], []),
        ("not: 3.5 or more", None, 3.5, None, ["clm-c"], ["at least three"], []),
    ]


def test_a_position_is_in_conflict_where_any_of_its_claims_is() -> None:
    found = derived.positions(
        claimed("claims clm-k claimant_id=act-council ; relations -clm-f,contradicts,clm-e")
    )
    assert cells(
        found.filter(pl.col("question_id") == "qst-control"),
        "position",
        "in_conflict",
        "claim_ids",
        "claim_ids_in_conflict",
    ) == [
        ("River Guard", True, ["clm-a", "clm-k"], ["clm-a"]),
        ("not: River Guard", True, ["clm-b"], ["clm-b"]),
    ]


def test_a_contested_question_is_told_with_all_its_claims_and_positions() -> None:
    line = (
        "+relations clm-g,disputes,clm-c basis=curator ; +claims clm-00 from=clm-d"
        " claimant_id=act-elders"
    )
    told = derived.contested_questions(claimed(line)).rows(named=True)[1:3]
    assert [{name: row[name] for name in TOLD} for row in told] == [
        {
            "question_id": "qst-deaths",
            "question": "How many people died at Low Ford on 21 August 2021?",
            "position_count": 3,
            "claim_count": 4,
            "claimant_count": 2,
            "originator_count": 2,
            "source_count": 2,
            "claim_ids": ["clm-00", "clm-c", "clm-d", "clm-m"],
            "claimant_ids": ["act-elders", "act-elders", "act-guard", "act-guard"],
            "source_ids": ["src-radio", "src-radio", "src-radio", "src-reprint"],
            "positions": ["12 to 15", "3 or more", "12 to 15", "14"],
            "standings": ["stands", "stands", "superseded", "stands"],
            "claim_ids_in_conflict": ["clm-c"],
        },
        {
            "question_id": "qst-seat",
            "question": "Where did the Valley Council sit in August 2021?",
            "position_count": 1,
            "claim_count": 1,
            "claimant_count": 1,
            "originator_count": 1,
            "source_count": 1,
            "claim_ids": ["clm-g"],
            "claimant_ids": ["act-council"],
            "source_ids": ["src-radio"],
            "positions": ["North Ostra"],
            "standings": ["stands"],
            "claim_ids_in_conflict": ["clm-g"],
        },
    ]


def test_a_contested_question_says_among_whom_it_is_and_what_was_withheld() -> None:
    def told(line: str) -> tuple[Any, ...]:
        names = ("is_contested_now", "within_side", "between_sides")
        rows = derived.contested_questions(claimed(line)).filter(
            pl.col("question_id") == "qst-control"
        )
        (row,) = rows.select(*names, "withheld_count", "withheld_claimants", "withheld").rows()
        return row

    assert told("") == (True, False, True, 0, [], [])
    spokesman = "claims clm-b on_behalf_of_id=act-guard"
    assert told(spokesman)[:3] == (True, True, True)
    assert told(f"{spokesman} ; claims clm-k status=withdrawn")[:3] == (True, True, False)
    assert told(f"{TAKEN_BACK} ; claims clm-k status=withdrawn")[:3] == (False, False, True)
    assert told(UNCONFIRMED) == (True, False, True, 1, ["Radio Ostra"], ["could_not_confirm"])


def test_whose_a_claim_is_stands_beside_it_by_id_and_by_name() -> None:
    line = f"claims clm-b on_behalf_of_id=act-guard ; {TAKEN_BACK}"
    found = derived.positions(claimed(line)).filter(pl.col("position") == "not: River Guard")
    names = ("claimants", "side_ids", "sides", "originators", "publishers", "standings")
    assert cells(found, *names) == [
        (
            ["Valley Council"],
            ["act-guard"],
            ["River Guard"],
            ["Valley Council"],
            ["Radio Ostra"],
            ["retracted"],
        )
    ]


def test_reports_of_one_act_of_speaking_are_one_utterance() -> None:
    line = "+claims clm-again from=clm-a source_id=src-wire ; +relations clm-a,same_utterance,"
    (row,) = (
        derived.positions(claimed(f"{line}clm-again basis=curator"))
        .filter(pl.col("position") == "River Guard")
        .select("claim_count", "utterance_count", "utterances")
        .rows()
    )
    assert row == (3, 2, ["clm-a", "clm-a", "clm-k"])


def test_two_actors_of_one_name_are_two_positions() -> None:
    line = "actors act-council name='River Guard' ; claims clm-b polarity= answer=act-council"
    found = derived.positions(claimed(line)).filter(pl.col("question_id") == "qst-control")
    assert found["position"].to_list() == ["River Guard (act-council)", "River Guard (act-guard)"]


def test_a_claim_on_a_question_that_is_not_there_keeps_its_position() -> None:
    found_in = claimed("claims clm-b question_id=qst-gone ; +questions qst-talks topic=other")
    found = derived.positions(found_in)
    assert cells(found.filter(pl.col("question_id") == "qst-gone"), "position", "claim_ids") == [
        ("not: act-guard", ["clm-b"])
    ]
    assert cells(derived.contested_questions(found_in), "question_id", "question") == [
        ("qst-control", "Who held Low Ford on 21 August 2021?"),
        ("qst-gone", None),
        ("qst-talks", None),
    ]


REFUSED = [
    *(
        (
            f"claims clm-e {cell}",
            f"The claim clm-e has no place among the positions: its {name} is blank or malformed.",
        )
        for name, cell in (
            ("question_id", "question_id="),
            ("question_id", "question_id=Talks"),
            ("claimant_id", "claimant_id=Marin"),
            ("source_id", "source_id="),
            ("polarity", "polarity=no"),
            ("answer", "answer="),
            ("status", "status=gone"),
        )
    ),
    (
        "claims clm-e claim_id=E",
        (
            "The claim in record 1 of claims has no place among the positions: its claim_id is"
            " blank or malformed."
        ),
    ),
    (
        "claims clm-e claim_id= ; claims clm-f claim_id=",
        (
            "The claim in record 12 of claims has no place among the positions: its claim_id is"
            " blank or malformed."
        ),
    ),
    (
        "claims clm-d quantity_min=many",
        "The claim clm-d has no place among the positions: its quantity_min is malformed.",
    ),
    (
        "claims clm-d quantity_max=1e3",
        "The claim clm-d has no place among the positions: its quantity_max is malformed.",
    ),
    (
        "+claims clm-l from=clm-a",
        "The claim clm-l has no place among the positions: its id stands twice.",
    ),
    ("delete relations", "The table relations cannot be read: data/relations.csv is not there."),
    (
        "bytes claims clm-a, clm-a,,",
        "The table claims cannot be read: data/claims.csv could not be read (ragged-row).",
    ),
]


@pytest.mark.parametrize(("line", "message"), REFUSED)
def test_a_package_in_which_a_claim_has_no_place_is_refused_in_plain_words(
    line: str, message: str
) -> None:
    with pytest.raises(UnreadableError) as error:
        derived.positions(claimed(line))
    assert str(error.value) == f"{message} contested validate tells more."
    with pytest.raises(UnreadableError):
        derived.contested_questions(claimed(line))


@pytest.mark.parametrize(
    "line",
    [
        "claims clm-l answer= claimant_id=",
        "claims clm-a quantity_min=many",
        "claims clm-a quantity_min=5",
        "sources src-radio published=soon",
    ],
)
def test_what_places_no_active_claim_is_no_reason_to_refuse(line: str) -> None:
    assert derived.positions(claimed(line)).equals(derived.positions(claimed()))


def test_tables_without_any_claim_have_nothing_derived() -> None:
    asked = [{"question_id": name} for name in QUESTIONS]
    nothing = Claimed(views_over({"questions": asked, "claims": [], "relations": []}))
    heights = {name: len(make(nothing)) for name, make in DERIVED.items()}
    assert heights == dict.fromkeys(DERIVED, 0) | {"disagreement": len(QUESTIONS)}


def test_python_gives_both_as_pandas_frames_from_which_every_claim_can_be_had(
    tmp_path: Path,
) -> None:
    dataset = contested.open(laid(tmp_path))
    found, questions = contested.positions(dataset), contested.contested_questions(dataset)
    claims = (
        found.explode(["claim_ids", "claimant_ids", "source_ids", "wordings"])
        .set_index("claim_ids")
        .sort_index()
    )
    active = dataset.tables["claims"].set_index("claim_id").drop(index="clm-l")
    assert claims["claimant_ids"].to_list() == active["claimant_id"].to_list()
    assert claims["source_ids"].to_list() == active["source_id"].to_list()
    assert claims["wordings"].to_list() == active["answer"].to_list()
    assert questions["question_id"].to_list() == ["qst-control", "qst-talks"]
    assert questions["positions"].to_list() == [
        ["River Guard", "not: River Guard", "River Guard"],
        ["yes", "no"],
    ]


def test_the_core_needs_no_pandas() -> None:
    script = (
        "import sys, contested.derived.positions; print(sorted({'pandas', 'pandera', 'narwhals',"
        " 'frictionless'} & set(sys.modules)))"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout
        == "[]\n"
    )
