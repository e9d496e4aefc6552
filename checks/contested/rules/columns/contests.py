"""Contests: claims that cannot both be right, and their questions.

No two claims are ever compared: what others say is what all say, less what the claimant says,
counted and ranked in windows.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from operator import and_

from contested.rules.columns.answers import WITHHELD
from contested.rules.columns.counting import Order
from contested.rules.columns.meetings import (
    ALWAYS,
    DAYS,
    EVERYBODY,
    GIVEN,
    OTHERS,
    READ,
    Among,
    Times,
    against,
    conflicting,
    gathered,
    meetings,
    of_days,
    with_places,
)
from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.rule import Expr
from contested.rules.views import Views

OPPOSING = ("contradicts", "disputes")
"""Relations that say of two claims that they are in conflict."""
SIDES = ("claim", "other_claim")
WHO = ("status", "claimant_id", "polarity")
"""What of both claims of a relation says whether it counts."""
APART_IN_TIME: Times = (
    (1, (Order("occurred_last", "<", "occurred_first"),)),
    (1, (Order("occurred_first", ">", "occurred_last"),)),
)
"""Neither begins before the other has ended."""
OWN: Among = ((1, "voice"), (-1, "utterance"))
"""A claimant's own in one source, less those of the same act of speaking."""


@column_frame("in_conflict", "claims", needs=("questions", "relations", "locations"))
def in_conflict(views: Views, table: str) -> Frame:
    """Return True for active claims in conflict with somebody else's.

    Those may be superseded ones, but must be active.
    """
    found = views.namespace.concat([*_incompatible(views), _opposed(views)])
    return found.unique().with_columns(views.namespace.lit(True).alias("in_conflict"))


@column_frame("is_contested", "questions", needs=("claims", "relations", "locations"))
def is_contested(views: Views, table: str) -> Frame:
    """Return True for the questions that hold a claim in conflict."""
    col, lit = views.namespace.col, views.namespace.lit
    claims = views.view("claims", {"question_id", "in_conflict"}).filter(
        col("in_conflict") & ~col("question_id").is_null()
    )
    return claims.select("question_id").unique().with_columns(lit(True).alias("is_contested"))


def _incompatible(views: Views) -> list[Frame]:
    """Return the claims that are incompatible with somebody else's.

    That is with another answer, with its denial, with a stretch that ends before or begins after,
    as far as the days of both let them meet.
    """
    col, asked = views.namespace.col, _asked(views)
    timed = {"changing", "running"} & {over_time for over_time, _ in asked}
    places = any(kind == "location" for _, kind in asked)
    names = READ | (set(DAYS) if timed else set())
    claims = views.view("claims", names).filter(is_given(views))
    is_timed = col("is_changing") | col("is_running")
    whole = claims.filter(~is_timed) if timed else claims
    found = _of_whole_periods(views, whole)
    if places:
        nested = with_places(views, whole.filter(col("is_place")))
        found += [against(views, each, ALWAYS, OTHERS) for each in meetings(views, nested)]
    if timed:
        found += of_days(views, with_places(views, claims.filter(is_timed)), OTHERS)
    return found


def is_given(views: Views) -> Expr:
    """Return True where an active claim gives an answer to a question."""
    col = views.namespace.col
    active: Expr = col("status") == "active"
    return reduce(and_, [~col(name).is_null() for name in GIVEN], active)


@column_frame("contradicts_own", "claims", needs=("questions", "locations", "relations"))
def contradicts_own(views: Views, table: str) -> Frame:
    """Return True for active claims that their own claimant contradicts.

    Another active claim of the same claimant, question and source is incompatible with them, and
    was not said in the same breath.
    """
    col = views.namespace.col
    group = ["question_id", "claimant_id", "source_id"]
    active = views.view("claims", {*group, *GIVEN, "status"}).filter(is_given(views))
    alike = _at_odds(views, active.filter(~col("source_id").is_null()), group)
    claims = views.view("claims", READ | {*DAYS, "source_id", "utterance"}, alike)
    voice = views.namespace.concat_str([col("claimant_id"), col("source_id")], separator=" ")
    found = conflicting(views, claims.with_columns(voice.alias("voice")), OWN)
    return found.with_columns(views.namespace.lit(True).alias("contradicts_own"))


@column_frame("parts_days", "questions", needs=("claims", "locations"))
def parts_days(views: Views, table: str) -> Frame:
    """Return True for questions whose claims exclude each other for different days.

    Their answer is one for the whole period, which is blank or several days.
    """
    col = views.namespace.col
    is_timed = col("is_changing") | col("is_running")
    is_long = (col("period_first") != col("period_last")) & ~is_timed
    names = {*GIVEN, "status", "is_changing", "is_running", "period_first", "period_last"}
    long = views.view("claims", names).filter(is_given(views) & is_long)
    alike = _at_odds(views, long, ["question_id"])
    claims = views.view("claims", READ | {"occurred_first", "occurred_last"}, alike)
    apart = meetings(views, with_places(views, claims))
    rows = gathered(views, [against(views, m, APART_IN_TIME, EVERYBODY) for m in apart])
    asked = views.view("claims", {"question_id"}, rows).select("question_id").unique()
    return asked.with_columns(views.namespace.lit(True).alias("parts_days"))


def _at_odds(views: Views, claims: Frame, group: list[str]) -> Frame:
    """Return claims in whose group there is more than one position."""
    position = views.namespace.col("position")
    differ = position.min().over(*group) != position.max().over(*group)
    return claims.filter(differ).select("row").collect().lazy()


def _asked(views: Views) -> set[tuple[str, str]]:
    """Return how the questions' answers stand over time, with their kinds."""
    kinds = views.view("questions", {"over_time", "answer_type"})
    return set(views.rows(kinds.select("over_time", "answer_type").unique()))


def _of_whole_periods(views: Views, claims: Frame) -> list[Frame]:
    """Return claims in conflict where one answer holds for the whole period.

    Different places are left out, since one may lie within another.
    """
    col = views.namespace.col
    affirmed = claims.filter(col("polarity") == "affirms")
    excluding = affirmed.filter(col("excludes") & ~col("is_place"))
    return [
        _others_differ(views, excluding, ["question_id"], "answered"),
        _others_differ(views, claims, ["question_id", "answered"], "polarity"),
        _others_apart(views, affirmed.filter(col("is_ranged"))),
    ]


def _others_differ(views: Views, claims: Frame, group: list[str], name: str) -> Frame:
    """Return the claims in whose group another claimant has another value.

    All but those with the same value or claimant, which overlap, are some.
    """
    size = views.namespace.len()
    every, same, own = size.over(*group), size.over(*group, name), size.over(*group, "claimant_id")
    return claims.filter(every + size.over(*group, name, "claimant_id") > same + own).select("row")


def _others_apart(views: Views, claims: Frame) -> Frame:
    """Return the claims whose stretch is clear of another claimant's.

    It lies wholly above or below it, on the same question.
    """
    col = views.namespace.col
    claims = claims.with_columns(
        (col("least") * -1.0).alias("below"), (col("most") * -1.0).alias("above")
    )
    for end in ("most", "below"):
        claims = _lowest_of_others(views, claims, end)
    return claims.filter(
        (col("others_most") < col("least")) | (col("others_below") < col("above"))
    ).select("row")


def _lowest_of_others(views: Views, claims: Frame, end: str) -> Frame:
    """Return the claims with the lowest end that other claimants have.

    It is the question's lowest; for a claimant who alone has that one, it is the next.
    """
    col, when, question = views.namespace.col, views.namespace.when, "question_id"
    claims = claims.with_columns(col(end).min().over(question).alias("lowest"))
    claims = claims.with_columns(
        when(col(end) == col("lowest")).then(col("claimant_id")).alias("holder")
    )
    claims = claims.with_columns(col("holder").min().over(question))
    claims = claims.with_columns(
        when(col("claimant_id") != col("holder")).then(col(end)).alias("next")
    )
    claims = claims.with_columns(col("next").min().over(question))
    return claims.with_columns(
        when(col("claimant_id") == col("holder"))
        .then(col("next"))
        .otherwise(col("lowest"))
        .alias(f"others_{end}")
    )


def _opposed(views: Views) -> Frame:
    """Return the claims that a relation sets against somebody else's.

    It may point either way, and they may answer anything, but not withhold an answer.
    """
    col = views.namespace.col
    names = {f"{side}__{name}" for side, name in product(SIDES, WHO)}
    relations = views.view("relations", names)
    counted = col("relation").is_in(list(OPPOSING)) & (
        col("claim__claimant_id") != col("other_claim__claimant_id")
    )
    for end in SIDES:
        withholds = col(f"{end}__polarity").is_in(WITHHELD).fill_null(False)
        counted = counted & (col(f"{end}__status") == "active") & ~withholds
    relations = relations.filter(counted)
    ends = views.namespace.concat(
        [relations.select(col(f"{side}_id").alias("claim_id")) for side in SIDES]
    )
    return views.view("claims", set(), ends).select("row")
