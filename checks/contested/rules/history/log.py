"""The log over time: it stays, and what it adds is so."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule

SAID = "+revisions rev-x table=claims record_id=clm-e note=. revised=2021-09-30 reason=wrong_source"


@rule(
    "false-revision",
    on="revisions.kind",
    over="keys",
    bad=(
        f"{SAID} kind=corrected field=nonsense old_value=a new_value=b",
        f"{SAID} kind=corrected field= old_value=a new_value=b",
        f"{SAID} kind=corrected field=statement old_value=a new_value=b",
        f"{SAID} kind=corrected field=answer old_value=yes new_value=yes",
        f"{SAID} kind=completed field=quote",
        f"{SAID} kind=completed field=answer new_value=yes",
        f"{SAID} kind=withdrawn",
        f"{SAID} kind=reassigned field=answer old_value=no new_value=yes",
        f"{SAID} kind=redacted field=statement old_value=[redacted] new_value=[redacted]",
        (
            f"{SAID} kind=redacted field=statement old_value=[redacted]"
            ' new_value="Talks were under way."'
        ),
        f"{SAID} kind=identity_merged new_value=clm-f",
        (
            "+revisions rev-x table=actors record_id=act-guard kind=identity_merged note=."
            " new_value=act-nobody"
        ),
        '+revisions rev-x table=relays record_id="clm-m 1" kind=withdrawn',
    ),
    good=(
        f"{SAID} kind=corrected field=answer old_value=no new_value=yes",
        "corrected claims clm-m source_id=src-radio",
        "withdrawn claims clm-k",
        (
            "+revisions rev-x table=actors record_id=act-told field=name kind=redacted"
            ' old_value=[redacted] new_value="sources who spoke to Ostra Wire" revised=2021-09-30'
            " reason=protection note=."
        ),
    ),
    instead_of=("impossible-revision", "incomplete-revision"),
)
def false_revision(revision: Row) -> Expr:
    """The revision does not fit: {misfit}.

    The log is read by those who cannot see the old version. A revision that tells of something that
    did not happen excuses what did, and hides it.

    Allowed: a revision whose column is one of its table, whose new value is what stands there, and
    that tells of what was done to the very row that it names

    Mend: Take the revision out and have “contested revise” write it, or correct what it says.
    """
    return ~revision.misfit.is_null()


@rule(
    "unexplained-revision",
    on="revisions.note",
    over="keys",
    bad=(
        "corrected claims clm-e statement=Talks. ; revisions rev-3 note=",
        "corrected actors act-guard name=Guard ; revisions rev-3 note=",
        "corrected claims clm-e stated=2021-08-21 occurred= ; revisions rev-3 note=",
        (
            "corrected sources src-radio url=https://radio.example/new ; revisions rev-3 note="
            " reason=other"
        ),
        "relation_removed relations -clm-m,supersedes,clm-d ; revisions rev-3 note=",
    ),
    good=(
        "corrected claims clm-e statement=Talks. ; revisions rev-3 note= reference=p.1",
        "corrected sources src-radio url=https://radio.example/new ; revisions rev-3 note=",
        "completed claims clm-e quote=Talks",
        "corrected claims clm-m source_id=src-radio",
        "withdrawn claims clm-k",
    ),
    instead_of=("incomplete-revision",),
)
def unexplained_revision(revision: Row) -> Expr:
    """The revision gives no reason that anybody could look up.

    That something was a slip is easily said. Whoever reads the log can only see that it was one if
    they are told where the source bears it out.

    Allowed: of a correction of who said what, when and where, or of a name, a note or a reference;
    with the reason other, a note

    Mend: Say in note where the source has it, such as “Line 4 says eight.”, or that only the
    curator's own words changed.
    """
    return revision.is_unexplained
