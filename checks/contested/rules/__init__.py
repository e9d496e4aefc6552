"""The rules of the standard, a module or a folder a family.

Importing this package registers them all.
"""

from contested.rules import (
    attribution,
    cells,
    columns,
    dates,
    files,
    history,
    package,
    privacy,
    references,
    separation,
)
from contested.rules.rule import RULES

FAMILIES = (
    "files",
    "package",
    "cells",
    "references",
    "attribution",
    "dates",
    "separation",
    "privacy",
    "history",
)
"""The families, in the order of the catalogue, which is also that of reports."""

for _rule in sorted(RULES.values(), key=lambda rule: FAMILIES.index(rule.family)):
    RULES[_rule.name] = RULES.pop(_rule.name)

__all__ = [
    "FAMILIES",
    "RULES",
    "attribution",
    "cells",
    "columns",
    "dates",
    "files",
    "history",
    "package",
    "privacy",
    "references",
    "separation",
]
