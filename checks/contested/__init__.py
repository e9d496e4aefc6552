"""Contested checks data packages of contested claims.

Such a package keeps who said what apart from what is so. `validate` judges a package, `open` gives
its tables as pandas frames, `schemas` gives a pandera schema for each of them. `positions`,
`conflicts`, `contested_questions` and the like say who holds which position, and which of them are
in conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contested.api import Dataset as Dataset
    from contested.api import chains as chains
    from contested.api import conflicts as conflicts
    from contested.api import contested_questions as contested_questions
    from contested.api import crowded_questions as crowded_questions
    from contested.api import disagreement as disagreement
    from contested.api import open as open
    from contested.api import positions as positions
    from contested.api import schemas as schemas
    from contested.api import utterances as utterances
    from contested.check.validate import validate as validate

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "chains",
    "conflicts",
    "contested_questions",
    "crowded_questions",
    "disagreement",
    "open",
    "positions",
    "schemas",
    "utterances",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name == "validate":
        from contested.check.validate import validate

        return validate
    if name == "Dataset" or name in __all__:
        from contested import api

        return getattr(api, name)
    raise AttributeError(f"module 'contested' has no attribute {name!r}")
