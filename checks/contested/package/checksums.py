"""Checksums: hash and size that a descriptor states of a table's file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contested.package.package import Package

KNOWN = {one for one in hashlib.algorithms_guaranteed if not one.startswith("shake")}
"""Kinds of hash that are compared; one without a name is MD5, as the Data Package standard says."""
USUAL = "sha256"


@dataclass(frozen=True)
class Stated:
    """What a descriptor states of a file, and what is so."""

    table: str
    file: str
    what: str
    """Its name in the descriptor."""
    said: str | float
    found: str | int | None
    """What should stand there; None where nothing can be said of several files together."""
    why: str = ""
    """Why it cannot be compared, in plain words."""

    @property
    def is_so(self) -> bool:
        """True if what is said is what was found."""
        one, other = self.said, self.found
        return one.lower() == other if isinstance(one, str) else one == other


def stated(package: Package) -> Iterator[Stated]:
    """Yield what is stated of tables whose files can be read.

    What is not of the right form is left out: the profile says so of it.
    """
    for resource in package.resources:
        table = str(resource.get("name"))
        parts = package.parts.get(table, ())
        said = _said(resource)
        if not said or not parts or any(part.fault for part in parts):
            continue
        if len(parts) > 1:
            why = f"{table} lies in {len(parts)} files"
            for what, value in said.items():
                yield Stated(table, parts[0].name, what, value, None, why)
            continue
        data = bytes(package.store.read(parts[0].name))
        for what, value in said.items():
            found, why = _found(value, data)
            yield Stated(table, parts[0].name, what, value, found, why)


def _said(resource: dict[str, Any]) -> dict[str, str | float]:
    said = {what: resource.get(what) for what in ("bytes", "hash")}
    kinds: dict[str, Any] = {"bytes": int | float, "hash": str}
    return {
        what: value
        for what, value in said.items()
        if isinstance(value, kinds[what]) and not isinstance(value, bool)
    }


def _found(said: str | float, data: bytes) -> tuple[str | int, str]:
    """Return what is so, and why it cannot be compared."""
    if not isinstance(said, str):
        return len(data), ""
    kind, colon, _ = said.rpartition(":")
    name = kind.lower() if colon else "md5"
    if name not in KNOWN:
        digest = hashlib.new(USUAL, data, usedforsecurity=False).hexdigest()
        return f"{USUAL}:{digest}", f"“{kind}” is no kind of hash that is known here"
    digest = hashlib.new(name, data, usedforsecurity=False).hexdigest()
    return (f"{kind.lower()}:{digest}" if colon else digest), ""
