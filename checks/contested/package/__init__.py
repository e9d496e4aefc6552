"""A data package as it lies somewhere: descriptor, files, bytes and rows."""

from __future__ import annotations

from contested.package.package import (
    DESCRIPTOR,
    LARGEST_ZIP,
    Package,
    Part,
    UnreadableError,
    find,
    from_store,
    only,
)

__all__ = [
    "DESCRIPTOR",
    "LARGEST_ZIP",
    "Package",
    "Part",
    "UnreadableError",
    "find",
    "from_store",
    "only",
]
