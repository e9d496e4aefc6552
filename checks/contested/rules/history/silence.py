"""Silence: what is published does not change without a word."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule

UNGUARDED = ("key", "free", "status")
"""Cells that never change, may change, or have a rule of their own."""


@rule(
    "changed-in-silence",
    on="every guarded cell",
    over="changes",
    applies=lambda field: field.guard not in UNGUARDED,
    bad=(
        'claims clm-b statement="The Guard held Low Ford."',
        "claims clm-b quote=",
        'claims clm-j quote="Open the bridge"',
        "claims clm-e occurred=2021-08-01",
        "claims clm-c certainty=possible",
        "claims clm-a location_id=loc-mill",
        'actors act-guard name="Valley Council"',
        "actors act-guard also_known_as=Guard",
        "actors act-marin wikidata_id=Q2",
        "locations loc-mill latitude=13.5",
        "sources src-radio url=",
        "sources src-reprint derived_from_id=",
        "questions qst-talks period=2021-08",
        "relations clm-f,contradicts,clm-e basis=in_source",
        'descriptor title="What happened at Low Ford"',
        'descriptor licenses=[{"name":"CC0-1.0"}]',
        'descriptor contributors=[{"title":"Someone else"}]',
        (
            "claims clm-e occurred=2021-08-01 ; +revisions rev-x table=claims record_id=clm-e"
            " field=occurred kind=completed note=."
        ),
        (
            "claims clm-e occurred=2021-08-01 ; +revisions rev-x table=claims record_id=clm-e"
            " field=occurred kind=redacted old_value=[redacted] new_value=2021-08-01"
        ),
    ),
    good=(
        'corrected claims clm-b statement="The Guard did not hold the ford."',
        "corrected claims clm-g occurred=2021-08-22 occurred_span=",
        "corrected claims clm-j medium=",
        'completed claims clm-e quote="under way"',
        "completed questions qst-began period=2021-08",
        "claims clm-a note=Seen.",
        "questions qst-talks topic=control",
        "sources src-radio accessed=2021-09-05 rights=None.",
        "sources src-wire url=https://wire.example/",
        "corrected sources src-radio url=https://radio.example/moved",
        'actors act-guard also_known_as="Guard of the River;Нічна варта;River Watch"',
        "actors act-guard wikidata_id=Q7",
        "claims clm-j status=active",
        (
            'descriptor title="At Low Ford" ; +revisions rev-x table=datapackage'
            ' record_id=datapackage.json field=title kind=corrected old_value="Claims about Low'
            ' Ford" new_value="At Low Ford" note="The old title was too long."'
        ),
        (
            'descriptor contributors=[{"title":"contested contributors","roles":["creator"]},'
            '{"title":"Ada"}]'
        ),
    ),
)
def changed_in_silence(change: Row) -> Expr:
    """“{title}” was changed from “{old}” to “{new}”, and no revision says so.

    Others cite what was published. If a cell may say something else tomorrow and nobody has to
    tell, then no cell can be relied on.

    Allowed: a change that a new revision names: kind corrected, with row, column, old value and new
    value; completed for a blank cell that was filled; redacted where content only disappears.
    Columns that are free, and what may grow, are listed in docs/tables.md

    Mend: Undo the change if it was none of yours. “contested revise” writes the revisions for
    all that changed and asks why.
    """
    return ~change.is_covered & ~change.is_free


@rule(
    "silenced-claim",
    on="claims.status",
    over="changes",
    bad=(
        "claims clm-d status=withdrawn",
        "claims clm-d status=redacted",
        (
            "claims clm-d status=withdrawn ; +revisions rev-x table=claims record_id=clm-d"
            " field=note kind=withdrawn new_value=withdrawn"
        ),
        (
            "claims clm-d status=withdrawn ; +revisions rev-x table=claims record_id=clm-d"
            " field=status kind=corrected old_value=active new_value=withdrawn note=."
        ),
        (
            "claims clm-d status=withdrawn ; +revisions rev-x table=claims record_id=clm-m"
            " kind=withdrawn"
        ),
    ),
    good=(
        "withdrawn claims clm-d",
        "claims clm-d status=active",
        (
            "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted]"
            " locator=[redacted]"
        ),
    ),
    implies=("false-revision",),
    instead_of=("untold-withdrawal", "untold-redaction"),
)
def silenced_claim(change: Row) -> Expr:
    """The status of the claim was changed from {old} to {new}, and no revision says so.

    A claim that no longer counts is one voice less. Readers can only judge that if the log says
    when and why it was taken out.

    Allowed: withdrawn with a new revision of the kind withdrawn for this claim; redacted with one
    of the kind redacted

    Mend: Add the revision with its reason, or set the status back. “contested revise” writes it.
    """
    return (change.old == "active") & ~change.is_covered


@rule(
    "revived-claim",
    on="claims.status",
    over="changes",
    bad=(
        'claims clm-l status= statement="The bridge should be reopened." answer=yes',
        "claims clm-l status=withdrawn",
        "withdrawn claims clm-l",
    ),
    good=(
        "claims clm-l note=Withheld.",
        (
            "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted]"
            " locator=[redacted]"
        ),
    ),
    implies=("rewritten-answer", "changed-in-silence"),
)
def revived_claim(change: Row) -> Expr:
    """The claim was {old}, and now its status is {new}.

    Whoever asked to be protected relied on it that what was taken out for their sake does not come
    back by an edit. Nor does what was withdrawn because the source never said it: a reader who saw
    it taken back would not learn of it.

    Allowed: withdrawn, or redacted, for good

    Mend: Set the status back, and of a redacted claim the cells to [redacted] or blank. If the
    source says it after all, add a claim of its own. Tell whoever keeps the repository if content
    that was redacted was in a commit already.
    """
    return change.old != "active"
