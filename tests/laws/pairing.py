"""Pairs of positions in conflict as the standard words them, over every pair of claims.

It is slow and plain, as `laws.reference` is, to hold the quick way to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from laws import reference
from laws.reference import Row, Tables

MARKS = {"retracts": "retracted", "corrects": "corrected", "supersedes": "superseded"}
Position = tuple[Any, ...]


@dataclass
class Pair:
    """What is known of the claims of one position that are in conflict with another's."""

    claims: set[str] = field(default_factory=set)
    by: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    basis: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)


def position(claim: Row, question: Row) -> Position:
    """Return what the claims of one position have in common."""
    answer = reference.answer(claim, question)
    about = question["answer_type"] == "quantity" and claim.get("quantity_about") == "true"
    return claim["question_id"], claim["polarity"] or "affirms", answer, about


def side(claim: Row) -> str:
    """Return on whose behalf a claim is made."""
    return claim.get("on_behalf_of_id") or claim["claimant_id"]


def utterances(tables: Tables) -> dict[str, set[str]]:
    """Return for each claim all that report the same act of speaking."""
    joined = {claim["claim_id"]: {claim["claim_id"]} for claim in tables["claims"]}
    for relation in tables["relations"]:
        if relation["relation"] == "same_utterance":
            both = joined[relation["claim_id"]] | joined[relation["other_claim_id"]]
            joined |= dict.fromkeys(both, both)
    return joined


def standings(tables: Tables) -> dict[str, str]:
    """Return for each claim what its own claimant did to it since."""
    claims = {claim["claim_id"]: claim for claim in tables["claims"]}
    joined = utterances(tables)
    done: dict[str, set[str]] = {claim_id: set() for claim_id in claims}
    for relation in tables["relations"]:
        newer, older = (claims[relation[end]] for end in ("claim_id", "other_claim_id"))
        if newer["claimant_id"] == older["claimant_id"] and newer["status"] != "withdrawn":
            for claim_id in joined[older["claim_id"]]:
                done[claim_id].add(relation["relation"])
    return {
        claim_id: next((word for kind, word in MARKS.items() if kind in kinds), "stands")
        for claim_id, kinds in done.items()
    }


def pairs(tables: Tables) -> dict[tuple[Position, Position], Pair]:
    """Return what is in conflict, by the two positions, both ways round."""
    claims = {claim["claim_id"]: claim for claim in tables["claims"]}
    questions = {question["question_id"]: question for question in tables["questions"]}
    around = {place["location_id"]: place["within_id"] for place in tables["locations"]}
    standing = standings(tables)
    found: dict[tuple[Position, Position], Pair] = {}
    for pair in reference.conflicts(tables):
        one, other = (claims[claim_id] for claim_id in sorted(pair))
        related = [
            relation
            for relation in tables["relations"]
            if {relation["claim_id"], relation["other_claim_id"]} == pair
            and relation["relation"] in ("contradicts", "disputes")
        ]
        question = questions[one["question_id"]]
        by = {"answers"} if reference.incompatible(one, other, question, around) else set()
        flags = {"within_side" if side(one) == side(other) else "between_sides"}
        if {standing[claim_id] for claim_id in pair} == {"stands"}:
            flags.add("among_standing")
        for here, there in ((one, other), (other, one)):
            ends = tuple(position(c, questions[c["question_id"]]) for c in (here, there))
            known = found.setdefault((ends[0], ends[1]), Pair())
            known.claims.add(here["claim_id"])
            known.by |= by | ({"relation"} if related else set())
            known.relations |= {relation["relation"] for relation in related}
            known.basis |= {relation["basis"] for relation in related}
            known.flags |= flags
    return found
