"""Croissant, loaded by `mlcroissant` without a network, cell by cell."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from contested.release.content import Content
from contested.release.exports import croissant, parquet
from contested.release.exports.typed_tables import derived_tables, recorded_tables
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from release.exported import CASES, case, claims_by_id
from release.folders import release_folder, without_network
from release.releases import content_of

# mlcroissant 1.1 uses what rdflib 7.6 and pandas 3.1 have deprecated.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*ConjunctiveGraph is deprecated:DeprecationWarning",
    "ignore:.*default_context.*:DeprecationWarning",
    "ignore:The inplace keyword in DataFrame.reset_index:DeprecationWarning",
)
FEW = one_in(20)
WRITERS = {"parquet": parquet.write, "croissant": croissant.write}


def read(folder: Path) -> mlcroissant.Dataset:
    dataset = mlcroissant.Dataset(jsonld=str(folder / croissant.NAME))
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.ctx.issues.warnings
    return dataset


def cell(value: Any) -> Any:
    """Return a cell in the words of its own table."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [cell(one) for one in value]
    return value.date() if hasattr(value, "date") else value


def records(dataset: mlcroissant.Dataset, name: str) -> list[dict[str, Any]]:
    (described,) = [one for one in dataset.metadata.record_sets if one.uuid == name]
    names = {field.uuid: field.name for field in described.fields}
    return [
        {names[key]: cell(value) for key, value in record.items()}
        for record in dataset.records(name)
    ]


def holds_everything(content: Content, folder: Path) -> None:
    dataset = read(folder)
    tables = [*recorded_tables(content), *derived_tables(content)]
    assert [one.uuid for one in dataset.metadata.record_sets] == [name for name, *_ in tables]
    for name, table, frame in tables:
        assert records(dataset, name) == frame.rows(named=True), name
        (described,) = [one for one in dataset.metadata.record_sets if one.uuid == name]
        assert (described.key or []) == [croissant.field_id(name, one) for one in table.key]
    claims = {
        one["claim_id"]: tuple(one[name] for name in ("claimant_id", "source_id", "stated"))
        for one in records(dataset, "claims")
    }
    held = {}
    for one in records(dataset, "positions"):
        held |= {
            claim: (one["position"], claim in one["claim_ids_in_conflict"])
            for claim in one["claim_ids"]
        }
    told = {name: (*row, *held.get(name, (None, None))) for name, row in claims.items()}
    assert told == claims_by_id(content)


@pytest.mark.parametrize("name", CASES)
def test_every_table_is_loaded_with_every_cell(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without_network(monkeypatch)
    content = case(name)
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, folder)


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_table_of_any_package_is_loaded(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with release_folder(content, WRITERS) as folder:
        holds_everything(content, folder)


def test_every_file_of_a_table_is_named_with_its_checksum() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        told = json.loads((folder / croissant.NAME).read_text(encoding="utf-8"))
        files = {
            one["contentUrl"]: (one["sha256"], one["contentSize"], one["encodingFormat"])
            for one in told["distribution"]
        }
        there = [path for path in folder.rglob("*") if path.suffix in (".csv", ".parquet")]
        kinds = {".csv": "text/csv", ".parquet": "application/x-parquet"}
        assert files == {
            path.relative_to(folder).as_posix(): (
                hashlib.sha256(path.read_bytes()).hexdigest(),
                f"{path.stat().st_size} B",
                kinds[path.suffix],
            )
            for path in there
        }


def test_a_damaged_file_is_found() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        told = json.loads((folder / croissant.NAME).read_text(encoding="utf-8"))
        (claims,) = [
            one for one in told["distribution"] if one["@id"] == "exports/parquet/claims.parquet"
        ]
        claims["sha256"] = "0" * 64
        (folder / croissant.NAME).write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(mlcroissant.GenerationError) as found:
            records(read(folder), "claims")
    assert "claims.parquet is not identical with the reference" in str(found.value.__cause__)


def test_the_dataset_is_described() -> None:
    with release_folder(case("specimen"), WRITERS) as folder:
        told = read(folder).metadata
    assert (told.name, told.version, told.license) == (
        "Claims about Low Ford",
        "1.0.0",
        ["https://creativecommons.org/licenses/by/4.0/"],
    )
    assert [creator.name for creator in told.creators] == ["contested contributors"]
    assert (
        told.cite_as
        == "contested contributors (2026). Claims about Low Ford (version 1.0.0) [Data set]."
    )
