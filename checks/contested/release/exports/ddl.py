"""Tables in SQL: types, keys and vocabularies as their schemas have them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import polars as pl

from contested.release.exports.typed_tables import TypedColumn, typed_columns
from contested.standard import Field, Reference, Table

TYPES = {pl.Int64: "INTEGER", pl.Boolean: "INTEGER", pl.Float64: "REAL"}
"""SQLite has no type for days and lists, which are text: ISO 8601 and JSON."""
PLAIN = ("text", "edtf", "date", "uri")
"""Forms that are text here too, so that cells which differ as text still differ."""


class Relation:
    """A table of the database, found from a table of the package."""

    def __init__(self, table: Table, tables: Mapping[str, Table], name: str = "") -> None:
        self.table, self.tables = table, tables
        self.name = name or sql_names(tables).get(table.name, table.name)

    @cached_property
    def columns(self) -> dict[str, TypedColumn]:
        """The columns by the names that they have in the database."""
        given = typed_columns(self.table)
        return dict(zip(sql_names(column.name for column in given).values(), given, strict=True))

    def create(self, frame: pl.DataFrame) -> str:
        """Return the statement that makes the table for these typed rows."""
        lines = [
            self._column(name, column, frame.schema[column.name])
            for name, column in self.columns.items()
        ]
        for unique in self.table.unique_keys():
            if not frame.select(unique).drop_nulls().is_duplicated().any():
                kind = "PRIMARY KEY" if unique == self.table.key else "UNIQUE"
                lines.append(f"{kind} ({', '.join(quote(self._name_of(one)) for one in unique)})")
        lines += map(self._foreign_key, self._references())
        return f"CREATE TABLE {quote(self.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"

    def indexes(self) -> Iterator[str]:
        """Yield the statements that index references with which no key begins."""
        leading = {key[0] for key in self.table.unique_keys()}
        for column in dict.fromkeys(reference.column for reference in self._references()):
            if column not in leading:
                index = quote(f"{self.name}/{column}")
                on = f"{quote(self.name)} ({quote(self._name_of(column))})"
                yield f"CREATE INDEX {index} ON {on}"

    def field_rows(self) -> Iterator[tuple[object, ...]]:
        """Yield the columns as rows of `_fields`.

        Each is: table, name, title, description, form, whether it is required, an example, its
        words, what it refers to.
        """
        for name, column in self.columns.items():
            about = (self.name, name, column.title, column.description)
            if column.end:
                yield (*about, "date", column.required, None, None, None)
                continue
            one = column.field
            words = (
                json.dumps(one.words, ensure_ascii=False, allow_nan=False) if one.words else None
            )
            refers = "; ".join(map(_target, self._references_of(one.name))) or None
            yield (*about, one.form, column.required, one.example or None, words, refers)

    def _name_of(self, field: str) -> str:
        return next(name for name, column in self.columns.items() if column.name == field)

    def _column(self, name: str, column: TypedColumn, kind: pl.DataType) -> str:
        line = f"{quote(name)} {_type(kind)}" + (" NOT NULL" if column.required else "")
        words = "" if column.end else _words(column.field, kind)
        return line + (f" CHECK ({quote(name)} IN ({words}))" if words else "")

    def _foreign_key(self, reference: Reference) -> str:
        there = Relation(self.tables[reference.table], self.tables)
        here, key = self._name_of(reference.column), there._name_of(reference.keys[0])
        return f"FOREIGN KEY ({quote(here)}) REFERENCES {quote(there.name)} ({quote(key)})"

    def _references(self) -> Iterator[Reference]:
        """Yield the references that a foreign key can hold.

        They hold for every row, and lead to one column that is text and unique.
        """
        for reference in self.table.references:
            to = self.tables.get(reference.table)
            if reference.when is not None or to is None or len(reference.keys) != 1:
                continue
            if reference.keys not in to.unique_keys():
                continue
            here, there = self.table.fields.get(reference.column), to.fields[reference.keys[0]]
            if here is not None and here.form in PLAIN and there.form in PLAIN:
                yield reference

    def _references_of(self, field: str) -> list[Reference]:
        return [one for one in self.table.references if one.column == field]


def quote(name: str) -> str:
    """Return a name as SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


def sql_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each name the one that it has in SQL.

    SQL does not tell capitals from small letters: of two alike, the later gets a number.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        other, number = name, 2
        while other.lower() in taken:
            other, number = f"{name}_{number}", number + 1
        taken.add(other.lower())
        found[name] = other
    return found


def _target(reference: Reference) -> str:
    target = f"{reference.table} ({', '.join(reference.keys)})"
    if reference.when is None:
        return target
    column, word = reference.when
    return f"{target} where {column.replace('__', '.')} is {word}"


def _type(kind: pl.DataType) -> str:
    return next((name for known, name in TYPES.items() if kind == known), "TEXT")


def _words(one: Field, kind: pl.DataType) -> str:
    """Return the vocabulary of a column as SQL, empty without one."""
    if kind == pl.Boolean:
        return "0, 1"
    if not one.words or one.form == "list":
        return ""
    if _type(kind) != "TEXT":
        return ", ".join(one.words)
    return ", ".join("'" + word.replace("'", "''") + "'" for word in one.words)
