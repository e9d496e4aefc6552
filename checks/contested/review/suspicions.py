"""Suspicions: signs of a program's work, or of a mishap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import polars as pl

from contested.package.files.canonical import clean
from contested.results import Suspicion
from contested.review.compare import RECORD
from contested.review.views import History
from contested.rules.files.lost import LOST
from contested.standard import edtf
from contested.text import plural

SHARE = 0.2
"""Of a table's rows in one column, from which on a change is hardly the work of a person."""
FEW = 5
"""Rows up to which a large share means nothing."""


def suspicions(history: History) -> tuple[Suspicion, ...]:
    """Return everything about the change that somebody should look at first."""
    found: list[Suspicion] = []
    for table in history.diffs:
        for find in (_lost, _wide, _dates, _ids, _quotes, _notes):
            found.extend(find(history, table))
    return tuple(found)


def _lost(history: History, table: str) -> Iterator[Suspicion]:
    """Yield in which columns text was lost that base has."""
    diff, spec = history.diffs[table], history.table(table)
    is_lost, was_lost = (
        pl.col(name).str.contains(LOST).fill_null(False) for name in ("new", "old")
    )
    counts = Counter(diff.changes.filter(is_lost & ~was_lost)["column"].to_list())
    if len(diff.added):
        frame = history.versions.head.frames[table]
        rows = frame.filter(pl.col("row").is_in(diff.added["head_row"].implode()))
        for name in spec.fields:
            counts[name] += int(rows[name].str.contains(LOST).sum())
    for column, count in counts.items():
        if count:
            words = (
                f"{plural(count, 'cell')} in {column} of {table} hold what a program leaves where"
                " it has lost a text; “contested fmt --restore-from” brings back what it can"
            )
            yield Suspicion("text lost", table, column, count, words)


def _wide(history: History, table: str) -> Iterator[Suspicion]:
    diff = history.diffs[table]
    both = diff.keys["base_row"].is_not_null() & diff.keys["head_row"].is_not_null()
    rows = int(both.sum())
    for column, count in diff.changes.group_by("column").len().sort("column").iter_rows():
        if count > FEW and count > SHARE * rows:
            words = (
                f"{column} changed in {count:,} of {plural(rows, 'row')} of {table}: that may be"
                " the work of a program"
            )
            yield Suspicion("column changed throughout", table, column, count, words)


def _dates(history: History, table: str) -> Iterator[Suspicion]:
    for column in history.table(table).days:
        changes = history.diffs[table].changes.filter(
            (pl.col("column") == column) & pl.col("old").is_not_null() & pl.col("new").is_not_null()
        )
        count = sum(
            edtf.parse(old) is not None and edtf.parse(new) is None
            for old, new in changes.select("old", "new").iter_rows()
        )
        if count:
            words = (
                f"{plural(count, 'date')} in {column} of {table} changed form, as in a spreadsheet;"
                " “contested fmt --restore-from” brings back what it can"
            )
            yield Suspicion("dates changed form", table, column, count, words)


def _ids(history: History, table: str) -> Iterator[Suspicion]:
    """Yield how many rows may only have got another id, if any."""
    spec, diff, versions = history.table(table), history.diffs[table], history.versions
    columns = [name for name in spec.fields if name not in spec.key]
    if not spec.key or not columns or not len(diff.removed) or not len(diff.added):
        return
    hashes = []
    for side, rows in (
        (versions.base, diff.removed["base_row"]),
        (versions.head, diff.added["head_row"]),
    ):
        frame = side.frames[table].filter(pl.col("row").is_in(rows.implode()))
        cells = clean(frame, spec, columns)
        hashes.append(cells.filter(pl.any_horizontal(pl.all().is_not_null())).hash_rows())
    count = len(set(hashes[0]) & set(hashes[1]))
    if count:
        words = (
            f"{plural(count, 'row')} of {table} may only have got another id: the same cells are"
            " gone under one id and new under another"
        )
        yield Suspicion("ids changed", table, spec.key[0], count, words)


def _quotes(history: History, table: str) -> Iterator[Suspicion]:
    if table == "claims":
        changes = history.diffs[table].changes.filter(
            (pl.col("column") == "quote") & pl.col("old").is_not_null()
        )
        if count := changes[RECORD].n_unique():
            words = (
                f"{plural(count, 'quotation')} changed: the exact words of a source do not change;"
                " compare with the source"
            )
            yield Suspicion("quote changed", table, "quote", count, words)


def _notes(history: History, table: str) -> Iterator[Suspicion]:
    """Yield how many free notes say something else, or at last something."""
    field = history.table(table).fields.get("note")
    if field is not None and field.guard == "free":
        changes = history.diffs[table].changes.filter(pl.col("column") == "note")
        if count := changes[RECORD].n_unique():
            words = (
                f"{plural(count, 'note')} of {table} changed: no revision is asked for, so read"
                " what they say now"
            )
            yield Suspicion("note changed", table, "note", count, words)
