"""Withholding: whoever withholds an answer gives none.

Nobody else leaves it out.
"""

from __future__ import annotations

from contested.rules.columns.answers import WITHHELD
from contested.rules.rule import Expr, Row, also, rule

CANNOT = "polarity=withholds withheld=could_not_confirm answer= certainty=unstated"
"""What turns an answer into saying that it could not be confirmed."""
KNOWN = "relations -clm-f,contradicts,clm-e ; claims clm-f"


@rule(
    "unanswered-claim",
    on="claims.answer",
    bad=("claims clm-j answer=", "claims clm-i answer="),
    good=f"claims clm-j {CANNOT} claim_type=observation",
)
def unanswered_claim(claim: Row) -> Expr:
    """The claim gives no answer, and does not say that it withholds one.

    A blank cannot be told from an answer that somebody forgot to write down.

    Allowed: an answer; a blank where the polarity is withholds

    Mend: Write the answer that the claimant gives. If they say that they do not know it or cannot
    confirm it, the polarity is withholds.
    """
    return claim.answer_is_blank & ~claim.polarity.is_in(WITHHELD)


@rule(
    "answer-though-withheld",
    on=(
        "claims.answer",
        "claims.quantity_min",
        "claims.quantity_max",
    ),
    bad=(
        f"{KNOWN} {CANNOT} answer=yes",
        f"claims clm-c {CANNOT} quantity_min=3",
        f"claims clm-c {CANNOT} quantity_min= quantity_max=3",
        f"claims clm-c {CANNOT} quantity_min= quantity_about=true",
        f"{KNOWN} {CANNOT} certainty=certain",
    ),
    good=(f"{KNOWN} {CANNOT}", f"claims clm-c {CANNOT} quantity_min="),
)
def answer_though_withheld(claim: Row) -> Expr:
    """The claimant withholds an answer, and yet “{title}” says: {cell}.

    Whoever says that they do not know has taken no position. An answer in the same row would count
    as one.

    Allowed: with withholds, no answer, no bounds, and unstated as certainty

    Mend: Empty the cell, or set the polarity to what the claimant does with this answer.
    """
    return claim.polarity.is_in(WITHHELD) & ~claim.cell_is_blank


@also("answer-though-withheld", on="claims.quantity_about")
def approximate_though_withheld(claim: Row) -> Expr:
    return claim.polarity.is_in(WITHHELD) & (claim.quantity_about == "true")


@also("answer-though-withheld", on="claims.certainty")
def certain_though_withheld(claim: Row) -> Expr:
    return claim.polarity.is_in(WITHHELD) & (claim.certainty != "unstated")


@rule(
    "withheld-misplaced",
    on="claims.withheld",
    bad=(
        f"{KNOWN} {CANNOT} withheld=",
        "claims clm-e withheld=declined",
        "claims clm-b withheld=does_not_know",
    ),
    good=(f"{KNOWN} {CANNOT} withheld=declined", f"{KNOWN} {CANNOT} withheld=does_not_know"),
)
def withheld_misplaced(claim: Row) -> Expr:
    """The polarity is {polarity}, and “{title}” is: {withheld}.

    “Could not confirm” and “will not say” are different things to say, and only who withholds an
    answer says either.

    Allowed: with withholds one of its words, otherwise a blank

    Mend: Write what the claimant says instead of an answer, or empty the cell.
    """
    withholds = claim.polarity.is_in(WITHHELD)
    return (withholds & claim.withheld_is_blank) | (~withholds & ~claim.withheld_is_blank)


@rule(
    "opposed-withholding",
    on="relations.relation",
    bad=(
        f"claims clm-f {CANNOT}",
        f"{KNOWN} {CANNOT} ; +relations clm-e,disputes,clm-f basis=curator",
        f"claims clm-k {CANNOT}",
    ),
    good=(
        f"{KNOWN} {CANNOT} ; +relations clm-f,qualifies,clm-e basis=curator",
        f"{KNOWN} {CANNOT}",
    ),
    instead_of=("false-corroboration",),
)
def opposed_withholding(relation: Row) -> Expr:
    """{claim_id} {relation} {other_claim_id}, and one of them withholds an answer.

    Who says that something could not be confirmed neither denies nor bears it out.

    Allowed: qualifies, repeats, and what a claimant does to a claim of their own

    Mend: Take the relation out, or use qualifies.
    """
    opposing = relation.relation.is_in(["contradicts", "disputes", "corroborates"])
    one = relation.claim__polarity.is_in(WITHHELD)
    return opposing & (one | relation.other_claim__polarity.is_in(WITHHELD))
