"""Hypothesis strategies: whole valid packages, their parts, and packages with faults.

They need the `test` extra. What they draw is read from `schema/`: a word that is added to a
vocabulary is drawn from then on. Everything happens before `TODAY`, the day on which a drawn
package is to be judged.
"""

from __future__ import annotations

try:
    import hypothesis  # noqa: F401 -- asked for here, so that who lacks it is told what to install
except ImportError as error:
    raise ImportError(
        "contested.testing.strategies needs Hypothesis: pip install 'contested[test]'"
    ) from error

from contested.testing.strategies import faults
from contested.testing.strategies.days import TODAY, containing, dates
from contested.testing.strategies.drawn import Drawn
from contested.testing.strategies.faults import Broken, Fault, broken
from contested.testing.strategies.valid import (
    actors,
    claims,
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

__all__ = [
    "TODAY",
    "Broken",
    "Drawn",
    "Fault",
    "actors",
    "broken",
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
]
