"""Three versions of a table as two people might make them.

And a merge of them that is slow and plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
from contested import standard
from contested.add.git.merge import with_columns
from contested.package.files.canonical import clean
from contested.standard import Table
from contested.testing.strategies import packages
from hypothesis import strategies as st

Row = dict[str, str | None]
Key = tuple[str | None, ...]
Both = tuple[str | None, str | None]
"""Two versions of one cell, which nobody has settled."""
TEXTS = st.sampled_from(
    [None, "one", "two", "two\nlines", 'a "b", c', "é", "<<<<<< six", "a\n\nb", "1"]
)
OWN = Table.from_schema(
    "x-photos",
    {
        "fields": [{"name": "number", "type": "integer"}, {"name": "seen"}, {"name": "x_a"}],
        "primaryKey": "number",
    },
)
EXTRA = ("x_b", "x_a")


@dataclass
class Versions:
    """A table in three versions."""

    table: Table
    base: pl.DataFrame
    ours: pl.DataFrame
    theirs: pl.DataFrame


@st.composite
def versions(draw: st.DrawFn) -> Versions:
    """Draw versions of a table in which anything may stand.

    It is one of the standard's, or one of a package's own whose key is a number.
    """
    table = draw(st.sampled_from([*standard.tables().values(), OWN]))
    keys = draw(
        st.lists(
            st.tuples(*(st.sampled_from(["1", "2", "10", "b c"]) for _ in table.key)),
            max_size=4,
            unique=True,
        )
    )
    cells = st.fixed_dictionaries({name: TEXTS for name in table.fields if name not in table.key})
    return draw(of(table, [dict(zip(table.key, key, strict=True)) | draw(cells) for key in keys]))


@st.composite
def versions_of_packages(draw: st.DrawFn) -> Versions:
    """Draw versions of a table of a drawn package."""
    drawn = draw(packages(max_claims=3))
    name = draw(st.sampled_from([name for name, rows in drawn.tables.items() if rows]))
    table = drawn.specs[name]
    return draw(
        of(
            table,
            [
                {column: row.get(column) or None for column in table.fields}
                for row in drawn.tables[name]
            ],
        )
    )


@st.composite
def of(draw: st.DrawFn, table: Table, base: list[Row]) -> Versions:
    """Draw a table and two versions of it.

    Each has rows changed, added and deleted, and perhaps a column more.
    """
    return Versions(table, frame(base, table), draw(edited(base, table)), draw(edited(base, table)))


@st.composite
def edited(draw: st.DrawFn, base: list[Row], table: Table) -> pl.DataFrame:
    """Draw what somebody makes of a table."""
    extra = (
        draw(
            st.lists(
                st.sampled_from([name for name in EXTRA if name not in table.fields]), unique=True
            )
        )
        if draw(st.booleans())
        else []
    )
    wider = with_columns(table, [*table.fields, *extra])
    free = [name for name in wider.fields if name not in table.key]
    rows: list[Row] = []
    for row in base:
        if not draw(st.integers(0, 3)):
            continue
        changes: dict[str, Any] = (
            draw(st.dictionaries(st.sampled_from(free), TEXTS, max_size=2))
            if free and draw(st.booleans())
            else {}
        )
        rows.append(row | changes)
    for number in draw(st.lists(st.integers(1, 2), unique=True)):
        new: Row = dict.fromkeys(wider.fields) | (
            dict(base[0]) if base and draw(st.booleans()) else {}
        )
        rows.append(
            new
            | {name: str(900 + number) for name in table.key}
            | draw(
                st.dictionaries(st.sampled_from(free), TEXTS, max_size=3) if free else st.just({})
            )
        )
    return frame(draw(st.permutations(rows)), wider)


def frame(rows: list[Row], table: Table) -> pl.DataFrame:
    """Return rows as a cleaned frame."""
    return clean(
        pl.DataFrame(
            [[row.get(name) for name in table.fields] for row in rows],
            dict.fromkeys(table.fields, pl.String),
            orient="row",
        ),
        table,
    )


def by_key(frame: pl.DataFrame, table: Table) -> dict[Key, Row]:
    """Return the rows by their key."""
    return {tuple(row[name] for name in table.key): row for row in frame.iter_rows(named=True)}


def plainly(v: Versions) -> dict[Key, dict[str, str | Both | None]]:
    """Return the merge, row after row and cell after cell."""
    base, ours, theirs = (by_key(frame, v.table) for frame in (v.base, v.ours, v.theirs))
    columns = dict.fromkeys([*v.base.columns, *v.ours.columns, *v.theirs.columns])
    made: dict[Key, dict[str, str | Both | None]] = {}
    for key in {**base, **ours, **theirs}:
        b, o, t = base.get(key), ours.get(key), theirs.get(key)
        if o is None and t is None:
            continue
        if o is None or t is None:
            row = o or t or {}
            if b is None:
                made[key] = {name: row.get(name) for name in columns}
            elif any(row.get(name) != b.get(name) for name in columns):
                made[key] = {name: one_sided(name, b, o, t) for name in columns}
            continue
        made[key] = {name: cell(name, b, o, t) for name in columns}
    return made


def one_sided(name: str, b: Row, o: Row | None, t: Row | None) -> str | Both | None:
    """Return a cell whose row one side deleted and the other changed."""
    row = o or t or {}
    return (
        row.get(name)
        if row.get(name) == b.get(name)
        else (row.get(name) if o else None, row.get(name) if t else None)
    )


def cell(name: str, b: Row | None, o: Row, t: Row) -> str | Both | None:
    """Return a cell of a row that both sides have."""
    if name not in o or name not in t:
        return o.get(name) if name in o else t.get(name)
    if o[name] == t[name]:
        return o[name]
    if b is not None and b.get(name) == o[name]:
        return t[name]
    if b is not None and b.get(name) == t[name]:
        return o[name]
    return o[name], t[name]
