"""What readers in R ask of a package: the library frictionless as it is documented, and base R."""

from __future__ import annotations

import csv
import datetime
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from contested import standard
from contested.add.init.make import NewDataset, repository
from contested.derived.tables import DERIVED
from contested.package import DESCRIPTOR, Package, find
from contested.release.tables import TableFile, table_files
from contested.testing.specimen import changed
from release.exported import DATASETS
from release.folders import release_folder
from release.releases import content_of

TYPES = {
    *("string", "number", "integer", "boolean", "object", "array", "date", "time", "datetime"),
    *("year", "yearmonth", "duration", "geopoint", "geojson", "any"),
}
"""https://docs.ropensci.org/frictionless/articles/table-schema.html: “Any other value is not
allowed.”
"""
TRUE, FALSE = {"true", "True", "TRUE", "T"}, {"false", "False", "FALSE", "F"}
"""The same page: other words for true and false are not supported. These are readr's own."""
CLASSES = {"integer": "numeric", "number": "numeric", "boolean": "logical", "date": "Date"}
"""The classes of base R for the forms of cells; every other one is text."""


def asks(resource: dict[str, Any]) -> None:
    """Assert what https://docs.ropensci.org/frictionless/articles/data-resource.html asks for, and
    the pages of dialects and schemas beside it.
    """
    assert resource["name"]
    assert resource["profile"] == "tabular-data-resource"
    assert not Path(resource["path"]).is_absolute()
    assert ".." not in Path(resource["path"]).parts
    assert resource["encoding"] == "utf-8"
    assert resource["dialect"] == {"delimiter": ","}
    schema_asks(resource["schema"])


def schema_asks(schema: dict[str, Any]) -> None:
    assert schema["fields"]
    assert "missingValues" not in schema
    for field in schema["fields"]:
        assert field["name"]
        assert field["type"] in TYPES
        assert not {"decimalChar", "groupChar", "bareNumber"} & field.keys()
        assert {*field.get("trueValues", ())} <= TRUE
        assert {*field.get("falseValues", ())} <= FALSE


@pytest.mark.parametrize("name", [*standard.TABLES, *(f"derived/{one}" for one in DERIVED)])
def test_every_schema_of_ours_has_types_that_r_knows(name: str) -> None:
    schema_asks(standard.schema(name))


@pytest.mark.parametrize("name", [*standard.TABLES, *(f"derived/{one}" for one in DERIVED)])
def test_cells_of_several_items_are_text_and_say_what_parts_them(name: str) -> None:
    for field in standard.schema(name)["fields"]:
        if "separator" in field:
            assert (field["type"], field["separator"]) == ("string", ";")
            assert "semicolon" in field["description"]


@pytest.mark.parametrize("folder", DATASETS, ids=lambda one: str(one.name))
def test_a_dataset_and_its_release_have_what_the_library_asks_for(folder: Path) -> None:
    has_what_is_asked_for(find(folder)[0])


def test_the_specimen_and_its_release_have_what_the_library_asks_for() -> None:
    has_what_is_asked_for(changed("table x-photos").package())


@pytest.mark.parametrize("said", ["", "data-resource"])
def test_a_release_has_it_though_its_dataset_had_not(said: str) -> None:
    line = f"table x-photos ; descriptor resources.x-photos.profile={said}"
    is_released_as_asked(changed(f"{line} ; descriptor resources.claims.profile={said}").package())


def test_a_package_that_init_makes_has_what_the_library_asks_for() -> None:
    made = json.loads(repository(NewDataset("ford", datetime.date(2021, 9, 1)))[DESCRIPTOR])
    for resource in made["resources"]:
        asks(resource)


def has_what_is_asked_for(package: Package) -> None:
    for resource in package.resources:
        asks(resource)
    is_released_as_asked(package)


def is_released_as_asked(package: Package) -> None:
    with release_folder(content_of(package), {}) as folder:
        released = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    for resource in released["resources"]:
        asks(resource)


@pytest.mark.nightly
@pytest.mark.skipif(not shutil.which("Rscript"), reason="needs R, which .ci/install r installs")
@pytest.mark.parametrize("folder", [None, *DATASETS], ids=lambda one: one.name if one else "ford")
def test_base_r_reads_every_table_of_a_release(folder: Path | None, tmp_path: Path) -> None:
    package = changed("table x-photos").package() if folder is None else find(folder)[0]
    content = content_of(package)
    with release_folder(content, {}) as released:
        files = list(table_files(content))
        listed = tmp_path / "tables.tsv"
        listed.write_text("".join(map(_line, files)), encoding="utf-8")
        done = subprocess.run(
            ["Rscript", Path(__file__).with_name("table_reader.R"), listed, released],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == [_counts(one, released) for one in files]


def _classes(table: standard.Table) -> Iterator[str]:
    return (CLASSES.get(one.form, "character") for one in table.fields.values())


def _line(one: TableFile) -> str:
    return f"{one.path}\t{' '.join(one.table.fields)}\t{' '.join(_classes(one.table))}\n"


def _counts(one: TableFile, folder: Path) -> str:
    """Return what a reader finds: rows, cells that are not blank, and the characters of texts."""
    with (folder / one.path).open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines)
    kinds = list(_classes(one.table))
    filled = [(kind, cell) for row in rows for kind, cell in zip(kinds, row, strict=True) if cell]
    characters = sum(len(cell) for kind, cell in filled if kind == "character")
    return f"{one.path}\t{len(rows)}\t{len(filled)}\t{characters}"
