"""Patterns in schemas: which programs read them."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Any


def unjudged_pattern(field: dict[str, Any]) -> str:
    """Return the pattern of a column that no rule judges, or nothing.

    Other software reads it: it looks ahead or back, or asks for the same again.
    """
    constraints = field.get("constraints")
    pattern = constraints.get("pattern") if isinstance(constraints, dict) else None
    if not isinstance(pattern, str) or is_regular(pattern):
        return ""
    return pattern if is_pattern(pattern) else ""


@lru_cache(maxsize=4096)
def is_pattern(pattern: str) -> bool:
    """Return whether some programs read a pattern."""
    try:
        with warnings.catch_warnings(action="ignore", category=Warning):
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


@lru_cache(maxsize=4096)
def is_regular(pattern: str) -> bool:
    import polars as pl

    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError:
        return False
    return True
