"""Columns in words, as every page tells them.

Of each there are the type, the bounds, the vocabulary and what it points to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from contested.standard.guards import Guard
from contested.standard.model import Field, Reference, Table
from contested.standard.wording import bounds_of
from contested.text import markdown, markdown_code, markdown_table

TYPES = {"edtf": "date (EDTF)", "uri": "string (an address)"}
HEAD = ("column", "type", "required", "meaning", "example", "points to", "allowed")
GUARDED = "once published"


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """One column, in words."""

    name: str
    type: str
    required: str
    """`yes`, `no`, or the columns that, once filled, need this one filled too."""
    description: str
    example: str
    is_key: bool
    allowed: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    """The vocabulary, each word with its label, or with nothing where it has none."""
    points_to: tuple[str, ...]
    """Columns such as `actors.actor_id`, with the condition where there is one."""
    guard: Guard
    """How its cells are guarded once they are published."""


def column_pages(table: Table, given: Any = None) -> tuple[ColumnPage, ...]:
    """Return the columns of a table, in the order of its schema.

    `given` is the schema that a package has for the table, in which extension columns stand.
    """
    raw: dict[str, dict[str, Any]] = {}
    for schema in (given, table.schema):
        fields = schema.get("fields") if isinstance(schema, dict) else None
        raw |= {one["name"]: one for one in fields or () if isinstance(one, dict)}
    return tuple(_page(table, field, raw.get(field.name, {})) for field in table.fields.values())


def columns_markdown(columns: Sequence[ColumnPage], *, guarded: bool = False) -> Iterator[str]:
    """Yield the lines of a table of columns.

    The vocabularies stand below it. `guarded` asks for what may become of published cells.
    """
    head, cells = list(HEAD), [_cells(column) for column in columns]
    if guarded:
        head.append(GUARDED)
        cells = [[*those, column.guard] for those, column in zip(cells, columns, strict=True)]
    yield from markdown_table(head, cells)
    for column in columns:
        if not column.words:
            continue
        yield from ("", f"Words of {markdown_code(column.name)}:", "")
        for word, label in column.words:
            yield f"- {markdown_code(word)}{f': {markdown(label)}' if label else ''}"


def _cells(column: ColumnPage) -> list[str]:
    return [
        markdown_code(column.name) + (" (key)" if column.is_key else ""),
        markdown(column.type),
        markdown(column.required),
        markdown(column.description),
        markdown_code(column.example) if column.example else "",
        ", ".join(map(markdown_code, column.points_to)),
        markdown("; ".join(column.allowed)),
    ]


def _page(table: Table, field: Field, raw: dict[str, Any]) -> ColumnPage:
    return ColumnPage(
        name=field.name,
        type=TYPES.get(field.form, str(raw.get("type", "string"))),
        required=_required(field),
        description=field.description,
        example=field.example,
        is_key=field.name in table.key,
        allowed=tuple(_allowed(field)),
        words=tuple(_words(field, raw)),
        points_to=tuple(_target(one) for one in table.references if one.column == field.name),
        guard=field.guard,
    )


def _required(field: Field) -> str:
    if field.required:
        return "yes"
    return f"with {', '.join(field.needed_by)}" if field.needed_by else "no"


def _allowed(field: Field) -> Iterator[str]:
    facts = {
        f"since version {field.since}": field.since,
        f"outdated, write {field.instead} instead": field.instead,
        "unique": field.unique,
        f"blank means {field.default}": field.default,
        f"items parted by {field.delimiter}": field.delimiter,
        f"at most {field.max_length} characters": field.max_length,
        f"pattern {field.pattern}": field.pattern,
    }
    yield from (words for words, holds in facts.items() if holds)
    if field.minimum is not None or field.maximum is not None:
        yield bounds_of(field)


def _words(field: Field, raw: dict[str, Any]) -> Iterator[tuple[str, str]]:
    categories = [one for one in raw.get("categories") or () if isinstance(one, dict)]
    labels = {str(one.get("value")): _label(one, dict(field.outdated)) for one in categories}
    for word in field.words or (*field.true_words, *field.false_words):
        yield word, labels.get(word, "")


def _label(category: dict[str, Any], outdated: dict[str, str]) -> str:
    """Return what a word means, since when, and what is better."""
    instead, since = outdated.get(str(category.get("value"))), category.get("since")
    told = [str(category.get("label") or "")]
    told += [f"since version {since}"] if since else []
    told += [f"outdated, write {instead} instead"] if instead else []
    return "; ".join(filter(None, told))


def _target(reference: Reference) -> str:
    target = f"{reference.table}.{' + '.join(reference.keys)}"
    if reference.when is None:
        return target
    column, word = reference.when
    return f"{target} where {column.replace('__', '.')} is {word}"
