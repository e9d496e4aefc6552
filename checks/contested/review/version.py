"""One of two versions: a package and its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contested.check.load import LoadedTable
from contested.package import Package
from contested.package.files.canonical import clean
from contested.standard import Table

REVISIONS = "revisions"


@dataclass
class Version:
    """A package and its tables."""

    package: Package
    loaded: Mapping[str, LoadedTable]

    @cached_property
    def frames(self) -> dict[str, pl.DataFrame]:
        """The tables that could be read, as text."""
        return {name: one.frame for name, one in self.loaded.items() if one.frame is not None}

    def table(self, name: str) -> Table:
        """Return a table as this version describes it."""
        return self.package.tables[name]


def references_to(target: str, tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    """Return the tables and columns that name rows of a table."""
    found: dict[tuple[str, str], None] = {}
    for name, table in tables.items():
        columns = [one.column for one in table.references if one.table == target]
        found.update(dict.fromkeys((name, column) for column in columns))
    return list(found)


def new_revisions(base: Version, head: Version, table: Table, names: Sequence[str]) -> pl.DataFrame:
    """Return these columns of the revisions that base lacks."""
    new = clean(head.frames[REVISIONS], table, names)
    if REVISIONS not in base.frames:
        return new
    old = clean(base.frames[REVISIONS], table, names)
    return new.join(old, on=list(names), how="anti", nulls_equal=True)
