"""Privacy: nobody is named, or found, who did not step forward."""

from __future__ import annotations

import functools
import operator

from contested.rules.rule import Expr, Row, also, rule

REDACTED = "[redacted]"
"""What stands where something was removed to protect someone."""
NAMED_PRIVATELY = ["spoke_publicly", "named_casualty"]
"""Why a person who holds no office is named."""
SMALL = ("settlement", "facility", "point")
"""Kinds of place that are smaller than a district."""
HOUSE = (
    *("house", "flat", "apartment", "apt", "room", "building", "door", "street", "lane", "alley"),
    *("avenue", "дом", "будинок", "улица", "вулиця", "خانه", "کوچه", "منزل", "بيت", "شارع"),
)
"""Words beside a number that make it that of a house."""
NUMBERED = (
    rf"(?i)(?:^|[^\pL])(?:{'|'.join(HOUSE)})[.]? *(?:№|#)? *\p{{Nd}}"
    rf"|\p{{Nd}}[\p{{Nd}}a-z/-]*,? (?:\pL+ )?(?:{'|'.join(HOUSE)})(?:[^\pL]|$)"
)


def is_house(place: Expr) -> Expr:
    """Return whether a place as reported is a numbered house."""
    found: Expr = place.str.contains(NUMBERED)
    return found


@rule(
    "private-person-named",
    on="actors.privacy",
    bad="actors act-marin privacy=",
    good="actors act-marin privacy=pseudonym wikidata_id=",
)
def private_person_named(actor: Row) -> Expr:
    """“{name}” is a person, and the row does not say why the name may be published.

    People who speak in a war can be hurt for it. A name stands here only if its bearer acts in
    public, gave it to a publication or is named among the dead or missing, or if it is not their
    own.

    Allowed: public_figure, spoke_publicly, named_casualty or pseudonym

    Mend: If none is true, replace the name with a neutral description, and the kind with
    unnamed_source.
    """
    return (actor.actor_type == "person") & actor.privacy_is_blank


@rule(
    "unexplained-privacy",
    on="actors.privacy",
    bad=(
        "actors act-marin privacy=spoke_publicly",
        "actors act-marin privacy=named_casualty",
    ),
    good=(
        "actors act-marin privacy=named_casualty note='Named by Radio Ostra.'",
        "actors act-marin note=",
    ),
)
def unexplained_privacy(actor: Row) -> Expr:
    """{name} is named as {privacy}, and the note does not say which source prints the name.

    A private person is named only because a published source has done so first. Whoever asks why
    must find it.

    Allowed: spoke_publicly and named_casualty together with a note

    Mend: Write into the note which source prints the name. If none does, replace the name with a
    neutral description.
    """
    return actor.privacy.is_in(NAMED_PRIVATELY) & actor.note_is_blank


@rule(
    "unnamed-source-named",
    on=("actors.wikidata_id", "actors.also_known_as"),
    bad=(
        "actors act-told wikidata_id=Q7",
        'actors act-told also_known_as="The two guards"',
        'actors act-heron also_known_as="Karim Ahmadi"',
        "actors act-heron wikidata_id=Q77",
    ),
    good=(
        'actors act-elders also_known_as="The old ones of Low Ford"',
        'actors act-marin also_known_as="A. Marin"',
    ),
)
def unnamed_source_named(actor: Row) -> Expr:
    """{actor_id} is not to be named, yet “{title}” may say who it is.

    Whoever asked not to be named, or goes by a pseudonym, is not named by another column either.

    Allowed: blank

    Mend: Empty the cell. If the source is known after all, give it its own kind and say in the note
    where it is named.
    """
    hidden = (actor.actor_type == "unnamed_source") | (actor.privacy == "pseudonym")
    return hidden & ~actor.cell_is_blank


@rule(
    "privacy-misplaced",
    on="actors.privacy",
    bad="actors act-council privacy=pseudonym",
    good="actors act-heron privacy=public_figure",
)
def privacy_misplaced(actor: Row) -> Expr:
    """{actor_id} is of the kind {actor_type}, and has a privacy: {privacy}.

    Only persons step forward or hide. A group that is marked like one is protected by rules that
    were made for people, or lets a person pass for a group.

    Allowed: a privacy for persons alone

    Mend: Empty the cell, or correct the kind of actor.
    """
    return ~actor.privacy_is_blank & (actor.actor_type != "person")


@rule(
    "pinpointed-person",
    on="claims.location_id",
    severity="warning",
    bad=(
        "claims clm-j location_id=loc-mill",
        "questions qst-bridge location_id=loc-mill",
        "questions qst-seat about_id=act-heron ; claims clm-g location_id=loc-mill",
        (
            "+locations loc-yard name=Yard location_type=area within_id=loc-mill ; claims clm-j"
            " location_id=loc-yard"
        ),
        'claims clm-j place_as_reported="Old Mill, house 3"',
        'claims clm-j place_as_reported="12 Mill Street"',
        "+relays clm-h,1 relay_id=act-heron ; claims clm-h voice=headline",
    ),
    good=(
        "claims clm-a location_id=loc-mill",
        "claims clm-j location_id=loc-ford ; questions qst-bridge location_id=loc-mill",
        "claims clm-j location_id=loc-ford",
        'claims clm-j place_as_reported="the 9th district"',
        "relays clm-m,1 relay_id=act-heron",
        "+relays clm-h,1 relay_id=act-elders ; claims clm-h voice=headline",
        (
            "+locations loc-yard name=Yard location_type=area within_id=loc-ford ; claims clm-j"
            " location_id=loc-yard"
        ),
    ),
)
def pinpointed_person(claim: Row) -> Expr:
    """The claim ties someone who goes by another name to a small place: {small_place}.

    A pseudonym protects nobody whose village is known. A place smaller than a district, or a house
    by its number, together with what was said, may be enough to find the speaker, or whoever passed
    it on.

    Allowed: a district or larger, or an area that lies in nothing smaller, for claims by people
    under a pseudonym, or passed on by them, and for questions about them; no house as reported

    Mend: Name the district instead, in the claim or in its question, and leave the house out.
    """
    hidden = (claim.claimant__privacy == "pseudonym") | (
        claim.question__about__privacy == "pseudonym"
    )
    return hidden & ~claim.small_place.is_null()


@also("pinpointed-person", on="relays.relay_id")
def pinpointed_relay(relay: Row) -> Expr:
    return (relay.relay__privacy == "pseudonym") & ~relay.small_place.is_null()


@rule(
    "unmarked-redaction",
    on="claims.statement",
    bad="claims clm-j statement=[redacted]",
    good=(
        "claims clm-j quote=[redacted]",
        'claims clm-j statement="[redacted] should be reopened."',
        (
            "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted]"
            " locator=[redacted]"
        ),
    ),
)
def unmarked_redaction(claim: Row) -> Expr:
    """The statement was redacted, and the claim still counts as if it said something.

    A claim without a statement gives an answer that nobody can read up. What was claimed is taken
    out as a whole, and the status says so.

    Allowed: [redacted] as statement where the status is redacted; of a claim that counts, a
    quotation or some words of the statement

    Mend: Set the status to redacted and take the answer out as well, or write a statement that
    gives nobody away.
    """
    return (claim.status == "active") & (claim.statement == REDACTED)


@rule(
    "withheld-content",
    on="the content of claims",
    bad=(
        'claims clm-l statement="They asked for the bridge."',
        "claims clm-l answer=yes",
        "claims clm-l quote=bridge",
        "claims clm-l locator='line 9'",
        "claims clm-l occurred=2021-08-25",
        "claims clm-l location_id=loc-ford",
        "claims clm-l place_as_reported=Ford",
        "claims clm-l quantity_min=1",
        "claims clm-l quantity_max=1",
        'column claims x_original ; claims clm-l x_original="They asked."',
        '+relays clm-l,1 relay_id=act-told note="They told of the bridge."',
        '+relations clm-l,contradicts,clm-j basis=curator note="Both are about the bridge."',
        'revisions rev-1 old_value="They asked for the bridge."',
        "revisions rev-1 new_value=Nothing",
        (
            "+revisions rev-3 table=actors record_id=act-heron field=name kind=redacted"
            " old_value=Karim new_value=Heron reason=protection revised=2021-09-01"
        ),
        (
            "+revisions rev-3 table=claims record_id=clm-l field=locator kind=corrected"
            " old_value=[redacted] new_value='line 9' reason=own_wording revised=2021-09-01"
        ),
        (
            "+revisions rev-3 table=claims record_id=clm-l field=note kind=corrected"
            " old_value='A bridge.' new_value=[redacted] reason=own_wording revised=2021-09-01"
        ),
        (
            '+relays clm-l,1 relay_id=act-told ; +revisions rev-3 table=relays record_id="clm-l 1"'
            " kind=withdrawn old_value=Bridge reason=wrong_source revised=2021-09-01"
        ),
        (
            "+revisions rev-3 table=actors record_id=act-heron field=name kind=redacted"
            " old_value=[redacted] new_value=Heron reason=protection revised=2021-09-02 ;"
            " +revisions rev-4 table=actors record_id=act-heron field=name kind=corrected"
            " old_value=Karim new_value=[redacted] reason=own_wording revised=2021-09-01"
        ),
    ),
    good=(
        "claims clm-l note=Withheld.",
        "claims clm-l quote=[redacted]",
        "column claims x_original ; claims clm-l x_original=[redacted]",
        "revisions rev-1 old_value=",
        "revisions rev-2 old_value=[redacted]",
        '+relays clm-a,1 relay_id=act-told note="They told of the ford."',
        (
            "+revisions rev-3 table=actors record_id=act-heron field=name kind=redacted"
            " old_value=[redacted] new_value='The bird' reason=protection revised=2021-09-01 ;"
            " +revisions rev-4 table=actors record_id=act-heron field=name kind=corrected"
            " old_value='The bird' new_value=Heron reason=other revised=2021-09-02 note=Spelling."
        ),
    ),
)
def withheld_content(row: Row, *states: str) -> Expr:
    """Something was redacted here, but “{title}” still tells of it.

    A redaction removes what could hurt someone and keeps the row, so that everybody sees that
    something was said and withheld. What stays legible anywhere has not been removed: not in a
    column of the package's own, in a note of a relay, or in a revision.

    Allowed: blank or [redacted]. Of a redacted claim there may stay the ids of question, speaker
    and source, how and when it was said, its kind, polarity and certainty, and its note; of its
    relays and relations all but notes. In revisions of what was redacted, up to the redaction,
    [redacted] or blank as old and new value

    Mend: Write [redacted] or empty the cell. An old revision that tells of it becomes [redacted]
    with a new revision of the kind redacted that names the same column, or none if it names none.
    """
    redacted = functools.reduce(operator.or_, (row.column(name) == "redacted" for name in states))
    return redacted & ~row.cell_is_blank & (row.cell_raw != REDACTED)


@also("withheld-content", on="revisions.old_value")
def withheld_content_in_a_redaction(revision: Row) -> Expr:
    return (revision.kind == "redacted") & (revision.old_value_raw != REDACTED)


@also("withheld-content", on=("revisions.old_value", "revisions.new_value"))
def withheld_content_in_a_revision(revision: Row) -> Expr:
    told = ~revision.cell_is_blank & (revision.cell_raw != REDACTED)
    return revision.tells_of_redacted & told
