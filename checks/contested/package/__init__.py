"""A data package as it lies somewhere: descriptor, files, bytes and rows."""

from __future__ import annotations

from contested.package.package import DESCRIPTOR, Package, Part, UnreadableError, from_store
from contested.package.search import find, find_one, holds_package
from contested.package.zips import LARGEST_ZIP

__all__ = [
    "DESCRIPTOR",
    "LARGEST_ZIP",
    "Package",
    "Part",
    "UnreadableError",
    "find",
    "find_one",
    "from_store",
    "holds_package",
]
