"""Changes: lawful ones, of which no rule has anything to say, and unlawful acts, each of which
lights its rule.
"""

from __future__ import annotations

from contested.testing.strategies.changes import acts
from contested.testing.strategies.changes.act import ACTS, Act, Unlawful, changed, unlawful
from contested.testing.strategies.changes.change import Changed, versions
from contested.testing.strategies.changes.lawful import LAWFUL
from contested.testing.strategies.changes.writing import rewritten

__all__ = [
    "ACTS",
    "LAWFUL",
    "Act",
    "Changed",
    "Unlawful",
    "acts",
    "changed",
    "rewritten",
    "unlawful",
    "versions",
]
