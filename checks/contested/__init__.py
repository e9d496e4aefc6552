"""Contested: checks data packages of contested claims, in which who said what is kept apart from what is so.

`validate` judges a package, `open` gives its tables as pandas frames, `schemas` gives a pandera schema for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contested.api import Dataset as Dataset
    from contested.api import open as open
    from contested.api import schemas as schemas
    from contested.validation import validate as validate

__version__ = "0.1.0"
__all__ = ["__version__", "open", "schemas", "validate"]


def __getattr__(name: str) -> Any:
    if name == "validate":
        from contested.validation import validate

        return validate
    if name in ("open", "schemas", "Dataset"):
        from contested import api

        return getattr(api, name)
    raise AttributeError(f"module 'contested' has no attribute {name!r}")
