"""Equivalent mutants: broken code that does the same, each with the reason why no example can tell."""

from __future__ import annotations

from fnmatch import fnmatchcase

EQUIVALENT: dict[str, str] = {}


def reason(name: str, change: str) -> str:
    return next((why for pattern, why in EQUIVALENT.items() if fnmatchcase(f"{name}: {change}", pattern)), "")
