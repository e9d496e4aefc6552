"""The parts of a descriptor that are the same in every package: its resources."""

from __future__ import annotations

import json
from typing import Any


def path_of(table: str) -> str:
    """Return the path of a table's file, unless the package says otherwise."""
    return f"data/{table}.csv"


def resource(
    name: str, schema: dict[str, Any], path: str | None = None, description: str | None = None
) -> dict[str, Any]:
    """Return the resource that describes one table in a descriptor.

    The schema is copied, so that nobody changes the standard's own by accident.
    """
    said = {} if description is None else {"description": description}
    return {
        "name": name,
        "type": "table",
        "path": path or path_of(name),
        "title": str(schema.get("title", name)),
        **said,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": json.loads(json.dumps(schema)),
    }
