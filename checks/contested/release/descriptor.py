"""The descriptor of a release: the authors' own, in which every resource says how many bytes it has
and what their digest is.
"""

from __future__ import annotations

import json
from typing import Any

from contested.release.content import Content
from contested.release.tables import FOLDERS, Sheet

PINNED = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ","},
}


def described(content: Content, made: list[tuple[Sheet, int, str]]) -> bytes:
    """The bytes of datapackage.json: `made` are the tables with the size and the SHA-256 of their
    files.
    """
    given = {str(one.get("name")): one for one in content.package.resources}
    descriptor = content.descriptor | {
        "resources": [
            _resource(sheet, given.get(sheet.name), size, digest) for sheet, size, digest in made
        ]
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(sheet: Sheet, given: dict[str, Any] | None, size: int, digest: str) -> dict[str, Any]:
    schema = sheet.table.schema
    own: dict[str, Any] = {
        "name": sheet.name,
        "type": "table",
        "path": sheet.path,
        "title": sheet.table.title,
        "description": sheet.table.description,
    }
    if sheet.path.startswith(FOLDERS[True]):
        own["description"] += " Derived by contested; not recorded."
    kept = {
        name: value
        for name, value in (given or {}).items()
        if name not in ("path", "bytes", "hash")
    }
    return (
        own
        | PINNED
        | kept
        | {
            "path": sheet.path,
            "bytes": size,
            "hash": f"sha256:{digest}",
            "schema": (given or {}).get("schema", schema),
        }
    )
