"""The tables of the standard in each of its versions.

A column or a word that came later says so in `schema/`, as `since`; whatever does not is there
since the first version. What is outdated has `deprecated`, with `since` and with what to write
`instead`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from contested.standard.model import TABLES, Table
from contested.standard.schemas import named_fields
from contested.standard.source import schema
from contested.standard.versions import first, newest, numbers

SAID = ("title", "description", "example", "label", "source", "since", "deprecated")
"""What of a schema no cell is judged by, so that a later version may say it better."""


def tables(version: str | None = None) -> dict[str, Table]:
    """Return the tables of the standard, in its order, by version."""
    return _tables(version or newest())


@cache
def _tables(version: str) -> dict[str, Table]:
    return {name: Table.from_schema(name, as_of(schema(name), version)) for name in TABLES}


def grown(given: Mapping[str, Table]) -> dict[str, Table]:
    """Return tables of a version with all later columns."""
    found = dict(given)
    for name, ours in tables().items():
        if name in found and (later := ours.fields.keys() - found[name].fields.keys()):
            fields = {n: one for n, one in ours.fields.items() if n in later}
            keys = tuple(one for one in ours.references if one.column in later)
            table = found[name]
            found[name] = replace(
                table, fields=table.fields | fields, references=table.references + keys
            )
    return found


def as_of(described: Any, version: str) -> Any:
    """Return a part of `schema/` without what came after a version."""
    return described if version == newest() else _kept(described, version)


def came_after(described: Any, version: str) -> bool:
    """Return whether a part of `schema/` came after a version."""
    return isinstance(described, dict) and numbers(described.get("since", first())) > numbers(
        version
    )


def bare(described: Any) -> Any:
    """Return nothing but that by which cells are judged."""
    if isinstance(described, list):
        return [bare(one) for one in described]
    if not isinstance(described, dict):
        return described
    return {k: bare(v) for k, v in described.items() if k not in SAID}


def comparable(table: str, given: object, version: str) -> tuple[dict[str, Any], object]:
    """Return the schema of a version, and the one in a descriptor.

    What only people read may be said otherwise where the version is not the newest.
    """
    ours = as_of(schema(table), version)
    return (ours, given) if version == newest() else (bare(ours), bare(given))


def find_later(table: str, given: object, version: str) -> str:
    """Return what of a schema came after a version."""
    ours = schema(table)
    named = {name for _, name in named_fields(given)} if isinstance(given, dict) else set()
    parts = [(ours, "it"), *((one, f"“{one['name']}”") for one in ours["fields"])]
    for one, what in parts:
        if (one is ours or one["name"] in named) and came_after(one, version):
            return f"{what} came with version {one['since']}, and the package names an older one"
    return ""


def _kept(described: Any, version: str) -> Any:
    if isinstance(described, list):
        return [_kept(one, version) for one in described if not came_after(one, version)]
    if not isinstance(described, dict):
        return described
    kept = {k: _kept(v, version) for k, v in described.items() if not came_after(v, version)}
    if "categories" in kept and "enum" in kept.get("constraints", {}):
        words = [one["value"] for one in kept["categories"]]
        kept["constraints"]["enum"] = [w for w in kept["constraints"]["enum"] if w in words]
    return kept
