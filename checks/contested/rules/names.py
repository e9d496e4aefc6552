"""Names that a view can be asked for, and their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contested.rules.frames import Frame
from contested.rules.row import Expr, Row, columns_of
from contested.standard import Reference, Table
from contested.standard.column_names import column_and_end


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A named column: an expression over the view, or a frame.

    A frame has (row or key…, name), and the tables it is made from are known.
    """

    make: Callable[..., Any]
    tables: tuple[str, ...] | None = None


NAMED_COLUMNS: dict[tuple[str, str], NamedColumn] = {}


def column(name: str, *tables: str) -> Callable[[Callable[[Row], Expr]], Callable[[Row], Expr]]:
    """Register a named column that is an expression over a view.

    It is made for the view of each of `tables`; windows are allowed.
    """

    def register(make: Callable[[Row], Expr]) -> Callable[[Row], Expr]:
        NAMED_COLUMNS.update({(table, name): NamedColumn(make) for table in tables})
        return make

    return register


def column_frame(
    name: str, *tables: str, needs: tuple[str, ...] = ()
) -> Callable[[Callable[[Any, str], Frame]], Callable[[Any, str], Frame]]:
    """Register a named column that a function (views, table) returns.

    It returns a frame: `name` beside `row` or the key's columns, one row each. `needs` are the
    other tables it reads.
    """

    def register(make: Callable[[Any, str], Frame]) -> Callable[[Any, str], Frame]:
        NAMED_COLUMNS.update(
            {(table, name): NamedColumn(make, (table, *needs)) for table in tables}
        )
        return make

    return register


def reference_of(table: Table, prefix: str) -> Reference:
    """Return the reference that rules name by `prefix`; raises KeyError."""
    for reference in table.references:
        if reference.prefix == prefix:
            return reference
    raise KeyError(f"{table.name} has no reference {prefix}")


def resolve(tables: Mapping[str, Table], table: str, name: str) -> set[str] | None:
    """Return the tables a name is read from, or None if unknown."""
    spec = tables[table]
    is_here = name == "row" or {name, column_and_end(name)[0]} & spec.fields.keys()
    if is_here and (table, name) not in NAMED_COLUMNS:
        return {table}
    prefix, two, rest = name.partition("__")
    if two:
        if prefix not in {r.prefix for r in spec.references}:
            return None
        to = reference_of(spec, prefix).table
        if to not in tables:
            return {table, to}
        there = {to} if rest == "found" else resolve(tables, to, rest)
        return None if there is None else {table} | there
    if (table, name) in NAMED_COLUMNS:
        named = NAMED_COLUMNS[table, name]
        if named.tables is not None:
            return set(named.tables)
        return {table}.union(*(resolve(tables, table, n) or () for n in columns_of(named.make)))
    return None
