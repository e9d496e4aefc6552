"""Sync: the standard's schemas, written into a descriptor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contested import standard
from contested.package import DESCRIPTOR, Package, UnreadableError, from_store
from contested.package.checksums import stated
from contested.package.journal import changing, settled
from contested.package.store import FolderStore
from contested.rules.drift import foreign_keys
from contested.standard import EXTENSION_COLUMN, EXTENSION_TABLE
from contested.standard.descriptor import PROFILE


class SyncError(Exception):
    """A descriptor that cannot be rewritten, and why."""


def sync(path: Path) -> list[str]:
    """Give each table its schema, profile and checksums, and return what changed.

    Extension columns and their foreign keys are kept behind the standard's. Nothing else in the
    descriptor is touched, and a descriptor that needs no change is not written. Raises SyncError.
    """
    file = path / DESCRIPTOR if path.is_dir() else path
    if file.name != DESCRIPTOR:
        raise SyncError(f"{file} is neither a {DESCRIPTOR} nor a folder with one in it.")
    changed, _ = _made(file)
    if changed:
        with changing(file.parent) as replace:
            changed, made = _made(file)
            replace({DESCRIPTOR: made})
    return changed


def _made(file: Path) -> tuple[list[str], bytes]:
    """Return the tables whose schema changes, and the descriptor with it."""
    try:
        package = settled(from_store(FolderStore(file.parent)))
    except UnreadableError as error:
        raise SyncError(str(error)) from error
    if package.fault:
        raise SyncError(f"{file}: {package.fault}.")
    descriptor = package.descriptor
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        raise SyncError(f"{file} has no list of resources.")
    changed = []
    for one in stated(package):
        if not one.is_so:
            resource = next(r for r in package.resources if r.get("name") == one.table)
            if one.found is None:
                del resource[one.what]
            else:
                resource[one.what] = one.found
            changed.append(one.table)
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        wanted = _wanted(package, name, resource)
        if any(resource.get(what) != value for what, value in wanted.items()):
            resource.update(wanted)
            changed.append(str(name))
    return list(dict.fromkeys(changed)), (
        json.dumps(descriptor, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    ).encode()


def _wanted(package: Package, name: Any, resource: dict[str, Any]) -> dict[str, Any]:
    """Return the properties that the standard gives to a table."""
    if name in standard.TABLES:
        schema = _schema(package.schema(name), resource.get("schema"))
        return {"profile": PROFILE, "schema": schema}
    is_own = isinstance(name, str) and name.startswith(EXTENSION_TABLE)
    return {"profile": PROFILE} if is_own else {}


def _schema(ours: dict[str, Any], given: object) -> dict[str, object]:
    theirs = given if isinstance(given, dict) else {}
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
