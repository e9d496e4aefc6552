"""The tables of a release as pages tell them."""

from __future__ import annotations

from dataclasses import dataclass

from contested.release.content import Content
from contested.release.tables import DERIVED, FOLDERS, derived_table
from contested.standard import Table
from contested.standard.columns import ColumnPage, column_pages


@dataclass(frozen=True, slots=True)
class TablePage:
    """One table, in words."""

    name: str
    path: str
    table: Table
    columns: tuple[ColumnPage, ...]
    is_derived: bool = False


def table_pages(content: Content) -> list[TablePage]:
    """Return the recorded tables as the package has them, then derived ones."""
    given = {str(one.get("name")): one.get("schema") for one in content.package.resources}
    pages = []
    for name, table in content.tables.items():
        path = f"{FOLDERS[False]}/{name}.csv"
        pages.append(TablePage(name, path, table, column_pages(table, given.get(name))))
    for name in DERIVED:
        path, table = f"{FOLDERS[True]}/{name}.csv", derived_table(name)
        pages.append(TablePage(name, path, table, column_pages(table), is_derived=True))
    return pages
