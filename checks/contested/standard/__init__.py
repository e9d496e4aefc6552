"""The standard as data: tables, EDTF, and the profile of descriptors."""

from __future__ import annotations

from contested.standard.by_version import as_of, bare, came_after, grown, tables
from contested.standard.descriptor import path_of, resource, version_numbers
from contested.standard.guards import GUARDS, Guard
from contested.standard.model import (
    EDTF,
    EXTENSION_COLUMN,
    EXTENSION_TABLE,
    TABLES,
    Field,
    Form,
    Reference,
    Table,
    required_tables,
)
from contested.standard.source import folder, schema

__all__ = [
    "EDTF",
    "EXTENSION_COLUMN",
    "EXTENSION_TABLE",
    "GUARDS",
    "TABLES",
    "Field",
    "Form",
    "Guard",
    "Reference",
    "Table",
    "as_of",
    "bare",
    "came_after",
    "folder",
    "grown",
    "path_of",
    "required_tables",
    "resource",
    "schema",
    "tables",
    "version_numbers",
]
