"""Which answers cannot both be right: what is found in windows and joins is what comparing every
pair of claims finds.
"""

from __future__ import annotations

from functools import cache
from itertools import permutations

import polars as pl
from contested import standard
from contested.rules.views import Views
from contested.testing import specimen
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.colliding import frame_of
from laws.reference import incompatible
from rules.columns.viewing import column_of, untouched, views_made

Claim = dict[str, str]
SPECIMEN = {
    question["question_id"]: question for question in specimen.changed().tables["questions"]
}
AROUND = {
    place["location_id"]: place["within_id"] for place in specimen.changed().tables["locations"]
}
ANSWERS = {
    "qst-control": ["act-guard", "act-council"],
    "qst-seat": ["loc-ford", "loc-north"],
    "qst-talks": ["yes", "no"],
    "qst-began": [
        "2021-08-20",
        "2021-08-21",
        "2021-08",
        "2021-08-21/..",
        "../2021-08-20",
        "2021-08-20?",
    ],
    "qst-office": ["mayor", "head"],
}
BOUNDS = st.sampled_from(
    [("1", "1"), ("1", "2"), ("2", "3"), ("2.0", "3"), ("3", ""), ("", "1"), ("", "2"), ("4", "10")]
)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """A few claims by two voices in two sources, on a question of each kind."""
    kinds = draw(
        st.lists(st.sampled_from([*ANSWERS, "qst-deaths"]), min_size=1, max_size=2, unique=True)
    )
    return [draw(_claim(kinds, f"clm-{number}")) for number in range(draw(st.integers(2, 6)))]


@st.composite
def _claim(draw: st.DrawFn, kinds: list[str], claim_id: str) -> Claim:
    question = draw(st.sampled_from(kinds))
    least, most = draw(BOUNDS) if question == "qst-deaths" else ("", "")
    return {
        "claim_id": claim_id,
        "question_id": question,
        "claimant_id": draw(st.sampled_from(["act-guard", "act-council"])),
        "source_id": draw(st.sampled_from(["src-radio", "src-radio", "src-wire"])),
        "polarity": draw(st.sampled_from(["", "affirms", "denies"])),
        "status": draw(st.sampled_from(["", "active", "withdrawn"])),
        "answer": draw(st.sampled_from(ANSWERS.get(question, ["some"]))),
        "quantity_min": least,
        "quantity_max": most,
    }


def cannot_both_be_right(one: Claim, other: Claim) -> bool:
    """The standard's words, for two claims on questions of the specimen."""
    return incompatible(one, other, SPECIMEN[one["question_id"]], AROUND)


@cache
def others() -> dict[str, pl.DataFrame]:
    """The tables of the specimen, as they are read."""
    return {name: one.frame for name, one in untouched().items() if one.frame is not None}


def views_with(rows: list[Claim], relations: list[dict[str, str]]) -> Views:
    """The views of the specimen with these claims and relations for its own; all of their cells are
    well-formed.
    """
    first = specimen.changed().tables["claims"][0]
    changed = {
        "claims": frame_of("claims", [first | row for row in rows]),
        "relations": frame_of("relations", relations),
    }
    return views_made(others() | changed, dict(standard.tables()), [], "polars")


@settings(max_examples=60, deadline=None)
@given(claims())
def test_who_contradicts_themselves_is_who_has_an_incompatible_claim_beside_another(
    rows: list[Claim],
) -> None:
    active = [row for row in rows if row["status"] != "withdrawn"]
    together = ("question_id", "claimant_id", "source_id")
    naive = {
        a["claim_id"]
        for a, b in permutations(active, 2)
        if all(a[c] == b[c] for c in together) and cannot_both_be_right(a, b)
    }
    assert set(column_of(views_with(rows, []), "claims", "contradicts_own")) == naive


@settings(max_examples=60, deadline=None)
@given(claims())
def test_a_relation_joins_incompatible_claims_where_their_answers_cannot_both_be_right(
    rows: list[Claim],
) -> None:
    relations = [
        {
            "claim_id": a["claim_id"],
            "relation": "disputes",
            "other_claim_id": b["claim_id"],
            "basis": "curator",
        }
        for a, b in permutations(rows, 2)
    ]
    found = column_of(views_with(rows, relations), "relations", "is_incompatible")
    naive = {
        f"{a['claim_id']} disputes {b['claim_id']}"
        for a, b in permutations(rows, 2)
        if cannot_both_be_right(a, b) and "withdrawn" not in (a["status"], b["status"])
    }
    assert {key for key, value in found.items() if value} == naive
