"""What the profile finds, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from contested.standard.profile import Problem

if TYPE_CHECKING:
    from contested.package import Package

Told = dict[str, str]


def problems_of(package: Package, name: str) -> Iterator[Problem]:
    """Yield what a rule tells of a descriptor."""
    if not package.fault:
        yield from (one for one in package.problems if one.rule == name)
