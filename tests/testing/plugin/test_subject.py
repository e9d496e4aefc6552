"""A package under test: whatever a report says of it, one of its tests says too."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import pytest
from contested import standard
from contested.check.findings import day_number
from contested.check.validate import validate_package
from contested.pytest_plugin import ContestedWarning
from contested.report import text
from contested.results import PackageReport, Report
from contested.rules.rule import RULES
from contested.testing.plugin import subject as pytest_subject
from contested.testing.plugin.subject import Asked, Subject
from contested.testing.specimen import HERE, TODAY, changed
from testing.plugin.projects import LATE


def asked() -> Asked:
    return Asked(
        list(RULES.values()),
        {},
        "error",
        day_number(datetime.date.fromisoformat(TODAY)),
        HERE / "texts",
        ContestedWarning,
    )


@pytest.mark.parametrize(
    ("change", "level", "rule", "reason"),
    [
        (
            "table x-photos ; descriptor resources.x-photos.schema.fields.0.type=geopoint",
            "x-photos",
            "wrong-type",
            "in x_id, cells of its type are taken as text: geopoint",
        ),
        (
            (
                "table x-photos ; descriptor"
                ' resources.x-photos.schema.fields.0.constraints={"minLength": 2}'
            ),
            "x-photos",
            "too-long",
            "in x_id, nothing judges minLength",
        ),
        (
            "table photos ; descriptor resources.photos.schema.fields.0.type=geopoint",
            "photos",
            "wrong-type",
            "in x_id, cells of its type are taken as text: geopoint",
        ),
        ("delete claims", "claims", "ragged-row", "claims: data/claims.csv is not there"),
        (
            "descriptor resources.claims.path=[]",
            "claims",
            "ragged-row",
            "claims: its file is not named",
        ),
        (
            "descriptor -resources.claims",
            "claims",
            "future-date",
            "claims: it is not in the package",
        ),
    ],
)
def test_what_nothing_judges_has_a_test_that_is_skipped(
    change: str, level: str, rule: str, reason: str
) -> None:
    subject = Subject(changed(change).package(), asked())
    assert RULES[rule] in subject.levels[level]
    assert subject.verdict(level, RULES[rule]) == pytest_subject.Verdict(unjudged=reason)


def test_a_finding_for_which_there_is_no_test_is_never_lost() -> None:
    subject = Subject(changed(LATE).package(), asked())
    subject.levels["claims"].remove(RULES["stated-after-publication"])
    with pytest.raises(
        LookupError,
        match=(
            r"^stated-after-publication found something in claims, for which there is no test\."
            r" This is a fault of contested\.$"
        ),
    ):
        subject.verdict("claims", RULES["future-date"])


def test_an_error_of_a_rule_that_is_newer_than_the_package_fails_no_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rule = replace(RULES["missing-licence"], since="1.1")
    monkeypatch.setitem(RULES, rule.name, rule)
    subject = Subject(changed("descriptor licenses=").package(), asked())
    [level] = [level for level, rules in subject.levels.items() if rule in rules]
    verdict = subject.verdict(level, rule)
    assert (verdict.severity, verdict.failed) == ("warning", False)
    assert "warning missing-licence:" in verdict.text


FIRST = dict.fromkeys(rule.bad[0] for rule in RULES.values())
"""The first bad example of each rule; a descriptor that cannot be used is told at collection."""


@pytest.mark.parametrize("line", [one for one in FIRST if "descriptor-bytes" not in one])
def test_whatever_the_rules_find_or_cannot_judge_some_test_says(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[PackageReport] = []

    def judged(*given: object) -> PackageReport:
        reports.append(validate_package(*given))  # type: ignore[arg-type]
        return reports[-1]

    monkeypatch.setattr(pytest_subject, "validate_package", judged)
    subject = Subject(changed(line).package(), asked())
    verdicts = [
        (rule.name, subject.verdict(level, rule))
        for level, rules in subject.levels.items()
        for rule in rules
    ]
    printed = {found for _, verdict in verdicts for found in verdict.text.splitlines()}
    out = io.StringIO()
    text.write(Report((replace(reports[0], not_run=()),), ()), out)
    expected = out.getvalue().splitlines()[:-2]
    assert {one for one in expected if one and "more of" not in one} <= printed
    there = {*subject.package.parts, *standard.required_tables()}
    silent = {
        (one.rule, one.reason)
        for one in reports[0].not_run
        if one.where not in subject.package.tables or one.where in there
    }
    assert {rule for rule, reason in silent} <= {
        rule for rule, verdict in verdicts if verdict.unjudged
    }
    assert len(reports) == 1
