"""Tables from elsewhere: those that the Table Schema standard tells of.

They are laid beside the specimen's, as a user would lay them beside their own claims.

Their schemas follow https://datapackage.org/standard/table-schema/ (its sections on primaryKey,
foreignKeys, categories and on every field type: states and their population, a table that points to
itself, fruit with labels); the rows are made up here. Each extension table gets a name that begins
with x-; apart from that nothing in them is of this standard.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contested import standard
from contested.check.findings import day_number
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, from_store
from contested.package.store import MemoryStore
from contested.results import PackageReport
from contested.rules.rule import RULES
from contested.testing import specimen
from laws.verdicts import wrong_cells

TODAY = day_number(date.fromisoformat(specimen.TODAY))
SCHEMAS: dict[str, dict[str, Any]] = {
    "x-states": {
        "fields": [
            {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}"}},
            {"name": "name", "type": "string", "constraints": {"required": True, "maxLength": 12}},
            {"name": "area", "type": "number", "constraints": {"minimum": 0}},
            {"name": "joined", "type": "date"},
            {"name": "coast", "type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
            {"name": "languages", "type": "list", "delimiter": ";"},
            {"name": "site", "type": "string", "format": "uri"},
            {"name": "motto"},
            {"name": "since", "type": "year"},
            {"name": "centre", "type": "geopoint"},
        ],
        "primaryKey": "code",
    },
    "x-population": {
        "fields": [
            {"name": "state_code", "type": "string"},
            {"name": "round", "type": "integer", "constraints": {"minimum": 1, "maximum": 3}},
            {
                "name": "people",
                "type": "integer",
                "constraints": {"required": True, "enum": [100, 200, 300]},
            },
            {"name": "counted", "type": "datetime"},
            {"name": "opened", "type": "time"},
            {"name": "month", "type": "yearmonth"},
            {"name": "took", "type": "duration"},
            {"name": "ages", "type": "array"},
            {"name": "method", "type": "object"},
            {"name": "remark", "type": "any"},
        ],
        "primaryKey": ["state_code", "round"],
        "foreignKeys": [
            {"fields": ["state_code"], "reference": {"resource": "x-states", "fields": ["code"]}}
        ],
    },
    "x-fruit": {
        "fields": [
            {"name": "id", "type": "string", "constraints": {"unique": True}},
            {"name": "parent", "type": "string"},
            {"name": "kind", "type": "string", "categories": ["apple", "orange"]},
            {
                "name": "grade",
                "type": "integer",
                "categories": [{"value": 0, "label": "good"}, {"value": 1, "label": "fair"}],
            },
        ],
        "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}],
    },
}
RIGHT = {
    "x-states": (
        """\
code,name,area,joined,coast,languages,site,motto,since,centre
AA,Low Ford,12.50,2020-02-29,yes,aa;bb,https://aa.example/,Slowly,1901,"34.50, 69.20"
BB,Восток,0,1999-12-31,no,bb,urn:isbn:0,7,,
CC,High Mill,,,,,,,2001,"-180, 90"
"""
    ),
    "x-population": (
        """\
state_code,round,people,counted,opened,month,took,ages,method,remark
AA,1,100,2024-01-26T15:00:00,15:00:00,2024-01,P1D,"[1, 2]","{""by"": ""hand""}",x
AA,2,200,,,,,,,
BB,1,300,,,,,,,1
"""
    ),
    "x-fruit": (
        """\
id,parent,kind,grade
a,,apple,0
b,a,orange,1
c,a,,
"""
    ),
}
BROKEN = {
    "x-states": (
        """\
code,name,area,joined,coast,languages,site,motto,since,centre
,Nowhere,1,2021-01-01,yes,aa,urn:a,m,2001,"1, 2"
AA,,-0.5,2021-02-29,true,aa,radio.example,,20x1,somewhere
AAA,High Mill on Sea,12 km,21/08/2021,Yes,,aa:bb,,190,"190, 0"
BB,a,1,,,,,,,
BB,b,1,,,,,,,
"""
    ),
    "x-population": (
        """\
state_code,round,people,counted,opened,month,took,ages,method,remark
AA,0,100,yesterday,noon,2024-13,a while,[1,{,
AA,one,150,2024-01-26,25:00:00,January,1 day,"{""a"": 1}",[1],
BB,4,,,,,,,,
ZZ,3,300,,,,,,,
"""
    ),
    "x-fruit": (
        """\
id,parent,kind,grade
a,z,pear,2
b,a,Apple,one
b,,apple,1
"""
    ),
}
FOUND = {
    ("x-states", 0, "code", "missing-value"),
    ("x-states", 1, "name", "missing-value"),
    ("x-states", 1, "area", "out-of-bounds"),
    ("x-states", 1, "joined", "wrong-type"),
    ("x-states", 1, "coast", "wrong-type"),
    ("x-states", 1, "site", "wrong-type"),
    ("x-states", 2, "code", "wrong-pattern"),
    ("x-states", 2, "name", "too-long"),
    ("x-states", 2, "area", "wrong-type"),
    ("x-states", 2, "joined", "wrong-type"),
    ("x-states", 2, "coast", "wrong-type"),
    ("x-states", 4, "code", "repeated-key"),
    ("x-population", 0, "round", "out-of-bounds"),
    ("x-population", 1, "round", "wrong-type"),
    ("x-population", 1, "people", "not-in-vocabulary"),
    ("x-population", 2, "round", "out-of-bounds"),
    ("x-population", 2, "people", "missing-value"),
    ("x-population", 3, "state_code", "dangling-reference"),
    ("x-fruit", 0, "parent", "dangling-reference"),
    ("x-fruit", 1, "grade", "wrong-type"),
    ("x-fruit", 2, "id", "repeated-key"),
}
"""Cells that both find, and the rule by which we do."""
OURS_ALONE = {
    ("x-states", None, None, "unsorted-rows"),
    ("x-states", 3, "code", "repeated-key"),
    ("x-fruit", 1, "id", "repeated-key"),
    ("x-fruit", 0, "kind", "not-in-vocabulary"),
    ("x-fruit", 0, "grade", "not-in-vocabulary"),
    ("x-fruit", 1, "kind", "not-in-vocabulary"),
    ("x-fruit", 1, "grade", "not-in-vocabulary"),
}
"""Of two rows with one key frictionless names the later, and it holds no cell to its categories
(5.21; see `differences`).
"""
TEXTS = {"x-states": {"since": "year", "centre": "geopoint"}} | {
    "x-population": {
        "counted": "datetime",
        "opened": "time",
        "month": "yearmonth",
        "took": "duration",
        "ages": "array",
        "method": "object",
    }
}
"""Columns of types that no rule judges."""
THEIRS_ALONE = {
    (table, row, column)
    for table, columns in TEXTS.items()
    for column in columns
    for row in ((1, 2) if table == "x-states" else (0, 1))
}


def files(tables: dict[str, str]) -> dict[str, bytes]:
    """Return the specimen's files with these tables beside its own."""
    whole = specimen.changed().files()
    descriptor = json.loads(whole[DESCRIPTOR])
    for name, text in tables.items():
        descriptor["resources"].append(standard.resource(name, SCHEMAS[name]))
        whole[standard.path_of(name)] = text.encode()
    return whole | {DESCRIPTOR: json.dumps(descriptor).encode()}


def ours(tables: dict[str, str], engine: str) -> PackageReport:
    """Return what every rule there is says of that package."""
    return validate_package(
        from_store(MemoryStore(files(tables))), list(RULES.values()), TODAY, engine=engine
    )


def theirs(tables: dict[str, str], folder: Path) -> set[tuple[str, int, str]]:
    """Return the cells that stock frictionless finds wrong in it."""
    for name, data in files(tables).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return wrong_cells(folder / DESCRIPTOR)


@pytest.mark.parametrize("engine", ["polars", "pandera"])
def test_right_cells_are_right_to_both(engine: str, tmp_path: Path) -> None:
    assert [(group.rule, list(group.tell(None))) for group in ours(RIGHT, engine).groups] == []
    assert theirs(RIGHT, tmp_path) == set()


@pytest.mark.parametrize("engine", ["polars", "pandera"])
def test_wrong_cells_are_wrong_to_both_where_their_type_is_judged(
    engine: str, tmp_path: Path
) -> None:
    told = [f for group in ours(BROKEN, engine).groups for f in group.tell(None)]
    assert {(f.table, f.row, f.column, f.rule) for f in told} == FOUND | OURS_ALONE
    assert len(told) == len(FOUND | OURS_ALONE)
    assert theirs(BROKEN, tmp_path) == {cell[:3] for cell in FOUND} | THEIRS_ALONE


def test_a_type_that_no_rule_judges_is_text_and_said_to_be() -> None:
    for tables in (RIGHT, BROKEN):
        told = {
            (one.rule, one.where, one.reason)
            for one in ours(tables, "polars").not_run
            if one.where.startswith("x-")
        }
        assert told == {
            ("wrong-type", table, f"in {column}, cells of its type are taken as text: {kind}")
            for table, columns in TEXTS.items()
            for column, kind in columns.items()
        }
