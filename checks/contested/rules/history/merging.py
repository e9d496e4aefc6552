"""Merging over time: several claims do not become one.

Nor is a disagreement smoothed away.
"""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule


@rule(
    "collapsed-claims",
    on="claims.claim_id",
    over="keys",
    bad=(
        "claims clm-k claimant_id=act-guard source_id=src-radio stated=2021-08-21",
        (
            "claims clm-d answer=14 quantity_min=14 quantity_max=14 stated=2021-08-23"
            " source_id=src-reprint"
        ),
        "claims clm-b polarity= claimant_id=act-guard stated=2021-08-21",
    ),
    good=(
        (
            "corrected claims clm-d answer=14 quantity_min=14 quantity_max=14 stated=2021-08-23"
            " source_id=src-reprint"
        ),
        "withdrawn claims clm-k",
    ),
    implies=("rewritten-attribution", "rewritten-answer", "lost-voice", "contest-ended"),
)
def collapsed_claims(claim: Row) -> Expr:
    """{record_id} differed from {collapsed_with} in who claimed it or what was claimed, and is the
    same now.

    Two claims that become alike are one claim counted twice, and what the other one said is lost.

    Allowed: claims that stay apart; two that turn out to be alike, if a revision names each cell
    that was changed

    Mend: Undo the change. If the same thing was entered twice, withdraw one of the two with the
    reason duplicate_entry.
    """
    return ~claim.collapsed_with.is_null()


@rule(
    "laundered-range",
    on="claims.claim_id",
    over="keys",
    bad=(
        (
            '+claims clm-new from=clm-d claimant_id=act-radio answer="10 to 20" quantity_min=10'
            " quantity_max=20 ; withdrawn claims clm-d ; withdrawn claims clm-m"
        ),
        (
            "+claims clm-new from=clm-c answer=several quantity_min=1 ; withdrawn claims clm-c ;"
            " withdrawn claims clm-m"
        ),
        (
            '+claims clm-new from=clm-d answer="12 to 40" quantity_max=40 ; claims -clm-d ; claims'
            " -clm-m"
        ),
    ),
    good=(
        (
            '+claims clm-new from=clm-d answer="10 to 20" statement="10 to 20" quantity_min=10'
            ' quantity_max=20 locator="line 8" ; withdrawn claims clm-m'
        ),
        (
            '+claims clm-new from=clm-d answer=14 quantity_min=14 quantity_max=14 locator="line 8"'
            " ; withdrawn claims clm-c ; withdrawn claims clm-m"
        ),
        (
            '+claims clm-new from=clm-d answer="10 to 20" quantity_min=10 quantity_max=20'
            ' locator="line 8"'
        ),
        (
            '+claims clm-new from=clm-d answer="12 to 20" quantity_min=12 quantity_max=20'
            ' locator="line 8" ; withdrawn claims clm-c ; withdrawn claims clm-m'
        ),
    ),
    implies=("vanished-row", "lost-voice"),
)
def laundered_range(claim: Row) -> Expr:
    """The new claim covers what {swallowed} claims said that were withdrawn or changed at the same
    time: {swallowed_claims}.

    A range that swallows several counts looks like one careful estimate, and nobody sees any more
    that the counts differed.

    Allowed: a range that a source gives, beside the counts it covers

    Mend: Leave the counts as they were, each under whoever gave it. Record the range only if
    somebody stated it.
    """
    return claim.swallowed >= 2


@rule(
    "weakened-relation",
    on="relations.relation",
    over="keys",
    bad=(
        "relations -clm-f,contradicts,clm-e",
        "relations -clm-f,contradicts,clm-e ; +relations clm-f,disputes,clm-e basis=curator",
    ),
    good=(
        "relation_removed relations -clm-f,contradicts,clm-e",
        (
            "relation_removed relations -clm-f,contradicts,clm-e ; +relations"
            " clm-e,contradicts,clm-f basis=curator"
        ),
        "relation_removed relations -clm-m,supersedes,clm-d",
    ),
    instead_of=("vanished-row",),
)
def weakened_relation(relation: Row) -> Expr:
    """{record_id} was recorded, and is gone or softer now.

    That two claims cannot both stand is part of the record. Without the relation a reader meets
    either alone.

    Allowed: removing one with a new revision of the kind relation_removed that names it

    Mend: Put the relation back, or add the revision with its reason.
    """
    return relation.is_weakened & ~relation.claim_is_gone
