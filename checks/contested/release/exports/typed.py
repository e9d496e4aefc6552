"""Tables with types in place of text, for exports whose format has types."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

import polars as pl

from contested.release.content import Content
from contested.release.tables import DERIVED, derived_table
from contested.standard import Field, Table, edtf

EPOCH = date(1970, 1, 1).toordinal()
ENDS = {"earliest": "first", "latest": "last"}


class Column(NamedTuple):
    """One column of a typed table."""

    name: str
    field: Field
    end: str = ""
    """Which end of the days that the field stands for, where the column holds that."""

    @property
    def title(self) -> str:
        """What the column is called in prose."""
        return f"{self.field.title}: {self.end}" if self.end else self.field.title

    @property
    def description(self) -> str:
        """What stands in the column, in sentences."""
        if not self.end:
            return self.field.description
        return (
            f"The {ENDS[self.end]} day that {self.field.name} can mean. A blank means that this end"
            f" is open, or that {self.field.name} is blank."
        )

    @property
    def required(self) -> bool:
        """Whether every row has something here; a cell with a default is never blank."""
        return not self.end and (self.field.required or bool(self.field.default))


def columns(table: Table) -> list[Column]:
    """The columns of a typed table: its fields, and behind each EDTF date the first and the last
    day that it can mean.
    """
    made: list[Column] = []
    for one in table.fields.values():
        made.append(Column(one.name, one))
        if one.form == "edtf":
            made += [
                Column(f"{one.name}_{end}", one, end)
                for end in ENDS
                if f"{one.name}_{end}" not in table.fields
            ]
    return made


def typed(frame: pl.DataFrame, table: Table, wide: Collection[str] | None = None) -> pl.DataFrame:
    """A table of text as `columns` says, with the defaults of its schema filled in; rows stay in
    their order.

    Text, URIs and EDTF dates are text, dates and bounds days, numbers double-precision, integers of
    64 bits, lists lists of text. A column of integers of which one needs more bits stays text: a
    rounded integer would be another. Where `frame` is only a part of the rows, `wide` are the
    columns of which that is so, as `too_wide` finds them in all of them.
    """
    wide = too_wide(frame, table) if wide is None else wide
    frame = frame.with_columns(
        pl.col(one.name).fill_null(one.default) for one in table.fields.values() if one.default
    )
    wanted = columns(table)
    for name in dict.fromkeys(column.field.name for column in wanted if column.end):
        ends = frame.select(name).join(
            _bounds(frame[name]), on=name, how="left", maintain_order="left"
        )
        frame = frame.with_columns(ends.drop(name).get_columns())
    return frame.select(_cell(column, wide).alias(column.name) for column in wanted)


def too_wide(frame: pl.DataFrame, table: Table) -> set[str]:
    """The columns of integers of which one needs more than 64 bits."""
    whole = [one.name for one in table.fields.values() if one.form == "integer"]
    return {
        name
        for name in whole
        if frame.select(
            (pl.col(name).is_not_null() & pl.col(name).cast(pl.Int64, strict=False).is_null()).any()
        ).item()
    }


def _bounds(texts: pl.Series) -> pl.DataFrame:
    """Each different date of a column with its first and last day."""
    known = texts.drop_nulls().unique().sort()
    days = [edtf.parse(text) or edtf.Days(None, None) for text in known]
    ends = {
        f"{texts.name}_{end}": [
            None if day is None else day - EPOCH for day in (getattr(one, end) for one in days)
        ]
        for end in ENDS
    }
    return pl.DataFrame(
        {
            texts.name: known,
            **{
                name: pl.Series(values, dtype=pl.Int32).cast(pl.Date)
                for name, values in ends.items()
            },
        }
    )


def _cell(column: Column, wide: Collection[str]) -> pl.Expr:
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
        return (
            pl.when(cell.is_in(one.true_words))
            .then(True)
            .when(cell.is_in(one.false_words))
            .then(False)
        )
    return cell.str.split(one.delimiter) if one.form == "list" else cell


def recorded(content: Content) -> Iterator[tuple[str, Table, pl.DataFrame]]:
    """The recorded tables by name, typed, one at a time."""
    for name, table in content.tables.items():
        yield name, table, typed(content.frame(name), table)


def derived(content: Content) -> Iterator[tuple[str, Table, pl.DataFrame]]:
    """The derived tables by name; their lists are lists."""
    frames = {
        "positions": content.positions.with_columns(claim_count=pl.col("claim_ids").list.len()),
        "contested_questions": content.contested_questions,
        "disagreement": content.claimed.questions,
    }
    for name in DERIVED:
        table = derived_table(name)
        counts = [
            pl.col(one.name).cast(pl.Int64)
            for one in table.fields.values()
            if one.form == "integer"
        ]
        yield name, table, frames[name].with_columns(counts).select(*table.fields)


def held(content: Content) -> pl.DataFrame:
    """The active claims by question, position and claim id, each with the position that it gives
    and whether it is in conflict itself.
    """
    each = content.positions.select(
        "question_id",
        "position",
        pl.col("claim_ids").alias("claim_id"),
        "polarity",
        "answer",
        "quantity_min",
        "quantity_max",
    )
    conflicts = content.position_of.select("claim_id", "in_conflict")
    return (
        each.explode("claim_id")
        .join(conflicts, on="claim_id", how="left")
        .sort("question_id", "position", "claim_id")
    )


def label(table: Table) -> str | None:
    """The column that says in prose what a row is, if the table has one: the first text that every
    row has.
    """
    return next(
        (
            one.name
            for one in table.fields.values()
            if one.prose and one.required and one.name not in table.key
        ),
        None,
    )
