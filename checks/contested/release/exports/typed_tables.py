"""Tables with types in place of text, for exports with types."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import polars as pl

from contested.release.content import Content
from contested.release.tables import DERIVED, derived_table
from contested.standard import Field, Table, readable

ENDS = {"earliest": "first", "latest": "last"}


class TypedColumn(NamedTuple):
    """One column of a typed table."""

    name: str
    field: Field
    end: str = ""
    """Which end of the days that the field stands for, where the column holds that."""

    @property
    def title(self) -> str:
        """The column's name in prose."""
        return f"{self.field.title}: {self.end}" if self.end else self.field.title

    @property
    def description(self) -> str:
        """The meaning of the column, in sentences."""
        if not self.end:
            return self.field.description
        return (
            f"The {ENDS[self.end]} day that {self.field.name} can mean. A blank means that this end"
            f" is open, or that {self.field.name} is blank."
        )

    @property
    def required(self) -> bool:
        """True if no row is blank here; a default fills blank cells."""
        return not self.end and (self.field.required or bool(self.field.default))


def typed_columns(table: Table) -> list[TypedColumn]:
    """Return the columns of a typed table.

    They are its fields, and behind each EDTF date the first and the last day that it can mean.
    """
    found: list[TypedColumn] = []
    for one in table.fields.values():
        found.append(TypedColumn(one.name, one))
        if one.form == "edtf":
            added = [(f"{one.name}_{end}", end) for end in ENDS]
            found += [
                TypedColumn(name, one, end) for name, end in added if name not in table.fields
            ]
    return found


def typed_frame(
    frame: pl.DataFrame, table: Table, wide: Collection[str] | None = None
) -> pl.DataFrame:
    """Return a table of text as `typed_columns` says, with defaults filled in.

    Rows stay in their order. Text, URIs and EDTF dates are text, dates and bounds days, numbers
    double-precision, integers of 64 bits, lists lists of text. A column of integers of which one
    needs more bits stays text: a rounded integer would be another. Where `frame` is only a part of
    the rows, `wide` are the columns of which that is so, as `wide_columns` finds them in all.
    """
    wide = wide_columns(frame, table) if wide is None else wide
    frame = frame.with_columns(
        pl.col(one.name).fill_null(one.default) for one in table.fields.values() if one.default
    )
    wanted = typed_columns(table)
    for name in dict.fromkeys(column.field.name for column in wanted if column.end):
        ends = frame.select(name).join(
            _bounds(frame[name]), on=name, how="left", maintain_order="left"
        )
        frame = frame.with_columns(ends.drop(name).get_columns())
    return frame.select(_cell(column, wide).alias(column.name) for column in wanted)


def wide_columns(frame: pl.DataFrame, table: Table) -> set[str]:
    """Return the columns with an integer of more than 64 bits."""
    integers = [one.name for one in table.fields.values() if one.form == "integer"]
    return {name for name in integers if _is_wide(frame[name])}


def _is_wide(texts: pl.Series) -> bool:
    return texts.cast(pl.Int64, strict=False).null_count() > texts.null_count()


def _bounds(texts: pl.Series) -> pl.DataFrame:
    """Return each distinct date of a column with first and last day."""
    known = texts.drop_nulls().unique().sort()
    days = [readable.ends(text) for text in known]
    columns = {texts.name: known}
    for number, end in enumerate(ENDS):
        columns[f"{texts.name}_{end}"] = pl.Series([ends[number] for ends in days], dtype=pl.Date)
    return pl.DataFrame(columns)


def _cell(column: TypedColumn, wide: Collection[str]) -> pl.Expr:
    cell, one = pl.col(column.name), column.field
    if column.end:
        return cell
    if one.form == "integer":
        return cell if one.name in wide else cell.cast(pl.Int64)
    if one.form == "number":
        return cell.cast(pl.Float64, strict=False)
    if one.form == "date":
        return cell.str.to_date("%Y-%m-%d", strict=False)
    if one.form == "boolean":
        is_true, is_false = cell.is_in(one.true_words), cell.is_in(one.false_words)
        return pl.when(is_true).then(True).when(is_false).then(False)
    return cell.str.split(one.delimiter) if one.form == "list" else cell


def recorded_tables(content: Content) -> Iterator[tuple[str, Table, pl.DataFrame]]:
    """Yield the recorded tables by name, typed, one at a time."""
    for name, table in content.tables.items():
        yield name, table, typed_frame(content.frame(name), table)


def derived_tables(content: Content) -> Iterator[tuple[str, Table, pl.DataFrame]]:
    """Yield the derived tables by name; their lists are lists."""
    for name in DERIVED:
        table = derived_table(name)
        yield name, table, content.derived(name).select(*table.fields)


def label_column(table: Table) -> str | None:
    """Return the column that names a row in prose, if any.

    It is the first text outside the key that every row has.
    """
    for one in table.fields.values():
        if one.prose and one.required and one.name not in table.key:
            return one.name
    return None
