"""The standard as data: tables, EDTF, and the profile of descriptors."""

from __future__ import annotations

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
    tables,
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
    "folder",
    "path_of",
    "required_tables",
    "resource",
    "schema",
    "tables",
    "version_numbers",
]
