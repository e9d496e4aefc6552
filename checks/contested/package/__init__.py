"""A data package as it lies somewhere: descriptor, files, bytes and rows."""

from __future__ import annotations

from contested.package.package import (
    DESCRIPTOR,
    LARGEST_ZIP,
    Package,
    Part,
    UnreadableError,
    find,
    find_one,
    from_store,
)

__all__ = [
    "DESCRIPTOR",
    "LARGEST_ZIP",
    "Package",
    "Part",
    "UnreadableError",
    "find",
    "find_one",
    "from_store",
]
