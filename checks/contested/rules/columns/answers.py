"""Answers: positions, and which of them cannot both be right."""

from __future__ import annotations

import unicodedata
from functools import reduce
from operator import and_

from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.rule import Expr, Row
from contested.rules.views import Views
from contested.standard import edtf

REPLACING = ("corrects", "qualifies", "retracts", "supersedes")
"""Relations that say how two answers of one claimant stand to each other."""


@column_frame("answer_earliest", "claims", needs=("questions",))
def answer_earliest(views: Views, table: str) -> Frame:
    """Return the earliest day of an answer to a date question."""
    return _answer_days(views, "answer_earliest")


@column_frame("answer_latest", "claims", needs=("questions",))
def answer_latest(views: Views, table: str) -> Frame:
    """Return the latest day of an answer to a date question."""
    return _answer_days(views, "answer_latest")


def _answer_days(views: Views, name: str) -> Frame:
    col = views.namespace.col
    asked = views.view("claims", {"answer", "question__answer_type"}).filter(
        (col("question__answer_type") == "date") & ~col("answer").is_null()
    )
    rows = views.rows(asked.select("row", "answer"))
    parsed = {text: edtf.parse(text) for text in {text for _, text in rows}}
    days = {row: parsed[text] for row, text in rows}
    end = name.removeprefix("answer_")
    found = {row: getattr(day, end) for row, day in days.items() if day is not None}
    return views.frame(
        {"row": list(found), name: list(found.values())}, {"row": "UInt32", name: "Int64"}
    )


@column("position", "claims")
def position(claim: Row) -> Expr:
    """Return a claim's answer as one text, for comparing.

    It is polarity and answer, for a quantity polarity and bounds.
    """
    return claim.when(
        ~(claim.answered.is_null() | claim.polarity.is_null()),
        claim.concat(claim.polarity, claim.answered),
    )


@column("answered", "claims")
def answered(claim: Row) -> Expr:
    """Return the answer without its polarity.

    So who affirms can be compared with who denies it.
    """
    low, high = claim.quantity_min_number, claim.quantity_max_number
    bounds = claim.concat(*(claim.when(end == 0, end.abs(), end) for end in (low, high)))
    answer = claim.when(claim.composed_answer.is_null(), claim.answer, claim.composed_answer)
    return claim.when(claim.question__answer_type == "quantity", bounds, answer)


@column_frame("composed_answer", "claims")
def composed_answer(views: Views, table: str) -> Frame:
    """Return an answer in composed letters, where it is not in them.

    The same words are one answer, whichever way a keyboard writes its accents.
    """
    col = views.namespace.col
    foreign = views.view("claims", {"answer"}).filter(col("answer").str.contains("[^\\x00-\\x7f]"))
    rows = views.rows(foreign.select("row", "answer"))
    composed = {row: unicodedata.normalize("NFC", answer) for row, answer in rows}
    found = {row: composed[row] for row, answer in rows if composed[row] != answer}
    return views.frame(
        {"row": list(found), "composed_answer": list(found.values())},
        {"row": "UInt32", "composed_answer": "String"},
    )


@column("is_ranged", "claims")
def is_ranged(claim: Row) -> Expr:
    """Return True where answers are stretches that touch or do not."""
    return claim.question__answer_type.is_in(["quantity", "date"])


@column("excludes", "claims")
def excludes(claim: Row) -> Expr:
    """Return True where two different answers cannot both be right."""
    exclusive = claim.question__answer_type.is_in(["actor", "location"]) & (
        claim.question__exclusive == "true"
    )
    return (claim.question__answer_type == "yes_no") | exclusive


@column("least", "claims")
def least(claim: Row) -> Expr:
    """Return the lower end of a quantity or date, if any."""
    return claim.when(
        claim.question__answer_type == "date",
        claim.answer_earliest * 1.0,
        claim.quantity_min_number,
    )


@column("most", "claims")
def most(claim: Row) -> Expr:
    """Return the upper end of a quantity or date, if any."""
    return claim.when(
        claim.question__answer_type == "date", claim.answer_latest * 1.0, claim.quantity_max_number
    )


@column("is_incompatible", "relations")
def is_incompatible(relation: Row) -> Expr:
    """Return True where the two claims cannot both be right.

    They are those of a relation, and answer one question.
    """
    one_question = relation.claim__question_id == relation.other_claim__question_id
    one_question = one_question & (relation.claim__status == "active")
    one_question = one_question & (relation.other_claim__status == "active")
    both = (relation.claim__polarity == "affirms") & (relation.other_claim__polarity == "affirms")
    differ = relation.claim__excludes & (relation.claim__answered != relation.other_claim__answered)
    apart = (relation.claim__most < relation.other_claim__least) | (
        relation.other_claim__most < relation.claim__least
    )
    denied = (relation.claim__polarity != relation.other_claim__polarity) & (
        relation.claim__answered == relation.other_claim__answered
    )
    return one_question & ((both & (differ | (relation.claim__is_ranged & apart))) | denied)


@column_frame("contradicts_own", "claims", needs=("questions",))
def contradicts_own(views: Views, table: str) -> Frame:
    """Return True for active claims that their own claimant contradicts.

    Another active claim of the same claimant, question and source cannot be right with them.

    Found without comparing pairs: in each group the affirmed answers that exclude others must be
    all the same, no answer may be both affirmed and denied, and no stretch may end before another
    begins.
    """
    col, lit, when = views.namespace.col, views.namespace.lit, views.namespace.when
    group = ["question_id", "claimant_id", "source_id"]
    names = {*group, "polarity", "answered", "excludes", "is_ranged", "least", "most"}
    active = views.view("claims", {*group, "status"}).filter(_active(views, group))
    claims = views.view("claims", names, views.alike(active, group)).filter(
        ~col("answered").is_null()
    )
    affirmed = col("polarity") == "affirms"
    for name, value in {"one": col("answered"), "low": col("least"), "high": col("most")}.items():
        claims = claims.with_columns(when(affirmed).then(value).alias(name))
    ends = [col("one").min(), col("one").max(), col("high").min(), col("low").max()]
    claims = claims.with_columns(
        *(
            e.over(*group).alias(n)
            for n, e in zip(("first", "last", "ends", "begins"), ends, strict=True)
        )
    )
    voices = [
        col("polarity").min().over(*group, "answered").alias("pol_a"),
        col("polarity").max().over(*group, "answered").alias("pol_b"),
    ]
    claims = claims.with_columns(*voices)
    other = affirmed & col("excludes") & (col("first") != col("last"))
    apart = col("is_ranged") & ((col("ends") < col("low")) | (col("begins") > col("high")))
    return claims.filter(other | apart | (col("pol_a") != col("pol_b"))).select(
        "row", lit(True).alias("contradicts_own")
    )


def _active(views: Views, columns: list[str]) -> Expr:
    """Return True where a claim is active and has all these columns."""
    given: list[Expr] = [~views.namespace.col(c).is_null() for c in columns]
    active: Expr = views.namespace.col("status") == "active"
    return reduce(and_, given, active)


@column_frame("is_reconciled", "claims", needs=("relations",))
def is_reconciled(views: Views, table: str) -> Frame:
    """Return True for claims that a relation limits or replaces.

    Those at either end of it count.
    """
    col, frame = views.namespace.col, views.view("relations", {"relation"})
    replacing = frame.filter(col("relation").is_in(list(REPLACING)))
    ends = [replacing.select(col(end).alias("claim_id")) for end in ("claim_id", "other_claim_id")]
    return (
        views.namespace.concat(ends)
        .unique()
        .with_columns(views.namespace.lit(True).alias("is_reconciled"))
    )


@column_frame("claim_twin", "claims", needs=("questions",))
def claim_twin(views: Views, table: str) -> Frame:
    """Return the record number of an active claim that says the same.

    It does so in the same place.
    """
    col, when = views.namespace.col, views.namespace.when
    place = ["question_id", "claimant_id", "source_id", "locator"]
    rest = ["position", "stated_raw", "occurred_raw"]
    active = views.view("claims", {*place, "status"}).filter(_active(views, place))
    claims = views.view("claims", {*place, *rest}, views.alike(active, place)).filter(
        ~col("position").is_null()
    )
    group = [*place, *rest]
    spread = {
        "a": col("claim_id").min(),
        "b": col("claim_id").max(),
        "first": col("row").min(),
        "last": col("row").max(),
    }
    claims = claims.with_columns(*(e.over(*group).alias(n) for n, e in spread.items())).filter(
        col("a") != col("b")
    )
    other = (
        when(col("first") == col("row"))
        .then(col("last"))
        .otherwise(col("first"))
        .alias("claim_twin")
    )
    return claims.select("row", other)


@column_frame("differing_labels", "questions", needs=("claims", "relations"))
def differing_labels(views: Views, table: str) -> Frame:
    """Return True for text questions with different labels and no relation.

    Claimants give different labels, and none of the claims has a relation.
    """
    col, lit = views.namespace.col, views.namespace.lit
    text = views.view(
        "claims", {"question_id", "claimant_id", "position", "status", "question__answer_type"}
    )
    text = text.filter((col("question__answer_type") == "text") & (col("status") == "active"))
    spread = [col(c).min().alias(f"{c}_a") for c in ("claimant_id", "position")] + [
        col(c).max().alias(f"{c}_b") for c in ("claimant_id", "position")
    ]
    differing = (
        text.group_by("question_id")
        .agg(*spread)
        .filter(
            (col("position_a") != col("position_b"))
            & (col("claimant_id_a") != col("claimant_id_b"))
        )
    )
    relations = views.view("relations", set())
    related = views.namespace.concat(
        [relations.select(col(end).alias("claim_id")) for end in ("claim_id", "other_claim_id")]
    )
    settled = (
        views.view("claims", {"question_id"})
        .join(related, on="claim_id", how="semi")
        .select("question_id")
    )
    return differing.join(settled, on="question_id", how="anti").select(
        "question_id", lit(True).alias("differing_labels")
    )
