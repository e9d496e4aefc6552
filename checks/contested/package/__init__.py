"""A data package as it lies somewhere: its descriptor, its files, and the bytes and rows of its
tables.
"""

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
