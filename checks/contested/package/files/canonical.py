"""The canonical form of a table's file.

There is one way to write the same rows, so that a change of a cell is a change of a line.

UTF-8 without a mark, line feeds, commas, quotation marks only where a cell needs them, columns in
the schema's order, rows by primary key, letters in Unicode's composed form (NFC), no white space
around a cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from contested.standard import Table

WHITE = " \t\n\r\u00a0\u202f\u3000"
"""The white space that may pad a cell."""


def canonical(frame: pl.DataFrame, table: Table) -> bytes:
    """Return the bytes of the file that holds these rows.

    The frame has the table's columns as text, a blank cell being null or empty.

    A column that the frame lacks is blank throughout; columns that the table does not know are an
    error (ValueError), since they would be lost.
    """
    if lost := [name for name in frame.columns if name not in table.fields and name != "row"]:
        raise ValueError(f"{table.name} has no columns {', '.join(lost)}")
    text = io.BytesIO()
    write(order_rows(clean(frame, table), table), text)
    return text.getvalue()


def write(frame: pl.DataFrame, target: Path | BinaryIO) -> None:
    """Write rows that are clean and in order already."""
    frame.write_csv(target, line_terminator="\n", quote_style="necessary")


def clean(frame: pl.DataFrame, table: Table, columns: Iterable[str] | None = None) -> pl.DataFrame:
    """Return the table's columns (or these) in order, with clean cells.

    Each cell is trimmed, composed, has line feeds, and is null where nothing is left.
    """
    wanted = list(table.fields if columns is None else columns)
    absent = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in frame.columns]
    whole = frame.with_columns(absent) if absent else frame
    return whole.select(clean_cells(whole, wanted))


def clean_cells(frame: pl.DataFrame, columns: Sequence[str]) -> list[pl.Expr]:
    """Return these columns of a frame with clean cells."""
    if not columns or not len(frame):
        return [pl.col(name) for name in columns]
    cells = pl.col(*columns)
    is_wide = (cells.str.len_bytes() != cells.str.len_chars()).any()
    is_broken = cells.str.contains("\r", literal=True).any()
    known = frame.select(is_wide.name.prefix("wide "), is_broken.name.prefix("broken "))
    facts = known.row(0, named=True)
    return [
        _clean(name, is_wide=facts[f"wide {name}"], is_broken=facts[f"broken {name}"])
        for name in columns
    ]


def _clean(name: str, *, is_wide: bool, is_broken: bool) -> pl.Expr:
    """Return a cell as it is written.

    Composing letters takes most of the time, and ASCII has none to compose.
    """
    cell = pl.col(name)
    if is_wide:
        cell = cell.str.normalize("NFC")
    if is_broken:
        cell = cell.str.replace_all("\r\n?", "\n")
    bare = cell.str.strip_chars(WHITE)
    return pl.when(bare != "").then(bare)


def order_rows(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the rows by primary key.

    Integers go by value, text by code point, blanks last; rows with one key stay as they stood.
    """
    keys = sort_keys(table)
    if not keys or (len(keys) == 1 and frame[table.key[0]].is_sorted(nulls_last=True)):
        return frame
    return frame.sort(keys, nulls_last=True, maintain_order=True)


def sort_keys(table: Table) -> list[pl.Expr]:
    """Return what the rows of a table are sorted by.

    First to last, each ascending with blanks last; nothing for a table without a key.
    """
    keys = []
    for name in table.key if all(name in table.fields for name in table.key) else ():
        if table.fields[name].form == "integer":
            keys.append(pl.col(name).cast(pl.Int128, strict=False).alias(f"{name} as a number"))
        keys.append(pl.col(name))
    return keys
