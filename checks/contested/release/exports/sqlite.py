"""SQLite: the tables with their types, keys and vocabularies, and views of who holds which
position.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path

import polars as pl
import polars.selectors as cs

from contested import standard
from contested.package import UnreadableError
from contested.release.content import Content
from contested.release.exports.ddl import Relation, quote
from contested.release.exports.typed_tables import (
    derived_tables,
    positions_of_claims,
    typed_frame,
    wide_columns,
)
from contested.release.tables import DERIVED, derived_table
from contested.standard import Table

FOLDER = "exports"
STRETCH = 20_000
"""Rows that are Python objects at a time."""
CLAIM_POSITIONS = "claim_positions"
VIEWED = ("positions", "contested_questions")
"""The derived tables that are views here; others are written as they were computed."""
PRAGMAS = (
    *("page_size=4096", "encoding='UTF-8'", "auto_vacuum=NONE", "secure_delete=ON"),
    *("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "locking_mode=EXCLUSIVE"),
)
"""What SQLite would take from how it was built, and how to fill a file that is thrown away if it
fails. With `secure_delete` a page keeps hardly anything of what stood on it before.
"""
LEAST = (3, 37, 0)
"""The first SQLite that knows STRICT tables."""
VIEWS = Path(__file__).with_name("views.sql")


def write(content: Content, folder: Path) -> None:
    """Writes `exports/<name>.sqlite`.

    - Each table of the package, STRICT, with its keys, vocabularies as CHECKs, and the first and
      last day of each date.
    - `claim_positions`: which position each active claim gives; the views `positions` and
      `contested_questions` show them as the derived tables do, with lists as JSON arrays, and
      `attributed_claims` every claim with its claimant and source.
    - `_package`, `_tables`, `_fields`: what the package, its tables and their columns are.

    Keys that hold only where a neighbouring cell says so are told in `_fields` and not enforced,
    since SQL has none. The file is copied whole once it is filled, so that no page of it holds
    anything else. Raises UnreadableError where Python came with an SQLite older than 3.37.
    """
    if sqlite3.sqlite_version_info < LEAST:
        raise UnreadableError(
            f"The SQLite of this Python is {sqlite3.sqlite_version}, and the database needs 3.37 or"
            " newer. Use a newer Python."
        )
    path = folder / FOLDER / f"{content.name}.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    filled = path.with_suffix(".filling")
    for one in (path, filled):
        one.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(filled, isolation_level=None)) as base:
            for pragma in PRAGMAS:
                base.execute(f"PRAGMA {pragma}")
            _fill(base, content)
            base.execute("VACUUM INTO ?", (str(path),))
    finally:
        filled.unlink(missing_ok=True)


def _fill(base: sqlite3.Connection, content: Content) -> None:
    relations = {
        name: Relation(table, content.tables)
        for name, table in (content.tables | {CLAIM_POSITIONS: claim_positions_table()}).items()
    }
    base.execute("BEGIN")
    _describe(
        base,
        content,
        [
            *relations.values(),
            *(Relation(derived_table(name), content.tables, name) for name in DERIVED),
        ],
    )
    for name, table in content.tables.items():
        text, wide = content.frame(name), wide_columns(content.frame(name), table)
        base.execute(relations[name].create(typed_frame(text, table, wide)))
        _insert(
            base,
            relations[name],
            (typed_frame(part, table, wide) for part in text.iter_slices(STRETCH)),
        )
    for name, table, frame in derived_tables(content):
        if name not in VIEWED:
            relation = Relation(table, content.tables, name)
            base.execute(relation.create(frame))
            _insert(base, relation, frame.iter_slices(STRETCH))
    given = positions_of_claims(content).select(*claim_positions_table().fields)
    base.execute(relations[CLAIM_POSITIONS].create(given))
    _insert(base, relations[CLAIM_POSITIONS], given.iter_slices(STRETCH))
    for statement in VIEWS.read_text(encoding="utf-8").split(";\n"):
        base.execute(statement)
    base.execute("COMMIT")


def _insert(base: sqlite3.Connection, relation: Relation, parts: Iterable[pl.DataFrame]) -> None:
    """Fills a table part by part; indexes come last, which is faster."""
    for part in parts:
        places = ", ".join("?" * part.width)
        base.executemany(
            f"INSERT INTO {quote(relation.name)} VALUES ({places})", _cells(part).iter_rows()
        )
    for index in relation.indexes():
        base.execute(index)


def _describe(base: sqlite3.Connection, content: Content, relations: list[Relation]) -> None:
    """Writes down what the package, its tables and their columns are."""
    base.execute(
        "CREATE TABLE _package (property TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT"
    )
    about = {
        name: value
        for name, value in content.descriptor.items()
        if name not in ("resources", "$schema")
    }
    base.executemany(
        "INSERT INTO _package VALUES (?, ?)",
        [
            (name, value if isinstance(value, str) else _json(value))
            for name, value in about.items()
        ],
    )
    base.execute(
        "CREATE TABLE _tables (table_name TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL,"
        " description TEXT NOT NULL, is_derived INTEGER NOT NULL) STRICT"
    )
    known = [
        (one.name, one.table.title, one.table.description, one.name in (CLAIM_POSITIONS, *DERIVED))
        for one in relations
    ]
    base.executemany("INSERT INTO _tables VALUES (?, ?, ?, ?)", known)
    base.execute(
        "CREATE TABLE _fields (table_name TEXT NOT NULL, field_name TEXT NOT NULL, title TEXT NOT"
        " NULL, description TEXT NOT NULL, form TEXT NOT NULL, is_required INTEGER NOT NULL,"
        " example TEXT, words TEXT, refers_to TEXT, PRIMARY KEY (table_name, field_name)) STRICT"
    )
    base.executemany(
        f"INSERT INTO _fields VALUES ({', '.join('?' * 9)})",
        [row for one in relations for row in one.field_rows()],
    )


def _cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Days as ISO dates, and lists as JSON arrays."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    arrays = [
        pl.Series(
            name,
            [None if one is None else _json(one) for one in frame[name].to_list()],
            dtype=pl.String,
        )
        for name in lists
    ]
    return frame.with_columns(cs.date().cast(pl.String)).with_columns(arrays)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def claim_positions_table() -> Table:
    """The table of the positions that claims give, described by the schemas of claims and of
    positions.
    """
    claims = standard.tables()["claims"]
    about = (
        "One row is one active claim and the position that it gives. Computed from the claims; a"
        " claim that was withdrawn or redacted gives none."
    )
    told = "Whether this claim is in conflict with an active claim of somebody else."
    given = {one["name"]: one for one in standard.schema("derived/positions")["fields"]} | {
        "claim_id": claims.schema["fields"][0]
    }
    given["in_conflict"] = given["in_conflict"] | {"description": told}
    names = (
        "claim_id",
        "question_id",
        "position",
        "polarity",
        "answer",
        "quantity_min",
        "quantity_max",
        "in_conflict",
    )
    keys = [key for key in claims.schema["foreignKeys"] if key["fields"] == ["question_id"]]
    keys.append(
        {"fields": ["claim_id"], "reference": {"resource": "claims", "fields": ["claim_id"]}}
    )
    return Table.from_schema(
        CLAIM_POSITIONS,
        {
            "title": "Positions of claims",
            "description": about,
            "fields": [given[name] for name in names],
            "primaryKey": ["claim_id"],
            "foreignKeys": keys,
        },
    )
