"""References between the tables of a release, as Mermaid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from contested.release.docs.pages import TablePage
from contested.standard import Reference
from contested.standard.columns import ColumnPage

MOST = 2
"""Tables that a column can point to and still be drawn.

Lines from one column to every table would hide all others.
"""
NOTE = (
    "Keys and references of the recorded tables. What can point to more than two tables, as"
    " record_id of revisions can, is left out, and so are derived tables, which name the rows of"
    " recorded ones in lists."
)
UNKNOWN = re.compile(r"[^A-Za-z0-9_-]")
"""What Mermaid knows in no name."""


def mermaid(pages: list[TablePage]) -> Iterator[str]:
    """Yield the lines of an entity-relationship diagram.

    Each table has its keys, and each reference says whether it may be left blank.
    """
    yield "erDiagram"
    for page in pages:
        yield f"    {_name(page.name)} {{"
        yield from map(_attribute, _drawn_columns(page))
        yield "    }"
    there = {page.name for page in pages}
    for page in pages:
        for one in references(page):
            if one.table in there:
                yield _line(page, one)


def references(page: TablePage) -> list[Reference]:
    """Return the references that are drawn, one for each column and table."""
    found = {
        (one.column, one.table): one
        for one in page.table.references
        if one.column in page.table.fields
    }
    targets = Counter(column for column, _ in found)
    return [one for one in found.values() if targets[one.column] <= MOST]


def _drawn_columns(page: TablePage) -> list[ColumnPage]:
    pointing = {one.column for one in references(page)}
    return [one for one in page.columns if one.is_key or one.name in pointing]


def _attribute(column: ColumnPage) -> str:
    marks = ["PK"] * column.is_key + ["FK"] * bool(column.points_to)
    return f"        {_name(column.type.split()[0])} {_name(column.name)} {', '.join(marks)}"


def _line(page: TablePage, one: Reference) -> str:
    always = page.table.fields[one.column].required and one.when is None
    end = "||" if always else "|o"
    return f'    {_name(one.table)} {end}--o{{ {_name(page.name)} : "{_name(one.column)}"'


def _name(name: str) -> str:
    return UNKNOWN.sub("_", name)
