"""Judging: tables of text and rules go in, the rows that are wrong come out, in any engine.

Form is judged first, over cells as they stand; a cell that is malformed is blank to the rules that need its meaning.
Then each table's rules run over its view in one fused pass, which yields only the rows in which some rule found something.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import polars as pl

from contested import edtf
from contested.checks import Check
from contested.rule import Row
from contested.standard import Table
from contested.views import Frame, Views

Hits = dict[Check, pl.Series]
"""For each check that found something: the record numbers of the wrong rows, ascending."""

WHITE = " \t\n\r\u00a0\u202f\u3000"


@dataclass
class Judged:
    """What an engine found, and the views it looked at."""

    hits: Hits = field(default_factory=dict)
    views: Views | None = None


def judge(namespace: Any, frames: Mapping[str, Frame], tables: Mapping[str, Table], checks: Sequence[Check], today: int) -> Judged:
    """Runs the checks over frames of text (`row` and the table's columns, blank as null) and collects the wrong rows."""
    judged, settled, repeated = Judged(), {}, set()
    for name, frame in frames.items():
        mine = [c for c in checks if c.form and c.table == name]
        frame = _trimmed(namespace, frame, tables[name], [c for c in mine if c.rule.name == "padded-cell"], judged.hits)
        frame = _dated(namespace, frame, tables[name])
        found = _wrong_rows(namespace, frame, [c for c in mine if c.rule.name != "padded-cell"], today)
        judged.hits.update(found)
        if any(c.rule.name == "repeated-key" and c.column == tables[name].key[0] for c in found):
            repeated.add(name)
        settled[name] = _blanked(namespace, frame, [c for c in found if c.rule.scope == "field" and c.rule.name != "missing-value"])
    views = judged.views = Views(namespace, tables, settled, today, frozenset(repeated))
    for name in frames:
        mine = [c for c in checks if not c.form and c.table == name]
        if mine:
            judged.hits.update(_wrong_rows(namespace, views.view(name, set().union(*(c.names() for c in mine))), mine, today))
    return judged


def settle(hits: Hits) -> Hits:
    """The findings as they are told: one for each (rule, row, cell), and the narrower rule instead of the wider one."""
    told: dict[tuple[str, str, str], tuple[Check, pl.Series]] = {}
    for check, rows in hits.items():
        at = (check.rule.name, check.table, check.column)
        if at in told:
            rows = pl.concat([told[at][1], rows]).unique().sort()
        told[at] = (told.get(at, (check,))[0], rows)
    for check, rows in list(told.values()):
        for wider in check.rule.instead_of:
            at = (wider, check.table, check.column)
            if at in told:
                left = told[at][1].filter(~told[at][1].is_in(rows.implode()))
                told[at] = (told[at][0], left)
    return {check: rows for check, rows in told.values() if len(rows)}


def _wrong_rows(namespace: Any, frame: Frame, checks: Iterable[Check], today: int) -> Hits:
    """One pass over a frame: the rows in which each check found something."""
    checks = list(checks)
    if not checks:
        return {}
    marks = {f"!{i}": check for i, check in enumerate(checks)}
    masks = frame.select("row", *(check.expression(namespace, today).alias(mark) for mark, check in marks.items()))
    wrong = masks.filter(reduce(operator.or_, [namespace.col(mark) for mark in marks])).collect()
    if not len(wrong):
        return {}
    native = pl.DataFrame({"row": _series(wrong["row"], pl.UInt32)} | {m: _series(wrong[m], pl.Boolean) for m in marks})
    return {check: rows for mark, check in marks.items() if len(rows := native.filter(pl.col(mark))["row"].sort())}


def _series(column: Any, kind: Any) -> pl.Series:
    return column if isinstance(column, pl.Series) else pl.Series(column.to_list(), dtype=kind)


def _trimmed(namespace: Any, frame: Frame, table: Table, checks: list[Check], hits: Hits) -> Frame:
    """The frame with padding taken off, so that a padded cell is judged by what it says."""
    found = _wrong_rows(namespace, frame, checks, 0)
    hits.update(found)
    if not found:
        return frame
    col, when = namespace.col, namespace.when
    bare = {c.column: col(c.column).str.strip_chars(WHITE) for c in found}
    return frame.with_columns(*(when(e != "").then(e).otherwise(None).alias(name) for name, e in bare.items())).collect().lazy()


def _dated(namespace: Any, frame: Frame, table: Table) -> Frame:
    """The frame with the earliest and latest day of every date; each distinct text is parsed once."""
    columns = [c for c in table.days if c in table.fields]
    if not columns:
        return frame
    for column in columns:
        texts = frame.select(namespace.col(column).alias("text")).unique().filter(~namespace.col("text").is_null()).collect()["text"].to_list()
        days = {t: d for t in texts if (d := edtf.parse(t)) is not None}
        ends = {"earliest": [d.earliest for d in days.values()], "latest": [d.latest for d in days.values()]}
        known = _day_frame(namespace, list(days), ends, column)
        frame = frame.join(known, left_on=column, right_on="text", how="left")
    return frame


def _day_frame(namespace: Any, texts: list[str], ends: dict[str, list[int | None]], column: str) -> Frame:
    kinds = {"text": "String"} | {f"{column}_{e}": "Int64" for e in ends}
    return Views(namespace, {}, {}, 0).frame({"text": texts} | {f"{column}_{e}": v for e, v in ends.items()}, kinds)


def _blanked(namespace: Any, frame: Frame, found: Iterable[Check]) -> Frame:
    """The frame with malformed cells blank, and the columns they stand in kept once more as typed."""
    faults: dict[str, list[Check]] = {}
    for check in found:
        faults.setdefault(check.column, []).append(check)
    if not faults:
        return frame
    col, when = namespace.col, namespace.when
    kept = [col(column).alias(f"{column}_raw") for column in faults]
    sound = []
    for column, checks in faults.items():
        wrong = reduce(operator.or_, [c.wrong(Row(namespace, cell=column), *c.subject).fill_null(False) for c in checks])
        sound.append(when(wrong).then(None).otherwise(col(column)).alias(column))
    return frame.with_columns(*kept, *sound).collect().lazy()
