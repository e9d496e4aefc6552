"""Schemas inside a descriptor: what of them can be followed.

`SHAPE` says which form they have. What has the right form may still name columns or tables that are
not there: `unresolved` finds those, and `usable` is what is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from contested import standard
from contested.standard.column_names import KEPT, column_and_end, fault_of_name, ours
from contested.standard.patterns import is_pattern, is_regular, unjudged_pattern

Schema = dict[str, Any]
Path = tuple[Any, ...]
"""The way to a part of a schema: names and numbers."""
Columns = Mapping[str, frozenset[str]]
"""The columns of every table of a package, the standard's and its own."""

JUDGED = ("string", "number", "integer", "boolean", "list", "date")
"""The types that rules judge; cells of any other type are taken as text."""
UNJUDGED = (
    *("object", "array", "datetime", "time", "year", "yearmonth", "duration"),
    *("geopoint", "geojson", "any"),
)
_TEXTS: Schema = {"type": "array", "minItems": 1, "items": {"type": "string"}}
_NAMES: Schema = {"if": {"type": "array"}, "then": _TEXTS, "else": {"type": "string"}}
_CONSTRAINTS: Schema = {
    "type": "object",
    "properties": {
        **{key: {"type": "boolean"} for key in ("required", "unique")},
        **{
            key: {"type": "number", "minimum": -1e300, "maximum": 1e300}
            for key in ("minimum", "maximum")
        },
        "enum": {"type": "array", "minItems": 1},
        "pattern": {"type": "string"},
        "maxLength": {"type": "integer", "minimum": 0, "maximum": 1_000_000_000},
    },
}
_CATEGORY: Schema = {
    "if": {"type": "object"},
    "then": {
        "required": ["value"],
        "properties": {"value": {"type": ["string", "number"]}, "rank": {"type": "number"}},
    },
    "else": {"type": ["string", "number"]},
}
_FIELD: Schema = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "type": {"enum": [*JUDGED, *UNJUDGED]},
        **{key: {"type": "string"} for key in ("format", "title", "description", "rdfType")},
        "categories": {"type": "array", "items": _CATEGORY},
        "constraints": _CONSTRAINTS,
        "delimiter": {"enum": list(",;|:/")},
        **dict.fromkeys(("trueValues", "falseValues"), _TEXTS),
    },
}
_FOREIGN_KEY: Schema = {
    "type": "object",
    "required": ["fields", "reference"],
    "properties": {
        "fields": _NAMES,
        "reference": {
            "type": "object",
            "required": ["fields"],
            "properties": {"resource": {"type": "string"}, "fields": _NAMES},
        },
    },
}
SHAPE: Schema = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "properties": {
        "fields": {"type": "array", "items": _FIELD},
        "primaryKey": _NAMES,
        "foreignKeys": {"type": "array", "items": _FOREIGN_KEY},
        "dependentRequired": {"type": "object", "additionalProperties": _TEXTS},
    },
}
"""The JSON Schema of a Table Schema, as far as anything in one is read here."""


@cache
def shape() -> Any:
    """Return the validator of `SHAPE`."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(SHAPE)


def columns(resources: Iterable[Schema]) -> Columns:
    """Return the columns of every table, the standard's and those of resources."""
    found = {name: set(table.fields) for name, table in standard.tables().items()}
    for resource in resources:
        name, schema = resource.get("name"), resource.get("schema")
        if isinstance(name, str) and isinstance(schema, dict):
            found.setdefault(name, set()).update(name for _, name in named_fields(schema))
    return {name: frozenset(names) for name, names in found.items()}


def named_fields(schema: Schema) -> list[tuple[int, str]]:
    """Return number and name of each column that has a name."""
    fields = schema.get("fields")
    found = []
    for number, field in enumerate(fields if isinstance(fields, list) else ()):
        name = field.get("name") if isinstance(field, dict) else None
        if isinstance(name, str) and name:
            found.append((number, name))
    return found


def foreign_keys(schema: Schema) -> list[tuple[int, Schema]]:
    """Return number and content of each foreign key that is an object."""
    keys = schema.get("foreignKeys")
    numbered = enumerate(keys if isinstance(keys, list) else ())
    return [(number, key) for number, key in numbered if isinstance(key, dict)]


def usable(schema: Any, known: Columns) -> Schema:
    """Return a schema without its faulty parts, to use the rest.

    A faulty column keeps its name.
    """
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return {}
    lost = [path for path, _ in unresolved(schema, known)]
    nameless = {path[1] for path in lost if path[0] == "fields" and len(path) == 2}
    bad = {tuple(error.instance_path)[:2] for error in shape().iter_errors(schema)}
    bad |= {path[:2] for path in lost}
    spoilt = {path[0] for path in bad}
    kept: Schema = {}
    for key, value in schema.items():
        if key == "fields":
            names = [(n, name) for n, name in named_fields(schema) if n not in nameless]
            kept[key] = [
                {"name": name} if (key, n) in bad else _judged(value[n]) for n, name in names
            ]
        elif key == "foreignKeys" and (key,) not in bad:
            kept[key] = [one for n, one in enumerate(value) if (key, n) not in bad]
        elif key not in spoilt and key != "conditionalKeys":
            kept[key] = value
    return kept


def _judged(field: Schema) -> Schema:
    """Return a column without a pattern that no rule judges."""
    if not unjudged_pattern(field):
        return field
    left = {key: value for key, value in field["constraints"].items() if key != "pattern"}
    return field | {"constraints": left}


def unresolved(schema: Schema, known: Columns) -> Iterator[tuple[Path, str]]:
    """Yield what has the right form but cannot be followed, and why.

    Those are names that no column can have, and keys that name no column.
    """
    yield from _names(schema)
    yield from _hidden(schema)
    own = {name for _, name in named_fields(schema)}
    for number, name in named_fields(schema):
        for step, what in _column(schema["fields"][number], name, own):
            yield ("fields", number, *step), what
    if isinstance(schema.get("fields"), list):
        for path, names in _keys(schema):
            missing = [name for name in names if name not in own]
            if missing:
                yield path, f"names {as_json(missing[0])}, which is no column of this table"
    seen: set[tuple[str, ...]] = set()
    for number, key in foreign_keys(schema):
        what = _reference(key, known, own)
        pointing = _list(key.get("fields"))
        if not what and tuple(pointing) in seen:
            what = f"is a second key of {as_json(pointing[0])}; a column points to one table"
        if what:
            yield ("foreignKeys", number), what
        seen.add(tuple(pointing))


def _names(schema: Schema) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for number, name in named_fields(schema):
        called = f"is called {as_json(name)}"
        if fault := fault_of_name(name):
            yield ("fields", number), f"{called}, which is {fault}"
        elif name in seen:
            yield ("fields", number), f"{called}, as another column is"
        seen.add(name)


def _hidden(schema: Schema) -> Iterator[tuple[Path, str]]:
    """Yield columns that are called as one of another row is."""
    pointing = {name for _, key in foreign_keys(schema) for name in _list(key.get("fields"))}
    for number, name in named_fields(schema):
        prefix, two, _ = name.partition("__")
        if two and {prefix, f"{prefix}_id"} & pointing:
            yield ("fields", number), f"is called {as_json(name)}, {KEPT}"


def _column(field: Schema, name: str, own: set[str]) -> Iterator[tuple[Path, str]]:
    constraints = field.get("constraints")
    pattern = constraints.get("pattern") if isinstance(constraints, dict) else None
    if isinstance(pattern, str) and not is_regular(pattern) and not is_pattern(pattern):
        what = "which is not a regular expression that every program reads"
        yield ("constraints", "pattern"), f"is {as_json(pattern)}, {what}"
    column, end = column_and_end(name)
    if end and column in own and column in ours():
        yield (), f"is called {as_json(name)}, {KEPT}"


def _keys(schema: Schema) -> Iterator[tuple[Path, list[str]]]:
    """Yield path and columns of every key with the right form."""
    yield ("primaryKey",), _list(schema.get("primaryKey"))
    needs = schema.get("dependentRequired")
    names: list[str] = []
    for name, needed in needs.items() if isinstance(needs, dict) else ():
        names += [name, *_list(needed)]
    yield ("dependentRequired",), names
    for number, key in foreign_keys(schema):
        yield ("foreignKeys", number), _list(key.get("fields"))


def _reference(key: Schema, known: Columns, own: set[str]) -> str:
    """Return why a foreign key cannot be followed, or nothing."""
    reference = key.get("reference")
    reference = reference if isinstance(reference, dict) else {}
    table, fields = reference.get("resource", ""), _list(reference.get("fields"))
    if isinstance(table, str):
        if table and table not in known:
            return f"points to the table {as_json(table)}, which is not in the package"
        missing = [field for field in fields if field not in (known[table] if table else own)]
        if missing:
            return f"points to {as_json(missing[0])}, which is no column of that table"
    if fields and len(_list(key.get("fields"))) != len(fields):
        return "does not point to as many columns as it has"
    return ""


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def as_json(value: Any, longest: int = 60) -> str:
    """Return a value as JSON, cut to so many characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= longest else text[: longest - 3] + "…"
