"""Form: cells judged as they stand, before what they mean.

A cell that is malformed is blank to the rules that need its meaning. All tables are judged at once;
only those in which something was found are looked at more closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contested.check.masks import Hits, Query, any_of, wrong_rows
from contested.package.files.canonical import WHITE
from contested.rules.check import Check
from contested.rules.frames import Days, Frame, collect_all, frame_of, with_days
from contested.standard import Table, edtf
from contested.standard.column_names import made_of

STRICT = ("edtf", "date", "integer", "number", "boolean")
"""Forms that no cell with white space around it, or with a character nobody sees, can have."""


@dataclass
class Form:
    """The tables after their form was judged: malformed cells are blank."""

    hits: dict[str, Hits]
    """What was found, by table."""
    frames: dict[str, Frame]
    days: dict[str, Days]
    repeated: frozenset[str]
    """Tables in which some primary key stands twice."""


def judge_form(
    namespace: Any,
    frames: Mapping[str, Frame],
    tables: Mapping[str, Table],
    checks: Mapping[str, Sequence[Check]],
) -> Form:
    """Judge the form of all cells by each table's checks of form."""
    bare, days = dict(frames), _days_of(namespace, frames, tables)
    first = {name: [c for c in mine if not _is_implied(c)] for name, mine in checks.items()}
    hits = _malformed(namespace, bare, days, first)
    faulty = [name for name in frames if hits[name]]
    trims = {name: [c for c in checks[name] if c.rule.trims] for name in faulty}
    padded = wrong_rows(namespace, {name: (bare[name], trims[name]) for name in faulty})
    trimmed = {name: _trim(namespace, bare[name], padded[name]) for name in faulty if padded[name]}
    bare |= trimmed
    days |= _days_of(namespace, trimmed, tables)
    rest = {name: [c for c in checks[name] if not c.rule.trims] for name in faulty}
    for name, found in _malformed(namespace, bare, days, rest).items():
        hits[name] = padded[name] | found
        bare[name] = _blank(namespace, bare[name], days[name], found)
    repeated = {name for name in faulty if _repeats_key(tables[name], hits[name])}
    return Form(hits, bare, days, frozenset(repeated))


def _is_implied(check: Check) -> bool:
    """Return whether another check of form finds whatever this one finds.

    Such a check is worth running only where something was found at all, which spares a clean table
    half of the work.
    """
    if not check.rule.breaks_form:
        return False
    one = check.subject[0]
    return bool(one.words or one.pattern or one.form in STRICT)


def _repeats_key(table: Table, found: Iterable[Check]) -> bool:
    return any(c.rule.scope == "key" and c.column in table.key[:1] for c in found)


def _days_of(
    namespace: Any, frames: Mapping[str, Frame], tables: Mapping[str, Table]
) -> dict[str, Days]:
    """Return the well-formed texts of date columns and their days.

    Each distinct text is parsed once.
    """
    col, days = namespace.col, {name: Days() for name in frames}
    texts: dict[tuple[str, str], Frame] = {}
    for name, frame in frames.items():
        for column in tables[name].days:
            distinct = frame.select(col(column).alias("text")).unique()
            texts[name, column] = distinct.filter(~col("text").is_null())
    collected = collect_all(namespace, list(texts.values()))
    for (name, column), found in zip(texts, collected, strict=True):
        days[name][column] = _parsed(namespace, column, found["text"].to_list())
    return days


def _parsed(namespace: Any, column: str, texts: Iterable[str]) -> Frame:
    known = {text: day for text in texts if (day := edtf.parse(text)) is not None}
    ends = {
        made_of(column, "earliest"): [day.earliest for day in known.values()],
        made_of(column, "latest"): [day.latest for day in known.values()],
    }
    moments = {made_of(column, "instant"): [day.instant for day in known.values()]}
    kinds = {"text": "String"} | dict.fromkeys(ends, "Int32") | dict.fromkeys(moments, "Int64")
    return frame_of(namespace, {"text": list(known)} | ends | moments, kinds)


def _malformed(
    namespace: Any,
    frames: Mapping[str, Frame],
    days: Mapping[str, Days],
    checks: Mapping[str, Sequence[Check]],
) -> dict[str, Hits]:
    """Return what the checks of form find, by table.

    Those of dates run by themselves, so that no other column is carried through a join.
    """
    queries: dict[tuple[str, str], Query] = {}
    for name, mine in checks.items():
        dated: dict[str, list[Check]] = {"": []}
        for check in mine:
            is_dated = check.column in days[name] and check.rule.scope == "field"
            dated.setdefault(check.column if is_dated else "", []).append(check)
        for column, some in dated.items():
            frame = frames[name]
            if column:
                known = {column: days[name][column]}
                frame = with_days(frame.select("row", column), known)
            queries[name, column] = (frame, some)
    found: dict[str, Hits] = {name: {} for name in checks}
    for (name, _), hits in wrong_rows(namespace, queries).items():
        found[name].update(hits)
    return found


def _trim(namespace: Any, frame: Frame, found: Iterable[Check]) -> Frame:
    """Return the frame with padding taken off its cells.

    So they are judged by what they say.
    """
    bare = {c.column: namespace.col(c.column).str.strip_chars(WHITE) for c in found}
    columns = (namespace.when(e != "").then(e).alias(name) for name, e in bare.items())
    return frame.with_columns(*columns).collect().lazy()


def _blank(namespace: Any, frame: Frame, days: Days, found: Iterable[Check]) -> Frame:
    """Return the frame with malformed cells blank, and once more as typed."""
    faults: dict[str, list[Check]] = {}
    for check in found:
        rule = check.rule
        if rule.scope == "field" and rule.severity == "error" and not rule.finds_blank:
            faults.setdefault(check.column, []).append(check)
    if not faults:
        return frame
    col, when = namespace.col, namespace.when
    typed = {column: made_of(column, "raw") for column in faults}
    kept = [col(column).alias(raw) for column, raw in typed.items()]
    usable = []
    for column, checks in faults.items():
        wrong = any_of([c.expression(namespace) for c in checks])
        usable.append(when(~wrong).then(col(column)).alias(column))
    dated = {column: days[column] for column in faults if column in days}
    whole = [n for n in frame.collect_schema().names() if n not in faults]
    filled = with_days(frame, dated).with_columns(*kept, *usable)
    return filled.select(*whole, *faults, *typed.values()).collect().lazy()
