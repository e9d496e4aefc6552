"""SQLite: everything comes back, keys and vocabularies hold, views derive."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from contested.release.content import Content
from contested.release.exports import sqlite
from contested.release.exports.ddl import sql_names
from contested.release.exports.typed_tables import derived_tables
from contested.testing.strategies import packages
from contested.testing.strategies.drawn import Drawn
from counts import one_in
from hypothesis import given, settings
from release.exported import CASES, case, claims_by_id, same_cells, texts
from release.releases import content_of

FEW = one_in(10)


def written(content: Content, folder: Path) -> Path:
    sqlite.write(content, folder)
    (path,) = (folder / "exports").iterdir()
    assert path.name == f"{content.name}.sqlite"
    return path


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        yield base


def holds_everything(content: Content, base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert {
        key: tuple(rest)
        for key, *rest in base.execute(
            "SELECT claim_id, claimant_id, source_id, stated, position, in_conflict FROM"
            " attributed_claims"
        )
    } == claims_by_id(content)
    assert base.execute("SELECT count(*) FROM attributed_claims").fetchone() == (
        len(claims_by_id(content)),
    )
    for name, known in sql_names(content.tables).items():
        same_rows(content, name, known, base)
    for name, _, frame in derived_tables(content):
        there = base.execute(f"SELECT {', '.join(frame.columns)} FROM {name} ORDER BY 1, 2")
        found = [
            tuple(
                json.loads(cell) if kind == "list" else cell
                for cell, kind in zip(row, kinds(frame), strict=True)
            )
            for row in there
        ]
        assert found == sorted(frame.rows(), key=lambda row: row[:2])


def kinds(frame: Any) -> list[str]:
    return ["list" if str(kind).startswith("List") else "" for kind in frame.dtypes]


def same_rows(content: Content, name: str, known: str, base: sqlite3.Connection) -> None:
    table, given_texts = content.tables[name], texts(content, name)
    for column, there in sql_names(table.fields).items():
        one = table.fields[column]
        cells = [row[0] for row in base.execute(f'SELECT "{there}" FROM "{known}" ORDER BY rowid')]
        if one.form == "boolean":
            cells = [None if cell is None else bool(cell) for cell in cells]
        if one.form == "list":
            cells = [None if cell is None else json.loads(cell) for cell in cells]
        assert same_cells(cells, given_texts[column], one.default), (name, column)


@pytest.mark.parametrize("name", CASES)
def test_every_table_and_claim_comes_back_from_the_database(name: str, tmp_path: Path) -> None:
    with opened(written(case(name), tmp_path)) as base:
        holds_everything(case(name), base)


@settings(max_examples=FEW)
@given(packages())
def test_every_drawn_package_comes_back_from_the_database(drawn: Drawn) -> None:
    content = content_of(drawn.package())
    with tempfile.TemporaryDirectory() as folder, opened(written(content, Path(folder))) as base:
        holds_everything(content, base)


def test_the_same_content_gives_the_same_bytes_whatever_stood_there(tmp_path: Path) -> None:
    one = written(case("specimen"), tmp_path / "one")
    other = written(case("withdrawn"), tmp_path / "other")
    assert one.read_bytes() != other.read_bytes()
    assert written(case("specimen"), tmp_path / "other").read_bytes() == one.read_bytes()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE claims SET voice = 'speech' WHERE claim_id = 'clm-a'",
            "CHECK constraint failed: voice",
        ),
        (
            "UPDATE claims SET source_id = 'src-none' WHERE claim_id = 'clm-a'",
            "FOREIGN KEY constraint failed",
        ),
        (
            "UPDATE claims SET stated = NULL WHERE claim_id = 'clm-a'",
            "NOT NULL constraint failed: claims.stated",
        ),
        (
            "UPDATE claims SET status = NULL WHERE claim_id = 'clm-a'",
            "NOT NULL constraint failed: claims.status",
        ),
        (
            "UPDATE claims SET quantity_min = 'dozens' WHERE claim_id = 'clm-d'",
            "cannot store TEXT value in REAL column claims.quantity_min",
        ),
        (
            "UPDATE questions SET exclusive = 2 WHERE question_id = 'qst-control'",
            "CHECK constraint failed: exclusive",
        ),
        ("UPDATE relays SET step = 1", "UNIQUE constraint failed: relays.claim_id, relays.step"),
        (
            "UPDATE locations SET within_id = 'loc-none' WHERE location_id = 'loc-mill'",
            "FOREIGN KEY constraint failed",
        ),
        ("DELETE FROM actors WHERE actor_id = 'act-guard'", "FOREIGN KEY constraint failed"),
    ],
)
def test_the_database_refuses_what_the_standard_refuses(
    statement: str, told: str, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(written(case("specimen"), tmp_path))) as base:
        base.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(sqlite3.IntegrityError) as refused:
            base.execute(statement)
        assert told in str(refused.value)


def test_columns_are_described_in_the_database(tmp_path: Path) -> None:
    with opened(written(case("extensions"), tmp_path)) as base:
        held = {
            name: {
                row[1]
                for row in base.execute("SELECT * FROM pragma_table_info(?)", (name,)).fetchall()
            }
            for (name,) in base.execute("SELECT table_name FROM _tables")
        }
        told: dict[str, set[str]] = {}
        for table, field in base.execute("SELECT table_name, field_name FROM _fields"):
            told.setdefault(table, set()).add(field)
        assert told == held
        assert {"x-photos", "x-Photos_2", "positions", "claim_positions"} < told.keys()
        assert {"x_coder", "x_Coder_2", "stated_earliest"} < told["claims"]
        assert base.execute(
            "SELECT refers_to FROM _fields WHERE table_name = 'claims' AND field_name = 'answer'"
        ).fetchone() == (
            (
                "actors (actor_id) where question.answer_type is actor; locations (location_id)"
                " where question.answer_type is location"
            ),
        )
        assert base.execute("SELECT value FROM _package WHERE property = 'version'").fetchone() == (
            case("extensions").version,
        )


def test_days_of_a_date_are_its_first_and_last(tmp_path: Path) -> None:
    with opened(written(case("panjshir"), tmp_path)) as base:
        found = base.execute(
            "SELECT DISTINCT stated_earliest, stated_latest FROM claims WHERE stated ="
            " '../2021-08-23?'"
        ).fetchall()
    assert found == [(None, "2021-08-23")]


def test_one_question_is_looked_up_by_an_index(tmp_path: Path) -> None:
    with opened(written(case("specimen"), tmp_path)) as base:
        plan = " ".join(
            row[3]
            for row in base.execute(
                "EXPLAIN QUERY PLAN SELECT * FROM positions WHERE question_id = 'qst-control'"
            )
        )
    assert "SEARCH held" in plan
    assert "SCAN held" not in plan
    assert "SCAN one" not in plan
