"""Merging datapackage.json where two people each add a file to a table.

They are not in conflict, though they change one list.
"""

from __future__ import annotations

import json
from typing import Any

Texts = tuple[bytes, bytes, bytes]
"""The version before both, ours and theirs."""


def unite(versions: Texts) -> Texts | None:
    """Return three descriptors with the same files for each table.

    It has the files that both sides leave a table that is in all three. What else differs is left
    to git, line by line. None where a version is not written as contested writes it, or where no
    list of files differs: then git has nothing to gain.
    """
    parsed = [_parse(text) for text in versions]
    if any(one is None for one in parsed):
        return None
    tables = [
        {r.get("name"): r for r in one["resources"] if isinstance(r, dict)} for one in parsed if one
    ]
    changed = False
    for name in tables[0].keys() & tables[1].keys() & tables[2].keys():
        base, ours, theirs = (_paths(table[name]) for table in tables)
        if None in (base, ours, theirs) or ours == theirs or base in (ours, theirs):
            continue
        paths = _merge_paths(base or [], ours or [], theirs or [])
        for table in tables:
            table[name]["path"] = paths
        changed = True
    one, two, three = (_write(descriptor) for descriptor in parsed)
    return (one, two, three) if changed else None


def _merge_paths(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Return the files that neither side removed, then those added."""
    kept = [path for path in base if path in ours and path in theirs]
    return list(dict.fromkeys([*kept, *(path for path in [*ours, *theirs] if path not in base)]))


def _parse(text: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_package = isinstance(found, dict) and isinstance(found.get("resources"), list)
    return found if is_package and _write(found) == text else None


def _paths(resource: dict[str, Any]) -> list[str] | None:
    path = resource.get("path")
    paths = [path] if isinstance(path, str) else path
    return paths if isinstance(paths, list) and all(isinstance(one, str) for one in paths) else None


def _write(descriptor: dict[str, Any] | None) -> bytes:
    return (json.dumps(descriptor, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
