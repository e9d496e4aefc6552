"""GeoJSON: each claim that has a place as a feature of its own, so that a map shows who says what
and never what is so.
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
"""What a feature tells of its place, and under which name."""
POINT = ("longitude", "latitude")
"""In the order in which GeoJSON has them."""


def write(content: Content, folder: Path) -> None:
    """Writes `exports/claims.geojson` (RFC 7946), a feature for each claim whose place is recorded,
    one on each line.

    The place is the claim's own or else its question's, as `place_from` says; a place without a
    point makes a feature without a geometry. A redacted claim is left out, since a feature would
    bring its place back.
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
        file.write("\n]}\n")


def _licences(content: Content) -> dict[str, Any]:
    given = content.descriptor.get("licenses")
    return {"licenses": given} if given else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _features(content: Content) -> Iterator[dict[str, Any]]:
    table, claims = content.tables["claims"], content.frame("claims")
    asked = content.frame("questions").select(
        "question_id", pl.col("location_id").alias("asked_of")
    )
    known = [
        (reference.column, _labels(content, reference))
        for reference in table.references
        if _is_told(content, reference)
    ]
    places = typed_frame(content.frame("locations"), content.tables["locations"])
    places = places.select(
        pl.col("location_id").alias("place_id"),
        *(pl.col(name).alias(given) for name, given in PLACE.items()),
        *POINT,
    )
    for start in range(0, claims.height, STRETCH):
        some = typed_frame(claims[start : start + STRETCH], table).filter(
            pl.col("status") != "redacted"
        )
        for frame, on in (
            (asked, "question_id"),
            *((frame, on) for on, frame in known),
            (content.position_of, "claim_id"),
        ):
            some = some.join(frame, on=on, how="left", maintain_order="left")
        own = (
            pl.when(pl.col("location_id").is_not_null())
            .then(pl.lit("claim"))
            .otherwise(pl.lit("question"))
        )
        some = some.with_columns(
            place_id=pl.coalesce("location_id", "asked_of"), place_from=own
        ).drop("asked_of")
        some = some.filter(pl.col("place_id").is_not_null()).join(
            places, on="place_id", how="left", maintain_order="left"
        )
        yield from map(_feature, some.with_columns(cs.date().cast(pl.String)).iter_rows(named=True))


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = [row.pop(name) for name in POINT]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": row["claim_id"], "geometry": geometry, "properties": row}


def _is_told(content: Content, reference: Reference) -> bool:
    """Whether a feature names what a column of its claim points to; its place it tells in
    any case.
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
    """The words that stand for the rows of the table that a reference points to."""
    named = label_column(content.tables[reference.table])
    return content.frame(reference.table).select(
        pl.col(reference.keys[0]).alias(reference.column),
        pl.col(str(named)).alias(reference.prefix),
    )
