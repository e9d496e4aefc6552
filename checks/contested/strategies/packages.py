"""Whole packages."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from contested.strategies import claims, links, rows  # noqa: F401 -- each registers the makers of its tables
from contested.strategies.cells import cell
from contested.strategies.draft import Draft, blank_or
from contested.strategies.drawn import Drawn
from contested.standard import TABLES, Table

EXTRA = (
    {"name": "x_coder", "type": "string"},
    {"name": "x_seen_on", "type": "date"},
    {"name": "x_share", "type": "number", "constraints": {"minimum": 0, "maximum": 1}},
    {"name": "x_batch", "type": "integer", "constraints": {"required": True}},
    {"name": "x_grade", "type": "string", "constraints": {"enum": ["a", "b"]}},
)
"""Columns that a package may add to those of the standard."""


@st.composite
def drafts(draw: st.DrawFn, min_claims: int = 1, max_claims: int = 6, *, extensions: bool = True) -> Draft:
    """A draft with that many claims, and with all that they need; in it nothing at all is wrong."""
    draft = Draft(draw)
    for _ in range(draw(st.integers(min_claims, max_claims))):
        draft.new("claims")
    for table in ("relays", "relations", "revisions"):
        for _ in range(draw(st.integers(0, 2))):
            draft.new(table)
    if extensions:
        _extend(draft)
    return draft


@st.composite
def packages(draw: st.DrawFn, min_claims: int = 1, max_claims: int = 6, *, extensions: bool = True) -> Drawn:
    """A whole valid package."""
    draft = draw(drafts(min_claims, max_claims, extensions=extensions))
    draft.sweep()
    return draft.drawn()


def _extend(draft: Draft) -> None:
    """Perhaps a column more in some table, and a table more."""
    draw = draft.draw
    for name in draw(st.lists(st.sampled_from(TABLES), max_size=2, unique=True)):
        schema: dict[str, Any] = {"fields": draw(st.lists(st.sampled_from(EXTRA), min_size=1, max_size=2, unique_by=lambda f: str(f["name"])))}
        draft.specs[name] = draft.specs[name].extended(schema)
