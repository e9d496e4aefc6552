"""Rows over time: what was published stays, under its key."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, also, rule


@rule(
    "vanished-row",
    on="claims.claim_id",
    over="keys",
    bad=(
        "claims -clm-j",
        "claims -clm-l",
        "actors -act-told",
        "locations -loc-ostra",
        "questions -qst-seat",
        "sources -src-reprint",
        "citations -clm-g,src-leaflet",
    ),
    good=(
        "withdrawn claims clm-k",
        "withdrawn citations -clm-g,src-leaflet",
        "withdrawn locations -loc-mill ; corrected claims clm-h location_id=",
        (
            "identity_merged actors -act-told=act-leaflet ; relays clm-c,1 relay_id=act-leaflet ;"
            " relays clm-e,1 relay_id=act-leaflet"
        ),
    ),
    implies=("lost-voice",),
)
def vanished_claim(claim: Row) -> Expr:
    """{record_id} was published and is gone.

    Others cite rows by their ids. A claim that vanishes was still made, and a reader who followed a
    citation would find nothing and never learn why.

    Allowed: rows that stay, whatever becomes of them; a claim that was never made keeps its row and
    has the status withdrawn

    Mend: Put the row back. A claim gets the status withdrawn and a revision of that kind; of any
    other table, a row that was a mistake may go if a new revision says withdrawn (of a relation
    relation_removed) or identity_merged and names it, a merge also the id that stays. “contested
    revise” writes it.
    """
    return claim.is_removed


@also(
    "vanished-row",
    on=("sources.source_id", "questions.question_id", "actors.actor_id", "locations.location_id"),
    over="keys",
)
def vanished_row(row: Row) -> Expr:
    return row.is_removed & ~row.is_let_go


@also("vanished-row", on="every other table", over="keys", applies=lambda table: not table.is_free)
def vanished_row_of_its_own(row: Row) -> Expr:
    return row.is_removed & ~row.is_let_go


@also("vanished-row", on=("relations.relation", "citations.source_id"), over="keys")
def vanished_beside_a_claim(row: Row) -> Expr:
    return row.is_removed & ~row.is_let_go & ~row.claim_is_gone


@rule(
    "reused-key",
    on="claims.claim_id",
    over="keys",
    bad=(
        "claims clm-e claimant_id=act-council question_id=qst-bridge source_id=src-wire",
        'actors act-told name="Mill Workers" actor_type=organisation',
        'locations loc-mill name="New Bridge" location_type=facility',
        'sources src-wire title="Another text" source_type=report',
        'questions qst-office question="When did Ana Marin take office?" answer_type=date',
        (
            "corrected actors act-marin name=Marin actor_type=organisation privacy= ; actors"
            " act-marin wikidata_id=Q2"
        ),
        (
            'corrected sources src-wire title="Another text" source_type=report ; sources src-wire'
            " derived_from_id=src-leaflet"
        ),
    ),
    good=(
        'corrected actors act-told name="Mill Workers" actor_type=collective',
        (
            'corrected actors act-told name="Mill Workers" actor_type=collective ; actors act-told'
            " wikidata_id=Q7 note=Seen."
        ),
        (
            "corrected actors act-guard name=Guard actor_type=organisation ; actors act-guard"
            ' also_known_as="Guard of the River;Нічна варта;River Watch"'
        ),
        "corrected claims clm-m source_id=src-radio",
        "corrected locations loc-mill name=Mill location_type=facility",
        'corrected sources src-wire title="Another text" source_type=report',
        (
            "corrected questions qst-office question=When? answer_type=date ; corrected claims"
            " clm-i answer=2021-08"
        ),
        (
            "corrected claims clm-l claimant_id=act-guard source_id=src-radio ; reassigned claims"
            " clm-l question_id=qst-talks"
        ),
    ),
    implies=("lost-voice", "changed-in-silence"),
    instead_of=(
        "changed-in-silence",
        "rewritten-attribution",
        "reassigned-question",
        "reworded-question",
    ),
)
def reused_claim_key(claim: Row) -> Expr:
    """{record_id} now stands for something else than it did when it was published.

    An id is a promise that one thing goes by it for good. Once it names another thing, every
    citation of the old one lies.

    Allowed: corrections that leave the row about the same thing; for another thing, a row and an id
    of its own

    Mend: Give the row its old cells back, and put the new thing into a new row with a new id.
    """
    return (
        (claim.base__claimant_id != claim.head__claimant_id)
        & (claim.base__question_id != claim.head__question_id)
        & (claim.base__source_id != claim.head__source_id)
        & claim.has_uncovered
    )


@also("reused-key", on="actors.actor_id", over="keys")
def reused_actor_key(actor: Row) -> Expr:
    renamed = actor.base__name != actor.head__name
    return renamed & (actor.base__actor_type != actor.head__actor_type) & actor.has_uncovered


@also("reused-key", on="locations.location_id", over="keys")
def reused_place_key(place: Row) -> Expr:
    renamed = place.base__name != place.head__name
    return renamed & (place.base__location_type != place.head__location_type) & place.has_uncovered


@also("reused-key", on="sources.source_id", over="keys")
def reused_source_key(source: Row) -> Expr:
    renamed = source.base__title != source.head__title
    return renamed & (source.base__source_type != source.head__source_type) & source.has_uncovered


@also("reused-key", on="questions.question_id", over="keys")
def reused_question_key(question: Row) -> Expr:
    renamed = question.base__question != question.head__question
    return (
        renamed
        & (question.base__answer_type != question.head__answer_type)
        & question.has_uncovered
    )


@rule(
    "revision-rewritten",
    on="revisions.revision_id",
    over="keys",
    bad=(
        "revisions -rev-2",
        "revisions rev-2 reason=other",
        "revisions rev-2 old_value=",
        'revisions rev-2 note="Said so."',
        "revisions rev-2 revised=2021-09-04",
    ),
    good=(
        "redacted relays -clm-m,1 ; revisions rev-2 old_value=[redacted] new_value=[redacted]",
        "corrected relays clm-m,1 relay_id=act-told",
    ),
)
def revision_removed(revision: Row) -> Expr:
    """The published revision {record_id} was changed or taken out.

    Revisions are how a reader tells a mended mistake from a quiet rewriting. A log that can be
    edited afterwards proves nothing.

    Allowed: new revisions; in old ones nothing, but [redacted] in place of values that a new
    redaction of the same row takes out

    Mend: Put the revision back as it was, and say what has to be said in a new one.
    """
    return revision.is_removed


@also(
    "revision-rewritten",
    on=(
        "revisions.table",
        "revisions.record_id",
        "revisions.field",
        "revisions.kind",
        "revisions.old_value",
        "revisions.new_value",
        "revisions.reason",
        "revisions.revised",
        "revisions.reference",
        "revisions.note",
    ),
    over="changes",
)
def revision_changed(change: Row) -> Expr:
    return ~change.hides_what_was_redacted
