"""Packages and releases, read by the libraries for Data Packages from npm, every cell of every
table.
"""

from __future__ import annotations

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from contested.add.init.make import NewDataset, repository, write_repository
from contested.package import DESCRIPTOR, Package, find
from contested.release.tables import TableFile, table_files
from contested.standard import Table
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from release.exported import DATASETS
from release.folders import release_folder
from release.releases import content_of

MODULES = Path(sys.prefix) / "readers/node_modules"
READER = Path(__file__).with_name("npm_reader.js")
IS_THERE = shutil.which("node") is not None and (MODULES / "datapackage").is_dir()
DAY = datetime.date(2021, 9, 1)
FEW = one_in(100)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not IS_THERE, reason=f"needs node and {MODULES}, which make readers installs"
    ),
]


def read(folder: Path) -> Any:
    """Return what the libraries make of the package in a folder."""
    done = subprocess.run(
        ["node", READER, folder / DESCRIPTOR],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NODE_PATH": str(MODULES), "TZ": "UTC"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def rows(table: Table, file: Path) -> list[list[Any]]:
    """Return the rows of a file as a reader casts them that knows no type of ours."""
    with file.open(encoding="utf-8", newline="") as lines:
        header, *found = csv.reader(lines)
    assert header == list(table.fields)
    forms = [one.form for one in table.fields.values()]
    return [[_cell(*one) for one in zip(forms, row, strict=True)] for row in found]


def _cell(form: str, text: str) -> Any:
    if not text:
        return None
    if form == "boolean":
        return text == "true"
    if form == "date":
        return f"{text}T00:00:00.000Z"
    return float(text) if form in ("integer", "number") else text


def told(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is right about each table that was read, and its rows apart."""
    return {name: {k: v for k, v in one.items() if k != "rows"} for name, one in found.items()}


def is_read_whole(folder: Path, tables: Iterable[TableFile]) -> None:
    found = read(folder)
    assert found["faults"] == []
    whole = {
        one.name: {
            "tabular": True,
            "faults": [],
            "columns": list(one.table.fields),
            "rows": rows(one.table, folder / one.path),
            "related": one.frame.height,
        }
        for one in tables
    }
    assert list(found["tables"]) == list(whole)
    for name, one in whole.items():
        assert found["tables"][name] == one


def is_readable(package: Package, folder: Path) -> None:
    """The package in a folder is read, and its release."""
    content = content_of(package)
    files = list(table_files(content))
    is_read_whole(folder, [one for one in files if one.path.startswith("data/")])
    with release_folder(content, {}) as released:
        is_read_whole(released, files)


@pytest.mark.parametrize("folder", DATASETS, ids=lambda one: str(one.name))
def test_a_dataset_and_its_release_are_read_cell_by_cell(folder: Path) -> None:
    (package,) = find(folder)
    is_readable(package, folder)


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "withdrawn claims clm-k",
        "column claims x_coder ; column claims x_Coder ; table x-photos ; claims clm-a x_coder=Ana",
    ],
)
def test_the_specimen_and_its_release_are_read_cell_by_cell(tmp_path: Path, lines: str) -> None:
    made = changed(lines)
    made.write(tmp_path)
    is_readable(made.package(), tmp_path)


def test_a_package_that_init_makes_is_read(tmp_path: Path) -> None:
    write_repository(repository(NewDataset("ford", DAY)), tmp_path / "ford")
    (package,) = find(tmp_path / "ford")
    is_readable(package, tmp_path / "ford")


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_any_release_is_read_cell_by_cell(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with release_folder(content, {}) as folder:
        is_read_whole(folder, table_files(content))


def test_what_points_to_nothing_is_seen_by_the_reader_too(tmp_path: Path) -> None:
    made = changed("claims clm-a source_id=src-none")
    made.write(tmp_path)
    found = read(tmp_path)["tables"]
    assert [(name, one["faults"]) for name, one in found.items() if one["faults"]] == [
        ("claims", ['Foreign key "source_id" violation in row 2'])
    ]
