"""The derived tables, by name."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from contested.derived.chains import chains
from contested.derived.claimed import Claimed
from contested.derived.conflicts import conflicts
from contested.derived.crowded import crowded_questions
from contested.derived.disagreement import disagreement
from contested.derived.positions import contested_questions, positions
from contested.derived.utterances import utterances

DERIVED: dict[str, Callable[[Claimed], pl.DataFrame]] = {
    "positions": positions,
    "conflicts": conflicts,
    "crowded_questions": crowded_questions,
    "utterances": utterances,
    "chains": chains,
    "contested_questions": contested_questions,
    "disagreement": disagreement,
}
"""What makes each of them from the claims of a package."""
