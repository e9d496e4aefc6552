"""Faults: for every rule the ways to make just it speak.

Most are the rule's own bad examples, in the company of a drawn package. What any column, file,
header, schema or descriptor may have wrong with it is drawn: a function changes a draft, and yields
the cells in which its rule is then to be found. The laws over faults show that no rule is silent
where it should speak, nor speaks of cells that nobody touched.
"""

from __future__ import annotations

from contested.rules.rule import RULES
from contested.testing.strategies.faults import (
    cells,
    descriptor,
    edtf,
    files,
    headers,
    package,
    records,
    schemas,
    signs,
)
from contested.testing.strategies.faults.examples import faults_of
from contested.testing.strategies.faults.fault import Broken, Fault, Hit, broken

FAULTS = {rule.name: faults_of(rule) for rule in RULES.values() if not rule.compares}
"""The faults of each rule over one package."""

__all__ = [
    "FAULTS",
    "Broken",
    "Fault",
    "Hit",
    "broken",
    "cells",
    "descriptor",
    "edtf",
    "files",
    "headers",
    "package",
    "records",
    "schemas",
    "signs",
]
