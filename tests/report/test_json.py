"""The report for machines is what its published schema says, and is written as it is told."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from contested import __version__
from contested.check.validate import choose_rules, validate_package
from contested.report import json as form
from contested.results import (
    ACTS,
    KINDS,
    Change,
    Finding,
    Group,
    NotRun,
    PackageReport,
    Report,
)
from contested.testing.specimen import changed
from report import reported
from report.reported import DAY, FILE, group

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs/report.schema.json").read_text(encoding="utf-8")
)
CELL = replace(
    reported.CELL,
    key=("clm-a", ""),
    found="x\n“",
    suggestion="y",
    values={"answer": "x\n“", "other": None},
)


def written(report: Report) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(reported.written(form.write, report))
    return parsed


def test_every_part_of_a_report_is_written() -> None:
    silent = NotRun("dangling-reference", "relays", "relays: p/relays.csv is not there")
    package = PackageReport(
        "p", "ford", (group(FILE), group(CELL)), (silent,), {"claims": 1, "actors": 0}
    )
    report = Report(
        (package,),
        ("missing-file", "wrong-type", "dangling-reference"),
        {"ignored": {"dates": "--ignore"}, "left_out": {"file": "known", "findings": 3}},
    )
    assert written(report) == {
        "contested": __version__,
        "report": 1,
        "summary": {"error": 2, "warning": 0, "info": 0},
        "known": {"error": 0, "warning": 0, "info": 0},
        "base": None,
        "baseline": {"file": "known", "findings": 3},
        "rules": [
            {"name": "missing-file", "family": "files", "severity": "error", "findings": 1},
            {"name": "wrong-type", "family": "cells", "severity": "error", "findings": 1},
            {
                "name": "dangling-reference",
                "family": "references",
                "severity": "error",
                "findings": 0,
            },
        ],
        "packages": [
            {
                "path": "p",
                "name": "ford",
                "title": "",
                "rows": {"claims": 1, "actors": 0},
                "change": None,
            }
        ],
        "ignored": [{"name": "dates", "reason": "--ignore"}],
        "verdict": "found",
        "unjudged": [],
        "not_run": [
            {
                "package": "p",
                "rule": "dangling-reference",
                "where": "relays",
                "reason": "relays: p/relays.csv is not there",
                "severity": "error",
            }
        ],
        "findings": [
            {
                "package": "p",
                "rule": "missing-file",
                "severity": "error",
                "message": "There is none.",
                "file": "p/datapackage.json",
                "line": None,
                "column": None,
                "cell": None,
                "table": None,
                "row": None,
                "key": None,
                "field": None,
                "found": None,
                "allowed": "one",
                "mend": "Add it.",
                "suggestion": None,
                "values": {},
                "side": "head",
                "known": False,
            },
            {
                "package": "p",
                "rule": "wrong-type",
                "severity": "error",
                "message": "“x” is wrong.",
                "file": "p/data/claims.csv",
                "line": 3,
                "column": 19,
                "cell": "D2",
                "table": "claims",
                "row": 0,
                "key": ["clm-a", ""],
                "field": "answer",
                "found": "x\n“",
                "allowed": "y",
                "mend": "Do z.",
                "suggestion": "y",
                "values": {"answer": "x\n“", "other": None},
                "side": "head",
                "known": False,
            },
        ],
        "changes": [],
    }


def test_a_report_without_findings_is_whole() -> None:
    assert written(Report((PackageReport("p", "ford", (), (), {}),), ()))["findings"] == []


def test_all_findings_are_written_however_many() -> None:
    many = [replace(CELL, row=row) for row in range(100)]
    package = PackageReport("p", "ford", (group(*many),), (), {})
    assert [f["row"] for f in written(Report((package,), ("wrong-type",)))["findings"]] == list(
        range(100)
    )


def test_a_finding_is_written_before_the_next_one_is_told() -> None:
    out, sizes = io.StringIO(), list[int]()

    def tell(limit: int | None) -> Iterator[Finding]:
        for _ in range(3):
            sizes.append(len(out.getvalue()))
            yield CELL

    package = PackageReport("p", "ford", (Group("wrong-type", "error", 3, tell),), (), {})
    form.write(Report((package,), ("wrong-type",)), out)
    assert sizes[0] < sizes[1] < sizes[2]


EVERYTHING = (
    "claims clm-a stated=2021-08-25 claimant_id=act-gard ; sources src-wire source_type=Wire_report"
    " ; bytes questions ? '? ' ; delete relays ; descriptor title= ; +actors act-new name=Nobody"
    " actor_type=collective ; column claims x_final"
)
CHANGES = [
    "",
    EVERYTHING,
    "descriptor created=yesterday",
    "descriptor-bytes {",
    "encode claims utf-16",
    "descriptor -resources.claims",
    "bytes claims _id _no",
    "empty sources",
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_written_is_what_the_schema_says(change: str) -> None:
    rules = choose_rules(ignore=["privacy"])
    package = validate_package(changed(change).package(), rules, DAY)
    report = written(
        Report((package,), tuple(r.name for r in rules), {"ignored": {"privacy": "not ours"}})
    )
    jsonschema_rs.validator_for(SCHEMA).validate(report)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that names properties."""
    inside = (
        schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    )
    if (
        isinstance(schema, dict)
        and isinstance(schema.get("properties"), dict)
        and "additionalProperties" in schema
    ):
        yield schema
    for one in inside:
        yield from objects(one)


def test_the_schema_is_a_schema_that_describes_every_property_and_allows_and_misses_none() -> None:
    jsonschema_rs.meta.validate(SCHEMA)
    parts = list(objects(SCHEMA))
    assert len(parts) == 15
    for part in parts:
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
        assert [
            name
            for name, one in part["properties"].items()
            if not one.get("description", "").endswith(".")
        ] == []


def test_the_schemas_words_are_the_reports_own() -> None:
    assert SCHEMA["properties"]["report"]["const"] == form.VERSION
    assert (
        tuple(SCHEMA["$defs"]["severity"]["enum"])
        == tuple(SCHEMA["properties"]["summary"]["properties"])
        == form.SEVERITIES
    )
    shown = SCHEMA["$defs"]["change"]["properties"]
    assert set(shown) == {one.name for one in fields(Change)} - {"tell", "both"}
    assert tuple(shown["meaning"]["items"]["properties"]["kind"]["enum"]) == KINDS
    assert tuple(SCHEMA["$defs"]["act"]["enum"]) == ACTS


def test_nothing_in_it_ends_a_line_for_some_readers() -> None:
    odd = "a\u0085b\u2028c\u2029d\x9be"
    report = reported.made(group(replace(CELL, found=odd, message=odd)))
    text = reported.written(form.write, report)
    assert not set(text) & set("\u0085\u2028\u2029\x9b")
    assert json.loads(text)["findings"][0]["found"] == odd
