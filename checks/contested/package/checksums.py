"""Checksums: hash and size that a descriptor states of a table's file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contested.package.package import Package

KNOWN = ("md5", "sha1", "sha256", "sha512")
"""Kinds of hash that are compared; one without a name is MD5, as the Data Package standard says."""


@dataclass(frozen=True)
class Stated:
    """What a descriptor states of a file, and what is so."""

    table: str
    file: str
    what: str
    """Its name in the descriptor."""
    said: str | int
    found: str | int


def stated(package: Package) -> Iterator[Stated]:
    """Yield what is stated of tables that lie in one file each."""
    for resource in package.resources:
        table = str(resource.get("name"))
        parts = [part for part in package.parts.get(table, ()) if not part.fault]
        said = {what: resource[what] for what in ("bytes", "hash") if what in resource}
        if not said or len(parts) != 1:
            continue
        data = bytes(package.store.read(parts[0].name))
        for what, value in said.items():
            found = _found(what, value, data)
            if found is not None:
                yield Stated(table, parts[0].name, what, value, found)


def _found(what: str, said: object, data: bytes) -> str | int | None:
    """Return what is so, as it is stated; None for unknown kinds."""
    if what == "bytes":
        return len(data) if isinstance(said, int) else None
    if not isinstance(said, str):
        return None
    kind, colon, _ = said.rpartition(":")
    kind = kind.lower() if colon else "md5"
    if kind not in KNOWN:
        return None
    digest = hashlib.new(kind, data, usedforsecurity=False).hexdigest()
    return f"{kind}:{digest}" if colon else digest
