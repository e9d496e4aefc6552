"""References: rows that are pointed to exist, once, without circles."""

from __future__ import annotations

from functools import reduce
from operator import and_

from contested import standard
from contested.rules.cells import match_whole
from contested.rules.rule import Expr, Row, also, rule
from contested.standard import Reference

KINDS = standard.tables()["locations"].fields["location_type"].ranked
"""The kinds of place that have a rank, large to small."""


@rule(
    "repeated-key",
    on="every key",
    keywords=("uniqueKeys",),
    bad=("+sources src-wire title=Again", "+relays clm-m,1 relay_id=act-told"),
    good="+relays clm-m,2 relay_id=act-told",
)
def repeated_key(row: Row, key: tuple[str, ...]) -> Expr:
    """“{key}” stands for more than one row: also on line {twins}.

    An id names one row. If two rows share it, nobody can say which one another row points to, so
    neither is believed where they are named.

    Allowed: each {key_title} once

    Mend: Give the row that came later an id of its own and point to it where it is meant; if it is
    the same row twice, delete one.
    """
    given: list[Expr] = [~row.column(name).is_null() for name in key]
    return reduce(and_, given) & (row.count_same(*key) > 1)


@rule(
    "dangling-reference",
    on="every reference",
    suggests="keys",
    keywords=("foreignKeys",),
    bad=(
        "claims clm-a location_id=loc-fort",
        "claims clm-g answer=loc-nowhere",
        "claims clm-b answer=act-gard",
        "revisions rev-2 table=claims record_id=clm-z field=answer",
        "revisions rev-2 table=claims record_id=clm-z field= kind=withdrawn",
        'revisions rev-2 record_id="clm-c 9"',
        "locations loc-ford within_id=loc-nort",
    ),
    good=(
        "claims clm-j answer=no",
        "locations loc-ford within_id=loc-ostra",
        "withdrawn claims clm-g ; claims clm-g answer=loc-nowhere",
        (
            'revisions rev-2 table=relations record_id="clm-b contradicts clm-f" field='
            " kind=relation_removed"
        ),
        "revisions rev-2 table=actors record_id=act-gone field= kind=identity_merged",
        'revisions rev-2 table=relays record_id="clm-c 9" kind=withdrawn',
        ('+revisions rev-x table=relays record_id="clm-m 1" kind=withdrawn ; relays -clm-m,1'),
    ),
)
def dangling_reference(row: Row, reference: Reference) -> Expr:
    """No row of {target_table} has the id “{cell}”.

    A claim whose claimant, source, question or place is missing can no longer be attributed. Most
    often an id was mistyped, or the row it names has not been added yet.

    Allowed: an id that stands in {target_table}

    Mend: Correct the id, or add the row it names to {target_table} first.
    """
    wrong = ~row.cell.is_null() & row.target__found.is_null()
    if reference.when is None:
        return wrong
    column, word = reference.when
    asked: Expr = getattr(row, column) == word
    wrong = wrong & asked
    if reference.column == "record_id":
        return wrong & ~row.let_go
    key = standard.tables()[reference.table].fields[reference.keys[0]]
    return wrong & (row.status == "active") & row.cell.str.contains(match_whole(key.pattern))


@rule(
    "circular-places",
    on="locations.within_id",
    bad="locations loc-ostra within_id=loc-ford",
    good="locations loc-mill within_id=loc-north",
    implies=("place-out-of-order",),
)
def circular_places(place: Row) -> Expr:
    """{location_id} lies, place by place, within itself.

    Places are read from the smallest outwards; a circle has no outside, so no map or count could
    ever finish.

    Allowed: the next larger place, and for a country nothing

    Mend: Find the place on the circle whose “within” is wrong (all of them are listed) and correct
    that one.
    """
    return place.in_cycle


@rule(
    "circular-sources",
    on="sources.derived_from_id",
    bad="sources src-wire derived_from_id=src-reprint published=2021-08-24",
    good="sources src-wire derived_from_id=src-leaflet",
)
def circular_sources(source: Row) -> Expr:
    """{source_id} is derived, step by step, from itself.

    Where a document comes from decides whether two sources are independent. Two documents cannot
    each be written from the other.

    Allowed: the document this one was written from, or blank

    Mend: Find out which document came first and leave its cell blank.
    """
    return source.in_cycle


@rule(
    "place-out-of-order",
    on="locations.within_id",
    bad=(
        "locations loc-north location_type=settlement",
        (
            "+locations loc-new name=New location_type=country within_id=loc-ostra ; claims clm-a"
            " location_id=loc-new"
        ),
    ),
    good=(
        "locations loc-north location_type=area",
        "locations loc-mill location_type=district",
        "locations loc-ford location_type=area",
    ),
)
def place_out_of_order(place: Row) -> Expr:
    """{name}, a {location_type}, is said to lie within {within_id}, a {within__location_type}.

    Places run from large to small: {kinds}. A larger place within a smaller one is most often two
    cells swapped. An area has no rank, since it may be of any size.

    Allowed: a place of the same or a larger kind; a country lies in none

    Mend: Correct the kind of one of the two places, or what the smaller lies within.
    """
    wrong = (place.location_type == "country") & ~place.within_id.is_null()
    for rank, kind in enumerate(KINDS):
        wrong = wrong | (
            (place.location_type == kind)
            & place.within__location_type.is_in(list(KINDS[rank + 1 :]))
        )
    return wrong


@rule(
    "unused-row",
    on=("actors.actor_id", "locations.location_id", "sources.source_id", "questions.question_id"),
    severity="info",
    together="{count} of {table} that nothing refers to yet",
    bad=(
        "+actors act-new name=Nobody actor_type=collective",
        "+locations loc-new name=New location_type=area",
        "+sources src-new from=src-wire title=New",
        "+questions qst-new question=Which?",
    ),
    good="+actors act-new name=Nobody actor_type=collective ; relays clm-m,1 relay_id=act-new",
)
def unused_row(row: Row) -> Expr:
    """Nothing refers to {cell}.

    A row that no claim needs may be left over from a claim that was moved, or wait for one that was
    forgotten.

    Allowed: a row that some other row names

    Mend: Add the claim that it was meant for, or take the row out before it is published. This is
    for your information only.
    """
    return row.is_used.is_null()


@rule(
    "repeated-name",
    on=("actors.name", "locations.name"),
    severity="warning",
    bad=(
        'actors act-wire name="RADIO  Ostra"',
        'actors act-wire also_known_as="Guard of the river"',
        "sources src-leaflet url=https://radio.example/ford",
        "sources src-leaflet url=http://www.radio.example/ford/?utm_source=x#top",
        'actors act-wire name="Rаdio Оstra"',
        'actors act-wire actor_type=person privacy=public_figure name="Marin Ana"',
        (
            '+locations loc-new name="The Ford" location_type=district within_id=loc-north ;'
            ' claims clm-e location_id=loc-new ; locations loc-ford also_known_as="The Ford"'
        ),
        "locations loc-north ocha_pcode=XO1 ; locations loc-ford ocha_pcode=XO1",
        "locations loc-north geonames_id=7 ; locations loc-ford geonames_id=7",
        "locations loc-ford iso_code=XO-N",
        (
            '+locations loc-new name="low ford" location_type=district within_id=loc-north ; claims'
            " clm-e location_id=loc-new"
        ),
        "actors act-guard wikidata_id=Q1",
        "locations loc-north wikidata_id=Q7 ; locations loc-ostra wikidata_id=Q7",
        "sources src-wire text_sha256={sha} ; sources src-leaflet text_sha256={sha}",
    ),
    good=(
        'actors act-elders name="River Guard"',
        'locations loc-mill name="Low Ford"',
        (
            "sources src-radio url=https://radio.example/ford#1 ; sources src-leaflet"
            " url=https://radio.example/ford#2"
        ),
        "sources src-leaflet url=https://radio.example/ford?page=2",
        'actors act-told name="Whoever printed the leaflet found at the mill"',
    ),
)
def repeated_name(row: Row) -> Expr:
    """“{cell}” looks like a row that is there already, on line {twins}.

    One person under two ids looks like two voices that agree. Names are compared without regard to
    case, accents and spaces, letters that look alike are one, and the names of a person may stand
    in any order; addresses are compared without http or https, www, a slash at the end, and marks
    that follow readers. Unnamed sources and collectives are left out, since their descriptions
    resemble each other by nature.

    Allowed: one row for one actor, place or document

    Mend: If both are the same, keep one row and point to it everywhere. If they are not, say in
    both notes how they differ.
    """
    return ~row.name_twin.is_null()


@also("repeated-name", on="sources.url")
def repeated_address(source: Row) -> Expr:
    return ~source.url_twin.is_null()


@also(
    "repeated-name",
    on=(
        "sources.text_sha256",
        "actors.wikidata_id",
        *(f"locations.{code}" for code in ("iso_code", "ocha_pcode", "geonames_id", "wikidata_id")),
    ),
)
def repeated_identifier(row: Row) -> Expr:
    return ~row.cell.is_null() & (row.count_same_cell() > 1)
