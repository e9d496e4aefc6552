"""Redaction: which revisions could still tell what was taken out."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass

from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.views import Views
from contested.standard.content import claim_states, content_of

ASKED = ("row", "table", "record_id", "field", "kind", "old_value", "new_value", "revised")
Record = tuple[str, str]
"""A table, and the key of a row in it."""


@dataclass(frozen=True, slots=True)
class _Revision:
    """One row of `revisions`, blanks as empty."""

    row: int
    table: str
    record: str
    fields: tuple[str, ...]
    """The columns that it names, or one empty name for the whole row."""
    kind: str
    old: str
    new: str
    revised: str


@column_frame("tells_of_redacted", "revisions", needs=("claims",))
def tells_of_redacted(views: Views, table: str) -> Frame:
    """Return the revisions whose values could tell what was redacted."""
    seen = views.view(table, set(ASKED)).select(*ASKED)
    revisions = [
        _Revision(row, of or "", record or "", _columns(views, of, field), *map(_text, rest))
        for row, of, record, field, *rest in views.rows(seen)
    ]
    last = _last_redactions(revisions)
    withheld = _withheld(views, {one.table for one in revisions})
    found = [
        one.row
        for one in revisions
        if _is_content(views, one, withheld) or _comes_before(one, last)
    ]
    return views.frame(
        {"row": found, "tells_of_redacted": [True] * len(found)},
        {"row": "Int64", "tells_of_redacted": "Boolean"},
    )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _columns(views: Views, table: str | None, field: str | None) -> tuple[str, ...]:
    """Return the columns that a revision names, or one empty name."""
    spec, named = views.tables.get(table or ""), field or ""
    if spec and named in spec.fields:
        return (named,)
    return tuple(named.split()) or ("",)


def _withheld(views: Views, named: set[str]) -> set[Record]:
    """Return the rows that belong to redacted claims."""
    found = set()
    for name in sorted(named & views.frames.keys()):
        table, col = views.tables[name], views.namespace.col
        states = claim_states(table)
        if name == "revisions" or not states or not table.key:
            continue
        redacted = functools.reduce(operator.or_, (col(one) == "redacted" for one in states))
        rows = views.view(name, {*states, *table.key}).filter(redacted).select(*table.key)
        found |= {(name, " ".join(map(_text, key))) for key in views.rows(rows)}
    return found


def _is_content(views: Views, one: _Revision, withheld: set[Record]) -> bool:
    """Return whether a revision is about what a redacted claim said."""
    if (one.table, one.record) not in withheld:
        return False
    fields, content = views.tables[one.table].fields, content_of(views.tables[one.table])
    told = {field.name for field in content} | {n for n, field in fields.items() if field.prose}
    return any(name in told or name not in fields for name in one.fields)


def _last_redactions(revisions: list[_Revision]) -> dict[tuple[str, str, str], _Revision]:
    """Return the last redaction of each cell, and of each whole row."""
    last: dict[tuple[str, str, str], _Revision] = {}
    for one in sorted(revisions, key=lambda one: (one.revised, one.row)):
        if one.kind == "redacted":
            last |= {(one.table, one.record, name): one for name in one.fields}
    return last


def _comes_before(one: _Revision, last: dict[tuple[str, str, str], _Revision]) -> bool:
    """Return whether a cell was redacted after its revision."""
    names = one.fields if one.kind == "redacted" else (*one.fields, "")
    own = [last.get((one.table, one.record, name)) for name in names]
    if one.fields == ("",) and one.kind != "redacted":
        own += [r for (of, key, _), r in last.items() if (of, key) == (one.table, one.record)]
    return any(r and r is not one and not _follows(one, r) for r in own)


def _follows(one: _Revision, redaction: _Revision) -> bool:
    """Return whether a revision begins with what a redaction left."""
    is_its_sequel = redaction.new != "" and one.old == redaction.new
    return one.revised > redaction.revised or (one.revised == redaction.revised and is_its_sequel)
