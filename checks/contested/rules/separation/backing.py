"""Backing: what confirms a claim, or says it once more."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule


@rule(
    "false-repetition",
    on="relations.relation",
    bad=(
        "+relations clm-b,repeats,clm-a basis=curator",
        "+relations clm-f,repeats,clm-e basis=curator",
    ),
    good=(
        "+relations clm-k,repeats,clm-a basis=curator",
        "+relations clm-a,repeats,clm-e basis=curator",
        "+relations clm-f,repeats,clm-e basis=curator ; withdrawn claims clm-f",
    ),
)
def false_repetition(relation: Row) -> Expr:
    """{claim_id} does not repeat {other_claim_id}: the two cannot both be right.

    Who repeats a claim gives its answer once more. If another answer, or the denial of it, passes
    for a repetition, two sides look like one.

    Allowed: repeats between claims whose answers can both be right

    Mend: Use contradicts or disputes, or correct the answer that was coded wrongly.
    """
    return (relation.relation == "repeats") & relation.is_incompatible


@rule(
    "withdrawn-backing",
    on="relations.relation",
    severity="warning",
    bad=("withdrawn claims clm-k", "withdrawn claims clm-a"),
    good=(
        "withdrawn claims clm-k ; relations -clm-k,corroborates,clm-a",
        "withdrawn claims clm-m",
    ),
)
def withdrawn_backing(relation: Row) -> Expr:
    """{claim_id} is said to corroborate {other_claim_id}, and one of them was withdrawn.

    A withdrawn claim was never made: the source does not say it. It can confirm nothing, and needs
    no confirmation.

    Allowed: corroborates between claims that were made

    Mend: Take the relation out; if it is published, with a revision of the kind relation_removed.
    """
    gone = (relation.claim__status == "withdrawn") | (relation.other_claim__status == "withdrawn")
    return (relation.relation == "corroborates") & gone
