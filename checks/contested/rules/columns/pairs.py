"""Pairs: whether both claims of a relation can be right."""

from __future__ import annotations

from itertools import product

from contested.rules.columns.graphs import documents_above, places_around
from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.rule import Expr, Row
from contested.rules.views import Views


@column_frame("lies_within", "relations", needs=("claims", "locations", "questions"))
def lies_within(views: Views, table: str) -> Frame:
    """Return True where the first claim's place lies within the other's."""
    return _nested(views, "lies_within", "claim", "other_claim")


@column_frame("lies_around", "relations", needs=("claims", "locations", "questions"))
def lies_around(views: Views, table: str) -> Frame:
    """Return True where the other claim's place lies within the first's."""
    return _nested(views, "lies_around", "other_claim", "claim")


def _nested(views: Views, name: str, inner: str, outer: str) -> Frame:
    """Return relations of which one answer lies within the other."""
    col = views.namespace.col
    names = {f"{side}__{what}" for side, what in product((inner, outer), ("is_place", "answered"))}
    placed = views.view("relations", names).filter(
        col(f"{inner}__is_place") & col(f"{outer}__is_place")
    )
    joined = placed.join(
        places_around(views), left_on=f"{inner}__answered", right_on="place", how="inner"
    )
    found = joined.filter(col("around") == col(f"{outer}__answered")).select("row").unique()
    return found.with_columns(views.namespace.lit(True).alias(name))


@column("is_one_question", "relations")
def is_one_question(relation: Row) -> Expr:
    """Return True where both claims are active and answer one question."""
    active = (relation.claim__status == "active") & (relation.other_claim__status == "active")
    return active & (relation.claim__question_id == relation.other_claim__question_id)


@column("is_one_answer", "relations")
def is_one_answer(relation: Row) -> Expr:
    """Return True where the two give the same answer, affirmed or denied."""
    return relation.claim__answered == relation.other_claim__answered


@column("excludes_other", "relations")
def excludes_other(relation: Row) -> Expr:
    """Return True where, whatever the day, both answers cannot be right."""
    yes, other_yes = (
        polarity == "affirms"
        for polarity in (relation.claim__polarity, relation.other_claim__polarity)
    )
    no, other_no = (
        polarity == "denies"
        for polarity in (relation.claim__polarity, relation.other_claim__polarity)
    )
    same = relation.is_one_answer
    inside, around = ~relation.lies_within.is_null(), ~relation.lies_around.is_null()
    differ = relation.claim__excludes & ~same & ~inside & ~around
    apart = (relation.claim__most < relation.other_claim__least) | (
        relation.other_claim__most < relation.claim__least
    )
    ranged = (relation.claim__is_ranged & apart).fill_null(False)
    denied = (yes & other_no & (same | inside)) | (no & other_yes & (same | around))
    return (yes & other_yes & (differ | ranged)) | denied


@column("meets_other", "relations")
def meets_other(relation: Row) -> Expr:
    """Return True where the days of the two claims let them meet."""
    state, count = relation.claim__is_changing, relation.claim__is_running
    on_a_day = relation.when(state, relation.shares_a_day, ~state)
    return relation.when(count, ~relation.may_have_grown, on_a_day)


@column("shares_a_day", "relations")
def shares_a_day(relation: Row) -> Expr:
    """Return True where both hold on one day, whichever is meant."""
    first, last = relation.claim__held_first, relation.claim__held_last
    other_first, other_last = relation.other_claim__held_first, relation.other_claim__held_last
    once, other_once = relation.claim__held_once, relation.other_claim__held_once
    touching = (first <= other_last) & (other_first <= last)
    inside = (other_first <= first) & (last <= other_last)
    around = (first <= other_first) & (other_last <= last)
    always = relation.when(other_once, around, touching)
    return relation.when(once, inside & ~other_once, always)


@column("may_have_grown", "relations")
def may_have_grown(relation: Row) -> Expr:
    """Return True where a running count can have been both in turn.

    The lesser count, or the denial, counts up to an earlier day.
    """
    day, other_day = relation.claim__counted_last, relation.other_claim__counted_last
    is_lesser = (relation.claim__most < relation.other_claim__least).fill_null(False)
    denies = relation.claim__polarity == "denies"
    other_denies = relation.other_claim__polarity == "denies"
    is_later = (is_lesser & ~other_denies) | denies
    return relation.when(is_later, day < other_day, other_day < day)


@column("is_incompatible", "relations")
def is_incompatible(relation: Row) -> Expr:
    """Return True where two claims on one question cannot both be right."""
    return relation.is_one_question & relation.excludes_other & relation.meets_other


DEPENDENCE = {
    "answers_differ": "they give different answers or one of them gives none",
    "one_claimant": "both are by one claimant",
    "one_side": "both are made on behalf of one party",
    "one_originator": "both are the word of one originator",
    "is_passed_on": "one of the claimants passed the other's claim on",
    "is_derived": "one source was written from the other",
}
"""What keeps two claims from confirming each other, by the column that tells it."""


@column("dependence", "relations")
def dependence(relation: Row) -> Expr:
    """Return what keeps two claims from confirming each other, if anything."""
    shared = {
        "answers_differ": ~relation.answers_agree,
        "one_claimant": relation.claim__claimant_id == relation.other_claim__claimant_id,
        "one_side": relation.claim__side == relation.other_claim__side,
        "one_originator": relation.claim__originator == relation.other_claim__originator,
        "is_passed_on": ~relation.is_passed_on.is_null(),
        "is_derived": ~relation.is_derived.is_null(),
    }
    names = [name for name in DEPENDENCE if name in shared]
    *rest, last = reversed(names)
    told = relation.when(shared[last].fill_null(False), relation.lit(DEPENDENCE[last]))
    for name in rest:
        told = relation.when(shared[name].fill_null(False), relation.lit(DEPENDENCE[name]), told)
    return relation.when(relation.is_one_question, told)


@column_frame("is_passed_on", "relations", needs=("claims", "relays"))
def is_passed_on(views: Views, table: str) -> Frame:
    """Return True where a claimant passed the other claim on."""
    found = []
    chain = views.view("relays", {"claim_id", "relay_id"}).select("claim_id", "relay_id").unique()
    for mine, other in (("claim_id", "other_claim"), ("other_claim_id", "claim")):
        pairs = views.view("relations", {mine, f"{other}__claimant_id"})
        found.append(
            pairs.join(
                chain,
                left_on=[mine, f"{other}__claimant_id"],
                right_on=["claim_id", "relay_id"],
                how="semi",
            ).select("row")
        )
    rows = views.namespace.concat(found).unique()
    return rows.with_columns(views.namespace.lit(True).alias("is_passed_on"))


@column_frame("is_derived", "relations", needs=("claims", "sources"))
def is_derived(views: Views, table: str) -> Frame:
    """Return True where one source was written from the other.

    That may be at any depth.
    """
    found = []
    above = documents_above(views)
    names = {"claim__source_id", "other_claim__source_id"}
    pairs = views.view("relations", names)
    for one, other in (sorted(names), sorted(names, reverse=True)):
        found.append(
            pairs.join(
                above, left_on=[one, other], right_on=["source_id", "above"], how="semi"
            ).select("row")
        )
    rows = views.namespace.concat(found).unique()
    return rows.with_columns(views.namespace.lit(True).alias("is_derived"))


@column("answers_agree", "relations")
def answers_agree(relation: Row) -> Expr:
    """Return True where both give one answer, or amounts that share one."""
    affirmed = (relation.claim__polarity == "affirms") & (
        relation.other_claim__polarity == "affirms"
    )
    one_polarity = relation.claim__polarity == relation.other_claim__polarity
    shares = affirmed & relation.claim__is_ranged & ~relation.excludes_other
    return one_polarity & (relation.is_one_answer | shares)
