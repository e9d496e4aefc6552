"""Judging: tables of text and rules go in, the rows that are wrong come out, in any engine.

Form is judged first, over cells as they stand; a cell that is malformed is blank to the rules that
need its meaning. Then each table's rules run over its view in one fused pass, which yields only the
rows in which some rule found something.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import polars as pl

from contested.package.files.canonical import WHITE
from contested.rules.check import Check
from contested.rules.row import Row
from contested.rules.views import Days, Frame, Views, frame_of, with_days
from contested.standard import Table, edtf

Hits = dict[Check, pl.Series]
"""For each check that found something: the record numbers of the wrong rows, ascending."""


@dataclass
class Outcome:
    """What an engine found, and the views it looked at."""

    hits: Hits
    views: Views


def judge(
    namespace: Any,
    frames: Mapping[str, Frame],
    tables: Mapping[str, Table],
    checks: Sequence[Check],
    today: int,
) -> Outcome:
    """Runs the checks over frames of text (`row` and the table's columns, blank as null) and
    collects the wrong rows.
    """
    hits: Hits = {}
    settled, repeated = {}, set()
    days: dict[str, Days] = {}
    for name, frame in frames.items():
        mine = [c for c in checks if c.form and c.table == name]
        days[name] = _days(namespace, frame, tables[name])
        found = _malformed(namespace, frame, days[name], [c for c in mine if not _follows(c)])
        if found:
            frame = _trimmed(
                namespace,
                frame,
                tables[name],
                [c for c in mine if c.rule.trims],
                hits,
            )
            days[name] = _days(namespace, frame, tables[name])
            found = _malformed(namespace, frame, days[name], [c for c in mine if not c.rule.trims])
        hits.update(found)
        if any(c.rule.scope == "key" and c.column in tables[name].key[:1] for c in found):
            repeated.add(name)
        settled[name] = _blanked(
            namespace,
            frame,
            days[name],
            [
                c
                for c in found
                if c.rule.scope == "field" and c.rule.severity == "error" and not c.rule.finds_blank
            ],
        )
    views = Views(namespace, tables, settled, days, today, frozenset(repeated))
    for name in frames:
        mine = [c for c in checks if not c.form and c.table == name]
        parts = (
            [
                _wrong_rows(namespace, view, mine, today)
                for view in views.stretches(name, set().union(*(c.names() for c in mine)))
            ]
            if mine
            else []
        )
        for check in dict.fromkeys(check for part in parts for check in part):
            hits[check] = pl.concat([part[check] for part in parts if check in part])
    return Outcome(hits, views)


def _follows(check: Check) -> bool:
    """Whether what a check finds is found by another one too, because nothing that cannot be seen
    fits the column's form.

    Such a check is worth running only where something was found at all, which spares a clean table
    half of the work.
    """
    one = check.subject[0] if check.rule.breaks_form else None
    return one is not None and bool(
        one.words or one.pattern or one.form in ("edtf", "date", "integer", "number", "boolean")
    )


def settle(hits: Hits) -> Hits:
    """The findings as they are told: one for each (rule, row, cell), and the narrower rule instead
    of the wider one.
    """
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
    masks = frame.select(
        "row", *(check.expression(namespace, today).alias(mark) for mark, check in marks.items())
    )
    wrong = masks.filter(reduce(operator.or_, [namespace.col(mark) for mark in marks])).collect()
    if not len(wrong):
        return {}
    native = pl.DataFrame(
        {"row": _series(wrong["row"], pl.UInt32)}
        | {m: _series(wrong[m], pl.Boolean) for m in marks}
    )
    return {
        check: rows
        for mark, check in marks.items()
        if len(rows := native.filter(pl.col(mark))["row"].sort())
    }


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
    return (
        frame.with_columns(*(when(e != "").then(e).alias(name) for name, e in bare.items()))
        .collect()
        .lazy()
    )


def _days(namespace: Any, frame: Frame, table: Table) -> Days:
    """For every column of dates, a frame of its distinct well-formed texts and their days; each
    text is parsed once.
    """
    days: Days = {}
    for column in table.days:
        texts = (
            frame.select(namespace.col(column).alias("text"))
            .unique()
            .filter(~namespace.col("text").is_null())
            .collect()["text"]
            .to_list()
        )
        known = {t: d for t in texts if (d := edtf.parse(t)) is not None}
        ends = {
            f"{column}_earliest": [d.earliest for d in known.values()],
            f"{column}_latest": [d.latest for d in known.values()],
        }
        days[column] = frame_of(
            namespace,
            {"text": list(known)} | ends,
            {"text": "String"} | dict.fromkeys(ends, "Int32"),
        )
    return days


def _malformed(namespace: Any, frame: Frame, days: Days, checks: Iterable[Check]) -> Hits:
    """What the checks of form find. Those of dates run by themselves, so that no other column is
    carried through a join.
    """
    dated: dict[str, list[Check]] = {}
    for check in checks:
        dated.setdefault(
            check.column if check.column in days and check.rule.scope == "field" else "", []
        ).append(check)
    found = _wrong_rows(namespace, frame, dated.pop("", []), 0)
    for column, some in dated.items():
        found.update(
            _wrong_rows(
                namespace, with_days(frame.select("row", column), {column: days[column]}), some, 0
            )
        )
    return found


def _blanked(namespace: Any, frame: Frame, days: Days, found: Iterable[Check]) -> Frame:
    """The frame with malformed cells blank, and the columns they stand in kept once more
    as typed.
    """
    faults: dict[str, list[Check]] = {}
    for check in found:
        faults.setdefault(check.column, []).append(check)
    if not faults:
        return frame
    col, when = namespace.col, namespace.when
    kept = [col(column).alias(f"{column}_raw") for column in faults]
    sound = []
    for column, checks in faults.items():
        wrong = reduce(
            operator.or_,
            [c.wrong(Row(namespace, cell=column), *c.subject).fill_null(False) for c in checks],
        )
        sound.append(when(~wrong).then(col(column)).alias(column))
    dated = {column: days[column] for column in faults if column in days}
    whole = [n for n in frame.collect_schema().names() if n not in faults]
    return (
        with_days(frame, dated)
        .with_columns(*kept, *sound)
        .select(*whole, *faults, *(f"{c}_raw" for c in faults))
        .collect()
        .lazy()
    )
