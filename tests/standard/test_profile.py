"""The profile: what a descriptor says wrongly is told in plain words, and the rest is followed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from contested import standard
from contested.package import DESCRIPTOR, Package
from contested.package.store import MemoryStore
from contested.standard.profile import Problem, problems
from contested.standard.schemas import as_json
from contested.testing.specimen import changed

FILES = changed().files()
KEY: dict[str, Any] = {"fields": "x_a", "reference": {"resource": "actors", "fields": "actor_id"}}
KEPT = "which is kept for what is worked out from another column; choose another name"
NO_NAMES = {
    "row": "kept for the numbers of records; row_number would do",
    "*": "read by programs as many columns at once",
    "^a$": "read by programs as many columns at once",
    " a": "not the same once it was read: there is white space around it",
    "a\u00a0": "not the same once it was read: there is white space around it",
    'a"b': "not safe in a file: it holds a quotation mark, or a sign that nobody sees",
    "a\x1fb": "not safe in a file: it holds a quotation mark, or a sign that nobody sees",
}
SET, LIST = (
    "which is not a set of names and values in curly brackets",
    "which is not a list in square brackets",
)
NO_VERSION = 'which is no version of the standard; write "1.0"'
NEWER = 'which is newer than what is known here, "1.0"; update contested'
IN_QUOTES = 'and must be "1.0", in quotation marks'
VERSIONS: list[tuple[object, str]] = [
    *(
        (one, f'is "{one}", {NO_VERSION}')
        for one in ("1", "1.0.0", "1.1.0", "v1.0", "0.9", "0", "")
    ),
    *((one, f'is "{one}", {NO_VERSION}') for one in (" 1.0", "01.0", "1.", "١.٩", "one")),
    *((one, f'is "{one}", {NEWER}') for one in ("1.1", "1.10", "2.0", "2", "123456789.0")),
    (1.0, f"is 1.0, {IN_QUOTES}"),
    (1, f"is 1, {IN_QUOTES}"),
    (1.1, f"is 1.1, {IN_QUOTES}"),
    (None, f"is null, {IN_QUOTES}"),
    (True, f"is true, {IN_QUOTES}"),
    (["1.0"], f'is ["1.0"], {IN_QUOTES}'),
]


def field(**more: Any) -> dict[str, Any]:
    """A schema of one column, x_a."""
    return {"fields": [{"name": "x_a"} | more]}


@pytest.mark.parametrize(
    ("schema", "where", "what"),
    [
        (None, "", f"is null, {SET}"),
        ({"fields": {}}, ".fields", f"is {{}}, {LIST}"),
        ({"fields": [7]}, ".fields[0]", f"is 7, {SET}"),
        ({"fields": [{}]}, ".fields[0].name", "is missing"),
        (field(name=""), ".fields[0].name", "is empty"),
        (
            {"fields": [{"name": "x_a"}, {"name": "x_a"}]},
            ".fields[1]",
            'is called "x_a", as another column is',
        ),
        *(
            (field(name=n), f".fields.{n}", f"is called {as_json(n)}, which is {why}")
            for n, why in NO_NAMES.items()
        ),
        (field(constraints="required"), ".fields.x_a.constraints", f'is "required", {SET}'),
        (
            field(constraints={"minimum": "1"}),
            ".fields.x_a.constraints.minimum",
            'is "1", which is not a number',
        ),
        (
            field(constraints={"required": 1}),
            ".fields.x_a.constraints.required",
            "is 1, which is not true or false",
        ),
        (
            field(constraints={"maxLength": 1.5}),
            ".fields.x_a.constraints.maxLength",
            "is 1.5, which is not a whole number",
        ),
        (field(constraints={"enum": []}), ".fields.x_a.constraints.enum", "is empty"),
        (
            field(constraints={"pattern": "(?=a"}),
            ".fields.x_a.constraints.pattern",
            'is "(?=a", which is not a regular expression that every program reads',
        ),
        (
            field(type="list", delimiter="]"),
            ".fields.x_a.delimiter",
            'is "]", which is none of ,, ;, |, :, /',
        ),
        (
            field() | {"primaryKey": ["x_a", "x_b"]},
            ".primaryKey",
            'names "x_b", which is no column of this table',
        ),
        (
            field() | {"dependentRequired": {"x_a": ["x_b"]}},
            ".dependentRequired",
            'names "x_b", which is no column of this table',
        ),
        (field() | {"foreignKeys": [{"fields": "x_a"}]}, ".foreignKeys[0].reference", "is missing"),
        (
            field()
            | {
                "foreignKeys": [
                    {"fields": "x_a", "reference": {"resource": "actor", "fields": "actor_id"}}
                ]
            },
            ".foreignKeys[0]",
            'points to the table "actor", which is not in the package',
        ),
        (
            field()
            | {"foreignKeys": [{"fields": "x_a", "reference": {"resource": "", "fields": "x_b"}}]},
            ".foreignKeys[0]",
            'points to "x_b", which is no column of that table',
        ),
        (
            field() | {"foreignKeys": [KEY | {"fields": ["x_a", "x_a"]}]},
            ".foreignKeys[0]",
            "does not point to as many columns as it has",
        ),
        (
            field() | {"foreignKeys": [KEY, KEY]},
            ".foreignKeys[1]",
            'is a second key of "x_a"; a column points to one table',
        ),
    ],
)
def test_a_schema_that_cannot_be_followed_is_told_in_plain_words_and_the_rest_of_it_is_followed(
    schema: Any, where: str, what: str
) -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"].append(standard.resource("x-photos", {}) | {"schema": schema})
    told = [
        (f.rule, f.where.removeprefix("resources.x-photos.schema"), f.what, f.resource)
        for f in problems(descriptor)
    ]
    assert told == [("invalid-descriptor", where, what, "x-photos")]
    assert list(Package(MemoryStore(FILES), descriptor).tables["x-photos"].fields) == (
        ["x_a"] if schema and where[1:].startswith(NAMED) else []
    )


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["case_number"], None),
        (["day", "day_latest", "deaths", "deaths_raw", "value", "value_number"], None),
        (["x_b__found", "a__b", "__"], None),
        (["stated", "stated_latest"], "stated_latest"),
        (["x_a", "x_a__found"], "x_a__found"),
    ],
)
def test_of_the_names_that_views_make_few_are_kept_from_own_columns(
    names: list[str], kept: str | None
) -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    keys = {"foreignKeys": [KEY]} if "x_a" in names else {}
    schema = {"fields": [{"name": one} for one in names], **keys}
    descriptor["resources"].append(standard.resource("x-photos", schema))
    where = f"resources.x-photos.schema.fields.{kept}"
    assert problems(descriptor) == (
        [Problem("invalid-descriptor", where, f'is called "{kept}", {KEPT}', "x-photos")]
        if kept
        else []
    )


@pytest.mark.parametrize(
    ("change", "rule", "where", "what"),
    [
        (
            {"created": "today"},
            "invalid-descriptor",
            "created",
            'is "today", which is not a day and time such as 2026-11-22T00:00:00Z',
        ),
        *(
            ({"contested": version}, "invalid-descriptor", "contested", what)
            for version, what in VERSIONS
        ),
        (
            {"name": "Low Ford"},
            "invalid-descriptor",
            "name",
            'is "Low Ford", which is not written as such names are',
        ),
        (
            {"licenses": [{}]},
            "invalid-descriptor",
            "licenses[0]",
            "is {}, which the profile does not allow",
        ),
        ({"licenses": []}, "missing-licence", "licenses", "is empty"),
        (
            {"contributors": [{"roles": ["author"]}]},
            "missing-metadata",
            "contributors[0]",
            "names nobody",
        ),
    ],
)
def test_what_a_descriptor_says_wrongly_is_told_in_plain_words(
    change: dict[str, Any], rule: str, where: str, what: str
) -> None:
    assert problems(json.loads(FILES[DESCRIPTOR]) | change) == [Problem(rule, where, what)]


def test_of_a_required_table_that_no_resource_bears_the_name_is_told() -> None:
    descriptor = json.loads(FILES[DESCRIPTOR])
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "claims"]
    assert problems(descriptor) == [
        Problem("missing-table", "claims", "is not among the resources", "claims")
    ]


NAMED = ("fields[1]", "fields.x_a", "primaryKey", "dependentRequired", "foreignKeys")
"""Faults in spite of which the column x_a has a name."""
