"""The log: what new revisions say, held against what happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any

import polars as pl

from contested.package.files.canonical import clean
from contested.results import Side
from contested.review.columns.merging import merges
from contested.review.guarded import said
from contested.review.version import REVISIONS
from contested.review.views import RECORD, History, column_between
from contested.rules.columns import log
from contested.rules.columns.log import CELLS, misshapen
from contested.rules.privacy import REDACTED
from contested.standard.log import PACKAGE, asked, columns_named

Revision = dict[str, Any]
EXPLAINED = ("attribution", "wording", "identity")
"""Cells of which a correction has to say where the source bears it out."""


def _new(history: History, *more: str) -> Iterator[Revision]:
    """Yield the new revisions, with more of their columns."""
    told = history.head.view(REVISIONS, set(more)).select("row", *more).collect()
    yield from history.revisions.join(told, on="row").iter_rows(named=True)


def _frame(found: dict[str, Any], name: str, kind: Any) -> pl.DataFrame:
    return pl.DataFrame(
        {RECORD: list(found), name: list(found.values())}, {RECORD: pl.String, name: kind}
    )


@column_between("misfit", "keys", REVISIONS)
def misfit(history: History, table: str) -> pl.DataFrame:
    """Return what in a new revision does not fit the data."""
    found: dict[str, str] = {}
    for revision in _new(history):
        faults = [*_shape(history, revision), *_facts(history, revision)]
        if faults and revision["revision_id"]:
            found[revision["revision_id"]] = faults[0]
    return _frame(found, "misfit", pl.String)


@column_between("is_unexplained", "keys", REVISIONS)
def is_unexplained(history: History, table: str) -> pl.DataFrame:
    """Return new revisions that lack the note or reference they need."""
    found: dict[str, bool] = {}
    for revision in _new(history, "reason", "reference", "note"):
        fields = history.versions.tables.get(revision["table"])
        field = fields.fields.get(revision["field"]) if fields else None
        is_told = field is not None and field.guard in EXPLAINED
        lacks = revision["kind"] == "corrected" and is_told and not revision["reference"]
        if not revision["note"] and (lacks or revision["reason"] == "other"):
            found[revision["revision_id"]] = True
    return _frame(found, "is_unexplained", pl.Boolean)


def _shape(history: History, revision: Revision) -> Iterator[str]:
    """Yield what is wrong whatever the rows say."""
    kind, said = revision["kind"], log.Revision(*(revision[name] for name in CELLS))
    if not revision["table"] or not kind:
        return
    yield from misshapen(history.versions.tables, said, is_new=True)
    lacking = [name for name in asked("kind")[kind].required if not revision[name]]
    if "field" in lacking:
        yield f"{kind} names a column, and field is blank"
    yield from (f"{kind} needs {name}, which is blank" for name in lacking)


def _facts(history: History, revision: Revision) -> Iterator[str]:
    """Yield what is not so."""
    table, record, kind = (revision[name] for name in ("table", RECORD, "kind"))
    if table not in history.diffs or not record or not kind:
        return
    cells = _cells(history, table, record)
    if kind in ("withdrawn", "relation_removed"):
        if table == "claims" and cells is not None and cells["status"] != "withdrawn":
            yield "the status of the claim is not withdrawn"
        elif table != "claims" and cells is not None:
            yield "the row is still there"
    elif kind == "identity_merged":
        if not len(merges(history, table).filter(pl.col("old") == record)):
            yield (
                "a row that is given up is named by no other any more, the one that stays is there"
                " and of the same kind, and neither has a part in another merge"
            )
    elif cells is not None:
        yield from _standing(revision, cells)
        if kind == "redacted":
            yield from _untouched(history, revision, cells)
        if kind == "redacted" and revision["field"] in history.table(table).key:
            yield from _replaced(history, table, record)


def _untouched(history: History, revision: Revision, cells: dict[str, str | None]) -> Iterator[str]:
    """Yield the column of a redaction that took nothing out of it.

    Only the log is late where the cell says [redacted], or an actor has a neutral name; and of a
    date nobody can tell whether it was a narrower one.
    """
    table, name = revision["table"], revision["field"]
    field = history.table(table).fields.get(name)
    if field is None or field.guard == "key" or field.is_day_range:
        return
    before, now = _cells(history, table, revision[RECORD], "base"), cells[name]
    is_same = before is not None and now is not None and before[name] == now
    if is_same and REDACTED not in str(now) and cells.get("actor_type") != "unnamed_source":
        yield f"what stands in {name} is what stood there before"


def _replaced(history: History, table: str, record: str) -> Iterator[str]:
    """Yield why a key is not known to replace another."""
    keys = history.versions.old_keys
    if (table, record) not in keys:
        yield "the row had this key before"
    elif keys[table, record] is None:
        yield (
            "it cannot be told which row had another key before, since not all that names the new"
            " key named the same row, and several rows that are gone say what this one says"
        )


def _standing(revision: Revision, cells: dict[str, str | None]) -> Iterator[str]:
    """Yield the columns in which something else stands than is told."""
    names = [name for name in columns_named(revision["field"], cells) if name in cells]
    for name in names:
        if revision["kind"] == "completed" and cells[name] is None:
            yield f"{name} is blank"
        elif revision["kind"] != "completed" and cells[name] != revision["new_value"]:
            yield f"its new value is not what stands in {name}"


def _cells(
    history: History, table: str, record: str, side: Side = "head"
) -> dict[str, str | None] | None:
    """Return a row of one version as it is compared, if any."""
    version = history.versions.head if side == "head" else history.versions.base
    if table == PACKAGE:
        return said(version.package)
    spec, frame = history.table(table), version.frames.get(table)
    parts = record.split(" ") if len(spec.key) > 1 else [record]
    if frame is None or not spec.key or len(parts) != len(spec.key):
        return None
    keys = clean(frame, spec, spec.key)
    same = reduce(and_, (keys[n] == part for n, part in zip(spec.key, parts, strict=True)))
    rows = clean(frame.filter(same), spec).to_dicts()
    if len(rows) != 1:
        return None
    return {name: cell or spec.fields[name].default or None for name, cell in rows[0].items()}
