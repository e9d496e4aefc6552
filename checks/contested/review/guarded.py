"""What is guarded: tables as published, and the descriptor.

A change proposes its own schemas and may say in them what it likes. How a published cell is guarded
is what the published version says.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from unicodedata import normalize

import polars as pl

from contested import standard
from contested.package import DESCRIPTOR, Package
from contested.review.compare import CHANGES, KEYS, TableDiff
from contested.standard import Table
from contested.standard.log import GUARDS, PACKAGE, descriptor_table


def merge_tables(base: Table | None, head: Table | None) -> Table:
    """Return a table as it was published, with new columns.

    A column that was not there has no published cells, so that filling it is free. A table that
    had no key gets the one that is proposed, since without one no row could ever be named.
    """
    if base is None or head is None or base == head:
        found = head or base
        assert found is not None
        return found
    new = {n: replace(f, guard="free") for n, f in head.fields.items() if n not in base.fields}
    key = base.key or head.key
    fields = base.fields | new
    references = {one.column: one for one in (*head.references, *base.references)}
    return replace(
        base,
        fields={n: replace(f, guard="key") if n in key else f for n, f in fields.items()},
        key=key,
        references=base.references if base.name in standard.TABLES else tuple(references.values()),
    )


def compare_descriptors(base: Package, head: Package) -> TableDiff:
    """Compare what is guarded in two descriptors."""
    key = {"table": PACKAGE, "record_id": DESCRIPTOR, "base_row": 0, "head_row": 0}
    sides, rows = (said(base), said(head)), []
    both = (_declared(base), _declared(head))
    for cells, declared in zip(sides, both, strict=True):
        known = [at for at in declared if all(at in other for other in both)]
        words = [f"{at}: {declared[at]}" for at in known if declared[at] != "wording"]
        cells[GUARDS] = "; ".join(words) or None
    for name in descriptor_table().fields:
        old, new = (cells[name] for cells in sides)
        if old != new:
            rows.append(key | {"column": name, "old": old, "new": new})
    return TableDiff(pl.DataFrame([key], KEYS), pl.DataFrame(rows, CHANGES), 0, 0)


def said(package: Package) -> dict[str, str | None]:
    """Return what is guarded in a descriptor, as revisions write it."""
    descriptor = package.descriptor if isinstance(package.descriptor, dict) else {}
    return {name: _words(descriptor.get(name)) for name in descriptor_table().fields}


def _words(value: Any) -> str | None:
    """Return a part of a descriptor as one text."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value))) or None
    if isinstance(value, dict):
        parts = (_words(part) for _, part in sorted(value.items()))
        return ", ".join(part.replace("; ", ", ") for part in parts if part) or None
    text = value if isinstance(value, str) else json.dumps(value) if value is not None else ""
    return normalize("NFC", " ".join(text.split())) or None


def _declared(package: Package) -> dict[str, str]:
    """Return how each column of the package's own is guarded."""
    found: dict[str, str] = {}
    for table in package.tables.values():
        for field in table.fields.values():
            if table.name not in standard.TABLES or field.name.startswith(
                standard.EXTENSION_COLUMN
            ):
                found[f"{table.name}.{field.name}"] = field.guard
    return found
