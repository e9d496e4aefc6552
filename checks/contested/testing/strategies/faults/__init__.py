"""Faults: for every rule the ways to break a valid package so that just this rule speaks.

A fault is a function that changes a draft, or adds rows to it, and yields the cells in which its
rule is then to be found. The laws over faults are what shows that no rule is silent where it should
speak, nor speaks of cells that nobody touched.
"""

from __future__ import annotations

from contested.testing.strategies.faults import (
    attribution,
    cells,
    dates,
    files,
    headers,
    names,
    package,
    privacy,
    references,
    schemas,
    separation,
    signs,
)
from contested.testing.strategies.faults.fault import FAULTS, Broken, Fault, Hit, broken

__all__ = [
    "FAULTS",
    "Broken",
    "Fault",
    "Hit",
    "attribution",
    "broken",
    "cells",
    "dates",
    "files",
    "headers",
    "names",
    "package",
    "privacy",
    "references",
    "schemas",
    "separation",
    "signs",
]
