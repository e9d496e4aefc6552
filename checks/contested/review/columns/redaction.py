"""Redaction: content that only disappears, and the log that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from contested.package.files.canonical import WHITE
from contested.review.columns.identity import SAID
from contested.review.version import REVISIONS
from contested.review.views import EVERY, RECORD, History, column_between
from contested.rules.privacy import REDACTED
from contested.standard import Field, edtf

UNNAMED = "unnamed_source"
OUT = ("withdrawn", "redacted")
"""Claims that no longer count: only of these may an answer disappear."""
LEGIBLE = ("old_value", "new_value", "reference", "note")
"""What an old revision may have said, and what may become [redacted] in it."""
WHERE = ("table", RECORD, "field")


@column_between("is_redacted", "changes", EVERY, needs=("revisions",))
def is_redacted(history: History, table: str) -> pl.DataFrame:
    """Return cells whose content a new revision takes out.

    It names this very cell and what stands there now, or the whole row. Content only disappears:
    nothing else may be put in its place.
    """
    mine = history.revisions.filter(
        (pl.col("kind") == "redacted") & (pl.col("table") == table)
    ).filter(pl.col("old_value").fill_null(REDACTED) == REDACTED)
    cells = mine.filter(pl.col("old_value") == REDACTED).select(
        RECORD, pl.col("field").alias("column"), pl.col("new_value").alias("new")
    )
    whole = mine.filter(pl.col("field").is_null()).select(RECORD)
    changes = history.diffs[table].changes
    named = pl.concat(
        [
            changes.join(cells, on=[RECORD, "column", "new"], how="semi", nulls_equal=True),
            changes.join(whole, on=RECORD, how="semi"),
        ]
    ).unique()
    kinds = _kinds(history, table, named[RECORD])
    fields, found = history.table(table).fields, []
    for record, column, old, new in named.select(RECORD, "column", "old", "new").iter_rows():
        if disappears(table, fields[column], old, new, kinds.get(record, "")):
            found.append({RECORD: record, "column": column, "is_redacted": True})
    schema = {RECORD: pl.String, "column": pl.String, "is_redacted": pl.Boolean}
    return pl.DataFrame(found, schema)


def _kinds(history: History, table: str, records: pl.Series) -> dict[str, str]:
    """Return the kind of each actor, the status of each claim."""
    column = {"actors": "actor_type", "claims": "status"}.get(table)
    if column is None or not len(records):
        return {}
    key = history.table(table).key[0]
    view = history.head.view(table, {column}).filter(pl.col(key).is_in(records.implode()))
    return dict(view.select(key, column).drop_nulls().collect().iter_rows())


def disappears(table: str, field: Field, old: str | None, new: str | None, kind: str) -> bool:
    """Return whether a cell says less than it did, and nothing else.

    `kind` is the kind of an actor or the status of a claim, as it is now.
    """
    if field.guard in ("key", "status"):
        return field.guard == "status" and new == "redacted" and kind == "redacted"
    if table == "claims" and field.name in SAID and kind not in OUT:
        return False
    if new is None:
        return True
    if new == REDACTED:
        return field.prose or (field.pattern != "" and bool(re.fullmatch(field.pattern, new)))
    if field.default == new:
        return kind == "redacted"
    if table == "actors" and field.name in ("name", "actor_type") and kind == UNNAMED:
        return True
    if old is None:
        return False
    if field.is_day_range:
        before, after = edtf.parse(old), edtf.parse(new)
        return before is not None and after is not None and edtf.contains(after, before)
    return field.prose and is_shortened(old, new)


def is_shortened(old: str, new: str) -> bool:
    """Return whether [redacted] took the place of parts of a text."""
    first, *between = new.split(REDACTED)
    if not between or not old.startswith(first):
        return False
    at = len(first)
    for part in between[:-1]:
        found = old.find(part, at + 1)
        if found < 0:
            return False
        at = found + len(part)
    last = between[-1]
    return old.endswith(last) and at < len(old) - len(last)


class Named(NamedTuple):
    """What an old revision is about."""

    table: str
    record: str
    fields: tuple[str, ...]
    """The columns that it names; none where it is about the whole row."""


@column_between("hides_what_was_redacted", "changes", REVISIONS)
def hides_what_was_redacted(history: History, table: str) -> pl.DataFrame:
    """Return cells of old revisions that a redaction hides.

    The very cell that the old revision is about has to be redacted, by a new revision.
    """
    asked = {f"base__{name}" for name in WHERE}
    changes = history.changes(table, asked).filter(pl.col("column").is_in(LEGIBLE))
    fields, found = history.table(table).fields, []
    for cells in changes.iter_rows(named=True):
        column, old, new = cells["column"], cells["old"], cells["new"]
        if new is None or not disappears(
            table, replace(fields[column], guard="free"), old, new, ""
        ):
            continue
        of, record, names = (cells[f"base__{name}"] or "" for name in WHERE)
        if _is_taken_out(history, Named(of, record, tuple({*names.split(), names} - {""}))):
            found.append({RECORD: cells[RECORD], "column": column})
    schema = {RECORD: pl.String, "column": pl.String}
    return pl.DataFrame(found, schema).with_columns(pl.lit(True).alias("hides_what_was_redacted"))


def _is_taken_out(history: History, cell: Named) -> bool:
    """Return whether what an old revision is about is redacted."""
    mine = history.revisions.filter(
        (pl.col("kind") == "redacted")
        & (pl.col("table") == cell.table)
        & (pl.col(RECORD) == cell.record)
        & (pl.col("field").is_null() | pl.col("field").is_in(cell.fields))
    )
    if not len(mine) or cell.table not in history.diffs:
        return False
    if cell.record in history.diffs[cell.table].removed[RECORD]:
        return True
    changed = history.changes(cell.table, {"is_redacted"}).filter(
        (pl.col(RECORD) == cell.record) & pl.col("is_redacted")
    )
    if cell.fields:
        changed = changed.filter(pl.col("column").is_in(cell.fields))
    return len(changed) > 0 or any(REDACTED in now for now in _now(history, cell))


def _now(history: History, cell: Named) -> Iterator[str]:
    """Yield what stands in these cells now."""
    frame, table = history.versions.head.frames.get(cell.table), history.table(cell.table)
    parts = cell.record.split(" ")
    if frame is None or len(parts) != len(table.key):
        return
    for name, part in zip(table.key, parts, strict=True):
        frame = frame.filter(pl.col(name).str.strip_chars(WHITE) == part)
    columns = [name for name in cell.fields or table.fields if name in frame.columns]
    for row in frame.select(columns).iter_rows():
        yield from (now for now in row if now)
