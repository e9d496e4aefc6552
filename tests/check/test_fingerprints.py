"""Findings are known by rule, table, row and column, wherever they stand."""

from __future__ import annotations

import json
from dataclasses import replace

from contested.check.fingerprints import Mark, Marks
from contested.check.validate import choose_rules, validate_package
from contested.results import PackageReport, Place
from contested.testing.specimen import changed
from report.reported import CELL, DAY, ESCAPES, judged

PACKAGE = PackageReport("p", "ford", (), (), {})
FAULTS = (
    "claims clm-e stated=2021-08-25 ; claims clm-b claimant_id=act-gard ; claims clm-c"
    " claimant_id=act-gard ; sources src-wire source_type=Wire"
)
KEYLESS = replace(CELL, key=None)
FILE = replace(CELL, row=None, key=None, column=None, found=None)


def lines(change: str, *rules: str) -> list[str]:
    """The marks of everything that is found, in order."""
    report, marks = judged(change, *rules), Marks()
    return [
        marks.of(finding, package).line()
        for package in report.packages
        for one in package.groups
        for finding in one.tell(None)
    ]


def of(*findings: object) -> list[Mark]:
    marks = Marks()
    return [marks.of(finding, PACKAGE) for finding in findings]  # type: ignore[arg-type]


def test_a_mark_says_rule_table_row_and_column_in_one_line_and_nothing_of_the_place() -> None:
    assert [
        json.loads(line)
        for line in lines(
            "claims clm-b claimant_id=act-gard ; descriptor title= ; relays clm-m,1 relayed=2021-13"
        )
    ] == [
        {
            "package": "low-ford",
            "rule": "missing-metadata",
            "file": "datapackage.json",
            "found": lines("descriptor title=")[0][-34:-2],
        },
        {
            "package": "low-ford",
            "rule": "malformed-date",
            "table": "relays",
            "key": ["clm-m", "1"],
            "column": "relayed",
        },
        {
            "package": "low-ford",
            "rule": "dangling-reference",
            "table": "claims",
            "key": ["clm-b"],
            "column": "claimant_id",
        },
    ]


def test_moving_rows_and_adding_others_changes_no_mark() -> None:
    before = set(lines(FAULTS))
    assert len(before) == 4
    assert before <= set(
        lines(
            "+claims clm-0 from=clm-a answer=act-guard ; +actors act-00 name=Zed"
            f" actor_type=collective ; {FAULTS}"
        )
    )
    specimen = changed(FAULTS)
    package = specimen.package()
    files: dict[str, bytes] = package.store.files  # type: ignore[attr-defined]
    header, *rows = files["data/claims.csv"].decode().splitlines(keepends=True)
    files["data/claims.csv"] = "".join([header, *reversed(rows)]).encode()
    marks, report = Marks(), validate_package(package, choose_rules(ignore=["unsorted-rows"]), DAY)
    assert {
        marks.of(finding, report).line() for one in report.groups for finding in one.tell(None)
    } == before


def test_a_keyless_row_is_known_by_what_was_found_and_one_that_is_alike_by_its_number() -> None:
    first, same, other, blank_key = of(
        KEYLESS, replace(KEYLESS, row=7), replace(KEYLESS, found="y"), replace(CELL, key=("a", ""))
    )
    assert (first.number, same) == (1, replace(first, number=2))
    assert (len(first.found or ""), first.file, other.found == first.found, other.number) == (
        32,
        None,
        False,
        1,
    )
    assert (blank_key.key, blank_key.found) == (("a", ""), first.found)
    assert of(CELL, CELL)[1] == Mark("ford", "wrong-type", "claims", ("clm-a",), "answer", number=2)


def test_a_fault_of_a_file_is_known_by_the_file_and_not_by_what_changes_with_every_row() -> None:
    one, more, elsewhere, other = of(
        replace(FILE, values={"ends": "CR", "count": "3", "lines": "14"}),
        replace(FILE, values={"ends": "CR", "count": "4", "lines": "15"}),
        replace(FILE, values={"ends": "CR"}, place=Place("p/data/b.csv")),
        replace(FILE, values={"ends": "CR LF"}),
    )
    assert more == replace(one, number=2)
    assert (one.file, elsewhere) == ("data/claims.csv", replace(one, file="data/b.csv"))
    assert (other.found == one.found, other.number) == (False, 1)
    assert of(replace(FILE, values={}))[0].found is None


def test_marks_that_differ_have_fingerprints_that_differ_and_stay_the_same() -> None:
    marks = of(
        CELL,
        CELL,
        KEYLESS,
        FILE,
        replace(CELL, column="quote"),
        replace(CELL, table="actors"),
        replace(CELL, rule="too-long"),
    )
    assert len({mark.fingerprint for mark in marks}) == 7
    assert marks[0].fingerprint == "28b8d0ad0adc87d23f036f82d30653f5"
    assert (
        Mark("ford", "a", key=("b c",)).fingerprint != Mark("ford", "a", key=("b", "c")).fingerprint
    )


def test_a_line_holds_nothing_unseen_whatever_the_key_is() -> None:
    line = Mark("ford", "a", key=(ESCAPES, "\udc80")).line()
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["key"] == [ESCAPES, "\udc80"]
