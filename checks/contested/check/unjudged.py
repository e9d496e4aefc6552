"""What the schemas of own columns ask and no rule judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from contested import standard
from contested.package import Package
from contested.results import NotRun
from contested.rules.rule import RULES
from contested.standard import EXTENSION_COLUMN, schemas
from contested.standard.patterns import unjudged_pattern

CONSTRAINTS = ("exclusiveMinimum", "exclusiveMaximum", "minLength", "jsonSchema")
"""Constraints of Table Schema that no rule judges."""
NOTATIONS = {
    "fields.missingValues": "missingValues",
    "itemType": "itemType",
    "decimalChar": "decimalChar",
    "groupChar": "groupChar",
    "bareNumber": "bareNumber",
}
"""What a field may say of how its cells are written, and no rule heeds; by the keyword of a rule.
"""
USUAL = (None, True, "string", ".", [""])
"""What those say where a cell is written as every rule takes it to be."""


def find_unjudged(package: Package) -> Iterator[NotRun]:
    """Yield what schemas of own columns ask and no rule judges.

    Other software may judge it.
    """
    for resource in package.resources:
        table, schema = str(resource.get("name")), resource.get("schema")
        schema = schema if isinstance(schema, dict) else {}
        is_own = table not in standard.TABLES
        for number, name in schemas.named_fields(schema):
            if is_own or name.startswith(EXTENSION_COLUMN):
                for keyword, reason in _of_field(schema["fields"][number]):
                    yield _not_run(keyword, table, f"in {name}, {reason}")
        if is_own:
            for keyword, reason in _of_schema(schema):
                yield _not_run(keyword, table, reason)


def _of_field(field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keywords of one field that nothing judges, with reasons."""
    kind, asked = field.get("type", "string"), field.get("constraints")
    asked = asked if isinstance(asked, dict) else {}
    is_judged = kind in (*schemas.JUDGED, "any")
    if not is_judged or (kind == "date" and field.get("format", "default") != "default"):
        yield "type", f"cells of its type are taken as text: {kind}"
    for keyword in CONSTRAINTS:
        if keyword in asked:
            yield keyword, f"nothing judges {keyword}"
    if pattern := unjudged_pattern(dict(field)):
        yield "pattern", f"nothing judges a pattern that not every program reads: {pattern}"
    if "maxLength" in asked and kind != "string":
        yield "maxLength", f"nothing counts the items of a cell: {kind}"
    for keyword, name in NOTATIONS.items():
        if field.get(name) not in USUAL:
            yield keyword, f"cells are read without heed to {name}"


def _of_schema(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the keywords of a schema that nothing judges, with reasons."""
    keys = [key.get("fields") for _, key in schemas.foreign_keys(schema)]
    if any(isinstance(columns, list) and len(columns) > 1 for columns in keys):
        yield "foreignKeys", "nothing judges foreign keys of several columns"
    if schema.get("missingValues", [""]) != [""]:
        yield "missingValues", "cells are read without heed to missingValues"
    if schema.get("uniqueKeys"):
        yield "uniqueKeys", "nothing judges uniqueKeys"


def _not_run(keyword: str, table: str, reason: str) -> NotRun:
    return NotRun(_rules_by_keyword()[keyword], table, reason, None)


@cache
def _rules_by_keyword() -> dict[str, str]:
    names: dict[str, str] = {}
    for rule in RULES.values():
        names |= dict.fromkeys(rule.keywords, rule.name)
    return names
