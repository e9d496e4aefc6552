"""Attribution over time: who said a thing is not changed silently.

The same holds of when and where it was said.
"""

from __future__ import annotations

from contested.rules.rule import Expr, Row, also, rule


@rule(
    "rewritten-attribution",
    on=(
        "claims.claimant_id",
        "claims.source_id",
        "claims.stated",
        "relays.relay_id",
        "sources.publisher_id",
        "sources.published",
        "relays.relayed",
    ),
    over="changes",
    bad=(
        "claims clm-j claimant_id=act-elders",
        "claims clm-k source_id=src-wire",
        "claims clm-e stated=2021-08-21",
        "relays clm-e,1 relay_id=act-leaflet",
        "sources src-reprint publisher_id=act-wire",
        "sources src-reprint published=2021-08-25",
        "relays -clm-e,1",
        "relays clm-c,1 relayed=2021-08-23",
        "relays clm-c,1 relayed=",
        (
            "claims clm-e stated=2021-08-21 ; +revisions rev-x table=claims record_id=clm-e"
            " field=stated kind=corrected old_value=2021-08-20 new_value=2021-08-21"
        ),
        (
            "claims clm-e stated=2021-08-21 ; +revisions rev-x table=claims record_id=clm-e"
            " field=stated kind=reassigned old_value=2021-08-22 new_value=2021-08-21"
        ),
    ),
    good=(
        "corrected claims clm-m source_id=src-radio",
        "corrected claims clm-d stated=2021-08-21",
        "corrected relays clm-e,1 relay_id=act-leaflet",
        "withdrawn relays -clm-e,1",
        "+relays clm-g,1 relay_id=act-wire",
        "completed relays clm-m,1 relayed=2021-08-23",
        "redacted claims clm-e stated=2021-08",
    ),
    implies=("lost-voice", "false-revision", "unexplained-revision"),
    instead_of=("changed-in-silence",),
)
def rewritten_attribution(change: Row) -> Expr:
    """Who said it, when, or through whom it came was changed from {old} to {new}, and no revision
    says why.

    A claim is as good as what is known of where it comes from. To put a published claim into
    somebody else's mouth, or on another day, is to record something that was never said there.

    Allowed: a change that a new revision names: kind corrected, this row and column, the old value
    and the new; or identity_merged where two actors turned out to be one

    Mend: Undo the change if it was none of yours. If it mends a mistake, add the revision with its
    reason. Where someone else said the same, that is a claim of its own.
    """
    return ~change.is_covered


@also("rewritten-attribution", on="relays.claim_id", over="keys")
def forgotten_relay(relay: Row) -> Expr:
    return relay.is_removed & ~relay.is_let_go & ~relay.claim_is_gone


@rule(
    "lengthened-chain",
    on="relays.claim_id",
    over="keys",
    severity="warning",
    bad=(
        "+relays clm-e,2 relay_id=act-wire",
        "withdrawn relays -clm-e,1 ; +relays clm-e,2 relay_id=act-wire",
        (
            "+relays clm-e,2 relay_id=act-wire note=. ; +revisions rev-x table=relays"
            ' record_id="clm-e 2" field=note kind=completed reason=new_information'
            " revised=2021-09-30"
        ),
    ),
    good=(
        "+relays clm-g,1 relay_id=act-wire",
        (
            "+relays clm-e,2 relay_id=act-wire ; +revisions rev-x table=relays"
            ' record_id="clm-e 2" field=relay_id kind=completed reason=new_information'
            " revised=2021-09-30"
        ),
    ),
)
def lengthened_chain(relay: Row) -> Expr:
    """{record_id} is a new station of a claim whose stations were published, and no revision says
    so.

    Through whom a claim came is half of what is known of it. One more station between the speaker
    and the source changes who is said to have told it, and no cell that was published has changed.

    Allowed: a claim's first stations, if none were published; others with a new revision of the
    kind completed that names the row and relay_id

    Mend: Add that revision; “contested revise” writes it. Take the station out if the source does
    not name it.
    """
    return relay.is_lengthening


@rule(
    "silent-merge",
    on=("actors.actor_id", "locations.location_id"),
    over="keys",
    bad=(
        (
            "corrected claims clm-b claimant_id=act-guard ; corrected claims clm-g"
            " claimant_id=act-guard ; corrected questions qst-seat about_id=act-guard"
        ),
        (
            "corrected sources src-wire publisher_id=act-radio ; corrected relays clm-c,2"
            " relay_id=act-radio ; corrected relays clm-m,1 relay_id=act-radio"
        ),
        (
            "questions qst-began location_id=loc-north ; questions qst-bridge location_id=loc-north"
            " ; questions qst-control location_id=loc-north ; questions qst-deaths"
            " location_id=loc-north ; claims clm-a location_id=loc-north ; locations loc-mill"
            " within_id=loc-north"
        ),
    ),
    good=(
        (
            "corrected claims clm-b claimant_id=act-guard ; corrected claims clm-g"
            " claimant_id=act-guard"
        ),
        "corrected relays clm-c,1 relay_id=act-leaflet",
        (
            "identity_merged actors -act-told=act-leaflet ; relays clm-c,1 relay_id=act-leaflet ;"
            " relays clm-e,1 relay_id=act-leaflet"
        ),
        "corrected questions qst-office about_id=",
    ),
    implies=("changed-in-silence",),
)
def silent_merge(one: Row) -> Expr:
    """All {renamed_references} references to {record_id} name another one now, and no revision says
    that the two are one.

    To take two actors, or two places, for one is a judgement that changes every claim they stand
    in. It has to be visible, so that it can be questioned and undone.

    Allowed: a merge that a new revision records: kind identity_merged, the row that is given up,
    and as new value the id that stays

    Mend: Add that revision, with the reason and where a source says that they are one; or undo the
    change.
    """
    return one.renamed_references >= 2
