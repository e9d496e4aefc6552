"""The descriptor of a release: the authors' own, with sizes and digests."""

from __future__ import annotations

import json
from typing import Any

from contested import standard
from contested.release.content import Content
from contested.release.tables import FOLDERS, TableFile
from contested.standard.descriptor import PROFILE

DERIVED = " Derived by contested; not recorded."


def descriptor_bytes(content: Content, files: list[tuple[TableFile, int, str]]) -> bytes:
    """Return the bytes of datapackage.json.

    `files` are the tables, each with the size and the SHA-256 of its file.
    """
    given = {str(one.get("name")): one for one in content.package.resources}
    resources = [
        _resource(file, given.get(file.name, {}), size, digest) for file, size, digest in files
    ]
    descriptor = content.descriptor | {"resources": resources}
    return (json.dumps(descriptor, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _resource(table: TableFile, given: dict[str, Any], size: int, digest: str) -> dict[str, Any]:
    """Return a resource: the standard's, overridden by the authors', with its file.

    Readers in R see a table in it whatever the authors' says.
    """
    is_derived = table.path.startswith(FOLDERS[True])
    about = table.table.description + (DERIVED if is_derived else "")
    file = {
        "profile": PROFILE,
        "path": table.path,
        "bytes": size,
        "hash": f"sha256:{digest}",
    }
    return standard.resource(table.name, table.table.schema, description=about) | given | file
