"""Times: when a claim holds, and up to when it counts.

Both are whole days as numbers. An end that is open, or that nothing tells, is beyond every day.
"""

from __future__ import annotations

from contested.rules.names import column
from contested.rules.rule import Expr, Row

ENDLESS = 1e9
"""Stands for a day beyond every day; before every day it is negative."""


@column("occurred_first", "claims")
def occurred_first(claim: Row) -> Expr:
    """Return the first day of `occurred`, or one before every day."""
    return (claim.occurred_earliest * 1.0).fill_null(-ENDLESS)


@column("occurred_last", "claims")
def occurred_last(claim: Row) -> Expr:
    """Return the last day of `occurred`, or one after every day."""
    return (claim.occurred_latest * 1.0).fill_null(ENDLESS)


@column("period_first", "claims")
def period_first(claim: Row) -> Expr:
    """Return the first day that the question is about."""
    return (claim.question__period_earliest * 1.0).fill_null(-ENDLESS)


@column("period_last", "claims")
def period_last(claim: Row) -> Expr:
    """Return the last day that the question is about."""
    return (claim.question__period_latest * 1.0).fill_null(ENDLESS)


@column("said_last", "claims")
def said_last(claim: Row) -> Expr:
    """Return the last day on which it may have been said."""
    return (claim.stated_latest * 1.0).fill_null(ENDLESS)


@column("holds_when_said", "claims")
def holds_when_said(claim: Row) -> Expr:
    """Return True where a claim holds on the day it was said.

    It has no days of its own.

    That is so if the question asks about that day.
    """
    said = claim.said_last
    in_period = (claim.period_first <= said) & (said <= claim.period_last)
    return claim.occurred.is_null() & (said < ENDLESS) & in_period


@column("held_first", "claims")
def held_first(claim: Row) -> Expr:
    """Return the first day on which a claim on a state holds.

    It is that of `occurred`, else the day it was said, else that of the question's period.
    """
    undated = claim.when(claim.holds_when_said, claim.said_last, claim.period_first)
    return claim.when(claim.occurred.is_null(), undated, claim.occurred_first)


@column("held_last", "claims")
def held_last(claim: Row) -> Expr:
    """Return the last day on which a claim on a state holds."""
    undated = claim.when(claim.holds_when_said, claim.said_last, claim.period_last)
    return claim.when(claim.occurred.is_null(), undated, claim.occurred_last)


@column("held_once", "claims")
def held_once(claim: Row) -> Expr:
    """Return True where it holds on only one of several days."""
    is_some = claim.occurred.is_null() | (claim.occurred_span == "within").fill_null(False)
    return is_some & (claim.held_first != claim.held_last)


@column("counted_last", "claims")
def counted_last(claim: Row) -> Expr:
    """Return the day up to which a running count counts.

    It is the last of `occurred`, else of when it was said or of the question's period.
    """
    said, end = claim.said_last, claim.period_last
    undated = claim.when(said < end, said, end)
    return claim.when(claim.occurred_last < ENDLESS, claim.occurred_last, undated)


@column("is_changing", "claims")
def is_changing(claim: Row) -> Expr:
    """Return True where the question is about a state that may change."""
    return (claim.question__over_time == "changing").fill_null(False)


@column("is_running", "claims")
def is_running(claim: Row) -> Expr:
    """Return True where a question asks for a count that only grows."""
    runs = claim.question__over_time == "running"
    return (runs & (claim.question__answer_type == "quantity")).fill_null(False)
