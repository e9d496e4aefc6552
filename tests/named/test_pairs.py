"""Which answers cannot both be right: what is found in windows and joins is what comparing every pair of claims finds."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import polars as pl
from contested import edtf, judge, load, specimen
from contested.checks import expand
from contested.rule import RULES
from contested.views import Views
from hypothesis import given, settings
from hypothesis import strategies as st
from named.test_columns import TODAY, column_of

Claim = dict[str, str]
ANSWERS = {
    "qst-control": ["act-guard", "act-council"],
    "qst-seat": ["loc-ford", "loc-north"],
    "qst-talks": ["yes", "no"],
    "qst-began": ["2021-08-20", "2021-08-21", "2021-08", "2021-08-21/..", "../2021-08-20", "2021-08-20?"],
    "qst-office": ["mayor", "head"],
}
BOUNDS = st.sampled_from([("1", "1"), ("1", "2"), ("2", "3"), ("2.0", "3"), ("3", ""), ("", "1"), ("", "2"), ("4", "10")])


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """A few claims by two voices in two sources, on a question of each kind."""
    kinds = draw(st.lists(st.sampled_from([*ANSWERS, "qst-deaths"]), min_size=1, max_size=2, unique=True))
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


def incompatible(one: Claim, other: Claim) -> bool:
    """The standard's words, for two claims on one question."""
    if one["question_id"] != other["question_id"]:
        return False
    if (one["polarity"] == "denies") != (other["polarity"] == "denies"):
        return answer_of(one) == answer_of(other)
    if one["polarity"] == "denies":
        return False
    if one["question_id"] in ("qst-control", "qst-talks"):
        return one["answer"] != other["answer"]
    (a, b), (c, d) = stretch(one), stretch(other)
    return (b is not None and c is not None and b < c) or (a is not None and d is not None and d < a)


def answer_of(claim: Claim) -> object:
    return stretch(claim) if claim["question_id"] == "qst-deaths" else claim["answer"]


def stretch(claim: Claim) -> tuple[Any, Any]:
    if claim["question_id"] == "qst-began":
        days = edtf.parse(claim["answer"])
        assert days is not None
        return days
    return tuple(Fraction(claim[bound]) if claim[bound] else None for bound in ("quantity_min", "quantity_max"))  # type: ignore[return-value]


def views_with(rows: list[Claim], relations: list[dict[str, str]]) -> Views:
    changed = specimen.changed()
    first = changed.tables["claims"][0]
    changed.tables |= {"claims": [first | row for row in rows], "relations": relations}
    package = changed.package()
    frames = {name: one.frame.lazy() for name, one in load.load(package).items() if one.frame is not None}
    views = judge.judge(pl, frames, package.tables, [c for c in expand(RULES.values(), package.tables) if c.form], TODAY).views
    assert views is not None
    return views


@settings(max_examples=60, deadline=None)
@given(claims())
def test_who_contradicts_themselves_is_who_has_an_incompatible_claim_beside_another(rows: list[Claim]) -> None:
    active = [row for row in rows if row["status"] != "withdrawn"]
    together = ("question_id", "claimant_id", "source_id")
    naive = {a["claim_id"] for a, b in permutations(active, 2) if all(a[c] == b[c] for c in together) and incompatible(a, b)}
    assert set(column_of(views_with(rows, []), "claims", "contradicts_own")) == naive


@settings(max_examples=60, deadline=None)
@given(claims())
def test_a_relation_joins_incompatible_claims_where_their_answers_cannot_both_be_right(rows: list[Claim]) -> None:
    relations = [{"claim_id": a["claim_id"], "relation": "disputes", "other_claim_id": b["claim_id"], "basis": "curator"} for a, b in permutations(rows, 2)]
    found = column_of(views_with(rows, relations), "relations", "is_incompatible")
    naive = {f"{a['claim_id']} disputes {b['claim_id']}" for a, b in permutations(rows, 2) if incompatible(a, b)}
    assert {key for key, value in found.items() if value} == naive
