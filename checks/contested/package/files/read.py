"""The rows of a file as text, as stock frictionless reads them.

A blank cell is null, quoted or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from contested.package.files.header import Header
from contested.package.files.stretches import with_line_feeds

if TYPE_CHECKING:
    from contested.package.files.csvfile import CsvFile


def read(file: CsvFile) -> pl.DataFrame:
    """Return the rows as columns of text, with their record numbers.

    There is `row`, the record number below the header from 0, and each field of the table.

    Only for a file that `lint` did not stop. Blank records are counted, then left out. A byte order
    mark is passed over, every line end is a line feed, and cells otherwise stay as they stand. A
    column that the file lacks is blank. A header without a name is that of a table without columns,
    which has no rows.
    """
    header = Header.of(file.data)
    if not any(header.trimmed):
        return pl.DataFrame(schema={"row": pl.UInt32} | dict.fromkeys(file.table.fields, pl.String))
    scanned = pl.scan_csv(
        _source(file),
        glob=False,
        infer_schema=False,
        null_values="",
        row_index_name="row",
        truncate_ragged_lines=True,
        new_columns=header.trimmed,
    )
    rows = _without_blank(scanned.collect(), header.trimmed)
    lacking = [name for name in file.table.fields if name not in header.trimmed]
    whole = rows.with_columns([pl.lit(None, pl.String).alias(name) for name in lacking])
    return whole.select("row", *file.table.fields)


def _without_blank(rows: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Return the rows in which some cell says something.

    Column after column of the few that begin with a blank cell: one expression over all of them
    takes polars time that grows with the square of their number.
    """
    first, *others = names
    empty = pl.col(first).is_null() | pl.col(first).str.contains("^[ \t]*$")
    suspects = rows.filter(empty)
    blank = suspects["row"].is_not_null()
    for name in others:
        if not blank.any():
            return rows
        blank &= suspects[name].is_null()
    return rows.filter(~pl.col("row").is_in(suspects["row"].filter(blank).implode()))


def _source(file: CsvFile) -> str | bytes:
    """Return what polars can read, without a copy where possible.

    It knows no line end but the line feed.
    """
    if file.data.find(b"\r") >= 0:
        return with_line_feeds(file.data[:])
    try:
        # In full, and with glob=False: Polars takes ~, * and the like for more than characters.
        return str(file.path.absolute()).encode().decode() if file.path else file.data[:]
    except UnicodeEncodeError:
        return file.data[:]
