"""What SQL says of a table: types, keys and vocabularies as its schema has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import polars as pl

from contested.release.exports.typed import Column, columns
from contested.standard import Field, Reference, Table

TYPES = {pl.Int64: "INTEGER", pl.Boolean: "INTEGER", pl.Float64: "REAL"}
"""SQLite has no type for days and lists, which are text: ISO 8601 and JSON."""
PLAIN = ("text", "edtf", "date", "uri")
"""Forms that are text here too, so that cells which differ as text still differ."""


class Relation:
    """A table of the database, made from a table of the package."""

    def __init__(self, table: Table, tables: Mapping[str, Table], name: str = "") -> None:
        self.table, self.tables = table, tables
        self.name = name or named(tables).get(table.name, table.name)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns by the names that they have in the database."""
        given = columns(self.table)
        return dict(zip(named(column.name for column in given).values(), given, strict=True))

    def create(self, frame: pl.DataFrame) -> str:
        """The statement that makes the table for these typed rows."""
        lines = [
            self._column(name, column, frame.schema[column.name])
            for name, column in self.columns.items()
        ]
        for unique in self.table.unique_keys():
            if not frame.select(unique).drop_nulls().is_duplicated().any():
                kind = "PRIMARY KEY" if unique == self.table.key else "UNIQUE"
                lines.append(f"{kind} ({', '.join(quoted(self._named(name)) for name in unique)})")
        for reference in self._references():
            there = Relation(self.tables[reference.table], self.tables)
            key = quoted(there._named(reference.keys[0]))
            lines.append(
                f"FOREIGN KEY ({quoted(self._named(reference.column))}) REFERENCES"
                f" {quoted(there.name)} ({key})"
            )
        return f"CREATE TABLE {quoted(self.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"

    def indexes(self) -> Iterator[str]:
        """The statements that index the columns which point elsewhere, where no key begins with
        them.
        """
        led = {key[0] for key in self.table.unique_keys()}
        for column in dict.fromkeys(
            reference.column for reference in self._references() if reference.column not in led
        ):
            yield (
                f"CREATE INDEX {quoted(f'{self.name}/{column}')} ON {quoted(self.name)}"
                f" ({quoted(self._named(column))})"
            )

    def described(self) -> Iterator[tuple[object, ...]]:
        """What each column is: table, name, title, description, form, whether it is required, an
        example, its words, what it refers to.
        """
        for name, column in self.columns.items():
            one = column.field
            words = (
                json.dumps(one.words, ensure_ascii=False) if one.words and not column.end else None
            )
            form = "date" if column.end else one.form
            refers = None if column.end else self._refers(one.name)
            yield (
                self.name,
                name,
                column.title,
                column.description,
                form,
                column.required,
                None if column.end else one.example or None,
                words,
                refers,
            )

    def _named(self, field: str) -> str:
        return next(name for name, column in self.columns.items() if column.name == field)

    def _column(self, name: str, column: Column, kind: pl.DataType) -> str:
        said = f"{quoted(name)} {_type(kind)}" + (" NOT NULL" if column.required else "")
        words = "" if column.end else _words(column.field, kind)
        return said + (f" CHECK ({quoted(name)} IN ({words}))" if words else "")

    def _references(self) -> Iterator[Reference]:
        """The references that a foreign key can hold: they hold for every row, and lead to one
        column that is text and unique.
        """
        for reference in self.table.references:
            to = self.tables.get(reference.table)
            if (
                reference.when is None
                and to is not None
                and reference.keys in to.unique_keys()
                and len(reference.keys) == 1
            ):
                here, there = self.table.fields.get(reference.column), to.fields[reference.keys[0]]
                if here is not None and here.form in PLAIN and there.form in PLAIN:
                    yield reference

    def _refers(self, field: str) -> str | None:
        told = []
        for reference in self.table.references:
            if reference.column == field:
                when = (
                    f" where {reference.when[0].replace('__', '.')} is {reference.when[1]}"
                    if reference.when
                    else ""
                )
                told.append(f"{reference.table} ({', '.join(reference.keys)}){when}")
        return "; ".join(told) or None


def quoted(name: str) -> str:
    """A name as SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


def named(names: Iterable[str]) -> dict[str, str]:
    """For each name the one that it has in SQL, which does not tell capitals from small letters: of
    two alike, the later gets a number.
    """
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        other, number = name, 2
        while other.lower() in taken:
            other, number = f"{name}_{number}", number + 1
        taken.add(other.lower())
        made[name] = other
    return made


def _type(kind: pl.DataType) -> str:
    return next((said for known, said in TYPES.items() if kind == known), "TEXT")


def _words(one: Field, kind: pl.DataType) -> str:
    """The vocabulary of a column as a list of SQL, or nothing where it has none that SQL could
    check.
    """
    if kind == pl.Boolean:
        return "0, 1"
    if not one.words or one.form == "list":
        return ""
    return ", ".join(
        one.words
        if _type(kind) != "TEXT"
        else ["'" + word.replace("'", "''") + "'" for word in one.words]
    )
