"""Answers: positions, and which of them cannot both be right."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import reduce
from operator import and_

from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.rule import Expr, Row
from contested.rules.views import Views
from contested.standard import edtf
from contested.standard.quantities import reach

WITHHELD = ["withholds"]
"""What polarity says where no answer is given."""
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
    days = {text: day for text, day in parsed.items() if day and day.instant is None}
    end = name.removeprefix("answer_")
    found = {row: getattr(days[text], end) for row, text in rows if text in days}
    return views.frame(
        {"row": list(found), name: list(found.values())}, {"row": "UInt32", name: "Int64"}
    )


@column("position", "claims")
def position(claim: Row) -> Expr:
    """Return a claim's answer as one text, for comparing.

    It is polarity and answer, for a quantity also whether it is about.
    """
    known = ~(claim.answered.is_null() | claim.polarity.is_null())
    gives = known & ~claim.polarity.is_in(WITHHELD)
    exact = claim.concat(claim.polarity, claim.answered)
    about = claim.concat(claim.polarity, claim.answered, claim.quantity_about)
    is_about = (claim.question__answer_type == "quantity") & (claim.quantity_about == "true")
    return claim.when(gives, claim.when(is_about.fill_null(False), about, exact))


@column("answered", "claims")
def answered(claim: Row) -> Expr:
    """Return the answer without its polarity.

    So who affirms can be compared with who denies it.
    """
    low, high = claim.quantity_min_number, claim.quantity_max_number
    bounds = claim.concat(*(claim.when(end == 0, end.abs(), end) for end in (low, high)))
    answer = claim.when(claim.composed_answer.is_null(), claim.answer, claim.composed_answer)
    is_dated = ~(claim.answer_earliest.is_null() & claim.answer_latest.is_null())
    days = claim.concat(claim.answer_earliest, claim.answer_latest)
    whole = claim.when(is_dated, days, answer)
    return claim.when(claim.question__answer_type == "quantity", bounds, whole)


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


@column("is_place", "claims")
def is_place(claim: Row) -> Expr:
    """Return True where answers are places, which may lie within others."""
    return (claim.question__answer_type == "location").fill_null(False)


@column("excludes", "claims")
def excludes(claim: Row) -> Expr:
    """Return True where two different answers cannot both be right."""
    exclusive = claim.question__answer_type.is_in(["actor", "location"]) & (
        claim.question__exclusive == "true"
    )
    return (claim.question__answer_type == "yes_no") | exclusive


@column("least", "claims")
def least(claim: Row) -> Expr:
    """Return the lower end of a quantity or date, if any.

    One that is about a number lies further down.
    """
    wide, stated = claim.quantity_min_widened, claim.quantity_min_number
    amount = claim.when(wide.is_null(), stated, wide)
    return claim.when(claim.question__answer_type == "date", claim.answer_earliest * 1.0, amount)


@column("most", "claims")
def most(claim: Row) -> Expr:
    """Return the upper end of a quantity or date, if any.

    One that is about a number lies further up.
    """
    wide, stated = claim.quantity_max_widened, claim.quantity_max_number
    amount = claim.when(wide.is_null(), stated, wide)
    return claim.when(claim.question__answer_type == "date", claim.answer_latest * 1.0, amount)


@column_frame("quantity_min_widened", "claims")
def quantity_min_widened(views: Views, table: str) -> Frame:
    """Return how low an approximate lower bound reaches."""
    return _widened(views, "quantity_min", -1)


@column_frame("quantity_max_widened", "claims")
def quantity_max_widened(views: Views, table: str) -> Frame:
    """Return how high an approximate upper bound reaches."""
    return _widened(views, "quantity_max", 1)


def _widened(views: Views, bound: str, way: int) -> Frame:
    """Return how far an approximate bound reaches, each amount reckoned once.

    It is reckoned in decimals, and a float only then: so equal ends stay equal.
    """
    col = views.namespace.col
    about = views.view("claims", {bound, "quantity_about"}).filter(
        (col("quantity_about") == "true") & ~col(bound).is_null()
    )
    texts = [text for (text,) in views.rows(about.select(bound).unique())]
    ends = [float(Decimal(text) + way * reach(Decimal(text))) for text in texts]
    name = f"{bound}_widened"
    known = views.frame({bound: texts, name: ends}, {bound: "String", name: "Float64"})
    return about.join(known, on=bound, how="inner").select("row", name)


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
