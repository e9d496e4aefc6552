"""The tables of a release as files, each with its schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from contested import standard
from contested.derived.tables import DERIVED as MADE
from contested.package import UnreadableError
from contested.package.files.canonical import canonical, write
from contested.release.content import Content
from contested.standard import EXTENSION_TABLE, Table

DERIVED = tuple(MADE)
FOLDERS = {False: "data", True: "derived"}
BETWEEN = ";"


class TableFile(NamedTuple):
    """One table of a release, and the file that it becomes."""

    name: str
    """The name of the resource; a derived table is an extension, so that nobody takes it for a
    recorded one.
    """
    path: str
    table: Table
    frame: pl.DataFrame

    @property
    def bytes(self) -> bytes:
        """The content of the file."""
        return canonical(self.frame, self.table)

    def write(self, path: Path) -> None:
        """Write the file.

        A recorded table is in canonical form already, and too large to be in memory twice.
        """
        if self.path.startswith(FOLDERS[False]):
            write(self.frame, path)
        else:
            path.write_bytes(self.bytes)


def table_files(content: Content) -> Iterator[TableFile]:
    """Yield every table, recorded ones first.

    One at a time, so that only one need be in memory.
    """
    for name, table in content.tables.items():
        yield TableFile(name, f"{FOLDERS[False]}/{name}.csv", table, content.frame(name))
    for name in DERIVED:
        frame = derived_frame(content, name)
        yield TableFile(
            resource_name(name), f"{FOLDERS[True]}/{name}.csv", derived_table(name), frame
        )


def resource_name(name: str) -> str:
    """Return the name of a derived table's resource."""
    return EXTENSION_TABLE + name.replace("_", "-")


@cache
def derived_table(name: str) -> Table:
    """Return a derived table as its schema describes it."""
    return Table.from_schema(resource_name(name), standard.schema(f"derived/{name}"))


def derived_frame(content: Content, name: str) -> pl.DataFrame:
    """Return a derived table as text, lists joined by semicolons.

    Raises UnreadableError where an id holds a semicolon.
    """
    frame, fields = content.derived(name), derived_table(name).fields
    lists = [column for column, one in fields.items() if one.form == "list"]
    ids = [column for column in lists if column.endswith("_ids") or column == "utterances"]
    if any(_has_semicolon(frame[column]) for column in ids):
        raise UnreadableError(
            "An id holds a semicolon, so that lists of ids could not be read back."
        )
    plain = pl.element().str.replace_all(BETWEEN, ",", literal=True)
    words = [pl.col(column).list.eval(plain) for column in lists if column not in ids]
    frame = frame.with_columns(words)
    return frame.select(_text(column, frame.schema[column]) for column in fields)


def _has_semicolon(lists: pl.Series) -> bool:
    return bool(lists.explode().str.contains(BETWEEN, literal=True).any())


def _text(column: str, kind: pl.DataType) -> pl.Expr:
    one = pl.col(column)
    if isinstance(kind, pl.List):
        joined = one.list.join(BETWEEN)
        return pl.when(one.list.len() > 0).then(joined).alias(column)
    if kind == pl.Float64:
        return one.cast(pl.String).str.strip_suffix(".0")
    return one.cast(pl.String)
