"""Versions of the standard, and the one that a package names."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from contested.standard.source import schema

NAMED_BY = "contested"
"""What in a descriptor names the version."""


def asked_of(key: str) -> dict[str, Any]:
    """Return what the profile asks of a value in the descriptor."""
    parts = (part.get("properties", {}) for part in schema("profile")["allOf"])
    asked: dict[str, Any] = next(part for part in parts if NAMED_BY in part)[key]
    return asked


@cache
def versions() -> tuple[str, ...]:
    """Return the versions that are known here, the oldest first."""
    return tuple(asked_of(NAMED_BY)["enum"])


def first() -> str:
    """Return the version since which all is there that says nothing else."""
    return versions()[0]


def named_in(descriptor: Any) -> Any:
    """Return what a descriptor says where the version stands, whatever it is."""
    return descriptor.get(NAMED_BY) if isinstance(descriptor, dict) else None


def newest() -> str:
    """Return the version that this tool is written for."""
    return versions()[-1]


def numbers(version: str) -> tuple[int, int]:
    """Return the two numbers by which versions are in order."""
    major, _, minor = version.partition(".")
    return int(major), int(minor)


def judged_by(descriptor: Any) -> str:
    """Return the version by which a package is judged.

    It is the one that it names, or the newest where that is not known here.
    """
    named = named_in(descriptor)
    return str(named) if named in versions() else newest()


def is_newer(named: Any) -> bool:
    """Return whether a version is one that is not known here yet."""
    if not isinstance(named, str) or not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", named):
        return False
    return numbers(named if "." in named else f"{named}.0") > numbers(newest())


def fault_of(named: Any) -> str:
    """Return in words what to do about an unknown version."""
    known = " or ".join(f'"{version}"' for version in versions())
    if not isinstance(named, str):
        return f"and must be {known}, in quotation marks"
    if is_newer(named):
        return f"which is newer than what is known here, {known}; update contested"
    return f"which is no version of the standard; write {known}"
