"""How published cells are guarded: what the schema says, and what is taken for granted."""

from __future__ import annotations

from typing import get_args

import pytest
from contested import standard
from contested.standard import GUARDS, Guard, Table

FIELDS = [
    (table.name, field) for table in standard.tables().values() for field in table.fields.values()
]


@pytest.mark.parametrize("table", standard.TABLES)
def test_the_schema_says_of_every_column_outside_a_key_how_it_is_guarded(table: str) -> None:
    schema = standard.schema(table)
    said = {field["name"]: field.get("guard") for field in schema["fields"]}
    assert {name for name, guard in said.items() if guard is None} == set(schema["primaryKey"])
    assert {guard for guard in said.values() if guard} <= set(get_args(Guard))


def test_a_key_and_the_whole_log_never_change() -> None:
    keys = {(name, field.name) for name, field in FIELDS if field.guard == "key"}
    parts = {(table.name, name) for table in standard.tables().values() for name in table.key}
    assert keys == parts | {("revisions", name) for name in standard.tables()["revisions"].fields}


def test_notes_are_free_but_those_of_revisions_and_only_claims_have_a_status() -> None:
    notes = {name for name, field in FIELDS if field.name == "note" and field.guard == "free"}
    assert notes == set(standard.TABLES) - {"revisions"}
    assert [(name, f.name) for name, f in FIELDS if f.guard == "status"] == [("claims", "status")]


def test_what_claims_and_relays_point_to_is_never_free() -> None:
    pointing = [
        (table.name, table.fields[one.column])
        for table in standard.tables().values()
        for one in table.references
    ]
    assert [
        (name, field.name) for name, field in pointing if field.guard in ("free", "reference")
    ] == []


def test_a_list_that_may_grow_has_something_between_its_names() -> None:
    assert all(field.delimiter for _, field in FIELDS if field.guard == "additive")


def test_of_a_column_of_ones_own_the_schema_decides_and_silence_guards() -> None:
    fields = [
        {"name": "x_key"},
        {"name": "x_silent"},
        {"name": "x_free", "guard": "free"},
        {"name": "x_misspelt", "guard": "fre"},
        {"name": "x_odd", "guard": ["free"]},
    ]
    table = Table.from_schema("x-photos", {"fields": fields, "primaryKey": "x_key"})
    guards = {field.name: field.guard for field in table.fields.values()}
    assert guards == {
        "x_key": "key",
        "x_silent": "wording",
        "x_free": "free",
        "x_misspelt": "wording",
        "x_odd": "wording",
    }
    lineage = Table.from_schema(
        "x-lineage", {"fields": fields, "primaryKey": "x_key", "guard": "free"}
    )
    assert lineage.fields["x_silent"].guard == "free"
    assert lineage.fields["x_key"].guard == "key"
    claims = standard.tables()["claims"].extended({"fields": fields[1:3]})
    assert (claims.fields["x_silent"].guard, claims.fields["x_free"].guard) == ("wording", "free")


def test_every_way_to_guard_a_cell_is_told_in_words() -> None:
    assert tuple(GUARDS) == get_args(Guard)
