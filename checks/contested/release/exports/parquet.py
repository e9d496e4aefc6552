"""Parquet: a typed file for each table, with its columns' meaning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from contested.release.content import Content
from contested.release.exports.typed_tables import (
    TypedColumn,
    derived_tables,
    recorded_tables,
    typed_columns,
)
from contested.standard import Table

FOLDER = "exports/parquet"
GROUP = 100_000
"""Rows that are written, and read, at a time."""
LEVEL = 9
"""Of zstd: smaller files for a little more time."""


def write(content: Content, folder: Path) -> None:
    """Write `exports/parquet/<table>.parquet`, derived tables in `derived/` below.

    Dates in EDTF stay text, beside the first and the last day that each can mean. What a table and
    its columns mean stands in the file's metadata, under `contested`, as JSON.
    """
    parquet = folder / FOLDER
    for name, table, frame in recorded_tables(content):
        _write(content, table, frame, parquet / f"{name}.parquet", is_derived=False)
    for name, table, frame in derived_tables(content):
        _write(content, table, frame, parquet / "derived" / f"{name}.parquet", is_derived=True)


def _write(
    content: Content, table: Table, frame: pl.DataFrame, path: Path, *, is_derived: bool
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    about = {
        "package": content.name,
        "version": content.version,
        "table": path.stem,
        "title": table.title,
        "description": table.description,
        "derived": is_derived,
        "primaryKey": list(table.key),
        "columns": {column.name: _about(column) for column in typed_columns(table)},
        "licenses": content.descriptor.get("licenses", []),
    }
    frame.write_parquet(
        path,
        compression="zstd",
        compression_level=LEVEL,
        row_group_size=GROUP,
        metadata={"contested": json.dumps(about, ensure_ascii=False, allow_nan=False)},
    )


def _about(column: TypedColumn) -> dict[str, Any]:
    about = {"title": column.title, "description": column.description}
    if column.end:
        return about
    one = column.field
    more = {"example": one.example, "form": one.form, "words": one.words}
    return about | {name: value for name, value in more.items() if value}
