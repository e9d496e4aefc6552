"""The descriptor of a release: the authors' own, in which every resource says how many bytes it has
and what their digest is.
"""

from __future__ import annotations

import json
from typing import Any

from contested import standard
from contested.release.content import Content
from contested.release.tables import FOLDERS, Sheet

MEASURED = ("path", "bytes", "hash")
"""What a release says of its own files, whatever the authors' descriptor says of theirs."""


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
    description = sheet.table.description
    if sheet.path.startswith(FOLDERS[True]):
        description += " Derived by contested; not recorded."
    made = standard.resource(sheet.name, sheet.table.schema, sheet.path, description)
    schema = made.pop("schema")
    made |= {key: value for key, value in (given or {}).items() if key not in MEASURED}
    made |= {"bytes": size, "hash": f"sha256:{digest}"}
    made.setdefault("schema", schema)
    return made
