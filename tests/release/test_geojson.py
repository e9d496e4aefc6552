"""GeoJSON, read back by a library: a feature a claim."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import geojson
import pytest
from contested.release.content import Content
from contested.release.docs import readme
from contested.release.exports import geojson as export
from contested.release.writers import WRITERS
from contested.testing import specimen
from contested.testing.strategies import packages
from contested.testing.strategies.drawn import Drawn
from counts import one_in
from hypothesis import given, settings
from release.exported import CASES, case, claims_by_id
from release.folders import release_folder
from release.releases import content_of

FEW = one_in(10)
POINT = "locations loc-ford latitude=12 longitude=-71 uncertainty_m=900 gazetteer=GeoNames"


def read(content: Content, folder: Path) -> Any:
    export.write(content, folder)
    return geojson.loads((folder / "exports" / "claims.geojson").read_text(encoding="utf-8"))


def places(content: Content) -> dict[str, str]:
    """Return the place of each claim, worked out row by row.

    Redacted claims and those without a place have none.
    """
    asked = dict(content.frame("questions").select("question_id", "location_id").iter_rows())
    claims = (
        content.frame("claims")
        .select("claim_id", "question_id", "location_id", "status")
        .iter_rows()
    )
    found = {
        claim: own or asked[question]
        for claim, question, own, status in claims
        if status != "redacted"
    }
    return {claim: place for claim, place in found.items() if place}


def known_points(content: Content) -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of each place that has them."""
    rows = content.frame("locations").select("location_id", "longitude", "latitude").iter_rows()
    return {
        key: (float(longitude), float(latitude)) for key, longitude, latitude in rows if latitude
    }


def holds_every_located_claim(content: Content, made: Any) -> None:
    assert made["type"] == "FeatureCollection"
    assert made.is_valid, made.errors()
    features = {one["id"]: one for one in made["features"]}
    assert len(features) == len(made["features"])
    located, points = places(content), known_points(content)
    mapped = {claim: place for claim, place in located.items() if place in points}
    assert {key: one["properties"]["place_id"] for key, one in features.items()} == mapped
    assert made["claims_without_point"] == len(located) - len(mapped)
    names = dict(content.frame("locations").select("location_id", "name").iter_rows())
    for key, one in features.items():
        told = one["properties"]
        assert (
            told["claimant_id"],
            told["source_id"],
            told["stated"],
            told["position"],
            told["in_conflict"],
        ) == claims_by_id(content)[key]
        assert told["place"] == names[told["place_id"]]
        assert told["place_from"] == ("claim" if told["location_id"] else "question")
        assert tuple(one["geometry"]["coordinates"]) == points[told["place_id"]]


@pytest.mark.parametrize("name", CASES)
def test_every_located_claim_is_a_feature(name: str, tmp_path: Path) -> None:
    made = read(case(name), tmp_path)
    holds_every_located_claim(case(name), made)


@settings(max_examples=FEW)
@given(packages())
def test_every_located_claim_of_a_drawn_package_is_a_feature(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with tempfile.TemporaryDirectory() as folder:
        holds_every_located_claim(content, read(content, Path(folder)))


def test_a_feature_names_who_says_it_and_where(tmp_path: Path) -> None:
    changed = specimen.changed(
        'claims clm-a location_id=loc-mill place_as_reported="the old mill"'
        " stated=2021-08-20/2021-08-21 stated_basis=stated"
    )
    made = read(content_of(changed.package()), tmp_path)
    (one,) = [feature for feature in made["features"] if feature["id"] == "clm-a"]
    assert one["geometry"] == {"type": "Point", "coordinates": [-71.25, 12.5]}
    told = one["properties"]
    place = {
        "place": "Old Mill",
        "place_from": "claim",
        "place_as_reported": "the old mill",
        "uncertainty_m": 400.0,
        "gazetteer": "GeoNames",
    }
    said_so = {
        "claimant": "River Guard",
        "position": "River Guard",
        "side": "River Guard",
        "standing": "stands",
        "in_conflict": True,
        "polarity": "affirms",
        "status": "active",
    }
    wanted = place | said_so | {"stated_earliest": "2021-08-20", "stated_latest": "2021-08-21"}
    assert {name: told[name] for name in wanted} == wanted
    assert told["question"] == "Who held Low Ford on 21 August 2021?"
    assert told["source"]


def test_claims_about_places_without_a_point_are_counted(tmp_path: Path) -> None:
    made = read(case("specimen"), tmp_path)
    assert ([one["id"] for one in made["features"]], made["claims_without_point"]) == (["clm-h"], 7)
    made = read(case("panjshir"), tmp_path)
    located = len(places(case("panjshir")))
    assert (made["features"], made["claims_without_point"]) == ([], located)


def test_the_readme_says_how_many_are_left_out() -> None:
    writers = {one: WRITERS[one] for one in (export.NAME, readme.NAME)}
    with release_folder(case("specimen"), writers) as folder:
        told = (folder / readme.NAME).read_text(encoding="utf-8")
    assert "places without a point are left out, and with them 7 claims\n" in told


def test_a_redacted_claim_is_not_on_the_map_though_its_question_is(tmp_path: Path) -> None:
    made = read(content_of(specimen.changed(POINT).package()), tmp_path)
    assert made["claims_without_point"] == 0
    assert "clm-j" in {one["id"] for one in made["features"]}
    assert "clm-l" not in (tmp_path / "exports" / "claims.geojson").read_text(encoding="utf-8")


def test_a_withdrawn_claim_says_so_and_gives_no_position(tmp_path: Path) -> None:
    made = read(
        content_of(specimen.changed(f"withdrawn claims clm-k ; {POINT}").package()), tmp_path
    )
    (one,) = [feature for feature in made["features"] if feature["id"] == "clm-k"]
    assert (
        one["properties"]["status"],
        one["properties"]["position"],
        one["properties"]["in_conflict"],
    ) == ("withdrawn", None, None)


def test_stretches_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = content_of(specimen.changed(POINT).package())
    whole = read(content, tmp_path / "whole")
    assert len(whole["features"]) == 8
    monkeypatch.setattr(export, "STRETCH", 3)
    assert read(content, tmp_path / "parts") == whole
