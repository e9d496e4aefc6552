"""The tables of a release and their columns as pages tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contested.release.content import Content
from contested.release.tables import DERIVED, FOLDERS, derived_table
from contested.standard import Field, Reference, Table
from contested.standard.wording import bounds_of

FORMS = {"edtf": "date (EDTF)", "uri": "string (an address)"}


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """One column, in words."""

    name: str
    title: str
    kind: str
    required: str
    """`yes`, `no`, or the columns that, once filled, need this one filled too."""
    description: str
    example: str
    is_key: bool
    allowed: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    """The vocabulary, each word with its label, or with nothing where it has none."""
    points: tuple[str, ...]
    """Where it points to: `actors.actor_id`, with the condition where there is one."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """One table, in words."""

    name: str
    path: str
    table: Table
    columns: tuple[ColumnPage, ...]
    is_derived: bool = False


def table_pages(content: Content) -> list[TablePage]:
    """Every table of a release: recorded ones as the package has them, then the derived ones."""
    given = {str(one.get("name")): one.get("schema") for one in content.package.resources}
    recorded = [
        _page(name, f"{FOLDERS[False]}/{name}.csv", table, given.get(name))
        for name, table in content.tables.items()
    ]
    return recorded + [
        _page(name, f"{FOLDERS[True]}/{name}.csv", derived_table(name), None, True)
        for name in DERIVED
    ]


def _page(name: str, path: str, table: Table, given: Any, is_derived: bool = False) -> TablePage:
    raw = {
        one["name"]: one
        for schema in (given, table.schema)
        if isinstance(schema, dict)
        for one in schema.get("fields") or ()
        if isinstance(one, dict)
    }
    columns = (_column(table, field, raw.get(field.name, {})) for field in table.fields.values())
    return TablePage(name, path, table, tuple(columns), is_derived)


def _column(table: Table, field: Field, raw: dict[str, Any]) -> ColumnPage:
    return ColumnPage(
        name=field.name,
        title=field.title,
        kind=FORMS.get(field.form, str(raw.get("type", "string"))),
        required=(
            "yes"
            if field.required
            else f"with {', '.join(field.needed_by)}"
            if field.needed_by
            else "no"
        ),
        description=field.description,
        example=field.example,
        is_key=field.name in table.key,
        allowed=tuple(_allowed(field)),
        words=_words(field, raw),
        points=tuple(_point(one) for one in table.references if one.column == field.name),
    )


def _allowed(field: Field) -> list[str]:
    told = {
        "unique": field.unique,
        f"blank means {field.default}": field.default,
        f"items parted by {field.delimiter}": field.delimiter,
        f"at most {field.max_length} characters": field.max_length,
        f"pattern {field.pattern}": field.pattern,
    }
    bounds = [bounds_of(field)] if field.minimum is not None or field.maximum is not None else []
    return [words for words, given in told.items() if given] + bounds


def _words(field: Field, raw: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    labels = {
        str(one.get("value")): str(one.get("label") or "")
        for one in raw.get("categories") or ()
        if isinstance(one, dict)
    }
    return tuple(
        (word, labels.get(word, ""))
        for word in field.words or (*field.true_words, *field.false_words)
    )


def _point(reference: Reference) -> str:
    target = f"{reference.table}.{' + '.join(reference.keys)}"
    if reference.when is None:
        return target
    column, word = reference.when
    return f"{target} where {column.replace('__', '.')} is {word}"
