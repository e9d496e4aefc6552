"""Days: how answers for different days stand to each other."""

from __future__ import annotations

from contested.rules.columns.answers import WITHHELD
from contested.rules.rule import Expr, Row, rule

STATE = "questions qst-control over_time=changing period=2021-08 ;"
"""A question about a state that may change within a month."""
COUNT = "questions qst-deaths over_time=running period=2021-08 ;"


@rule(
    "running-without-count",
    on="questions.over_time",
    bad="questions qst-control over_time=running",
    good=("questions qst-deaths over_time=running", "questions qst-control over_time=changing"),
)
def running_without_count(question: Row) -> Expr:
    """The question asks for an answer of the type {answer_type}, which cannot run.

    Only a count of what has happened so far can do nothing but grow.

    Allowed: running for quantities; for every other type fixed or changing

    Mend: Write changing if the answer may be another one on another day, else leave it blank.
    """
    return (question.over_time == "running") & (question.answer_type != "quantity")


@rule(
    "different-days",
    on="questions.over_time",
    severity="warning",
    bad=(
        (
            "questions qst-control period=2021-08 ; claims clm-b polarity= answer=act-council"
            " occurred=2021-08-22"
        ),
        (
            "questions qst-control period= ; claims clm-b occurred=2021-08-23/2021-08-24"
            " occurred_span=within ; claims clm-b stated=2021-08-23"
        ),
    ),
    good=(
        f"{STATE} claims clm-b polarity= answer=act-council occurred=2021-08-22 ;"
        " relations -clm-b,contradicts,clm-a",
        "questions qst-control period=2021-08",
        "questions qst-control period=2021-08 ; claims clm-b occurred= claim_type=assessment",
    ),
)
def different_days(question: Row) -> Expr:
    """Claims on this question exclude each other, though they speak of different days.

    Who held a town may differ from day to day, and a count may grow. Asked without a day, both
    claimants may be right, and yet it looks like a dispute.

    Allowed: a period of one day; changing for a state, running for a count; claims whose days touch

    Mend: Say that the answer is changing or running, or ask a question for each day.
    """
    return question.parts_days


@rule(
    "undated-state",
    on="claims.occurred",
    severity="warning",
    bad=(
        f"{STATE} claims clm-a occurred=",
        f"{STATE} claims clm-k occurred=../2021-08-21 occurred_span=within",
    ),
    good=(
        STATE.rstrip(" ;"),
        f"{STATE} claims clm-a occurred=../2021-08-21 occurred_span=throughout",
        f"{STATE} claims clm-k occurred=2021-08-20/2021-08-21 occurred_span=within",
        (
            f"{STATE} claims clm-k polarity=withholds withheld=does_not_know certainty=unstated"
            " answer= occurred= ; relations -clm-k,corroborates,clm-a"
        ),
    ),
    instead_of=("undated-occurrence",),
)
def undated_state(claim: Row) -> Expr:
    """The question is about something that may change, and the claim names no day: {occurred}.

    “They hold it” is true of the day on which it was said. Without a day it is held against
    whatever was said on the same day.

    Allowed: a day, a stretch of days, or an open start with throughout (“never so far”)

    Mend: Write the days that the claimant speaks of. What is said in the present tense is of the
    day on which it was said.
    """
    open_start = claim.occurred_earliest.is_null() & (claim.occurred_span == "within")
    undated = claim.occurred_is_blank | (~claim.occurred.is_null() & open_start)
    answers = (claim.status == "active") & ~claim.polarity.is_in(WITHHELD)
    return answers & claim.is_changing & undated


@rule(
    "partial-count",
    on="claims.occurred",
    severity="warning",
    bad=f"{COUNT} claims clm-d occurred=2021-08-02/2021-08-21 occurred_span=throughout",
    good=(
        f"{COUNT} claims clm-d occurred=2021-08-01/2021-08-21 occurred_span=throughout",
        f"{COUNT} claims clm-d occurred=2021-07/2021-08-21 occurred_span=throughout",
        COUNT.rstrip(" ;"),
        (
            f"{COUNT} claims clm-d polarity=withholds withheld=declined certainty=unstated answer="
            " quantity_min= quantity_max= occurred=2021-08-02/2021-08-21 occurred_span=throughout"
        ),
    ),
)
def partial_count(claim: Row) -> Expr:
    """The count begins later ({occurred}) than the question's period ({question__period}).

    A count of the last week answers another question than a count since the beginning. The two
    would be held against each other.

    Allowed: a day up to which is counted, or days from the beginning of {question__period}

    Mend: Ask a question about these days, or write the last day alone.
    """
    later = claim.occurred_earliest > claim.question__period_earliest
    several = claim.occurred_earliest != claim.occurred_latest
    answers = (claim.status == "active") & ~claim.polarity.is_in(WITHHELD)
    return answers & claim.is_running & later & several
