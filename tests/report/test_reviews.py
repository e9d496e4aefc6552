"""Reports of a review: their order, and what is new beside what is published too."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from contested.report import (
    changes,
    github,
    gitlab,
    html,
    junit,
    markdown,
    meaning,
    text,
)
from contested.report import json as machine
from contested.results import Change, PackageReport, Report
from junitparser import JUnitXml
from report.hostile import finding, reviewed
from report.reported import group, written
from report.test_sarif import run_of


def test_a_review_tells_facts_suspicions_meaning_findings_rows_and_changelog_in_order() -> None:
    headings = [
        changes.FIRST,
        meaning.UNCONTESTED,
        meaning.CONTESTED,
        *meaning.HEADINGS.values(),
        changes.FINDINGS,
        "mend",
        "claims: 1 gone",
        changes.CHANGELOG,
    ]
    for write in (text.write, markdown.write, html.write):
        told = written(write, reviewed("z"))
        assert (
            write,
            places := [told.index("compared with"), *(told.rindex(one) for one in headings)],
        ) == (write, sorted(places))


def test_what_the_published_version_has_too_is_marked_and_comes_after_what_is_new() -> None:
    told = written(text.write, reviewed("z"))
    assert re.findall("^[^ ]*: error ([^:]*): .*?((?:also .*)?)$", told, re.M) == [
        ("vanished-row", ""),
        ("wrong-type", ""),
        ("wrong-type", ""),
        ("wrong-type", "also in the published version)"),
    ]
    assert told.endswith(
        ": 3 new errors, 0 new warnings, 0 new info; also in the published version: 1 error\n"
    )
    told = written(markdown.write, reviewed("z"))
    assert told.startswith(
        "## Review: 3 new errors, 0 new warnings, 0 new info\n\nAlso in the published version: 1"
        " error.\n"
    )
    assert [line for line in told.splitlines() if line.startswith("| error")] == [
        "| error | `vanished-row` | 1 |",
        "| error | `wrong-type` | 2 |",
        "| error | `wrong-type` (also in the published version) | 1 |",
    ]
    assert [
        one["known"] for one in json.loads(written(machine.write, reviewed("z")))["findings"]
    ] == [False, False, False, True]


def test_annotations_are_of_what_is_new_and_what_is_gone_has_a_file_but_no_line() -> None:
    told = [
        line for line in written(github.write, reviewed("z")).splitlines() if line.startswith("::")
    ]
    assert [line.split("::")[1] for line in told] == [
        "error file=p/z/new.csv,title=vanished-row",
        "error file=p/z/claims.csv,line=3,col=19,title=wrong-type (1 of 2)",
        "error file=p/z/claims.csv,line=3,col=19,title=wrong-type (2 of 2)",
    ]
    assert "%0APublished at: p/z/claims.csv:3:19%0A" in told[0]


def test_code_scanning_and_code_quality_know_what_is_new_and_find_what_is_gone() -> None:
    results = run_of(reviewed("z"))["results"]
    assert [one["baselineState"] for one in results] == ["new", "new", "new", "unchanged"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    assert (places[2]["artifactLocation"], places[2]["region"]) == (
        {"uri": "p/z/new.csv"},
        {"startLine": 1},
    )
    issues = json.loads(written(gitlab.write, reviewed("z")))
    assert issues[2]["location"] == {"path": "p/z/new.csv", "lines": {"begin": 1}}
    assert ["(also in the published version)" in one["description"] for one in issues] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(("only_new", "failed"), [(False, ["wrong-type"]), (True, [])])
def test_where_only_what_is_new_is_to_fail_a_known_error_fails_no_case(
    only_new: bool, failed: list[str]
) -> None:
    known = replace(group(replace(finding("z"), known=True)), known=True)
    report = Report(
        (PackageReport("p", "p", (known,), (), {}, Change("same", "b")),),
        ("wrong-type",),
        {"only_new": only_new},
    )
    cases = [
        case
        for suite in JUnitXml.fromstring(written(junit.write, report).encode())
        for case in suite
    ]
    assert [
        case.name for case in cases for result in case.result if type(result).__name__ == "Failure"
    ] == failed
