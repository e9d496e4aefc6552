"""Faults of schemas: not the standard's, or such as nobody can follow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from contested import standard
from contested.package import DESCRIPTOR
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.descriptor import Json, described, each, some_resource
from contested.testing.strategies.faults.fault import Files, Spot
from contested.testing.strategies.faults.sheets import edit

OWN = "x-notes"
SCHEMA: Json = {
    "fields": [
        {"name": "note_id", "type": "string"},
        {"name": "claim_id", "type": "string"},
        {"name": "pages", "type": "integer"},
    ],
    "primaryKey": ["note_id"],
    "foreignKeys": [
        {"fields": ["claim_id"], "reference": {"resource": "claims", "fields": ["claim_id"]}}
    ],
}
"""The schema of a table of the package's own, before it is spoilt."""
POINTING = [
    ("nobody", {"resource": "claims", "fields": "claim_id"}),
    ("claim_id", {"resource": "nowhere", "fields": "claim_id"}),
    ("claim_id", "claims"),
    ("claim_id", {"resource": "claims", "fields": "nothing"}),
    ("claim_id", {"resource": "", "fields": "nothing"}),
    ("claim_id", {"resource": "claims"}),
    ("claim_id", {"resource": "relays", "fields": ["claim_id", "step"]}),
]
"""Columns, and what they cannot point to."""
KEYS = [
    *each("primaryKey", "nobody", ["note_id", "nobody"], 5, []),
    *each("foreignKeys", {}, [{}], SCHEMA["foreignKeys"] * 2),
    *each("foreignKeys", *([{"fields": fields, "reference": to}] for fields, to in POINTING)),
    *each(
        "dependentRequired",
        [],
        {"pages": "note_id"},
        {"pages": []},
        {"nobody": ["pages"]},
        {"pages": ["nobody"]},
    ),
]
"""What no schema may say beside its columns."""
COLUMNS = [
    *each("type", "text", "Integer"),
    *each("title", 5),
    *each("format", 5),
    *each("delimiter", "and"),
    *each("trueValues", []),
    *each("falseValues", "no"),
    *each("categories", "a", [{"label": "a"}]),
    *each(
        "constraints", [], {"required": "yes"}, {"unique": 1}, {"minimum": "1"}, {"maximum": 1e301}
    ),
    *each(
        "constraints",
        {"enum": []},
        {"enum": "a"},
        {"pattern": "("},
        {"pattern": 5},
        {"maxLength": -1},
        {"maxLength": 1.5},
    ),
]
"""What none may say of a column."""
UNNAMED: list[Json] = [
    {},
    {"name": ""},
    {"name": 5},
    {"name": "row"},
    {"name": "*"},
    {"name": "^note$"},
    {"name": " note"},
    {"name": "note\u00a0"},
    {"name": 'a "note"'},
    {"name": "no\nte"},
    {"name": "note\x1f"},
    {"name": "note_id"},
]
"""Columns that nobody could call by their names."""


def noted(draft: Draft, files: Files, spoil: Callable[[Json], None]) -> Iterator[Spot]:
    """Add a table of the package's own with a spoilt schema.

    Its file has the columns which the schema should have.
    """
    descriptor, resource = json.loads(files[DESCRIPTOR]), standard.resource(OWN, SCHEMA)
    spoil(resource["schema"])
    descriptor["resources"].insert(
        draft.draw(st.integers(0, len(descriptor["resources"]))), resource
    )
    files[DESCRIPTOR] = json.dumps(descriptor).encode()
    header = ",".join(field["name"] for field in SCHEMA["fields"])
    files[f"data/{OWN}.csv"] = f"{header}\n".encode()
    yield OWN, None, ""


@edit("invalid-descriptor")
def a_schema_that_cannot_be_followed(draft: Draft, files: Files) -> Iterator[Spot]:
    key, value = draft.draw(st.sampled_from(KEYS))
    yield from noted(draft, files, lambda schema: schema.update({key: value}))


@edit("invalid-descriptor")
def a_column_that_cannot_be_read(draft: Draft, files: Files) -> Iterator[Spot]:
    at, (key, value) = draft.draw(st.integers(0, 2)), draft.draw(st.sampled_from(COLUMNS))
    yield from noted(draft, files, lambda schema: schema["fields"][at].update({key: value}))


@edit("invalid-descriptor", follows=("wrong-header",))
def a_schema_without_columns(draft: Draft, files: Files) -> Iterator[Spot]:
    values: list[Any] = [{}, "note_id", None]
    value = draft.draw(st.sampled_from(values))
    yield from noted(draft, files, lambda schema: schema.update(fields=value))


@edit("invalid-descriptor")
def a_column_that_cannot_be_called(draft: Draft, files: Files) -> Iterator[Spot]:
    at, column = draft.draw(st.integers(0, 3)), draft.draw(st.sampled_from(UNNAMED))
    yield from noted(
        draft, files, lambda schema: schema["fields"].insert(at, column | {"type": "string"})
    )


def keyed(schema: Json) -> set[str]:
    """Return the columns without which a schema could not be followed."""
    needs, keys = schema.get("dependentRequired", {}), schema.get("foreignKeys", [])
    return {*schema["primaryKey"], *needs}.union(*needs.values(), *(k["fields"] for k in keys))


@described("schema-drift")
def a_column_described_otherwise(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    column = draft.draw(
        st.sampled_from([f for f in resource["schema"]["fields"] if not f["name"].startswith("x_")])
    )
    constraints = {"required": column.get("constraints", {}).get("required") is not True}
    other = {
        "title": "other",
        "description": "other",
        "example": "other",
        "type": "any",
        "constraints": constraints,
        "x_more": "other",
    }
    key = draft.draw(st.sampled_from(sorted({*column, *other} - {"name"})))
    if key in column and (key not in other or draft.draw(st.booleans())):
        del column[key]
    else:
        column[key] = other[key]
    yield resource["name"]


@described("schema-drift")
def columns_otherwise_in_order(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    fields = resource["schema"]["fields"]
    at = draft.draw(st.integers(0, len([f for f in fields if not f["name"].startswith("x_")]) - 2))
    fields[at], fields[at + 1] = fields[at + 1], fields[at]
    yield resource["name"]


@described("schema-drift")
def a_column_of_the_standard_left_out(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    fields, kept = resource["schema"]["fields"], keyed(resource["schema"])
    fields.remove(
        draft.draw(
            st.sampled_from(
                [f for f in fields if f["name"] not in kept and not f["name"].startswith("x_")]
            )
        )
    )
    yield resource["name"]


@described("schema-drift")
def a_column_not_marked_as_ones_own(draft: Draft, descriptor: Json) -> Iterator[str]:
    """Behind the standard's columns, where only names that say so may stand."""
    resource = some_resource(draft, descriptor)
    fields = resource["schema"]["fields"]
    first = len([f for f in fields if not f["name"].startswith("x_")])
    fields.insert(
        draft.draw(st.integers(first, len(fields))),
        {
            "name": draft.draw(st.sampled_from(["coder", "x", "xcoder", "X_coder"])),
            "type": "string",
        },
    )
    yield resource["name"]


def own_columns(resource: Json) -> list[int]:
    """Return the numbers of the columns that the package has added."""
    return [
        n
        for n, f in enumerate(resource["schema"]["fields"])
        if f["name"].startswith(standard.EXTENSION_COLUMN)
    ]


@described("schema-drift")
def a_column_of_ones_own_too_early(draft: Draft, descriptor: Json) -> Iterator[str]:
    tables = [r for r in descriptor["resources"] if r["name"] in standard.TABLES and own_columns(r)]
    resource = draft.draw(st.sampled_from(tables)) if tables else some_resource(draft, descriptor)
    fields = resource["schema"]["fields"]
    first = own_columns(resource)[0] if tables else len(fields) - 1
    column = fields.pop(first)
    fields.insert(draft.draw(st.integers(0, first - 1)), column)
    yield resource["name"]


@described("schema-drift")
def something_else_beside_the_columns(draft: Draft, descriptor: Json) -> Iterator[str]:
    resource = some_resource(draft, descriptor)
    schema = resource["schema"]
    key = draft.draw(
        st.sampled_from(sorted({*schema, "missingValues", "fieldsMatch"} - {"fields"}))
    )
    if key in schema and draft.draw(st.booleans()):
        del schema[key]
    else:
        other = {
            "missingValues": ["", "NA"],
            "primaryKey": [schema["fields"][1]["name"]],
            "foreignKeys": [],
            "dependentRequired": {},
            "conditionalKeys": [],
        }
        schema[key] = other.get(key, "other")
    yield resource["name"]


@described("schema-drift", follows=("wrong-header",))
def no_schema(draft: Draft, descriptor: Json) -> Iterator[str]:
    """Take the schema out, and with it the columns of one's own."""
    resource = some_resource(draft, descriptor)
    if draft.draw(st.booleans()):
        del resource["schema"]
    else:
        resource["schema"] = {
            key: value for key, value in resource["schema"].items() if key == "title"
        }
    yield resource["name"]
