"""Parquet: a file for each table, typed, with what its columns mean written into it."""

from __future__ import annotations

import ctypes
import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from contested.release.content import Content
from contested.release.exports.typed import Column, columns, derived, recorded
from contested.standard import Table

FOLDER = "exports/parquet"
GROUP = 100_000
"""Rows that are written, and read, at a time."""
LEVEL = 9
"""Of zstd: smaller files for a little more time."""


def write(content: Content, folder: Path) -> None:
    """Writes `exports/parquet/<table>.parquet` for recorded tables, and the derived ones below
    `exports/parquet/derived/`.

    Dates in EDTF stay text, beside the first and the last day that each can mean. What a column
    means stands in its own metadata (`title`, `description`, …), the table's in `contested`, as
    JSON.
    """
    for name, table, frame in recorded(content):
        _write(content, table, frame, folder / FOLDER / f"{name}.parquet", derived=False)
    for name, table, frame in derived(content):
        _write(content, table, frame, folder / FOLDER / "derived" / f"{name}.parquet", derived=True)


def _write(
    content: Content, table: Table, frame: pl.DataFrame, path: Path, *, derived: bool
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "package": content.name,
        "version": content.version,
        "table": path.stem,
        "title": table.title,
        "description": table.description,
        "derived": derived,
        "primaryKey": list(table.key),
        "licenses": content.descriptor.get("licenses", []),
    }
    frame.write_parquet(
        path,
        compression="zstd",
        compression_level=LEVEL,
        row_group_size=GROUP,
        metadata={"contested": json.dumps(told, ensure_ascii=False)},
        arrow_schema=Annotated(
            frame.schema, {column.name: _told(column) for column in columns(table)}
        ),
    )


def _told(column: Column) -> dict[str, str]:
    one = column.field
    told = {"title": column.title, "description": column.description}
    if column.end:
        return told
    more = {
        "example": one.example,
        "form": one.form,
        "words": json.dumps(one.words, ensure_ascii=False) if one.words else "",
    }
    return told | {name: text for name, text in more.items() if text}


class _Arrow(ctypes.Structure):
    """ArrowSchema of the Arrow C data interface:
    https://arrow.apache.org/docs/format/CDataInterface.html
    """


_POINTER = ctypes.POINTER(_Arrow)
_Arrow._fields_ = [
    *(
        ("format", ctypes.c_char_p),
        ("name", ctypes.c_char_p),
        ("metadata", ctypes.c_void_p),
        ("flags", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
    ),
    *(
        ("children", ctypes.POINTER(_POINTER)),
        ("dictionary", _POINTER),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ),
]
VIEWS = {b"vu": b"U"}
"""Text as Arrow has always had it, in place of the newer text views, which readers before Arrow 15
do not know.
"""


class Annotated:
    """The Arrow schema of a frame with metadata on its columns.

    Polars 2.1 writes such metadata from any object that exports a schema, but can make none itself;
    this one is Polars' own, with the metadata put in. What is put in belongs to this object, which
    must outlive the write.
    """

    def __init__(self, schema: pl.Schema, told: Mapping[str, Mapping[str, str]]) -> None:
        self.schema = schema
        self.told = {name: ctypes.create_string_buffer(_packed(one)) for name, one in told.items()}

    def __arrow_c_schema__(self) -> Any:
        """The capsule that the Arrow C data interface asks for."""
        capsule = self.schema.__arrow_c_schema__()
        pointer = ctypes.pythonapi.PyCapsule_GetPointer
        pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
        for one in _children(_Arrow.from_address(pointer(capsule, b"arrow_schema"))):
            _settle(one)
            one.metadata = ctypes.addressof(self.told[one.name.decode()])
        return capsule


def _children(parent: Any) -> list[Any]:
    return [parent.children[number].contents for number in range(parent.n_children)]


def _settle(one: Any) -> None:
    one.format = VIEWS.get(one.format, one.format)
    for child in _children(one):
        _settle(child)


def _packed(told: Mapping[str, str]) -> bytes:
    """Metadata as the Arrow C data interface packs it: a count, then each key and value behind its
    length, in the machine's byte order.
    """
    texts = [text.encode() for pair in told.items() for text in pair]
    return struct.pack("=i", len(told)) + b"".join(
        struct.pack("=i", len(text)) + text for text in texts
    )
