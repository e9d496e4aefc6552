"""Changes: lawful ones, of which no rule has anything to say, and unlawful acts, each of which lights its rule."""

from __future__ import annotations

from contested.strategies.changes import acts
from contested.strategies.changes.act import ACTS, Act, Unlawful, changed, unlawful
from contested.strategies.changes.change import Changed, versions
from contested.strategies.changes.lawful import LAWFUL
from contested.strategies.changes.writing import rewritten

__all__ = ["ACTS", "LAWFUL", "Act", "Changed", "Unlawful", "acts", "changed", "rewritten", "unlawful", "versions"]
