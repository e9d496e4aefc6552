"""The rules of the standard, one module a family; importing this package registers them all, in the order of the catalogue."""

from contested import named
from contested.rule import RULES
from contested.rules import attribution, cells, dates, files, package, privacy, references, separation

FAMILIES = tuple(dict.fromkeys(rule.family for rule in RULES.values()))
"""The families, in the order of the catalogue."""

__all__ = ["FAMILIES", "RULES", "attribution", "cells", "dates", "files", "named", "package", "privacy", "references", "separation"]
