"""A summary of what is said, by side and by day.

It also tells what is approximate and what is withheld. Names stand beside ids, and no number is
picked where several were given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import polars as pl

from contested.derived.claimed import Claimed
from contested.derived.meeting import met_by_relations
from contested.rules.columns.meetings import DAYS
from contested.rules.columns.standing import MARKS, STANDS
from contested.standard import readable

TIMES = ("is_changing", "is_running", *DAYS)
"""Whether a question's answers may change, and the days for which a claim gives one."""
SAID = ("number", "wording", "quantity_about", *TIMES)
WHO = ("claim_id", "claimant_id", "claimant", "side_id", "side")
LATEST = date.max.toordinal()
Cells = dict[str, Any]
Key = TypeVar("Key")


def summary(claimed: Claimed, contested: Iterable[str]) -> dict[str, list[Cells]]:
    """Return what a reader asks first, as plain data.

    - `sides`: each question with the answers of each side, contested ones first, who withholds
      one, and the other questions (`elsewhere`) whose answers a relation sets against these.
    - `changes`: the questions whose answers may change or grow and are not the same on all days,
      with the answers of each day: those days by which claims are held against each other.
    - `replaced`: claims that their claimants took back, corrected or replaced, and by what.
    - `approximate`: numbers that are marked as such, in the words of the source.
    - `withheld`: the questions on which somebody could not confirm an answer, does not know it or
      declined to give one, and what is claimed there.
    """
    claims = _claims(claimed)
    found = _grouped(claims, lambda one: one["question_id"])
    first, elsewhere = set(contested), _elsewhere(claimed)
    order = sorted(found, key=lambda question: (question not in first, question))
    sides = [
        {
            **_about(found[question]),
            "is_contested": question in first,
            **_said_on(found[question]),
            "elsewhere": [_about(found[other]) for other in sorted(elsewhere.get(question, ()))],
        }
        for question in order
    ]
    days = [{**_about(found[question]), "days": _changes(found[question])} for question in order]
    return {
        "sides": sides,
        "changes": [one for one in days if one["days"]],
        "replaced": _replaced(claimed, claims),
        "approximate": [_number(one) for one in claims if one["quantity_about"]],
        "withheld": [one for one in sides if one["withheld"]],
    }


def _claims(claimed: Claimed) -> list[Cells]:
    """Return the active claims in the order of their positions, by question."""
    questions = claimed.frame("questions", "question_id", "question")
    cells = claimed.frame("claims", "claim_id", "stated", "occurred", "certainty")
    claims = claimed.active.join(claimed.held.select("claim_id", *SAID), on="claim_id", how="left")
    for key, more in (
        ("claim_id", claimed.withheld.select("claim_id", "withheld")),
        ("claim_id", cells),
        ("question_id", questions),
    ):
        claims = claims.join(more, on=key, how="left")
    return claims.sort("question_id", "number", "claim_id", nulls_last=True).to_dicts()


def _elsewhere(claimed: Claimed) -> Mapping[str, set[str]]:
    """Return questions whose answers are set against those of others."""
    questions = dict(claimed.positions.select("number", "question_id").iter_rows())
    found: dict[str, set[str]] = {}
    for pair in met_by_relations(claimed.views, claimed.held).select("number", "there").iter_rows():
        here, there = (questions[number] for number in pair)
        if here != there:
            found.setdefault(here, set()).add(there)
    return found


def _about(claims: list[Cells]) -> Cells:
    one = claims[0]
    return {"question_id": one["question_id"], "question": one["question"] or one["question_id"]}


def _who(claim: Cells) -> Cells:
    return {name: claim[name] for name in WHO}


def _said_on(claims: list[Cells]) -> Cells:
    """Return each side's answers to one question, and who withholds one."""
    silent = [
        {**_who(one), "withheld": one["withheld"]} for one in claims if one["position"] is None
    ]
    return {"sides": _sides(claims), "withheld": silent}


def _number(claim: Cells) -> Cells:
    words = {name: claim[name] for name in ("wording", "position")}
    return {**_about([claim]), **_who(claim), **words}


def _sides(claims: list[Cells]) -> list[Cells]:
    """Return the sides by name, each with its answers."""
    some = [one for one in claims if one["position"] is not None]
    found = _grouped(some, lambda one: (one["side"], one["side_id"]))
    return [
        {"side_id": ident, "side": side, "says": _positions(found[side, ident])}
        for side, ident in sorted(found)
    ]


def _positions(claims: list[Cells]) -> list[Cells]:
    """Return the positions that claims hold, and who holds them."""
    found = _grouped(claims, lambda one: one["position"])
    return [
        {
            "position": position,
            "claims": [
                {**_who(one), "certainty": one["certainty"], "standing": one["standing"]}
                for one in holding
            ],
        }
        for position, holding in found.items()
    ]


def _changes(claims: list[Cells]) -> list[Cells]:
    """Return the answers of each day, where they differ."""
    some = [one for one in claims if one["is_changing"] or one["is_running"]]
    found = _grouped(sorted(some, key=_when), lambda one: (_days(one), _ends(one)))
    if len(found) < 2 or len({one["position"] for one in some}) < 2:
        return []
    return [
        {"day": words, "first": first, "last": last, "sides": _sides(on)}
        for (words, (first, last)), on in found.items()
    ]


def _when(claim: Cells) -> tuple[int, int]:
    first, last = (claim[name] or 0 for name in ("held_first", "held_last"))
    return (last, 0) if not claim["is_running"] else (claim["counted_last"] or 0, first)


def _ends(claim: Cells) -> tuple[str | None, str | None]:
    """Return the first and the last day that a claim speaks of."""
    if claim["is_running"]:
        return None, _day(claim["counted_last"])
    return _day(claim["held_first"]), _day(claim["held_last"])


def _day(ordinal: float | None) -> str | None:
    known = ordinal is not None and 1 <= ordinal <= LATEST
    return date.fromordinal(int(ordinal)).isoformat() if known and ordinal else None


def _days(claim: Cells) -> str:
    """Return the days that a claim speaks of, in words."""
    first, last = _ends(claim)
    if claim["is_running"]:
        words = f"by {readable.days(last)}" if last else "by no day that is given"
    elif first == last:
        words = readable.days(first) if first else "no day that is given"
    else:
        words = readable.days(f"{first or '..'}/{last or '..'}")
        words += ", on some day" if claim["held_once"] else ", all the time"
    signs = [sign for sign in readable.DOUBTS if sign in (claim["occurred"] or "")]
    return f"{words} ({readable.DOUBTS[signs[0]]})" if signs else words


def _replaced(claimed: Claimed, claims: list[Cells]) -> list[Cells]:
    """Return the claims that were replaced, and by what."""
    known = {one["claim_id"]: one for one in claims}
    relations: pl.DataFrame = claimed.views.view(
        "relations", {"claim_id", "relation", "other_claim_id"}
    ).collect()
    newer: dict[str, list[Cells]] = {}
    for row in relations.sort("claim_id").iter_rows(named=True):
        if row["relation"] in MARKS and row["claim_id"] in known:
            newer.setdefault(row["other_claim_id"], []).append(known[row["claim_id"]])
    return [
        {
            **_about([one]),
            **_said(one),
            "standing": one["standing"],
            "by": [_said(other) for other in newer.get(one["claim_id"], [])],
        }
        for one in claims
        if one["standing"] != STANDS
    ]


def _said(claim: Cells) -> Cells:
    return {**_who(claim), "position": claim["position"], "stated": claim["stated"]}


def _grouped(claims: Iterable[Cells], key: Callable[[Cells], Key]) -> Mapping[Key, list[Cells]]:
    """Return claims by a key, in the order of the keys."""
    found: dict[Key, list[Cells]] = {}
    for claim in claims:
        found.setdefault(key(claim), []).append(claim)
    return found
