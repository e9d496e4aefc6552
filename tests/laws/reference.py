"""Conflict as the standard words it, over every pair of claims.

It is slow and plain, to hold the quick way to. Tables are lists of rows, rows are texts by column,
and a blank is "". Nothing here knows a frame, a view or a named column.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from contested.standard import edtf

Row = dict[str, str]
Tables = dict[str, list[Row]]
Number = Fraction | int
UNKNOWN: Row = {"answer_type": "", "exclusive": ""}
"""What is known of a question that the package does not hold."""


def conflicts(tables: Tables) -> set[frozenset[str]]:
    """Return the pairs of claims in conflict, by their ids."""
    questions = {question["question_id"]: question for question in tables["questions"]}
    opposed = {
        frozenset((relation["claim_id"], relation["other_claim_id"]))
        for relation in tables.get("relations", ())
        if relation["relation"] in ("contradicts", "disputes")
    }
    found = set()
    for one, other in pairs(tables):
        pair = frozenset((one["claim_id"], other["claim_id"]))
        if pair in opposed or incompatible(one, other, questions.get(one["question_id"], UNKNOWN)):
            found.add(pair)
    return found


def contested(tables: Tables) -> set[str]:
    """Return the questions that hold a claim in conflict."""
    question_of = {claim["claim_id"]: claim["question_id"] for claim in tables["claims"]}
    return {question_of[claim_id] for pair in conflicts(tables) for claim_id in pair}


def pairs(tables: Tables) -> Iterator[tuple[Row, Row]]:
    """Yield every two active claims of different claimants."""
    active = [claim for claim in tables["claims"] if is_active(claim)]
    return (
        (one, other)
        for one, other in combinations(active, 2)
        if one["claimant_id"] != other["claimant_id"]
    )


def is_active(claim: Row) -> bool:
    """Return whether a claim counts."""
    return claim["status"] in ("", "active")


def incompatible(one: Row, other: Row, question: Row) -> bool:
    """Return whether two claims on a question cannot both be right.

    The question is that of the first.
    """
    if one["question_id"] != other["question_id"]:
        return False
    denials = [one["polarity"], other["polarity"]].count("denies")
    if denials == 1:
        return answer(one, question) == answer(other, question)
    if denials == 2:
        return False
    if question["answer_type"] in ("quantity", "date"):
        return not touch(stretch(one, question), stretch(other, question))
    exclusive = question["answer_type"] == "yes_no" or (
        question["answer_type"] in ("actor", "location") and question["exclusive"] == "true"
    )
    return exclusive and one["answer"] != other["answer"]


def answer(claim: Row, question: Row) -> object:
    """Return what a claim answers, of a quantity its bounds as numbers."""
    return stretch(claim, question) if question["answer_type"] == "quantity" else claim["answer"]


def stretch(claim: Row, question: Row) -> tuple[Number | None, Number | None]:
    """Return the first and last that an answer allows.

    An end that is open is None.
    """
    if question["answer_type"] == "date":
        days = edtf.parse(claim["answer"])
        return (days.earliest, days.latest) if days is not None else (None, None)
    least, most = (
        Fraction(claim[bound]) if claim[bound] else None
        for bound in ("quantity_min", "quantity_max")
    )
    return least, most


def touch(
    one: tuple[Number | None, Number | None], other: tuple[Number | None, Number | None]
) -> bool:
    """Return whether neither stretch ends before the other begins."""
    return all(
        end is None or begin is None or begin <= end
        for begin, end in ((one[0], other[1]), (other[0], one[1]))
    )
