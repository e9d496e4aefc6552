"""Hypothesis strategies for packages of contested claims, and their changes.

`contested[test]` has what they need.
"""

from __future__ import annotations

from contested.testing.strategies import (
    TODAY,
    Broken,
    Drawn,
    Fault,
    actors,
    broken,
    claims,
    containing,
    dates,
    faults,
    locations,
    numbers,
    packages,
    positions,
    prose,
    questions,
    relations,
    relays,
    revisions,
    rows,
    sources,
)
from contested.testing.strategies.changes import (
    ACTS,
    LAWFUL,
    Act,
    Changed,
    Unlawful,
    changed,
    unlawful,
    versions,
)
from contested.testing.strategies.faults import FAULTS

__all__ = [
    "ACTS",
    "FAULTS",
    "LAWFUL",
    "TODAY",
    "Act",
    "Broken",
    "Changed",
    "Drawn",
    "Fault",
    "Unlawful",
    "actors",
    "broken",
    "changed",
    "claims",
    "containing",
    "dates",
    "faults",
    "locations",
    "numbers",
    "packages",
    "positions",
    "prose",
    "questions",
    "relations",
    "relays",
    "revisions",
    "rows",
    "sources",
    "unlawful",
    "versions",
]
