"""The schemas: every field is explained, every word defined, every example right, and other
software can read them.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from contested import standard
from contested.standard.edtf import parse
from frictionless import Schema

FIELDS = [(table, field) for table in standard.TABLES for field in standard.schema(table)["fields"]]
IDS = [f"{table}.{field['name']}" for table, field in FIELDS]
PORTABLE = re.compile(
    r"(?:\(\?:|\)|\||\[[^\]\\]+\]|\{[0-9]+(?:,[0-9]*)?\}|[?*+]|\\[.+?*()|/\[\]-]|[^\\()\[\]{}^$.])*"
)
"""Literals, classes of ASCII characters, groups, alternatives and counts: what Rust, Python, Java
and RE2 read alike.
"""


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=IDS)
def test_every_field_has_a_title_a_description_and_an_example_that_fits(
    table: str, field: dict[str, Any]
) -> None:
    assert field["title"]
    assert field["description"].endswith(".")
    one = standard.tables()[table].fields[field["name"]]
    assert one.example
    assert not one.pattern or re.fullmatch(one.pattern, one.example)
    assert not one.words or one.example in one.words
    assert not one.is_day_range or parse(one.example)
    assert one.minimum is None or float(one.example) >= one.minimum
    assert one.maximum is None or float(one.example) <= one.maximum


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=IDS)
def test_every_word_of_a_vocabulary_is_defined_and_every_pattern_portable(
    table: str, field: dict[str, Any]
) -> None:
    constraints = field.get("constraints", {})
    assert [c["value"] for c in field.get("categories", [])] == constraints.get("enum", [])
    assert all(c["label"] for c in field.get("categories", []))
    pattern = constraints.get("pattern", "")
    assert PORTABLE.fullmatch(pattern), pattern
    assert "|" not in re.sub(r"\(\?:.*\)", "", pattern), "an alternation stands in a group"


@pytest.mark.parametrize("table", standard.TABLES)
def test_stock_frictionless_reads_the_schema(table: str) -> None:
    schema = Schema.from_descriptor(standard.schema(table))
    assert schema.field_names == list(standard.tables()[table].fields)
    assert schema.primary_key == list(standard.tables()[table].key)


def test_every_reference_points_to_a_key() -> None:
    for table in standard.tables().values():
        for reference in table.references:
            assert reference.column in table.fields
            assert reference.keys == standard.tables()[reference.table].key


def test_five_tables_cannot_be_left_out() -> None:
    assert standard.required_tables() == {"actors", "locations", "sources", "questions", "claims"}


def test_places_have_a_rank_but_for_areas() -> None:
    assert standard.tables()["locations"].fields["location_type"].ranked == (
        "country",
        "province",
        "district",
        "settlement",
        "facility",
        "point",
    )
