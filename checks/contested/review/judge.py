"""The judging of two versions, by the rules that compare them.

Each finding is told only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import polars as pl

from contested.check.findings import finding_of, group_of, place_of
from contested.package import DESCRIPTOR
from contested.results import Finding, Group, NotRun, Place, Side
from contested.review import columns
from contested.review.bump import VersionBump
from contested.review.labels import Names
from contested.review.version import Version
from contested.review.views import RECORD, History, find_between
from contested.review.withheld import SIDES, WITHHELD
from contested.rules.check import Check, expand
from contested.rules.names import resolve
from contested.rules.rule import RULES, Over, Rule
from contested.standard.log import PACKAGE
from contested.standard.wording import of_field
from contested.text import words_for

ROWS = ("base_row", "head_row")


@dataclass
class ReviewOutcome:
    """Findings by rule, table and column, and what was not judged."""

    bump: VersionBump
    """The version that the change asks for, worked out once for all who tell it."""
    groups: list[Group] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)


def judge_versions(history: History, rules: Sequence[Rule]) -> ReviewOutcome:
    """Ask these rules, all of which compare, of two versions."""
    assert columns
    judged, versions = ReviewOutcome(VersionBump(history)), history.versions
    for rule in (r for r in rules if r.scope == "versions"):
        wrong = [
            _of_package(versions.head, rule, values) for values in rule.arms[0].wrong(judged.bump)
        ]
        if wrong:
            judged.groups.append(group_of(rule, wrong))
        if not judged.bump.least:
            judged.not_run.append(
                NotRun(
                    rule.name,
                    versions.head.package.name,
                    "the published version is not three numbers, such as 1.0.0",
                    None,
                )
            )
    found: list[tuple[Check, pl.DataFrame]] = []
    names = Names(history)
    for (over, table), checks in _runnable(rules, history, judged).items():
        found.extend(_found(history, over, table, checks))
    judged.groups.extend(_group(history, names, check, rows) for check, rows in _narrowest(found))
    first = [group for group in judged.groups if RULES[group.rule].always]
    if first:
        weighs = not is_lawful(history, judged, rules)
        others = [group for group in judged.groups if group not in first]
        judged.groups[:] = [replace(group, weighs=weighs) for group in first] + others
    return judged


def is_lawful(history: History, judged: ReviewOutcome, rules: Sequence[Rule]) -> bool:
    """Return whether no error stands between the versions, whatever was asked.

    `judged` is what these rules found.
    """
    version = history.versions.head.package.version
    compares = [rule for rule in RULES.values() if rule.compares]
    grave = [rule for rule in compares if rule.severity_for(version) == "error"]
    missing = [rule for rule in grave if rule not in rules and rule.scope in ("keys", "changes")]
    outcomes = [judged, *([judge_versions(history, missing)] if missing else [])]
    told: set[str] = set()
    for outcome in outcomes:
        told |= {group.rule for group in outcome.groups} | {one.rule for one in outcome.not_run}
    return told.isdisjoint(rule.name for rule in grave)


def _runnable(
    rules: Sequence[Rule], history: History, judged: ReviewOutcome
) -> dict[tuple[Over, str], list[Check]]:
    """Return the checks that can run, by view.

    Of the others it is noted why they cannot.
    """
    tables = history.versions.tables
    runnable: dict[tuple[Over, str], list[Check]] = {}
    for check in expand([r for r in rules if r.scope in ("keys", "changes")], tables):
        over = check.rule.arms[check.arm].over
        missing = sorted(_reads(check, over, history) - history.diffs.keys())
        for table in missing:
            reason = history.versions.unread.get(table, f"{table} could not be compared")
            judged.not_run.append(NotRun(check.rule.name, check.table, reason, check.rule.severity))
        if not missing:
            runnable.setdefault((over, check.table), []).append(check)
    judged.not_run[:] = list(dict.fromkeys(judged.not_run))
    return runnable


def _reads(check: Check, over: Over, history: History) -> set[str]:
    """Return the tables without which a check means nothing."""
    reads = {check.table}
    for name in _names(check):
        if between := find_between(over, check.table, name):
            reads.update(between.needs)
        side, two, rest = name.partition("__")
        if two and side in SIDES:
            reads.update(resolve(history.versions.tables, check.table, rest) or ())
    return reads


def _names(check: Check) -> set[str]:
    return check.names() | check.rule.placeholders


def _found(
    history: History, over: Over, table: str, checks: Sequence[Check]
) -> Iterator[tuple[Check, pl.DataFrame]]:
    """Yield each check that found something, with the rows.

    A view is passed over once, and none is made where nothing has changed.
    """
    if not history.has_rows(over, table):
        return
    names = set[str]().union(*(_names(check) for check in checks))
    view = history.view(over, table, names)
    marks = {f"!{number}": _wrong(check, over) for number, check in enumerate(checks)}
    marked = view.with_columns(mask.alias(mark) for mark, mask in marks.items())
    speaks = marked.select(pl.col(list(marks)).any()).row(0)
    for mark, check, has_any in zip(marks, checks, speaks, strict=True):
        if has_any:
            yield check, marked.filter(mark).drop(list(marks))


def _wrong(check: Check, over: Over) -> Any:
    mask = check.expression(pl)
    return mask & (pl.col("column") == check.column) if over == "changes" else mask


def _narrowest(
    found: Sequence[tuple[Check, pl.DataFrame]],
) -> Iterator[tuple[Check, pl.DataFrame]]:
    """Yield the findings without those of wider rules.

    Where a narrower rule speaks of a cell, a wider one is silent. A rule over whole rows speaks of
    all the cells that it looks at.
    """
    silenced: dict[tuple[str, str, str], list[pl.Series]] = {}
    for check, rows in found:
        cells = {check.column} | {name.partition("__")[2] for name in check.names()}
        for wider, column in product(check.rule.instead_of, cells):
            silenced.setdefault((wider, check.table, column), []).append(rows[RECORD])
    for check, rows in found:
        for records in silenced.get((check.rule.name, check.table, check.column), ()):
            rows = rows.filter(~pl.col(RECORD).is_in(records.implode()))
        if len(rows):
            yield check, rows


def narrowed(between: Sequence[Group], head: Sequence[Group]) -> tuple[Group, ...]:
    """Return findings in head without what is told better between versions.

    A rule between versions names the wider one, which is silent of the same row.
    """
    told: dict[str, set[tuple[Any, ...]]] = {}
    for group in between:
        wider = [name for name in RULES[group.rule].instead_of if not RULES[name].compares]
        rows = {(one.table, one.key) for one in group.tell(None)} if wider else set()
        for name in wider:
            told.setdefault(name, set()).update(rows)
    kept = (_without(group, told[group.rule]) if group.rule in told else group for group in head)
    return tuple(group for group in kept if group.count)


def _without(group: Group, told: set[tuple[Any, ...]]) -> Group:
    found = [one for one in group.tell(None) if (one.table, one.key) not in told]
    return replace(group, count=len(found), tell=lambda limit: iter(found[:limit]))


def _group(history: History, names: Names, check: Check, rows: pl.DataFrame) -> Group:
    rows = rows.sort(*ROWS, RECORD, nulls_last=True)

    def tell(limit: int | None) -> Iterator[Finding]:
        for row in rows[:limit].iter_rows(named=True):
            yield _finding(history, names, check, row)

    return Group(check.rule.name, check.rule.severity, len(rows), tell)


def _finding(history: History, names: Names, check: Check, row: dict[str, Any]) -> Finding:
    """Return a finding, in head or, for what is gone, in base.

    What was redacted is not said again.
    """
    rule, table, versions = check.rule, history.table(check.table), history.versions
    row = history.withheld.told_row(table, check.column, row)
    is_gone = row["head_row"] is None
    key = history.withheld.key_of(table, row[RECORD], is_gone=is_gone)
    side: Side = "base" if is_gone else "head"
    version = versions.head if side == "head" else versions.base
    is_hidden = history.withheld.is_withheld(side, check.table, row[RECORD], check.column)
    blank = WITHHELD if is_hidden and not is_gone else None
    given = {name: row[name] for name in rule.placeholders if name in row}
    if "column" not in row:
        given |= {
            name: value
            for name, value in (("old", " ".join(key)), ("new", None))
            if name in rule.placeholders
        }
    words = (
        words_for(names.told(given)) | {"table": check.table} | of_field(table.fields[check.column])
    )
    return finding_of(
        rule,
        _place(version, check, row[f"{side}_row"]),
        words,
        table=check.table,
        row=row[f"{side}_row"] if check.table != PACKAGE else None,
        key=key,
        column=check.column,
        found=row.get("new", row[RECORD] if check.column in table.key else blank),
        side=side,
        anchor=_anchor(versions.head, check.table) if side == "base" else None,
        values={name: None if value is None else str(value) for name, value in given.items()},
    )


def _place(version: Version, check: Check, row: int) -> Place:
    if check.table == PACKAGE:
        return Place(version.package.store.label + DESCRIPTOR)
    return place_of(version.loaded[check.table], row, check.column)


def _anchor(head: Version, table: str) -> Place:
    """Return the file of head nearest to a row that is gone."""
    loaded = head.loaded.get(table)
    return Place(
        loaded.parts[0].file.name
        if loaded and loaded.parts
        else head.package.store.label + DESCRIPTOR
    )


def _of_package(version: Version, rule: Rule, values: dict[str, str]) -> Finding:
    place = Place(version.package.store.label + DESCRIPTOR)
    return finding_of(rule, place, words_for(values), values=dict(values))
