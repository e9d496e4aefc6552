"""The standard as data: tables, fields, keys and vocabularies, read from `schema/`.

Nothing else in the package may know a column's type, pattern or words. `Table.from_schema` reads
any Table Schema, so that extension columns and extension tables are judged by the same rules as
ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from contested.standard.guards import Guard, guard_of
from contested.standard.source import schema
from contested.standard.vocabulary import (
    instead_of,
    outdated_of,
    ranked_of,
    spellings,
    words_of,
)

TABLES = (
    "actors",
    "locations",
    "sources",
    "questions",
    "claims",
    "relays",
    "relations",
    "citations",
    "revisions",
)
EXTENSION_TABLE, EXTENSION_COLUMN = "x-", "x_"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
Form = Literal["text", "edtf", "date", "integer", "number", "boolean", "uri", "list"]
"""How a cell is read. `edtf` is a string whose `rdfType` says so; every type that no rule judges is
`text`.
"""


@dataclass(frozen=True, slots=True)
class Field:
    """One column as its Table Schema describes it."""

    name: str
    form: Form
    title: str = ""
    description: str = ""
    example: str = ""
    required: bool = False
    unique: bool = False
    words: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()
    """The words that have a rank, first to last."""
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    default: str = ""
    delimiter: str = ""
    true_words: tuple[str, ...] = ()
    false_words: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    """Columns that, once filled, need this one filled too."""
    guard: Guard = "wording"
    is_kept: bool = False
    """True where a cell stays when its claim is redacted."""
    prose: bool = False
    """True where a person writes sentences: the only cells in which a line break or a joiner is
    spelling.
    """

    since: str = ""
    """The version of the standard that it came with, if that was not the first."""
    instead: str = ""
    """What to write in place of it, where it is outdated as a whole."""
    outdated: tuple[tuple[str, str], ...] = ()
    """Words that are outdated, each with what to write instead."""

    @property
    def is_day_range(self) -> bool:
        """True where cells stand for days, with an earliest and a latest."""
        return self.form in ("edtf", "date")


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another table.

    It does so always, or only `when` a neighbouring cell says so.
    """

    column: str
    table: str
    keys: tuple[str, ...]
    prefix: str
    """What a rule writes before two underscores to look at the row named: `source__published`."""
    when: tuple[str, str] | None = None
    """(column of the view, word) that must hold, for references that Table Schema cannot declare.
    """


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its fields in order, its primary key, its references."""

    name: str
    fields: dict[str, Field]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    title: str = ""
    description: str = ""
    schema: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def days(self) -> list[str]:
        """The columns that stand for days."""
        return [f.name for f in self.fields.values() if f.is_day_range]

    @property
    def is_free(self) -> bool:
        """True for a table that tools keep, whose rows are free."""
        return self.schema.get("guard") == "free"

    def unique_keys(self) -> list[tuple[str, ...]]:
        """Return the columns that must differ from row to row.

        They do so alone or together; the primary key comes first.
        """
        unique = [f.name for f in self.fields.values() if f.unique and (f.name,) != self.key]
        has_key = self.key and all(name in self.fields for name in self.key)
        return [*([self.key] if has_key else []), *((name,) for name in unique)]

    @classmethod
    def from_schema(cls, name: str, schema: dict[str, Any]) -> Table:
        """Read a Table Schema (v1 or v2) leniently.

        What it does not say is not judged.
        """
        needs, key = schema.get("dependentRequired") or {}, _names(schema.get("primaryKey"))
        fields = [
            _field(f, needs, key, schema.get("guard"))
            for f in schema.get("fields") or []
            if isinstance(f, dict) and isinstance(f.get("name"), str)
        ]
        return cls(
            name=name,
            fields={f.name: f for f in fields},
            key=key,
            references=tuple(_references(name, schema)),
            title=str(schema.get("title", name)),
            description=str(schema.get("description", "")),
            schema=schema,
        )

    def extended(self, schema: dict[str, Any]) -> Table:
        """Return this table with the extension columns of a package's schema.

        Their names begin with `x_`.
        """
        mine = Table.from_schema(self.name, schema)
        extra = {n: f for n, f in mine.fields.items() if n.startswith(EXTENSION_COLUMN)}
        more = tuple(r for r in mine.references if r.column in extra)
        if not extra:
            return self
        return replace(self, fields=self.fields | extra, references=self.references + more)


def _names(value: Any) -> tuple[str, ...]:
    """Return names, given as a list or as a single one."""
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value or () if isinstance(one, str))


def _form(given: dict[str, Any]) -> Form:
    kind = given.get("type", "string")
    if kind == "string":
        if given.get("separator"):
            return "list"
        if given.get("rdfType") == EDTF:
            return "edtf"
        return "uri" if given.get("format") == "uri" else "text"
    if kind == "date" and given.get("format", "default") != "default":
        return "text"
    forms: dict[str, Form] = {k: k for k in ("date", "integer", "number", "boolean", "list")}
    return forms.get(kind, "text")


def _field(
    given: dict[str, Any], needs: dict[str, list[str]], key: tuple[str, ...], guard: Any
) -> Field:
    bounds = given.get("constraints") or {}
    form = _form(given)
    words = words_of(given, form, bounds.get("enum"))
    pattern = str(bounds.get("pattern") or "")
    return Field(
        since=str(given.get("since") or ""),
        instead=instead_of(given),
        outdated=outdated_of(given),
        name=given["name"],
        form=form,
        title=str(given.get("title") or given["name"]),
        description=str(given.get("description") or ""),
        example=str(given.get("example") or ""),
        required=bounds.get("required") is True or given["name"] in key,
        unique=bounds.get("unique") is True,
        words=words,
        ranked=ranked_of(given),
        pattern=pattern,
        minimum=_number(bounds.get("minimum")),
        maximum=_number(bounds.get("maximum")),
        max_length=bounds.get("maxLength") if given.get("type", "string") == "string" else None,
        default=str(given.get("default") or ""),
        delimiter=str(given.get("separator") or given.get("delimiter") or ",")
        if form == "list"
        else "",
        true_words=spellings(given, True) if form == "boolean" else (),
        false_words=spellings(given, False) if form == "boolean" else (),
        needed_by=tuple(column for column, needed in needs.items() if given["name"] in needed),
        guard="key" if given["name"] in key else guard_of(given.get("guard", guard)),
        is_kept=given["name"] in key or given.get("redacted") == "kept",
        prose=form in ("text", "list") and not words and not pattern,
    )


def _number(value: Any) -> float | None:
    """Return a bound as a number, if it is one.

    Dates may have bounds too, which no rule judges.
    """
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _references(table: str, schema: dict[str, Any]) -> list[Reference]:
    found = []
    for key in schema.get("foreignKeys") or []:
        columns, to = _names(key.get("fields")), key.get("reference") or {}
        if len(columns) == 1:
            target, keys = to.get("resource") or table, _names(to.get("fields"))
            found.append(Reference(columns[0], target, keys, columns[0].removesuffix("_id")))
    for key in schema.get("conditionalKeys") or []:
        column, to = _names(key["fields"])[0], key["reference"]
        when = _condition(key["when"])
        found.append(Reference(column, to["resource"], _names(to["fields"]), key["name"], when))
    return found


def _condition(when: dict[str, Any]) -> tuple[str, str]:
    """Return the column and the word that a conditional key asks for.

    The column is one of the view.
    """
    ((column, word),) = when.items()
    if isinstance(word, dict):
        ((neighbour, word),) = word.items()
        column = f"{column.removesuffix('_id')}__{neighbour}"
    return column, word


@cache
def required_tables() -> frozenset[str]:
    """Return the tables that no package can leave out."""
    part = next(part for part in schema("profile")["allOf"] if part["title"] == "missing-table")
    return frozenset(
        one["contains"]["properties"]["name"]["const"]
        for one in part["properties"]["resources"]["allOf"]
    )
