"""Opened: a dataset at a path, as its pages tell it."""

from __future__ import annotations

from pathlib import Path

from contested.check.load import load
from contested.derived.claimed import Claimed
from contested.package import Package, find_one
from contested.page.facts import Facts


def open_facts(path: Path) -> tuple[Package, Facts]:
    """Return the package at a path, and what its pages tell.

    Raises UnreadableError where there is none, or a table cannot be read.
    """
    package = find_one(path)
    return package, Facts(Claimed.of(load(package)), dict(package.descriptor))
