"""The profile: what a descriptor must say, as `schema/profile.json` has it.

Each part of that schema bears the name of a rule as its title, so that the path of a failure tells
which rule speaks. The schemas inside a descriptor are judged by `SHAPE`; `sound` is what is left of
one that cannot wholly be followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from contested import standard

Schema = dict[str, Any]
Columns = Mapping[str, frozenset[str]]
"""The columns of every table of a package, the standard's and its own."""

JUDGED = ("string", "number", "integer", "boolean", "list", "date")
"""The types that rules judge; cells of any other type are taken as text."""
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
        "type": {
            "enum": [
                *JUDGED,
                "object",
                "array",
                "datetime",
                "time",
                "year",
                "yearmonth",
                "duration",
                "geopoint",
                "geojson",
                "any",
            ]
        },
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

KINDS = {
    "array": "a list in square brackets",
    "object": "a set of names and values in curly brackets",
    "string": "a text in quotation marks",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date-time": "a day and time such as 2026-11-22T00:00:00Z",
    "uri": "a web address",
    "email": "an e-mail address",
}
"""Types and formats of JSON Schema in plain words."""
NO_NAME = re.compile(r"row|.*__.*|[\d_].*|.*[^\w].*", re.DOTALL)
MADE = ("_raw", "_number", "_earliest", "_latest", "_is_blank")
"""Ends of the names of columns that views make of another one. Names that `NO_NAME` fits are theirs
too, or read as patterns by engines.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a descriptor says wrongly or not at all."""

    rule: str
    where: str
    what: str
    resource: str = ""


@cache
def _validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(standard.schema("profile"), retriever=lambda _: {})


def faults(descriptor: Any) -> list[Fault]:
    """Everything in which a descriptor departs from the profile, each thing once, in the order of
    the profile's parts.

    The Data Package profile itself, which the schema refers to by address, is not fetched: what it
    asks is said again in the part that follows it.
    """
    parts = standard.schema("profile")["allOf"]
    found = [
        _fault(parts[int(error.schema_path[1])]["title"], error, descriptor)
        for error in _validator().iter_errors(descriptor)
    ]
    return list(dict.fromkeys([*found, *_repeated_names(descriptor), *_of_schemas(descriptor)]))


def _repeated_names(descriptor: Any) -> Iterator[Fault]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    seen: set[str] = set()
    for number, resource in enumerate(resources if isinstance(resources, list) else []):
        name = resource.get("name") if isinstance(resource, dict) else None
        if isinstance(name, str) and name in seen:
            yield Fault(
                "invalid-descriptor",
                f"resources[{number}].name",
                f"is “{name}”, as another resource is called",
                name,
            )
        seen.add(name if isinstance(name, str) else "")


def _of_schemas(descriptor: Any) -> Iterator[Fault]:
    """In what the schemas inside a descriptor cannot be followed; that they are not the standard's
    is another rule's.
    """
    given = descriptor.get("resources") if isinstance(descriptor, dict) else None
    resources = given if isinstance(given, list) else []
    known = columns([r for r in resources if isinstance(r, dict)])
    for number, resource in enumerate(resources):
        schema = resource.get("schema") if isinstance(resource, dict) else None
        if isinstance(schema, dict):
            above = ["resources", number, "schema"]
            yield from (
                _fault("invalid-descriptor", error, descriptor, above)
                for error in _shape().iter_errors(schema)
            )
            for path, what in _astray(schema, known):
                yield Fault(
                    "invalid-descriptor",
                    _where(descriptor, [*above, *path]),
                    what,
                    _resource(descriptor, above),
                )


def _fault(rule: str, error: Any, descriptor: Any, above: Iterable[Any] = ()) -> Fault:
    kind, path = error.kind, [*above, *error.instance_path]
    where = _where(descriptor, path)
    resource = _resource(descriptor, path)
    name = type(kind).__name__
    if name == "Required":
        where, what = f"{where}.{kind.property}".lstrip("."), "is missing"
    elif name == "Contains":
        want = standard.schema("profile")
        for step in list(error.schema_path)[: list(error.schema_path).index("contains")]:
            want = want[int(step) if isinstance(want, list) else step]
        resource = where = want["contains"]["properties"]["name"]["const"]
        what = "is not among the resources"
    elif name == "Constant":
        what = f"is {_shown(error.instance)}, and must be {_shown(kind.expected_value)}"
    elif name == "Format":
        what = f"is {_shown(error.instance)}, which is not {KINDS.get(kind.format, kind.format)}"
    elif name in ("MinLength", "MinItems", "MinProperties"):
        what = "is empty"
    elif name == "Type":
        what = (
            f"is {_shown(error.instance)}, which is not"
            f" {' or '.join(KINDS.get(t, t) for t in kind.types)}"
        )
    elif name == "Enum":
        what = f"is {_shown(error.instance)}, which is none of {', '.join(map(str, kind.options))}"
    elif name == "Pattern":
        what = f"is {_shown(error.instance)}, which is not written as such names are"
    elif name == "AnyOf" and where.startswith("contributors"):
        what = "names nobody"
    else:
        what = f"is {_shown(error.instance)}, which the profile does not allow"
    return Fault(rule, where or "the descriptor", what, resource)


def _where(descriptor: Any, path: list[Any]) -> str:
    """A path in words, in which resources and columns are called by their names where those are
    their own.
    """
    at, shown = descriptor, ""
    for number, step in enumerate(path):
        names = (
            [one.get("name") if isinstance(one, dict) else None for one in at]
            if number and path[number - 1] in ("resources", "fields")
            else []
        )
        own = (
            names[step]
            if names and isinstance(names[step], str) and names.count(names[step]) == 1
            else None
        )
        shown += f".{own or step}" if own or isinstance(step, str) else f"[{step}]"
        at = at[step]
    return shown.lstrip(".")


def _resource(descriptor: Any, path: list[Any]) -> str:
    if len(path) > 1 and path[0] == "resources" and isinstance(path[1], int):
        one = descriptor["resources"][path[1]]
        name = one.get("name") if isinstance(one, dict) else None
        return name if isinstance(name, str) else f"resource {path[1] + 1}"
    return ""


def _shown(value: Any) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


@cache
def _shape() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(SHAPE)


def columns(resources: Iterable[Schema]) -> Columns:
    """The columns of the standard's tables and of those that resources add, each with what was
    added to it.
    """
    found = {name: set(table.fields) for name, table in standard.tables().items()}
    for resource in resources:
        name, schema = resource.get("name"), resource.get("schema")
        if isinstance(name, str) and isinstance(schema, dict):
            found.setdefault(name, set()).update(name for _, name in named_fields(schema))
    return {name: frozenset(names) for name, names in found.items()}


def sound(schema: Any, known: Columns) -> Schema:
    """A schema without the parts that `faults` tells of, so that the rest can be followed; a faulty
    column keeps its name.
    """
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return {}
    bad = {tuple(error.instance_path)[:2] for error in _shape().iter_errors(schema)}
    astray = {path for path, _ in _astray(schema, known)}
    nameless = {path[1] for path in astray if path[0] == "fields" and len(path) == 2}
    bad |= {path[:2] for path in astray}
    whole = {
        key: value
        for key, value in schema.items()
        if (key,) not in bad and key != "conditionalKeys"
    }
    named = [n for n, _ in named_fields(schema) if n not in nameless]
    whole["fields"] = [
        {"name": schema["fields"][n]["name"]} if ("fields", n) in bad else schema["fields"][n]
        for n in named
    ]
    if "foreignKeys" in whole:
        whole["foreignKeys"] = [
            key for n, key in enumerate(schema["foreignKeys"]) if ("foreignKeys", n) not in bad
        ]
    return {
        key: value
        for key, value in whole.items()
        if key in ("fields", "foreignKeys") or not {path for path in bad if path[0] == key}
    }


def named_fields(schema: Schema) -> list[tuple[int, str]]:
    """Number and name of each column that has a name."""
    given = schema.get("fields")
    fields = enumerate(given if isinstance(given, list) else ())
    return [
        (n, f["name"])
        for n, f in fields
        if isinstance(f, dict) and isinstance(f.get("name"), str) and f["name"]
    ]


def _astray(schema: Schema, known: Columns) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Path and fault of what has the right shape but cannot be followed: names that cannot be
    columns, keys that name none.
    """
    own: set[str] = set()
    for number, name in named_fields(schema):
        if NO_NAME.fullmatch(name):
            yield (
                ("fields", number),
                (
                    f"is called {_shown(name)}; a column is called by letters, digits and single"
                    " underscores"
                ),
            )
        elif name in own:
            yield ("fields", number), f"is called {_shown(name)}, as another column is"
        own.add(name)
    for number, name in named_fields(schema):
        constraints = schema["fields"][number].get("constraints")
        pattern = constraints.get("pattern") if isinstance(constraints, dict) else None
        if isinstance(pattern, str) and not _is_regular(pattern):
            yield (
                ("fields", number, "constraints", "pattern"),
                f"is {_shown(pattern)}, which is not a regular expression that every program reads",
            )
        if any(name.endswith(end) and name.removesuffix(end) in own for end in MADE):
            yield (
                ("fields", number),
                (
                    f"is called {_shown(name)}, which is kept for what is worked out from another"
                    " column; choose another name"
                ),
            )
    for path, names in _keys(schema) if isinstance(schema.get("fields"), list) else ():
        if astray := [name for name in names if name not in own]:
            yield path, f"names {_shown(astray[0])}, which is no column of this table"
    yield from _pointing_astray(schema, known)


@lru_cache(maxsize=4096)
def _is_regular(pattern: str) -> bool:
    import polars as pl

    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError:
        return False
    return True


def _keys(schema: Schema) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    """Path and column names of every key of a schema that has the right shape."""
    yield ("primaryKey",), _list(schema.get("primaryKey"))
    needs = schema.get("dependentRequired")
    yield (
        ("dependentRequired",),
        (
            [name for n, needed in needs.items() for name in (n, *_list(needed))]
            if isinstance(needs, dict)
            else []
        ),
    )
    yield from ((("foreignKeys", n), _list(key.get("fields"))) for n, key in foreign_keys(schema))


def _pointing_astray(schema: Schema, known: Columns) -> Iterator[tuple[tuple[Any, ...], str]]:
    pointing: set[tuple[str, ...]] = set()
    for number, key in foreign_keys(schema):
        columns_, reference = _list(key.get("fields")), key.get("reference")
        reference = reference if isinstance(reference, dict) else {}
        to, there = reference.get("resource", ""), _list(reference.get("fields"))
        if isinstance(to, str) and to and to not in known:
            yield (
                (
                    "foreignKeys",
                    number,
                ),
                f"points to the table {_shown(to)}, which is not in the package",
            )
        elif isinstance(to, str) and (
            astray := [
                c
                for c in there
                if c not in (known[to] if to else {name for _, name in named_fields(schema)})
            ]
        ):
            yield (
                (
                    "foreignKeys",
                    number,
                ),
                f"points to {_shown(astray[0])}, which is no column of that table",
            )
        elif there and len(columns_) != len(there):
            yield ("foreignKeys", number), "does not point to as many columns as it has"
        elif tuple(columns_) in pointing:
            yield (
                (
                    "foreignKeys",
                    number,
                ),
                f"is a second key of {_shown(columns_[0])}; a column points to one table",
            )
        pointing.add(tuple(columns_))


def foreign_keys(schema: Schema) -> list[tuple[int, Schema]]:
    given = schema.get("foreignKeys")
    return [
        (n, key)
        for n, key in enumerate(given if isinstance(given, list) else ())
        if isinstance(key, dict)
    ]


def _list(value: Any) -> list[str]:
    return (
        [value]
        if isinstance(value, str)
        else [v for v in value if isinstance(v, str)]
        if isinstance(value, list)
        else []
    )
