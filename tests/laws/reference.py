"""Conflict as the standard words it, over every pair of claims.

It is slow and plain, to hold the quick way to. Tables are lists of rows, rows are texts by column,
and a blank is "". Nothing here knows a frame, a view or a named column.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

from contested.standard import edtf

Row = dict[str, str]
Tables = dict[str, list[Row]]
FOREVER = Decimal("Infinity")
Stretch = tuple[Decimal, Decimal]
UNKNOWN: Row = {"answer_type": "", "exclusive": ""}
"""What is known of a question that the package does not hold."""


def conflicts(tables: Tables) -> set[frozenset[str]]:
    """Return the pairs of claims in conflict, by their ids."""
    questions = {question["question_id"]: question for question in tables["questions"]}
    around = {one["location_id"]: one["within_id"] for one in tables.get("locations", ())}
    opposed = {
        frozenset((relation["claim_id"], relation["other_claim_id"]))
        for relation in tables.get("relations", ())
        if relation["relation"] in ("contradicts", "disputes")
    }
    found = set()
    for one, other in pairs(tables):
        pair = frozenset((one["claim_id"], other["claim_id"]))
        question = questions.get(one["question_id"], UNKNOWN)
        if pair in opposed or incompatible(one, other, question, around):
            found.add(pair)
    return found


def contested(tables: Tables) -> set[str]:
    """Return the questions that hold a claim in conflict."""
    question_of = {claim["claim_id"]: claim["question_id"] for claim in tables["claims"]}
    return {question_of[claim_id] for pair in conflicts(tables) for claim_id in pair}


def pairs(tables: Tables) -> Iterator[tuple[Row, Row]]:
    """Yield every two active claims of different claimants that give an answer."""
    active = [claim for claim in tables["claims"] if is_active(claim)]
    return (
        (one, other)
        for one, other in combinations(active, 2)
        if one["claimant_id"] != other["claimant_id"]
    )


def is_active(claim: Row) -> bool:
    """Return whether a claim counts and gives an answer."""
    return claim["status"] in ("", "active") and claim["polarity"] != "withholds"


def incompatible(one: Row, other: Row, question: Row, around: Row) -> bool:
    """Return whether two claims on a question cannot both be right.

    The question is that of the first; `around` says of a place what it lies within.
    """
    if one["question_id"] != other["question_id"] or not exclude(one, other, question, around):
        return False
    over_time = question.get("over_time") or "fixed"
    if over_time == "changing":
        return share_a_day(one, other, question)
    if over_time == "running" and question["answer_type"] == "quantity":
        return not may_have_grown(one, other, question)
    return True


def exclude(one: Row, other: Row, question: Row, around: Row) -> bool:
    """Return whether two answers cannot both be right, whatever the day."""
    denied = [claim for claim in (one, other) if claim["polarity"] == "denies"]
    if len(denied) == 2:
        return False
    if denied:
        said = other if denied[0] is one else one
        return answer(denied[0], question) in implied(said, question, around)
    if question["answer_type"] in ("quantity", "date"):
        return not touch(widened(one, question), widened(other, question))
    exclusive = question["answer_type"] == "yes_no" or (
        question["answer_type"] in ("actor", "location") and question["exclusive"] == "true"
    )
    return (
        exclusive
        and answer(one, question) not in implied(other, question, around)
        and answer(other, question) not in implied(one, question, around)
    )


def answer(claim: Row, question: Row) -> Any:
    """Return what a claim answers: of a quantity its bounds, of a date its days."""
    if question["answer_type"] in ("quantity", "date"):
        return stretch(claim, question)
    return unicodedata.normalize("NFC", claim["answer"])


def implied(claim: Row, question: Row, around: Row) -> list[Any]:
    """Return the answer, and for a place all that it lies within."""
    found = [answer(claim, question)]
    while question["answer_type"] == "location" and around.get(found[-1]):
        found.append(around[found[-1]])
    return found


def stretch(claim: Row, question: Row) -> Stretch:
    """Return the least and the most that an answer allows, as it is stated."""
    if question["answer_type"] == "date":
        return days(claim["answer"])
    low, high = claim["quantity_min"], claim["quantity_max"]
    return Decimal(low or -FOREVER), Decimal(high or FOREVER)


def widened(claim: Row, question: Row) -> Stretch:
    """Return the same, further apart where the number is approximate."""
    low, high = stretch(claim, question)
    if claim.get("quantity_about") != "true":
        return low, high
    return low - slack(low), high + slack(high)


def slack(bound: Decimal) -> Decimal:
    """Return half a unit of the last digit that counts, or a quarter of the number."""
    if not bound.is_finite():
        return Decimal(0)
    unit = Decimal(1)
    while bound and bound % (unit * 10) == 0:
        unit *= 10
    while bound % unit != 0:
        unit /= 10
    return min(unit / 2, abs(bound) / 4)


def touch(one: Stretch, other: Stretch) -> bool:
    """Return whether neither stretch ends before the other begins."""
    return one[0] <= other[1] and other[0] <= one[1]


def days(text: str) -> Stretch:
    """Return the first and the last day of a date, endless where it is open or blank."""
    known = edtf.parse(text) if text else None
    if known is None:
        return -FOREVER, FOREVER
    return (
        -FOREVER if known.earliest is None else Decimal(known.earliest),
        FOREVER if known.latest is None else Decimal(known.latest),
    )


def share_a_day(one: Row, other: Row, question: Row) -> bool:
    """Return whether there is a day on which both claims must hold."""
    (a, a_once), (b, b_once) = held(one, question), held(other, question)
    if a_once and b_once:
        return False
    if a_once:
        return lies_within(a, b)
    return lies_within(b, a) if b_once else touch(a, b)


def lies_within(inner: Stretch, outer: Stretch) -> bool:
    """Return whether all days of one stretch are days of the other."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def held(claim: Row, question: Row) -> tuple[Stretch, bool]:
    """Return the days on which a claim holds, and whether on one of them only."""
    if claim["occurred"]:
        known = days(claim["occurred"])
        return known, known[0] != known[1] and claim["occurred_span"] == "within"
    period, said = days(question["period"]), days(claim["stated"])[1]
    if said < FOREVER and period[0] <= said <= period[1]:
        return (said, said), False
    return period, period[0] != period[1]


def may_have_grown(one: Row, other: Row, question: Row) -> bool:
    """Return whether a running count can have been both, one after the other."""
    denied = [claim for claim in (one, other) if claim["polarity"] == "denies"]
    if denied:
        (late,) = denied
    else:
        late = min((one, other), key=lambda claim: widened(claim, question))
    early = other if late is one else one
    return counted_up_to(late, question) < counted_up_to(early, question)


def counted_up_to(claim: Row, question: Row) -> Decimal:
    """Return the last day that a running count takes in."""
    last = days(claim["occurred"])[1]
    return last if last < FOREVER else min(days(claim["stated"])[1], days(question["period"])[1])
