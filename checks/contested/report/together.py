"""Rows that are told together: one finding a table."""

from __future__ import annotations

from dataclasses import replace

from contested.results import Finding, Group, Place
from contested.rules.rule import RULES
from contested.text import plural

NAMED = 3
"""Rows named where many are told together."""


def fold_rows(group: Group) -> Group:
    """Return a group, as one finding if its rows are told together."""
    if not RULES[group.rule].together or group.count < 2:
        return group
    return replace(group, count=1, tell=lambda limit: iter([_together(group)][:limit]))


def _together(group: Group) -> Finding:
    """Return what is told of all rows of a table at once."""
    few = list(group.tell(NAMED))
    count, first = plural(group.count, "row"), few[0]
    rows = ", ".join(" ".join(one.key) for one in few if one.key)
    more = f" and {group.count - NAMED:,} more" if group.count > NAMED else ""
    said = RULES[group.rule].together.format(count=count, table=first.table)
    return replace(
        first,
        message=f"{said}: {rows}{more}",
        place=Place(first.place.file),
        row=None,
        key=None,
        column=None,
        found=None,
    )
