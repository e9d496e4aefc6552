"""Sync: the standard's schemas, written into a descriptor."""

from __future__ import annotations

import json
from pathlib import Path

from contested import standard
from contested.package import DESCRIPTOR, from_store
from contested.package.store import FolderStore
from contested.package.write import writing
from contested.rules.package import foreign_keys
from contested.standard import EXTENSION_COLUMN


class SyncError(Exception):
    """A descriptor that cannot be rewritten, and why."""


def sync(path: Path) -> list[str]:
    """Give each table its schema, and return the tables that changed.

    Extension columns and their foreign keys are kept behind the standard's. Nothing else in the
    descriptor is touched, and a descriptor that needs no change is not written. Raises SyncError.
    """
    file = path / DESCRIPTOR if path.is_dir() else path
    if file.name != DESCRIPTOR:
        raise SyncError(f"{file} is neither a {DESCRIPTOR} nor a folder with one in it.")
    package = from_store(FolderStore(file.parent))
    if package.fault:
        raise SyncError(f"{file}: {package.fault}.")
    descriptor = package.descriptor
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        raise SyncError(f"{file} has no list of resources.")
    changed = []
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        if name in standard.TABLES:
            wanted = _schema(name, resource.get("schema"))
            if resource.get("schema") != wanted:
                resource["schema"] = wanted
                changed.append(name)
    if changed:
        with writing(file) as out:
            out.write(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    return changed


def _schema(name: str, given: object) -> dict[str, object]:
    ours, theirs = dict(standard.schema(name)), given if isinstance(given, dict) else {}
    fields = theirs.get("fields")
    extra = (
        [
            f
            for f in fields
            if isinstance(f, dict) and str(f.get("name", "")).startswith(EXTENSION_COLUMN)
        ]
        if isinstance(fields, list)
        else []
    )
    own = foreign_keys(theirs, True)
    keys = [*ours.get("foreignKeys", ()), *(own if isinstance(own, list) else ())]
    return ours | {"fields": [*ours["fields"], *extra]} | ({"foreignKeys": keys} if keys else {})
