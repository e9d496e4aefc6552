"""Whatever cell is redacted, and however: a release is refused, or it is in no file of it."""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import polars as pl
import pytest
from contested.check.validate import choose_rules
from contested.git.pairs import Pair
from contested.package import Package
from contested.release.build import build
from contested.release.writers import WRITERS
from contested.review.run import review_pair
from contested.testing.strategies import TODAY, Drawn, packages
from hypothesis import given, settings
from hypothesis import strategies as st
from release.releases import content_of
from review.redacting import SIGNS, Redaction, Way, the_cell, the_whole_row, ways
from review.test_redaction import FIRST, cells, specimen

FEW = max(settings().max_examples // 16, 1)
LAWFUL = (the_cell, the_whole_row)


def is_refused(base: Package, head: Package) -> bool:
    """Return whether a release of head is refused because of what it redacts."""
    report = review_pair(
        Pair(base, head), choose_rules(), choose_rules(compares=True), TODAY.toordinal()
    )
    return any(group.severity == "error" for group in report.groups)


def marked(package: Package) -> set[str]:
    """Return the files of a release, and of its zip, in which a marker stands."""
    with tempfile.TemporaryDirectory() as out:
        folder = build(content_of(package), Path(out), WRITERS)
        found = {
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and _is_marked(_told(path))
        }
        with zipfile.ZipFile(f"{folder}.zip") as archive:
            names = [one for one in archive.namelist() if _is_marked([archive.read(one)])]
        return found | set(names)


def _is_marked(texts: Iterator[bytes] | list[bytes]) -> bool:
    return any(sign.encode() in text for text in texts for sign in SIGNS)


def _told(path: Path) -> Iterator[bytes]:
    """Yield all that a reader finds in a file: its bytes, and what is packed in it."""
    yield path.read_bytes()
    if path.suffix == ".parquet":
        yield repr(pl.read_parquet(path).to_dicts()).encode()
        yield repr(pl.read_parquet_metadata(path)).encode()
    if path.suffix == ".sqlite":
        with sqlite3.connect(path) as database:
            names = database.execute(
                "select name from sqlite_schema where type in ('table','view')"
            )
            for (name,) in names.fetchall():
                yield repr(database.execute(f'select * from "{name}"').fetchall()).encode()


def test_a_marker_that_nobody_redacts_is_in_the_files_of_the_release() -> None:
    base, head = specimen(), specimen()
    Redaction(base, head, *FIRST["claims.statement"])
    assert {name.rpartition("/")[2] for name in marked(head.package())} >= {
        "claims.csv",
        "claims.parquet",
        "low-ford.sqlite",
        "dataset.jsonld",
        "prov.json",
        "statements.csv",
    }


@pytest.mark.parametrize("way", LAWFUL, ids=lambda way: way.__name__)
def test_no_cell_of_the_specimen_is_released_once_it_is_redacted(way: Way) -> None:
    base, head = specimen(), specimen()
    for cell in FIRST.values():
        way(Redaction(base, head, *cell))
    assert marked(head.package()) == set()


@pytest.mark.slow
@given(packages(), st.data())
@settings(max_examples=FEW, deadline=None)
def test_what_is_redacted_is_refused_or_in_no_file_of_the_release(
    drawn: Drawn, data: st.DataObject
) -> None:
    cell = data.draw(st.sampled_from(list(cells(drawn))))
    head = deepcopy(drawn)
    one, way = Redaction(drawn, head, *cell), data.draw(st.sampled_from(ways(cell[0].name)))
    way(one)
    refused = is_refused(drawn.package(), head.package())
    assert refused or marked(head.package()) == set()
    assert not refused or way not in LAWFUL
