"""Boundaries: shapes of places, from GeoJSON, known by their codes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]
CODES = {
    "location_id": ("location_id",),
    "geonames_id": ("geonames_id", "gn_id"),
    "ocha_pcode": ("ocha_pcode", "adm1_pcode", "adm2_pcode", "adm3_pcode", "adm0_pcode", "pcode"),
    "wikidata_id": ("wikidata_id", "wikidataid"),
    "iso_code": ("iso_code", "iso_3166_2", "shapeiso"),
}
"""Columns of locations that tell a place, and what common files of boundaries call the same.

The names are those of OCHA's common operational datasets, Natural Earth and geoBoundaries.
"""


class BoundariesError(Exception):
    """A file that holds no boundaries; its text says why."""


@dataclass(frozen=True)
class Shape:
    """Rings of longitude and latitude, with what the file says of them."""

    rings: list[Ring]
    properties: Mapping[str, str]

    def is_of(self, place: Mapping[str, Any]) -> bool:
        """Return whether shape and place have a code in common."""
        for column, names in CODES.items():
            code = place.get(column)
            if code and code in (self.properties.get(name) for name in names):
                return True
        return False


def read(path: Path) -> list[Shape]:
    """Return the areas of a GeoJSON file (RFC 7946), in degrees.

    Raises BoundariesError where it cannot be read or holds no area.
    """
    try:
        told = json.loads(path.read_bytes())
    except OSError as error:
        raise BoundariesError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BoundariesError(f"{path} is not JSON: {error}") from error
    if not isinstance(told, dict) or told.get("type") != "FeatureCollection":
        raise BoundariesError(
            f"{path} is no GeoJSON with a FeatureCollection. Most programs for maps can write one."
        )
    try:
        found = list(_shapes(told["features"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BoundariesError(f"{path} has a feature that is not written as in GeoJSON") from error
    if not found:
        raise BoundariesError(f"{path} holds no Polygon or MultiPolygon")
    rings = chain.from_iterable(one.rings for one in found)
    if any(abs(x) > 360 or abs(y) > 90 for x, y in chain.from_iterable(rings)):
        raise BoundariesError(
            f"{path} is not in degrees. GeoJSON has longitude and latitude (WGS 84); a program for"
            " maps can write it so."
        )
    return found


def _shapes(features: Any) -> Iterator[Shape]:
    for feature in features:
        geometry = feature["geometry"] or {"coordinates": []}
        areas = {"Polygon": [geometry.get("coordinates")], "MultiPolygon": geometry["coordinates"]}
        if geometry.get("type") in areas:
            lines = chain.from_iterable(areas[geometry["type"]])
            rings = [[(float(point[0]), float(point[1])) for point in line] for line in lines]
            told = feature.get("properties") or {}
            names = {str(name).lower(): str(value) for name, value in told.items()}
            ident = feature.get("id", names.get("location_id", ""))
            yield Shape(rings, names | {"location_id": str(ident)})
