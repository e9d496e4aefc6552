"""The oracle: stock frictionless and this package judge every cell alike.

They do but for the differences that have a name.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from contested.check.findings import day_number
from contested.check.validate import validate_package
from contested.rules.rule import RULES
from contested.testing import specimen
from counts import one_in
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.difference import Difference, column, pointing
from laws.differences import DIFFERENCES, FRICTIONLESS, excused
from laws.tableschemas import NAMES, tables
from laws.verdicts import Schema, Tables, ours, report, theirs

TODAY = day_number(date.fromisoformat(specimen.TODAY))
CHANGED = f"frictionless {version('frictionless')} judges this otherwise than {FRICTIONLESS}"
TYPES: list[tuple[Schema, str, str]] = [
    ({"type": "string", "constraints": {"pattern": "[a-c]+"}}, "abc", "abd"),
    ({"type": "string", "constraints": {"enum": ["yes", "no"]}}, "yes", "Yes"),
    ({"type": "string", "constraints": {"maxLength": 3}}, "дяд", "дядя"),
    ({"type": "string", "constraints": {"required": True}}, "a", ""),
    ({"type": "string", "format": "uri"}, "urn:isbn:0", "isbn"),
    ({"type": "integer", "constraints": {"minimum": 1}}, "1", "0"),
    ({"type": "integer", "constraints": {"maximum": 1}}, "-20", "2"),
    ({"type": "number"}, "-0.50", "0,5"),
    ({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}, "ja", "true"),
    ({"type": "boolean"}, "TRUE", "yes"),
    ({"type": "date"}, "2020-02-29", "2021-02-29"),
]
FILES = {
    r'bytes claims "claim_id" "\ufeffclaim_id"': "byte-order-mark",
    r'bytes-all claims "\n" "\r\n"': "wrong-line-ends",
    r'bytes-all claims "\n" "\r"': "wrong-line-ends",
    'bytes claims "claim_id" "claim_id "': "wrong-header",
    'bytes questions "?" "? "': "padded-cell",
    'bytes questions "?" "\x07?"': "control-character",
    'bytes questions " " "\u200b "': "control-character",
    """bytes revisions '2021-09-03,,\\n' '2021-09-03,,"Noted.\\n'""": "broken-quoting",
    **{
        f"locations loc-mill uncertainty_m={number}": "wrong-type"
        for number in ("1_000", "+400", "٤٠٠", "0400")
    },
    **{
        f"locations loc-mill latitude={number}": "wrong-type"
        for number in ("1_2.5", "+12.5", ".5", "12.", "1e1", "٣")
    },
}
"""Faults of a package of this standard, as changes to the specimen, that frictionless lets pass,
and the rule that finds them.
"""


@settings(deadline=None)
@given(drawn=tables(), trusted=st.booleans())
def test_whatever_table_schema_asks_of_a_cell_both_say_the_same(
    drawn: Tables, trusted: bool
) -> None:
    assert [
        cell
        for cell, names in excused(drawn, ours(drawn), theirs(drawn, trusted=trusted)).items()
        if not names
    ] == []


@settings(deadline=None, max_examples=one_in(8))
@given(tables())
def test_the_pandera_engine_says_it_too(drawn: Tables) -> None:
    assert ours(drawn, "pandera") == ours(drawn)


@pytest.mark.parametrize("one", DIFFERENCES, ids=[one.name for one in DIFFERENCES])
def test_each_difference_is_still_there(one: Difference) -> None:
    here, there = ours(one.tables), theirs(one.tables)
    assert {cell[1:] for cell in here} == one.ours
    assert {cell[1:] for cell in there} == one.theirs, CHANGED
    assert all(one.name in names for names in excused(one.tables, here, there).values())


@pytest.mark.parametrize(("field", "right", "wrong"), TYPES)
def test_no_difference_excuses_a_plain_cell_that_only_one_would_find(
    field: Schema, right: str, wrong: str
) -> None:
    drawn = column(field, right, wrong)
    assert ours(drawn) == theirs(drawn) == {("x-one", 1, "a")}
    both = {("x-one", 0, "a"), ("x-one", 1, "a")}
    assert (
        excused(drawn, both, set())
        == excused(drawn, set(), both)
        == {
            ("x-one", 0, "a"): [],
            ("x-one", 1, "a"): [],
        }
    )


def test_no_difference_excuses_a_reference_that_only_one_would_find() -> None:
    for here, wrong in (("n0", set()), ("n1", {("x-two", 0, "b")})):
        drawn = pointing({"type": "string"}, "n0", here)
        assert ours(drawn) == theirs(drawn) == wrong
        assert (
            excused(drawn, {("x-two", 0, "b")}, set())
            == excused(drawn, set(), {("x-two", 0, "b")})
            == {("x-two", 0, "b"): []}
        )


def test_a_column_may_have_any_name() -> None:
    schemas, rows, wrong = {}, {}, set()
    for number, name in enumerate(NAMES):
        table = f"x-{number}"
        key = {"fields": ["nr"], "reference": {"fields": [name]}}
        schemas[table] = {
            "fields": [{"name": "nr", "type": "string"}, {"name": name, "type": "string"}],
            "primaryKey": [name],
            "foreignKeys": [key],
        }
        rows[table] = [{"nr": nr, name: cell} for nr, cell in (("a", "a"), ("b", "a"), ("a", ""))]
        wrong |= {(table, 1, name), (table, 1, "nr"), (table, 2, name)}
    drawn = Tables(schemas, rows)
    assert theirs(drawn) == wrong
    assert (
        ours(drawn)
        == ours(drawn, "pandera")
        == wrong | {(f"x-{number}", 0, name) for number, name in enumerate(NAMES)}
    )


def test_a_row_that_names_one_of_several_alike_is_told_of_once() -> None:
    to = {
        "fields": [{"name": "nr", "type": "string"}, {"name": "kind", "type": "string"}],
        "primaryKey": ["nr"],
    }
    keys = [
        {"fields": [one], "reference": {"resource": "x-one", "fields": [there]}}
        for one, there in (("a", "kind"), ("b", "nr"))
    ]
    fro = {
        "fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}],
        "foreignKeys": keys,
    }
    drawn = Tables(
        {"x-one": to, "x-two": fro},
        {
            "x-one": [{"nr": "1", "kind": "k"}, {"nr": "2", "kind": "k"}],
            "x-two": [{"a": "k", "b": "3"}],
        },
    )
    assert ours(drawn) == ours(drawn, "pandera") == theirs(drawn) == {("x-two", 0, "b")}


def test_keys_that_table_schema_has_and_frictionless_does_not_judge_are_said_to_be_unjudged() -> (
    None
):
    drawn = column({"type": "string"}, "a", "a", uniqueKeys=[["a"]])
    assert theirs(drawn) == set(), CHANGED
    assert ours(drawn) == set()
    assert [one.reason for one in report(drawn).not_run if one.where == "x-one"] == [
        "nothing judges uniqueKeys"
    ]


def test_lists_are_not_drawn_as_keys_since_frictionless_breaks_on_them() -> None:
    drawn = column({"type": "list", "constraints": {"unique": True}}, "a", "a")
    assert ours(drawn) == {("x-one", 0, "a"), ("x-one", 1, "a")}
    with pytest.raises(TypeError, match="unhashable"):
        theirs(drawn)


@pytest.mark.parametrize("line", FILES)
def test_frictionless_still_passes_a_file_whose_fault_only_we_find(
    line: str, tmp_path: Path
) -> None:
    changed = specimen.changed(line)
    assert [
        g.rule for g in validate_package(changed.package(), list(RULES.values()), TODAY).groups
    ] == [FILES[line]]
    changed.write(tmp_path)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid, CHANGED
