"""Places: which lie apart from each other, and which are small."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from contested import standard
from contested.rules.columns.graphs import lineage
from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.privacy import SMALL, is_house
from contested.rules.rule import Expr, Row
from contested.rules.views import Views

APART = standard.tables()["locations"].fields["location_type"].ranked[:-1]
"""Kinds of which no two places share any ground; points have none, areas may be of any size."""
Place = tuple[str | None, str]
"""The kind of a place, if it is known, and its id."""


def are_apart(one: Collection[Place], other: Collection[Place]) -> bool:
    """Return whether two places are known to share no ground.

    Each is given with those that it lies within. They are apart if they lie in two places of one
    kind, such as two districts.
    """
    for kind in APART:
        mine, theirs = ({key for of, key in places if of == kind} for places in (one, other))
        if mine and theirs and not mine & theirs:
            return True
    return False


@column_frame("is_elsewhere", "claims", needs=("questions", "locations"))
def is_elsewhere(views: Views, table: str) -> Frame:
    """Return True for claims about a place apart from their question's."""
    col, asked = views.namespace.col, "question__location_id"
    claims = views.view(table, {"question_id", "location_id", asked}).filter(
        col("location_id") != col(asked)
    )
    pairs = views.rows(claims.select("question_id", "location_id", asked).unique())
    kinds, within = _places(views) if pairs else ({}, {})

    @cache
    def around(place: str) -> tuple[Place, ...]:
        return tuple((kinds.get(key), key) for key in lineage(place, within))

    found = [
        (question, place)
        for question, place, other in pairs
        if are_apart(around(place), around(other))
    ]
    return _of_pairs(views, "is_elsewhere", found)


@column_frame("is_part", "claims", needs=("questions", "locations"))
def is_part(views: Views, table: str) -> Frame:
    """Return True for claims on states of a smaller place."""
    col, asked = views.namespace.col, "question__location_id"
    names = {"question_id", "location_id", asked, "is_changing"}
    claims = views.view(table, names).filter(
        col("is_changing") & (col("location_id") != col(asked)).fill_null(False)
    )
    pairs = views.rows(claims.select("question_id", "location_id", asked).unique())
    _, within = _places(views) if pairs else ({}, {})
    found = [
        (question, place) for question, place, other in pairs if other in lineage(place, within)
    ]
    return _of_pairs(views, "is_part", found)


def _of_pairs(views: Views, name: str, found: Sequence[tuple[str, str]]) -> Frame:
    """Return a column that is true for these claims."""
    return views.frame(
        {
            "question_id": [question for question, _ in found],
            "location_id": [place for _, place in found],
            name: [True] * len(found),
        },
        {"question_id": "String", "location_id": "String", name: "Boolean"},
    )


def _places(views: Views) -> tuple[dict[str, str], dict[str, str]]:
    """Return the kind of each place, and what it lies within."""
    names = ("location_id", "location_type", "within_id")
    rows = views.rows(views.view("locations", set(names)).select(*names))
    kinds = {key: kind for key, kind, _ in rows if kind}
    return kinds, {key: around for key, _, around in rows if around}


@column_frame("is_small", "locations")
def is_small(views: Views, table: str) -> Frame:
    """Return True for places that are smaller than a district.

    So is an area that lies within one.
    """
    kinds, within = _places(views)
    found = [place for place in kinds if _is_small(lineage(place, within), kinds)]
    return views.frame(
        {"location_id": found, "is_small": [True] * len(found)},
        {"location_id": "String", "is_small": "Boolean"},
    )


def _is_small(places: Iterable[str], kinds: Mapping[str, str]) -> bool:
    known = (kinds[place] for place in places if kinds.get(place, "area") != "area")
    return next(known, None) in SMALL


@column("small_place", "claims")
def small_place(claim: Row) -> Expr:
    """Return the small place that a claim is about, if any.

    It is as reported where that names a house, its own, or else its question's.
    """
    own = claim.when(claim.location__is_small, claim.location__name)
    asked = claim.when(claim.question__location__is_small, claim.question__location__name)
    place = claim.when(claim.location_id_is_blank, asked, own)
    return claim.when(is_house(claim.place_as_reported), claim.place_as_reported, place)


@column("small_place", "relays")
def small_place_of_its_claim(relay: Row) -> Expr:
    """Return the small place that the claim is about, if any."""
    return relay.claim__small_place
