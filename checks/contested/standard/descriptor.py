"""Parts of every descriptor: its resources and its version."""

from __future__ import annotations

import json
import re
from typing import Any

NUMBERS = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:[-+].*)?")
"""Three numbers, and what Semantic Versioning may put behind them, which does not count here."""
PROFILE = "tabular-data-resource"
"""What a table says of itself in version 1 of Data Package; readers in R refuse one that does not.
"""


def version_numbers(version: str) -> tuple[int, int, int] | None:
    """Return the three numbers of a version, if it has three."""
    found = NUMBERS.fullmatch(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


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
        "profile": PROFILE,
        "path": path or path_of(name),
        "title": str(schema.get("title", name)),
        **said,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ","},
        "schema": json.loads(json.dumps(schema)),
    }
