"""Hiding what redacted claims said, wherever a draft still tells of it."""

from __future__ import annotations

from contested.rules.privacy import REDACTED
from contested.standard import Table
from contested.standard.content import claim_states, content_of
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells

VALUES = ("old_value", "new_value")


def hide_content(table: Table, row: Cells) -> None:
    """Take the content out of a row of a redacted claim."""
    for one in content_of(table):
        if row[one.name] not in ("", REDACTED):
            row[one.name] = REDACTED if one.required else ""


def hide_contents(draft: Draft) -> set[tuple[str, str]]:
    """Take out what rows tell of redacted claims; return these rows."""
    hidden = set()
    for name, table in draft.specs.items():
        for row in draft.tables.get(name, ()):
            states = [draft.look(name, row, one) for one in claim_states(table) if _knows(row, one)]
            if "redacted" in states:
                hide_content(table, row)
                hidden.add((name, " ".join(row[key] for key in table.key)))
    return hidden


def hide_redacted(draft: Draft) -> None:
    """Take out what tells of redacted claims and cells, the log included."""
    hidden, revisions = hide_contents(draft), draft.tables["revisions"]
    hidden |= {(row["table"], row["record_id"]) for row in revisions if row["kind"] == "redacted"}
    for row in revisions:
        if (row["table"], row["record_id"]) in hidden:
            row |= {name: REDACTED for name in VALUES if row[name]}


def _knows(row: Cells, state: str) -> bool:
    return "__" in state or state in row
