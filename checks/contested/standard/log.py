"""The log: what its words ask, and the descriptor as a table."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from typing import Any

from contested.standard.model import Table
from contested.standard.source import schema

PACKAGE = "datapackage"
"""What revisions write as the table of what stands in the descriptor."""
GUARDS = "guards"
"""The column in which the descriptor says how columns of the package's own are guarded."""
TEXTS = "texts"
"""All that the descriptor says besides, in which nothing is guarded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a kind or a reason asks of its revision."""

    tables: tuple[str, ...] = ()
    """The tables that it may be about; any, where there is none."""
    columns: tuple[str, ...] = ()
    """The columns that `field` may name; any, where there is none."""
    required: tuple[str, ...] = ()
    """Cells of the revision that may not be blank."""
    blank: tuple[str, ...] = ()
    """Cells of the revision that have to be blank."""
    several: bool = False
    """Whether `field` may name more than one column."""
    differs: bool = False
    """Whether the old value and the new one have to differ."""


@cache
def asked(column: str) -> dict[str, Asked]:
    """Return what each word of `kind` or of `reason` asks."""
    words = _categories("revisions", column)
    return {one["value"]: Asked(**_frozen(one.get("asks") or {})) for one in words}


@cache
def told_by() -> dict[str, str]:
    """Return the kind of revision that tells of each status."""
    words = _categories("claims", "status")
    return {one["value"]: one["revision"] for one in words if "revision" in one}


def _categories(table: str, column: str) -> list[dict[str, Any]]:
    field = next(one for one in schema(table)["fields"] if one["name"] == column)
    found: list[dict[str, Any]] = field["categories"]
    return found


def _frozen(asks: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in asks.items()}


@cache
def descriptor_table() -> Table:
    """Return what is guarded in a descriptor, as a table."""
    fields: list[dict[str, Any]] = []
    for part in schema("profile")["allOf"]:
        for name, said in part.get("properties", {}).items():
            if "guard" in said:
                fields.append({"name": name, "title": name, "guard": said["guard"]})
    fields.append({"name": GUARDS, "title": "how columns of its own are guarded"})
    fields.append({"name": TEXTS, "title": "another text", "guard": "free"})
    return Table.from_schema(PACKAGE, {"fields": fields})


def columns_named(field: str | None, known: Container[str]) -> list[str]:
    """Return the columns that a revision names, one space between them.

    An own column may have spaces in its name; then it is named alone.
    """
    if not field:
        return []
    return [field] if field in known else field.split(" ")
