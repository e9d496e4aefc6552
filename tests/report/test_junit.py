"""The report for build servers: JUnit XML in which every rule is a case, and no cell is markup."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from contested import __version__
from contested.check.validate import choose_rules, validate_package
from contested.report import junit
from contested.results import NotRun, Report
from contested.rules.rule import RULES
from contested.testing.specimen import changed
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped, TestCase
from report.reported import CELL, DAY, ESCAPES, FAULTY, group, judged, made, whole, written


def cases(report: Report) -> dict[str, TestCase]:
    """Each case of the report by its name, as junitparser reads it."""
    return {
        case.name: case
        for suite in JUnitXml.fromstring(written(junit.write, report).encode())
        for case in suite
    }


def test_a_whole_report() -> None:
    assert written(
        junit.write, judged(FAULTY, "missing-metadata", "dangling-reference", "text-mismatch")
    ) == whole("faulty.junit.xml")


def test_it_is_read_back_with_a_suite_a_family_and_a_case_a_rule() -> None:
    report = judged(FAULTY)
    xml = JUnitXml.fromstring(written(junit.write, report).encode())
    assert [suite.name for suite in xml] == [
        f". {family}" for family in dict.fromkeys(RULES[name].family for name in report.rules)
    ]
    assert [case.name for suite in xml for case in suite] == list(report.rules)
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (len(report.rules), 2, 0, 3)
    for suite in xml:
        results = [result for case in suite for result in case.result]
        counted = (
            sum(isinstance(r, Failure) for r in results),
            sum(isinstance(r, Skipped) for r in results),
        )
        assert (suite.tests, suite.failures, suite.skipped) == (len(list(suite)), *counted)


def test_each_package_has_suites_of_its_own() -> None:
    one = made(group(CELL)).packages[0]
    report = replace(made(group(CELL)), packages=(one, replace(one, path="q", groups=())))
    assert [
        (s.name, s.failures) for s in JUnitXml.fromstring(written(junit.write, report).encode())
    ] == [
        ("p cells", 1),
        ("p references", 0),
        ("q cells", 0),
        ("q references", 0),
    ]


def test_an_error_fails_and_a_warning_or_a_remark_is_only_printed() -> None:
    for severity in ("warning", "info"):
        case = cases(made(group(replace(CELL, severity=severity))))["wrong-type"]
        assert (case.result, case.system_out.splitlines()[0]) == (
            [],
            f"p/data/claims.csv:3:19: {severity}: “x” is wrong.",
        )
    (failure,) = cases(made(group(CELL)))["wrong-type"].result
    assert (type(failure), failure.type, failure.message) == (
        Failure,
        "wrong-type",
        "1 finding, the first: “x” is wrong.",
    )


def test_of_many_findings_some_are_told_and_the_others_counted() -> None:
    (failure,) = cases(made(group(*[CELL] * 30), group(*[CELL] * 1234)))["wrong-type"].result
    assert failure.message == "1,264 findings, the first: “x” is wrong."
    assert failure.text.count("claims.csv:3:19") == junit.SHOWN
    assert (
        failure.text.splitlines()[-1]
        == "1,214 more of 1,264; --report json=report.json has them all"
    )
    (failure,) = cases(made(group(*[CELL] * 50)))["wrong-type"].result
    assert failure.text.splitlines()[-1] == "    Mend: Do z."


def test_a_rule_that_did_not_run_everywhere_is_skipped_unless_it_found_something() -> None:
    missed = (
        NotRun("wrong-type", "claims", "a reason"),
        NotRun("unused-row", "claims", "a reason"),
        NotRun("unused-row", "actors", "a reason"),
    )
    told = cases(made(group(CELL), not_run=missed))
    assert [type(result) for result in told["wrong-type"].result] == [Failure]
    assert told["wrong-type"].system_out == "did not run everywhere: a reason (claims)"
    (skipped,) = told["unused-row"].result
    assert (type(skipped), skipped.message) == (
        Skipped,
        "did not run everywhere: a reason (claims, actors)",
    )


def test_what_was_ignored_or_is_in_the_baseline_is_a_property_of_each_suite() -> None:
    report = replace(
        made(),
        notes={"ignored": {"dates": "--ignore"}, "baseline": "2 findings are in the baseline b"},
    )
    for suite in JUnitXml.fromstring(written(junit.write, report).encode()):
        assert [(one.name, one.value) for one in suite.properties()] == [
            ("contested", __version__),
            ("note", "ignored (--ignore): dates"),
            ("note", "2 findings are in the baseline b"),
        ]


def test_no_cell_ends_an_element_or_is_no_xml() -> None:
    odd = replace(
        CELL,
        message=f"“{ESCAPES}”",
        found=ESCAPES,
        key=(ESCAPES,),
        suggestion=ESCAPES,
        place=replace(CELL.place, file=ESCAPES),
    )
    report = made(
        group(odd),
        not_run=(NotRun("wrong-type", ESCAPES, ESCAPES), NotRun("unused-row", ESCAPES, "\0\udc80")),
    )
    report = replace(
        report,
        packages=(replace(report.packages[0], path=ESCAPES),),
        notes={"ignored": {"dates": ESCAPES}},
    )
    text = written(junit.write, report)
    root = ElementTree.fromstring(text.encode())
    assert [one.tag for one in root.iter()] == [
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "property",
        "testcase",
        "failure",
        "system-out",
        "testsuite",
        "properties",
        "property",
        "property",
        "testcase",
        "skipped",
    ]
    assert text.replace("\n", "").isprintable()
    (failure,) = cases(report)["wrong-type"].result
    assert failure.text.splitlines()[0].endswith(
        "error: “⟨U+001B⟩]0;x⟨U+0007⟩⟨right-to-left"
        " override⟩]]></failure><!--&lt;\"'`%0A::error::{0}[a](javascript:x)⟨U+FFFE⟩"
        "\U0001f600⟨carriage"
        " return⟩ ⟨line separator⟩{{}}\\u0022”"
    )


@settings(deadline=None, max_examples=one_in(3))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_whatever_a_cell_holds_the_report_is_read_back(cell: str) -> None:
    specimen = changed()
    specimen.tables["claims"][0] |= {"answer": cell, "claim_id": cell}
    rules = choose_rules()
    package = validate_package(specimen.package(), rules, DAY)
    told = cases(Report((package,), tuple(r.name for r in rules)))
    assert list(told) == [rule.name for rule in rules]
    assert {
        name for name, case in told.items() if any(isinstance(r, Failure) for r in case.result)
    } == {g.rule for g in package.groups if g.severity == "error"}
