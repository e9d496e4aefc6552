"""Contests: claims that cannot both be right, and their questions.

No two claims are ever compared: what others say is what all say, less what the claimant says,
counted and ranked in windows.
"""

from __future__ import annotations

from functools import reduce
from operator import and_

from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.rule import Expr
from contested.rules.views import Views

OPPOSING = ("contradicts", "disputes")
"""Relations that say of two claims that they are in conflict."""
SIDES = ("claim", "other_claim")


@column_frame("in_conflict", "claims", needs=("questions", "relations"))
def in_conflict(views: Views, table: str) -> Frame:
    """Return True for active claims in conflict with somebody else's.

    Those may be superseded ones, but must be active.
    """
    found = views.namespace.concat([*_incompatible(views), _opposed(views)])
    return found.unique().with_columns(views.namespace.lit(True).alias("in_conflict"))


@column_frame("is_contested", "questions", needs=("claims", "relations"))
def is_contested(views: Views, table: str) -> Frame:
    """Return True for the questions that hold a claim in conflict."""
    col, lit = views.namespace.col, views.namespace.lit
    claims = views.view("claims", {"question_id", "in_conflict"}).filter(
        col("in_conflict") & ~col("question_id").is_null()
    )
    return claims.select("question_id").unique().with_columns(lit(True).alias("is_contested"))


def _incompatible(views: Views) -> list[Frame]:
    """Return the claims that are incompatible with somebody else's.

    That is with another answer, with its denial, with a stretch that ends before or begins after.
    """
    col, given = views.namespace.col, ("question_id", "claimant_id", "position")
    names = {*given, "status", "polarity", "answered", "excludes", "is_ranged", "least", "most"}
    sound: Expr = reduce(and_, [~col(name).is_null() for name in given])
    claims = views.view("claims", names).filter((col("status") == "active") & sound)
    affirmed = claims.filter(col("polarity") == "affirms")
    excluding = affirmed.filter(col("excludes"))
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

    It may point either way, and they may answer anything.
    """
    col = views.namespace.col
    names = {f"{side}__status" for side in SIDES} | {f"{side}__claimant_id" for side in SIDES}
    relations = views.view("relations", names)
    counted = col("relation").is_in(list(OPPOSING)) & (
        col("claim__claimant_id") != col("other_claim__claimant_id")
    )
    active = reduce(and_, [col(f"{side}__status") == "active" for side in SIDES])
    relations = relations.filter(counted & active)
    ends = views.namespace.concat(
        [relations.select(col(f"{side}_id").alias("claim_id")) for side in SIDES]
    )
    return views.view("claims", set(), ends).select("row")
