"""Lawful changes: what curators may do to what is published.

Each is done in the open.
"""

from __future__ import annotations

from hypothesis import strategies as st

from contested.testing.strategies.changes.change import (
    Changed,
    ChangeDraft,
    LawfulAct,
    begun,
    carry_out,
)
from contested.testing.strategies.changes.claims import CLAIMS
from contested.testing.strategies.changes.rows import ROWS

LAWFUL: list[LawfulAct] = [*ROWS, *CLAIMS]
"""Every lawful change.

The order matters: what a later one publishes is not touched by an earlier one, and what it changes
is changed before an earlier one looks at it.
"""


def lawfully(
    draw: st.DrawFn, of: tuple[LawfulAct, ...], max_claims: int, most: int
) -> tuple[ChangeDraft, tuple[str, ...]]:
    """Draw a package, and change it by `most` acts, these among them."""
    others = [act for act in LAWFUL if act not in of]
    more = st.lists(st.sampled_from(others), max_size=max(most - len(of), 0), unique=True)
    change = begun(draw, max_claims)
    acts = sorted([*of, *draw(more)], key=LAWFUL.index)
    carry_out(change, acts)
    return change, tuple(act.__name__ for act in acts)


@st.composite
def changed(draw: st.DrawFn, *of: LawfulAct, max_claims: int = 4, most: int = 4) -> Changed:
    """Draw a valid package and a lawful change of it."""
    change, names = lawfully(draw, of, max_claims, most)
    return Changed(*change.drawn(), names)
