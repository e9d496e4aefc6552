"""The report for GitLab's Code Quality: every finding once, with a fingerprint and a place."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contested.check.validate import choose_rules, validate_package
from contested.report import gitlab
from contested.results import Finding, Group, Place, Report
from contested.testing.specimen import changed
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from report.reported import CELL, DAY, ESCAPES, FAULTY, group, judged, made, whole, written


def issues(report: Report) -> list[dict[str, Any]]:
    parsed: list[dict[str, Any]] = json.loads(written(gitlab.write, report))
    return parsed


def test_a_whole_report() -> None:
    assert written(gitlab.write, judged(FAULTY)) == whole("faulty.gitlab.json")


def test_a_report_without_findings_is_an_empty_array() -> None:
    assert issues(made()) == []


def test_severities_are_gitlabs_and_a_finding_without_a_line_stands_on_the_first() -> None:
    found = [
        replace(CELL, severity=severity, place=Place("p//./x.csv"))
        for severity in ("error", "warning", "info")
    ]
    told = issues(made(*(group(one) for one in found)))
    assert [one["severity"] for one in told] == ["major", "minor", "info"]
    assert [one["location"] for one in told] == [{"path": "p/x.csv", "lines": {"begin": 1}}] * 3


def test_findings_that_are_alike_have_fingerprints_of_their_own_also_in_packages_of_one_name() -> (
    None
):
    report = made(group(CELL, CELL), group(replace(CELL, key=None), replace(CELL, key=None)))
    report = replace(report, packages=report.packages * 2)
    assert len({one["fingerprint"] for one in issues(report)}) == len(issues(report)) == 8


def test_a_finding_is_written_before_the_next_one_is_told() -> None:
    out, sizes = io.StringIO(), list[int]()

    def tell(limit: int | None) -> Iterator[Finding]:
        for _ in range(3):
            sizes.append(len(out.getvalue()))
            yield CELL

    gitlab.write(made(Group("wrong-type", "error", 3, tell)), out)
    assert sizes[0] < sizes[1] < sizes[2]


def test_no_cell_ends_a_string_or_reaches_a_terminal() -> None:
    odd = replace(
        CELL,
        message=f"“{ESCAPES}”",
        found=ESCAPES,
        key=(ESCAPES,),
        suggestion=ESCAPES,
        place=replace(CELL.place, file=f"{ESCAPES}\udc80"),
    )
    text = written(gitlab.write, made(group(odd)))
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    (one,) = json.loads(text)
    assert list(one) == ["description", "check_name", "fingerprint", "severity", "location"]
    assert one["description"].replace("\ufffe", "").isprintable()
    assert one["location"] == {"path": f"{ESCAPES}�".replace("//", "/"), "lines": {"begin": 3}}


@settings(deadline=None, max_examples=one_in(3))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_whatever_a_cell_holds_every_finding_is_told_with_a_fingerprint_of_its_own(
    cell: str,
) -> None:
    specimen = changed()
    specimen.tables["claims"][0] |= {"answer": cell, "claim_id": cell}
    rules = choose_rules()
    package = validate_package(specimen.package(), rules, DAY)
    told = issues(Report((package,), tuple(r.name for r in rules)))
    assert [one["check_name"] for one in told] == [
        finding.rule for one in package.groups for finding in one.tell(None)
    ]
    assert len({one["fingerprint"] for one in told}) == len(told)
    assert all("\n" not in one["description"] for one in told)
