"""The map: what is drawn where, and what is drawn nowhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from contested.page.boundaries import BoundariesError, read
from contested.page.map import WIDTH, View
from hypothesis import given
from hypothesis import strategies as st
from page.sites import BOUNDARIES, facts, files, page, text, texts

SQUARE = [[[20.0, 10.0], [21.0, 10.0], [21.0, 11.0], [20.0, 11.0], [20.0, 10.0]]]
NONE = "locations loc-mill latitude= longitude= uncertainty_m="
POINT = f"{NONE} ; locations loc-ford latitude=10.5 longitude=20.25 uncertainty_m=5000"
PLACES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=5)


def boundaries(tmp_path: Path, properties: dict[str, Any], coordinates: Any = SQUARE) -> Path:
    geometry = {"type": "Polygon", "coordinates": coordinates}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    path = tmp_path / "shapes.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def test_without_points_nothing_is_drawn_and_every_place_is_listed() -> None:
    told = page(files(facts(NONE)), "map.html")
    assert told.xpath("//svg[@class='map']") == []
    listed = {one.get("id") for one in told.xpath("//ul[@class='tree']/li")}
    assert listed == set(facts().locations)
    assert all("not drawn" in text(one) for one in told.xpath("//ul[@class='tree']/li"))


def test_a_point_is_drawn_with_its_circle_and_nothing_else_is() -> None:
    told = page(files(facts(POINT)), "map.html")
    (dot,) = told.xpath("//*[@class='dot']")
    (circle,) = told.xpath("//*[@class='spot']")
    assert (dot.get("cx"), dot.get("cy")) == (circle.get("cx"), circle.get("cy"))
    assert float(circle.get("r")) > float(dot.get("r"))
    drawn = {one.get("id") for one in told.xpath("//li[@id]") if "not drawn" not in text(one)}
    assert drawn == {"loc-ford"}


@pytest.mark.parametrize("half", ["latitude=10.5", "longitude=20.25", "latitude=x longitude=20"])
def test_half_a_point_is_drawn_nowhere(half: str) -> None:
    told = page(files(facts(f"{NONE} ; locations loc-ford {half}")), "map.html")
    assert told.xpath("//svg[@class='map']") == []


@pytest.mark.parametrize(
    "properties",
    [{"location_id": "loc-ford"}, {"ADM2_PCODE": "XO1"}, {"gn_id": 77}, {"shapeISO": "XO-F"}],
)
def test_a_shape_is_known_by_a_code_of_its_place(
    tmp_path: Path, properties: dict[str, Any]
) -> None:
    line = f"{NONE} ; locations loc-ford ocha_pcode=XO1 geonames_id=77 iso_code=XO-F"
    shapes = read(boundaries(tmp_path, properties))
    told = page(files(facts(line, boundaries=shapes)), "map.html")
    (link,) = told.xpath("//svg[@class='map']/a")
    assert link.get("href") == "places/loc-ford.html"


def test_a_shape_of_no_place_is_land_without_a_link(tmp_path: Path) -> None:
    shapes = read(boundaries(tmp_path, {"name": "Ford"}))
    told = page(files(facts(POINT, boundaries=shapes)), "map.html")
    assert len(told.xpath("//*[@class='land']")) == 1
    assert len(told.xpath("//svg[@class='map']/a")) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is no GeoJSON"),
        (b'{"type": "Feature"}', "is no GeoJSON"),
        (b'{"type": "FeatureCollection"}', "not written as in GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "holds no Polygon"),
        (b'{"type": "FeatureCollection", "features": [{}]}', "not written as in GeoJSON"),
        (b"\xff", "is not JSON"),
    ],
)
def test_a_file_without_boundaries_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(content)
    with pytest.raises(BoundariesError, match=why):
        read(path)


def test_metres_are_refused(tmp_path: Path) -> None:
    far = [[[500_000.0, 3_900_000.0], [500_001.0, 3_900_000.0], [500_001.0, 3_900_001.0]]]
    with pytest.raises(BoundariesError, match="is not in degrees"):
        read(boundaries(tmp_path, {}, far))


@given(PLACES)
def test_every_point_lies_on_the_map_and_north_is_up(points: list[tuple[float, float]]) -> None:
    view = View.of(points)
    for x, y in points:
        left, top = view.at(x, y)
        assert 0 <= left <= WIDTH
        assert 0 <= top <= view.height
    assert 0 < view.height <= 701
    (_, south), (_, north) = view.at(0, -10), view.at(0, 10)
    assert north < south


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    view = View.of([(179.5, 0), (-179.5, 0)])
    assert view.at(179.5, 0)[0] < view.at(-179.5, 0)[0]


def test_the_provinces_of_the_reference_datasets_are_known_by_their_numbers() -> None:
    shapes = read(BOUNDARIES)
    assert len(shapes) == 34
    (panjshir,) = [one for one in shapes if one.properties["geonames_id"] == "6957555"]
    assert panjshir.properties["name"] == "Panjshir"


def test_what_is_contested_is_hatched_alike_however_many_questions_there_are(
    tmp_path: Path,
) -> None:
    shapes = read(boundaries(tmp_path, {"location_id": "loc-ford"}))
    told = facts(NONE, boundaries=shapes)
    contested = any(
        row["is_contested"] for row in told.questions.values() if row["location_id"] == "loc-ford"
    )
    drawn = page(files(told), "map.html").xpath("//*[@class='hatch']")
    assert len(drawn) == int(contested)
    assert texts(page(files(told), "map.html"), "state")
