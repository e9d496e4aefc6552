"""Contested checks data packages of contested claims.

Such a package keeps who said what apart from what is so. `validate` judges a package, `open` gives
its tables as pandas frames, `schemas` gives a pandera schema for each of them; `positions` and
`contested_questions` say who holds which position, and where positions are in conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contested.api import Dataset as Dataset
    from contested.api import contested_questions as contested_questions
    from contested.api import open as open
    from contested.api import positions as positions
    from contested.api import schemas as schemas
    from contested.check.validate import validate as validate

__version__ = "0.1.0"
__all__ = ["__version__", "contested_questions", "open", "positions", "schemas", "validate"]


def __getattr__(name: str) -> Any:
    if name == "validate":
        from contested.check.validate import validate

        return validate
    if name in ("open", "schemas", "positions", "contested_questions", "Dataset"):
        from contested import api

        return getattr(api, name)
    raise AttributeError(f"module 'contested' has no attribute {name!r}")
