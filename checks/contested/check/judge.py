"""Judging: tables and rules go in, wrong rows come out.

Form is judged first, over cells as they stand. Then each table's rules run over its view in one
fused pass, which yields only the rows in which some rule found something. Every engine runs this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from contested import standard
from contested.check.form import judge_form
from contested.check.masks import Hits, Query, wrong_rows
from contested.rules.check import Check
from contested.rules.frames import Frame
from contested.rules.views import Views
from contested.standard import Table

__all__ = ["Hits", "Outcome", "judge", "settle"]


@dataclass
class Outcome:
    """What an engine found, and the views it looked at."""

    hits: Hits
    views: Views


def judge(
    namespace: Any,
    frames: Mapping[str, Frame],
    tables: Mapping[str, Table],
    checks: Iterable[Check],
    today: int,
) -> Outcome:
    """Run the checks over frames of text and collect the wrong rows.

    A frame has `row` and the table's columns, blank as null.
    """
    form: dict[str, list[Check]] = {name: [] for name in frames}
    meaning: dict[str, list[Check]] = {name: [] for name in frames}
    for check in checks:
        if check.table in frames:
            (form if check.form else meaning)[check.table].append(check)
    frames, tables = _grown(namespace, frames, tables)
    judged = judge_form(namespace, frames, tables, form)
    views = Views(namespace, tables, judged.frames, judged.days, today, judged.repeated)
    hits: Hits = {}
    for found in (*judged.hits.values(), *_judge_meaning(namespace, views, meaning, today)):
        hits.update(found)
    return Outcome(hits, views)


def _grown(
    namespace: Any, frames: Mapping[str, Frame], tables: Mapping[str, Table]
) -> tuple[Mapping[str, Frame], Mapping[str, Table]]:
    """Return frames and tables with what came after a package's version.

    To a rule that asks for such a column it is blank.
    """
    every, found = standard.grown(tables), dict(frames)
    for name in found.keys() & tables.keys():
        row = namespace.col(tables[name].key[0] if tables[name].key else "row")
        later = [n for n in every[name].fields if n not in tables[name].fields]
        if later:
            blank = namespace.when(row.is_null()).then(row)
            found[name] = found[name].with_columns(blank.alias(n) for n in later)
    return found, every


def _judge_meaning(
    namespace: Any, views: Views, checks: Mapping[str, Sequence[Check]], today: int
) -> list[Hits]:
    """Return what the rules find in each table's view.

    A large table's view is made in stretches.
    """
    parts: dict[str, list[Hits]] = {name: [] for name in checks}
    small: dict[str, Query] = {}
    for name, mine in checks.items():
        names = set[str]().union(*(check.names() for check in mine))
        if mine and views.is_large(name):
            for view in views.stretches(name, names):
                parts[name].append(wrong_rows(namespace, {name: (view, mine)}, today)[name])
        elif mine:
            small[name] = (views.view(name, names), mine)
    for name, found in wrong_rows(namespace, small, today).items():
        parts[name].append(found)
    return [_joined(some) for some in parts.values()]


def _joined(parts: Sequence[Hits]) -> Hits:
    """Return the hits of a whole table from those of its stretches."""
    rows: dict[Check, list[pl.Series]] = {}
    for part in parts:
        for check, found in part.items():
            rows.setdefault(check, []).append(found)
    return {check: pl.concat(found) for check, found in rows.items()}


def settle(hits: Hits) -> Hits:
    """Return the findings as they are told.

    There is one for each rule, row and cell, and the narrower rule speaks instead of the wider one.
    """
    told: dict[tuple[str, str, str], tuple[Check, pl.Series]] = {}
    for check, rows in hits.items():
        at = (check.rule.name, check.table, check.column)
        first, known = told.get(at, (check, None))
        told[at] = (first, rows if known is None else pl.concat([known, rows]).unique().sort())
    for check, rows in list(told.values()):
        for wider in check.rule.instead_of:
            at = (wider, check.table, check.column)
            if at in told:
                first, known = told[at]
                told[at] = (first, known.filter(~known.is_in(rows.implode())))
    return {check: rows for check, rows in told.values() if len(rows)}
