"""What was redacted is in no file of a release."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
from contested.release.build import build
from contested.release.writers import WRITERS
from contested.testing.specimen import changed
from release.releases import content_of

TOLD = ("Nobody-else-said-this.", "Hidden Hollow")
BEFORE = (
    '+locations loc-secret name="Hidden Hollow" location_type=district within_id=loc-north'
    " latitude=12.5 longitude=-71 gazetteer=GeoNames uncertainty_m=4000 ; claims"
    ' clm-j statement=Nobody-else-said-this. location_id=loc-secret place_as_reported="Hidden'
    ' Hollow"'
)
AFTER = (
    "redacted claims clm-j status=redacted statement=[redacted] answer=[redacted] location_id="
    " place_as_reported= ; withdrawn locations -loc-secret"
)


def test_what_was_redacted_is_in_no_file_of_the_release(tmp_path: Path) -> None:
    build(content_of(changed(BEFORE).package()), tmp_path, WRITERS)
    with zipfile.ZipFile(tmp_path / "low-ford-1.0.0.zip") as archive:
        before = {
            name
            for name in archive.namelist()
            if any(word.encode() in archive.read(name) for word in TOLD)
        }
    assert {name.rpartition("/")[2] for name in before} >= {
        "claims.csv",
        "low-ford.sqlite",
        "dataset.jsonld",
        "prov.json",
        "statements.csv",
        "claims.geojson",
    }
    folder = build(content_of(changed(f"{BEFORE} ; {AFTER}").package()), tmp_path, WRITERS)
    with zipfile.ZipFile(tmp_path / "low-ford-1.0.0.zip") as archive:
        found = {
            name: word
            for name in archive.namelist()
            for word in TOLD
            if word.encode() in archive.read(name)
        }
    assert found == {}
    for path in folder.rglob("*.parquet"):
        cells = pl.read_parquet(path).select(pl.col(pl.String)).unpivot()["value"].drop_nulls()
        assert not [cell for cell in cells if any(word in cell for word in TOLD)]
