"""The log as it stands: what cannot be, whatever was there before."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, also, rule
from contested.standard.log import asked

NEW = "+revisions rev-x revised=2021-09-30 note=. reason=wrong_question"
CLAIM = f"{NEW} table=claims record_id=clm-e"
ACTOR = f"{NEW} table=actors record_id=act-guard"
OWN = "table x-photos ; +revisions rev-x revised=2021-09-30 note=. table=x-photos reason=protection"


@rule(
    "impossible-revision",
    on="revisions.kind",
    bad=(
        f"{CLAIM} kind=corrected field=nonsense old_value=a new_value=b",
        f"{CLAIM} kind=completed field='answer nonsense'",
        f"{CLAIM} kind=corrected field='answer stated' old_value=a new_value=b",
        f"{CLAIM} kind=corrected field=answer old_value=yes new_value=yes",
        f"{CLAIM} kind=corrected field=answer",
        f"{CLAIM} kind=completed field=answer new_value=yes",
        f"{CLAIM} kind=reassigned field=answer old_value=no new_value=yes",
        f"{CLAIM} kind=identity_merged new_value=clm-f",
        f"{CLAIM} kind=relation_removed",
        f"{CLAIM} kind=withdrawn",
        f"{CLAIM} kind=redacted",
        f"{CLAIM} kind=redacted field=status old_value=[redacted] new_value=redacted",
        f"{ACTOR} kind=identity_merged new_value=act-nobody",
        f"{ACTOR} kind=identity_merged new_value=act-guard",
        (
            f"{ACTOR} kind=identity_merged new_value=act-told ; +revisions rev-y table=actors"
            " record_id=act-told kind=identity_merged new_value=act-guard note=. reason=other"
        ),
        f"{OWN} record_id=2 field=x_id kind=corrected old_value=1 new_value=2",
        f"{NEW} table=datapackage record_id=title field=title kind=corrected old_value=A",
        f"{NEW} table=datapackage record_id=datapackage.json field=answer kind=corrected"
        " old_value=A",
    ),
    good=(
        f"{CLAIM} kind=corrected field=answer old_value=no new_value=yes",
        f"{CLAIM} kind=corrected field=quote new_value=Talks",
        f"{CLAIM} kind=corrected field=x_gone old_value=a new_value=b",
        f"{CLAIM} kind=completed field='answer stated'",
        f"{CLAIM} kind=reassigned field=question_id old_value=[redacted] new_value=[redacted]",
        f"{CLAIM} kind=redacted field=quote old_value=[redacted]",
        f"{NEW} table=actors record_id=act-gone kind=identity_merged new_value=act-guard",
        (
            f"{NEW} table=actors record_id=act-gone kind=identity_merged new_value=act-lost ;"
            " +revisions rev-y table=actors record_id=act-lost kind=identity_merged"
            " new_value=act-guard note=. reason=other"
        ),
        (
            f"{NEW} table=actors record_id=act-gone kind=identity_merged new_value=act-guard ;"
            " +revisions rev-y table=actors record_id=act-guard kind=identity_merged"
            " new_value=act-gone note=. reason=other"
        ),
        f"{NEW} table=x-gone record_id=1 field=x_id kind=corrected old_value=1 new_value=2",
        f"{OWN} record_id=1 field=x_id kind=corrected old_value=2 new_value=1",
        f"{OWN} record_id=2 kind=withdrawn",
        f"{NEW} table=datapackage record_id=datapackage.json field=title kind=corrected"
        " old_value=A",
        "withdrawn claims clm-j",
    ),
)
def impossible_revision(revision: Row) -> Expr:
    """The revision cannot be: {nonsense}.

    The log is read by those who never saw the old version. What it tells has to be possible at
    least: of a column that there is, of two rows that can be one, of a claim whose status says the
    same. A log in which anything may stand is one that nobody reads.

    Allowed: columns that the table has; for corrected and reassigned an old value that is not the
    new one; completed without values; reassigned for question_id of claims, relation_removed for
    relations, identity_merged for actors and locations and into a row that is there; withdrawn, and
    redacted of a whole claim, where the claim's status says it too

    Mend: Correct the revision, or take it out if nothing like it happened. “contested revise”
    writes those that a change lacks.
    """
    return ~revision.nonsense.is_null()


@rule(
    "incomplete-revision",
    on="revisions.note",
    finds_blank=True,
    bad=(
        "revisions rev-2 reason=other",
        f"{CLAIM} kind=corrected old_value=a new_value=b",
        f"{CLAIM} kind=completed",
        f"{CLAIM} kind=reassigned field=question_id",
        f"{CLAIM} kind=reassigned old_value=qst-bridge new_value=qst-talks",
        f"{CLAIM} kind=reassigned field=question_id new_value=qst-talks",
        f"{CLAIM} kind=reassigned field=question_id old_value=qst-bridge",
        f"{ACTOR} kind=identity_merged",
    ),
    good=(
        "revisions rev-2 reason=other note='Told in line 1.'",
        f"{CLAIM} kind=reassigned field=question_id old_value=qst-bridge new_value=qst-talks",
        f"{ACTOR} kind=corrected field=wikidata_id new_value=Q7",
    ),
)
def incomplete_revision(revision: Row) -> Expr:
    """“{title}” is blank, and a revision of the kind {kind} with the reason {reason} needs it.

    A change that does not say what it changed, or why, cannot be followed by anybody.

    Allowed: a column for corrected, completed and reassigned; old and new value for reassigned; the
    id that stays, as new value, for identity_merged; a note for the reason other

    Mend: Fill in the cell.
    """
    return _lacks(revision, "note")


def _lacks(revision: Row, column: str) -> Expr:
    """Return whether a cell that the revision needs is blank."""
    is_needed = _asks_for(revision, "kind", column) | _asks_for(revision, "reason", column)
    return is_needed & revision.column(f"{column}_is_blank")


def _asks_for(revision: Row, name: str, column: str) -> Expr:
    words = [word for word, asks in asked(name).items() if column in asks.required]
    return revision.column(name).is_in(words)


@also("incomplete-revision", on="revisions.field")
def nameless_change(revision: Row) -> Expr:
    return _lacks(revision, "field")


@also("incomplete-revision", on="revisions.old_value")
def nothing_before(revision: Row) -> Expr:
    return _lacks(revision, "old_value")


@also("incomplete-revision", on="revisions.new_value")
def nothing_after(revision: Row) -> Expr:
    return _lacks(revision, "new_value")


@rule(
    "untold-withdrawal",
    on="claims.status",
    bad=(
        "claims clm-j status=withdrawn",
        (
            "claims clm-j status=withdrawn ; +revisions rev-x table=claims record_id=clm-j"
            " field=note kind=withdrawn reason=duplicate_entry"
        ),
    ),
    good=(
        "withdrawn claims clm-j",
        (
            "claims clm-j status=withdrawn ; +revisions rev-x table=claims record_id=clm-j"
            " field=status kind=withdrawn old_value=active new_value=withdrawn"
            " reason=duplicate_entry"
        ),
    ),
)
def untold_withdrawal(claim: Row) -> Expr:
    """The claim was withdrawn, and no revision says when and why.

    A claim that no longer counts is one voice less. Whoever finds it taken back has to learn what
    the mistake was.

    Allowed: withdrawn with a revision of the kind withdrawn that names this claim

    Mend: Add the revision with its reason; “contested revise” writes it where the claim was
    published. A claim that never was published may simply go.
    """
    untold = ~claim.claim_id.is_null() & claim.is_told_withdrawn.is_null()
    return (claim.status == "withdrawn") & untold


@rule(
    "untold-redaction",
    on="claims.status",
    severity="warning",
    bad="revisions -rev-1",
    good="revisions rev-1 field= old_value=",
)
def untold_redaction(claim: Row) -> Expr:
    """The claim is redacted, and no revision says when and why.

    That something was said and withheld is itself worth knowing, and so is since when. Only a claim
    that was withheld from the first day has no revision.

    Allowed: redacted with a revision of the kind redacted that names this claim

    Mend: Add the revision, with the day on which the content was taken out. Leave the claim as it
    is if it was never published otherwise.
    """
    untold = ~claim.claim_id.is_null() & claim.is_told_redacted.is_null()
    return (claim.status == "redacted") & untold
