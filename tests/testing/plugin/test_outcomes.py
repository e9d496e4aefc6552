"""`pytest --contested`: how the tests of a package end, and what is printed of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from contested.package import find
from contested.rules.rule import RULES
from contested.testing.specimen import HERE
from testing.plugin.projects import (
    LATE,
    NO_TEXTS,
    ONE,
    PANJSHIR,
    ROOT,
    STRICT,
    block,
    ended,
    panjshir,
    rules_on,
    run,
    specimen,
    told,
)


@pytest.mark.slow
def test_every_rule_and_table_of_the_reference_dataset_passes_or_is_skipped_with_a_reason(
    project: pytest.Pytester,
) -> None:
    panjshir(project)
    result = run(project, "--contested", "datasets/", "-rA")
    expected = {
        f"{PANJSHIR}::{test}" for test in rules_on(find(ROOT / "datasets/panjshir-2021")[0])
    }
    rules = ("quote-not-in-source", "locator-beyond-text", "text-mismatch")
    texts = {f"{PANJSHIR}::texts::{rule}" for rule in rules}
    assert result.ret == 0
    assert ended(result, "PASSED") == sorted(expected - texts)
    assert ended(result, "SKIPPED") == [f"[3] {PANJSHIR}:1: {NO_TEXTS}"]
    result.assert_outcomes(passed=len(expected) - 3, skipped=3)


@pytest.mark.slow
def test_the_datasets_of_this_repository_pass() -> None:
    given = [
        sys.executable,
        "-m",
        "pytest",
        "--contested",
        "datasets/",
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    result = subprocess.run(given, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    expected = sum(len(rules_on(package)) for package in find(ROOT / "datasets"))
    packages = len(find(ROOT / "datasets"))
    assert result.returncode == 0, result.stdout
    assert result.stdout.splitlines()[-1].startswith(
        f"{expected - 3 * packages} passed, {3 * packages} skipped in"
    )


@pytest.mark.slow
def test_a_broken_cell_fails_the_one_test_it_breaks_and_says_what_validate_says(
    project: pytest.Pytester,
) -> None:
    panjshir(project, "claims", "two,2,,,../2021-08-23?,publication", "two,2,,,2021-08-25,stated")
    result = run(project, "--contested", "datasets")
    assert result.ret == 1
    assert ended(result, "FAILED") == [f"{PANJSHIR}::claims::stated-after-publication"]
    expected = told("datasets", "stated-after-publication")
    assert expected[0].startswith(
        "datasets/panjshir-2021/data/claims.csv:2:247: error stated-after-publication: The claim"
        " was stated on 2021-08-25"
    )
    assert block(result, "claims::stated-after-publication") == expected


@pytest.mark.slow
def test_another_day_can_be_taken_for_today(project: pytest.Pytester) -> None:
    panjshir(project)
    result = run(project, "--contested", "datasets", "--contested-today", "2026-11-20")
    assert ended(result, "FAILED") == [f"{PANJSHIR}::sources::future-date"]
    assert block(result, "sources::future-date")[0].endswith(
        "error future-date: 2026-11-22 has not come yet."
    )


@pytest.mark.slow
def test_of_many_findings_the_first_twenty_are_printed_and_how_many_more_there_are(
    project: pytest.Pytester,
) -> None:
    panjshir(project, "claims", ",observation,", ",rumour,")
    result = run(project, "--contested", "datasets", "-k", "not-in-vocabulary")
    expected = told("datasets", "not-in-vocabulary")
    assert ended(result, "FAILED") == [f"{PANJSHIR}::claims::not-in-vocabulary"]
    assert re.fullmatch(
        r"not-in-vocabulary: \d+ more of \d+; --format json has them all", expected[-1]
    )
    assert block(result, "claims::not-in-vocabulary") == expected
    assert not [line for line in result.outlines if "Traceback" in line or ".py:" in line]


@pytest.mark.slow
def test_the_last_failures_are_run_again_alone(project: pytest.Pytester) -> None:
    specimen(project, LATE)
    assert ended(run(project, "--contested", "data"), "FAILED") == [
        "data/datapackage.json::claims::stated-after-publication"
    ]
    specimen(project)
    run(project, "--contested", "data", "--lf").assert_outcomes(passed=1)


@pytest.mark.slow
def test_two_workers_and_a_junit_report_say_the_same(project: pytest.Pytester) -> None:
    at = specimen(project, LATE)
    result = run(project, "--contested", "data", "-n", "2", "--junitxml", "report.xml")
    assert ended(result, "FAILED") == [f"{at}::claims::stated-after-publication"]
    assert ended(result, "SKIPPED") == [f"[3] {at}:1: {NO_TEXTS}"]
    cases = list(ET.parse(project.path / "report.xml").iter("testcase"))
    assert len(cases) == len(rules_on(find(HERE)[0]))
    failed = [case for case in cases if case.find("failure") is not None]
    assert [(case.get("classname"), case.get("name")) for case in failed] == [
        ("data.datapackage.json.claims", "stated-after-publication")
    ]
    assert (failed[0].find("failure").text or "").splitlines() == told(
        "data", "stated-after-publication"
    )  # type: ignore[union-attr]


@pytest.mark.slow
def test_settings_hold_as_they_do_for_validate(project: pytest.Pytester) -> None:
    at = specimen(project, "claims clm-a claimant_id=act-radio")
    (project.path / "contested.toml").write_text(
        'select = ["attribution", "future-date"]\nfail-on = "warning"\n[ignore]\n"future-date" ='
        ' "planned"\n'
    )
    result = run(project, "--contested", "data")
    assert ended(result, "FAILED") == [f"{at}::claims::publisher-as-claimant"]
    ignored = sum(test.endswith("::future-date") for test in rules_on(find(HERE)[0]))
    assert ended(result, "SKIPPED") == sorted(
        [f"[3] {at}:1: {NO_TEXTS}", f"[{ignored}] {at}:1: ignored (planned)"]
    )
    asked = [
        test
        for test in rules_on(find(HERE)[0])
        if RULES[test.split("::")[1]].family == "attribution"
    ]
    result.assert_outcomes(passed=len(asked) - 4, failed=1, skipped=3 + ignored)


@pytest.mark.slow
def test_a_warning_is_one_of_pytests_warnings_and_an_info_is_a_section_of_a_test_that_passes(
    project: pytest.Pytester,
) -> None:
    at = specimen(project, "claims clm-a claimant_id=act-radio ; +locations loc-nowhere")
    chosen = ["--contested", "data", "-k", "publisher-as-claimant or unused-row"]
    result = run(project, *chosen, "-rP", alone=True)
    passed = [
        test
        for test in rules_on(find(HERE)[0])
        if test.endswith(("::publisher-as-claimant", "::unused-row"))
    ]
    result.assert_outcomes(
        passed=len(passed), warnings=1, deselected=len(rules_on(find(HERE)[0])) - len(passed)
    )
    result.stdout.fnmatch_lines(
        [
            "*Captured contested call*",
            "data/data/locations.csv:*: info unused-row: Nothing refers to loc-nowhere.",
        ]
    )
    assert not [line for line in result.outlines if "resources" in line]
    result.stdout.fnmatch_lines(
        [
            f"{at}::claims::publisher-as-claimant",
            "  *ContestedWarning: data/data/claims.csv:2:*: warning publisher-as-claimant: *",
        ]
    )
    strict = run(project, *chosen, "-W", "error::contested.pytest_plugin.ContestedWarning")
    assert ended(strict, "FAILED") == [f"{at}::claims::publisher-as-claimant"]
    assert block(strict, "claims::publisher-as-claimant") == told("data", "publisher-as-claimant")


@pytest.mark.slow
def test_quotations_are_checked_where_the_texts_are_at_hand(project: pytest.Pytester) -> None:
    at = specimen(project, "claims clm-b quote='The Guard never held Low Ford,'")
    shutil.copytree(HERE / "texts", project.path / "texts")
    result = run(project, "--contested", "data", "--contested-texts", "texts", "-k", "texts")
    assert ended(result, "FAILED") == [f"{at}::texts::quote-not-in-source"]
    result.assert_outcomes(
        failed=1, passed=1, skipped=1, deselected=len(rules_on(find(HERE)[0])) - 3
    )
    specimen(project)
    (project.path / "texts/src-radio.txt").unlink()
    result = run(project, "--contested", "data", "--contested-texts", "texts", "-k", "quote-not")
    assert ended(result, "SKIPPED") == [
        f"[1] {at}:1: src-radio: its text is not in the folder of texts"
    ]


@pytest.mark.slow
def test_what_could_not_be_judged_is_skipped_if_another_test_fails_for_it_else_fails(
    project: pytest.Pytester,
) -> None:
    at = specimen(project, r'bytes claims "line 2" "\"line 2"')
    result = run(project, "--contested", "data")
    assert ended(result, "FAILED") == [f"{at}::claims::broken-quoting"]
    reason = "claims: data/data/claims.csv could not be read (broken-quoting)"
    assert any(line.endswith(f"{at}:1: {reason}") for line in ended(result, "SKIPPED"))
    (project.path / "contested.toml").write_text('select = ["stated-after-publication"]')
    result = run(project, "--contested", "data")
    assert result.ret == 1
    assert block(result, "claims::stated-after-publication") == [
        reason,
        "No rule that is asked says more of it; contested validate without --select does.",
    ]


WATCH = """
import warnings
from contested.testing.plugin import subject as pytest_subject

judge, calls = pytest_subject.validate_package, []

def counted(package, *given):
    calls.append((package.name, given[-1]))
    warnings.warn("pandas will change", DeprecationWarning)
    {then}

pytest_subject.validate_package = counted

def pytest_sessionfinish():
    print("judged", calls)
"""


@pytest.mark.slow
def test_a_package_is_judged_once_by_pandera_whose_own_warnings_fail_nothing(
    project: pytest.Pytester,
) -> None:
    specimen(project)
    project.makeini(f"[pytest]\n{STRICT}filterwarnings = error\n")
    project.makeconftest(WATCH.format(then="return judge(package, *given)"))
    both = (ONE, ONE.replace("claims", "sources"))
    asked = ("-s", "--contested-engine", "pandera")
    result = run(project, "--contested", "data", *both, *asked, alone=True)
    result.assert_outcomes(passed=2)
    name = find(HERE)[0].name
    result.stdout.fnmatch_lines([f"*judged [[]('{name}', 'pandera')]"])


def test_a_fault_of_contested_fails_every_test_of_the_package_and_happens_once(
    project: pytest.Pytester,
) -> None:
    specimen(project)
    project.makeconftest(WATCH.format(then="raise RuntimeError('out of order')"))
    both = (ONE, ONE.replace("claims", "sources"))
    result = run(project, "--contested", "data", *both, "-s", alone=True)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*RuntimeError: out of order"])
    assert sum(line.count("'polars'") for line in result.outlines if "judged [" in line) == 1
