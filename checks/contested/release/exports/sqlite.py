"""SQLite: typed tables with keys and vocabularies, and views of positions."""

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
from contested.derived.claimed import CONTESTS
from contested.package import UnreadableError
from contested.release.content import Content
from contested.release.exports import views
from contested.release.exports.ddl import Relation, quote
from contested.release.exports.typed_tables import (
    derived_tables,
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
"""Derived tables that are views here; others are written as they were computed."""
PRAGMAS = (
    *("page_size=4096", "encoding='UTF-8'", "auto_vacuum=NONE", "secure_delete=ON"),
    *("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "locking_mode=EXCLUSIVE"),
)
"""What SQLite would take from how it was built, and how to fill a file that is thrown away if it
fails. With `secure_delete` a page keeps hardly anything of what stood on it before.
"""
LEAST = (3, 37, 0)
"""The first SQLite that knows STRICT tables."""
ABOUT = (
    "CREATE TABLE _package (property TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE _tables (table_name TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL,"
    " description TEXT NOT NULL, is_derived INTEGER NOT NULL) STRICT",
    "CREATE TABLE _fields (table_name TEXT NOT NULL, field_name TEXT NOT NULL, title TEXT NOT"
    " NULL, description TEXT NOT NULL, form TEXT NOT NULL, is_required INTEGER NOT NULL,"
    " example TEXT, words TEXT, refers_to TEXT, PRIMARY KEY (table_name, field_name)) STRICT",
)
"""Tables of what the package, its tables and their columns are."""


def write(content: Content, folder: Path) -> None:
    """Write `exports/<name>.sqlite`.

    - Each table of the package, STRICT, with its keys, vocabularies as CHECKs, and the first and
      last day of each date.
    - `claim_positions`: which position each active claim gives, and whose it is; the views
      `positions` and `contested_questions` show them as the derived tables do, with lists as JSON
      arrays, and `attributed_claims` every claim with its claimant, side and source. The other
      derived tables are tables here.
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
    given = content.tables | {CLAIM_POSITIONS: claim_positions_table()}
    relations = {name: Relation(table, content.tables) for name, table in given.items()}
    derived = {name: Relation(derived_table(name), content.tables, name) for name in DERIVED}
    base.execute("BEGIN")
    _describe(base, content, [*relations.values(), *derived.values()])
    for name, table in content.tables.items():
        text, wide = content.frame(name), wide_columns(content.frame(name), table)
        base.execute(relations[name].create(typed_frame(text, table, wide)))
        parts = (typed_frame(part, table, wide) for part in text.iter_slices(STRETCH))
        _insert(base, relations[name], parts)
    for name, _, frame in derived_tables(content):
        if name not in VIEWED:
            _create(base, derived[name], frame)
    _create(base, relations[CLAIM_POSITIONS], _claim_positions(content))
    for statement in views.statements():
        base.execute(statement)
    base.execute("COMMIT")


def _create(base: sqlite3.Connection, relation: Relation, frame: pl.DataFrame) -> None:
    base.execute(relation.create(frame))
    _insert(base, relation, frame.iter_slices(STRETCH))


def _insert(base: sqlite3.Connection, relation: Relation, parts: Iterable[pl.DataFrame]) -> None:
    """Fill a table part by part; indexes come last, which is faster."""
    for part in parts:
        places = ", ".join("?" * part.width)
        base.executemany(
            f"INSERT INTO {quote(relation.name)} VALUES ({places})", _cells(part).iter_rows()
        )
    for index in relation.indexes():
        base.execute(index)


def _describe(base: sqlite3.Connection, content: Content, relations: list[Relation]) -> None:
    """Write down what the package, its tables and their columns are."""
    for statement in ABOUT:
        base.execute(statement)
    base.executemany(
        "INSERT INTO _package VALUES (?, ?)",
        (
            (name, value if isinstance(value, str) else _json(value))
            for name, value in content.descriptor.items()
            if name not in ("resources", "$schema")
        ),
    )
    derived = (CLAIM_POSITIONS, *DERIVED)
    for one in relations:
        row = (one.name, one.table.title, one.table.description, one.name in derived)
        base.execute("INSERT INTO _tables VALUES (?, ?, ?, ?)", row)
        base.executemany(
            f"INSERT INTO _fields VALUES ({', '.join('?' * 9)})", list(one.field_rows())
        )


def _cells(frame: pl.DataFrame) -> pl.DataFrame:
    """Return days as ISO dates, and lists as JSON arrays."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    days = cs.date().cast(pl.String)
    return frame.with_columns(days).with_columns(_array(frame[name]) for name in lists)


def _array(lists: pl.Series) -> pl.Series:
    texts = [None if one is None else _json(one) for one in lists.to_list()]
    return pl.Series(lists.name, texts, dtype=pl.String)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _claim_positions(content: Content) -> pl.DataFrame:
    """Return the active claims, by question, position and id."""
    claimed, held = content.claimed, claim_positions_table().fields
    silent = claimed.withheld.select(*(name for name in held if name in claimed.withheld.columns))
    claims = pl.concat([claimed.held, silent.with_columns(in_conflict=False)], how="diagonal")
    told = claims.join(claimed.contests.drop("question_id"), on="claim_id", how="left")
    found = told.with_columns(pl.col(*CONTESTS).fill_null(False)).select(*held)
    return found.sort("question_id", "position", "claim_id", nulls_last=True)


@cache
def claim_positions_table() -> Table:
    """Return the table of positions of claims."""
    return Table.from_schema(CLAIM_POSITIONS, standard.schema(f"derived/{CLAIM_POSITIONS}"))
