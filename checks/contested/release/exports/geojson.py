"""GeoJSON: a feature for each claim about a place with a point.

A map then shows who says what, and never what is so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs

from contested.release.content import Content
from contested.release.exports.typed_tables import label_column, typed_frame
from contested.standard import Reference

NAME = "exports/claims.geojson"
STRETCH = 20_000
"""Claims that are put into words at a time."""
PLACE = {
    "name": "place",
    "location_type": "place_type",
    "uncertainty_m": "uncertainty_m",
    "gazetteer": "gazetteer",
}
"""The columns of a place, and their names in a feature."""
POINT = ("longitude", "latitude")
"""In the order in which GeoJSON has them."""
HAS_POINT = pl.all_horizontal(pl.col(POINT).is_not_null())


def write(content: Content, folder: Path) -> None:
    """Write `exports/claims.geojson` (RFC 7946), one feature on each line.

    There is one for each claim whose place is recorded with its point.

    The place is the claim's own or else its question's, as `place_from` says. How many claims are
    about a place without a point stands behind the features, as `claims_without_point`. A redacted
    claim is left out of both, since a feature would bring its place back.
    """
    path = folder / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {
        "type": "FeatureCollection",
        "title": content.descriptor.get("title", content.name),
        "version": content.version,
        **_licences(content),
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(head)[:-1] + ',"features":[')
        between = "\n"
        for feature in _features(content):
            file.write(between + _json(feature))
            between = ",\n"
        file.write(f'\n],"claims_without_point":{claims_without_point(content)}}}\n')


def claims_without_point(content: Content) -> int:
    """Return how many claims are about a place without a point."""
    claims = content.frame("claims").select("question_id", "location_id", "status")
    asked = _places_of_questions(content)
    placed = _with_place_id(_shown(claims).join(asked, on="question_id", how="left"))
    points = _places(content).select("place_id", *POINT)
    return placed.join(points.filter(HAS_POINT), on="place_id", how="anti").height


def _shown(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the claims whose place may be shown."""
    return claims.filter(pl.col("status").fill_null("") != "redacted")


def _licences(content: Content) -> dict[str, Any]:
    given = content.descriptor.get("licenses")
    return {"licenses": given} if given else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _features(content: Content) -> Iterator[dict[str, Any]]:
    table, claims = content.tables["claims"], content.frame("claims")
    beside = [(_places_of_questions(content), "question_id")]
    for reference in table.references:
        if _is_labelled(content, reference):
            beside.append((_labels(content, reference), reference.column))
    beside.append((content.position_of, "claim_id"))
    places = _places(content)
    for start in range(0, claims.height, STRETCH):
        part = typed_frame(claims[start : start + STRETCH], table)
        part = _shown(part)
        for frame, on in beside:
            part = part.join(frame, on=on, how="left", maintain_order="left")
        part = _with_place_id(part).join(places, on="place_id", how="left", maintain_order="left")
        part = part.filter(HAS_POINT)
        yield from map(_feature, part.with_columns(cs.date().cast(pl.String)).iter_rows(named=True))


def _places_of_questions(content: Content) -> pl.DataFrame:
    return content.frame("questions").select(
        "question_id", pl.col("location_id").alias("question_location_id")
    )


def _places(content: Content) -> pl.DataFrame:
    places = typed_frame(content.frame("locations"), content.tables["locations"])
    return places.select(
        pl.col("location_id").alias("place_id"),
        *(pl.col(name).alias(given) for name, given in PLACE.items()),
        *POINT,
    )


def _with_place_id(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the claims with a place, their own or their question's."""
    own = pl.col("location_id").is_not_null()
    return (
        claims.with_columns(
            place_id=pl.coalesce("location_id", "question_location_id"),
            place_from=pl.when(own).then(pl.lit("claim")).otherwise(pl.lit("question")),
        )
        .drop("question_location_id")
        .filter(pl.col("place_id").is_not_null())
    )


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [row.pop(name) for name in POINT]}
    return {"type": "Feature", "id": row["claim_id"], "geometry": geometry, "properties": row}


def _is_labelled(content: Content, reference: Reference) -> bool:
    """Return True if features have the label of the reference's row.

    What it says of its place it says in any case.
    """
    to = content.tables.get(reference.table)
    fields = content.tables["claims"].fields
    return (
        to is not None
        and to.key == reference.keys
        and label_column(to) is not None
        and reference.when is None
        and reference.prefix not in {*fields, "location"}
    )


def _labels(content: Content, reference: Reference) -> pl.DataFrame:
    """Return the labels of the rows that a reference points to."""
    label = label_column(content.tables[reference.table])
    return content.frame(reference.table).select(
        pl.col(reference.keys[0]).alias(reference.column),
        pl.col(str(label)).alias(reference.prefix),
    )
