"""Changes: lawful ones, of which nothing is said, and unlawful acts."""

from __future__ import annotations

from contested.testing.strategies.changes.change import Changed, LawfulAct, versions
from contested.testing.strategies.changes.lawful import LAWFUL, changed
from contested.testing.strategies.changes.unlawful import ACTS, Act, Unlawful, unlawful
from contested.testing.strategies.changes.writing import rewritten

__all__ = [
    "ACTS",
    "LAWFUL",
    "Act",
    "Changed",
    "LawfulAct",
    "Unlawful",
    "changed",
    "rewritten",
    "unlawful",
    "versions",
]
