"""The descriptor of a release: the authors' own, with sizes and digests."""

from __future__ import annotations

import json
from typing import Any

from contested import standard
from contested.release.content import Content
from contested.release.tables import FOLDERS, TableFile

DERIVED = " Derived by contested; not recorded."


def descriptor_bytes(content: Content, made: list[tuple[TableFile, int, str]]) -> bytes:
    """Return the bytes of datapackage.json.

    `made` are the tables, each with the size and the SHA-256 of its file.
    """
    given = {str(one.get("name")): one for one in content.package.resources}
    resources = [
        _resource(sheet, given.get(sheet.name, {}), size, digest) for sheet, size, digest in made
    ]
    descriptor = content.descriptor | {"resources": resources}
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(sheet: TableFile, given: dict[str, Any], size: int, digest: str) -> dict[str, Any]:
    """Return a resource: the standard's, overridden by the authors', with its file."""
    table = sheet.table
    is_derived = sheet.path.startswith(FOLDERS[True])
    about = table.description + (DERIVED if is_derived else "")
    file = {"path": sheet.path, "bytes": size, "hash": f"sha256:{digest}"}
    return standard.resource(sheet.name, table.schema, description=about) | given | file
