"""`pytest --contested`: which tests a package has, how they end, and how they get along with a project's own."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from contested import pytest_subject, standard
from contested.checks import expand
from contested.finding import PackageReport, Report
from contested.package import Package, find
from contested.pytest_subject import Asked, Subject
from contested.report import text
from contested.rule import RULES
from contested.specimen import HERE, TODAY, changed
from contested.tell import day_number
from contested.validation import validate, validate_package

ROOT = Path(__file__).parent.parent
PANJSHIR = "datasets/panjshir-2021/datapackage.json"
LATER = "2026-12-31"
LATE = "claims clm-a stated=2021-08-24"
NO_TEXTS = "no folder of texts was given (--contested-texts)"
STRICT = "addopts = -ra --strict-markers --strict-config\n"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose own tests are one, in tests/."""
    pytester.makeini(f"[pytest]\n{STRICT}testpaths = tests\n")
    pytester.mkdir("tests").joinpath("test_own.py").write_text("def test_own(): pass\n")
    return pytester


def panjshir(project: pytest.Pytester, table: str = "", old: str = "", new: str = "") -> None:
    """A copy of the reference dataset, in which every `old` of a table may be `new`."""
    folder = shutil.copytree(ROOT / "datasets/panjshir-2021", project.path / "datasets/panjshir-2021")
    if table:
        file = folder / f"data/{table}.csv"
        file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))


def specimen(project: pytest.Pytester, change: str = "", folder: str = "data") -> str:
    """The specimen after a change, as a folder of the project; gives its descriptor."""
    for name, data in dict(changed(change).package().store.files).items():  # type: ignore[attr-defined]
        file = project.path / folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return f"{folder}/datapackage.json"


def run(project: pytest.Pytester, *args: str) -> pytest.RunResult:
    """pytest, in a process of its own, told which day it is."""
    return project.runpytest_subprocess("--contested-today", LATER, *args)


def collected(project: pytest.Pytester, *args: str) -> list[str]:
    """The tests that pytest would run."""
    return [line for line in run(project, "--collect-only", "-q", *args).outlines if "::" in line and not line.startswith("ERROR")]


def ended(result: pytest.RunResult, how: str) -> list[str]:
    """The tests that ended so, or for SKIPPED how many did and why."""
    return sorted(line.partition(" ")[2].split(" - ")[0] for line in result.outlines if line.startswith(f"{how} "))


def rules_on(package: Package) -> set[str]:
    """Every rule × table that can be judged, in the names of the standard."""
    there = {*package.parts, *standard.required_tables()}
    found = {f"{check.table}::{check.rule.name}" for check in expand(RULES.values(), package.tables) if check.table in there}
    for rule in RULES.values():
        levels = {"package": ["package"], "text": ["texts"], "file": list(package.parts)}.get(rule.scope, [])
        found |= {f"{level}::{rule.name}" for level in levels}
    return found


def told(path: str, rule: str) -> list[str]:
    """What `contested validate` prints, in the folder of the project, of one rule's findings."""
    out = io.StringIO()
    report = validate(path, select=[rule], today=datetime.date.fromisoformat(LATER))
    text.write(Report(report.packages, ()), out)
    return out.getvalue().splitlines()[:-2]


def block(result: pytest.RunResult, test: str) -> list[str]:
    """What is printed of a test that failed."""
    start = next(n for n, line in enumerate(result.outlines) if re.fullmatch(rf"_+ {test} _+", line)) + 1
    end = next(n for n, line in enumerate(result.outlines) if n >= start and re.match(r"_{3}|={3}", line))
    return result.outlines[start:end]


@pytest.mark.slow
def test_every_rule_and_table_of_the_reference_dataset_passes_or_is_skipped_with_a_reason(project: pytest.Pytester) -> None:
    panjshir(project)
    result = run(project, "--contested", "datasets/", "-rA")
    expected = {f"{PANJSHIR}::{test}" for test in rules_on(find(ROOT / "datasets/panjshir-2021")[0])}
    texts = {f"{PANJSHIR}::texts::quote-not-in-source", f"{PANJSHIR}::texts::text-mismatch"}
    assert result.ret == 0
    assert ended(result, "PASSED") == sorted(expected - texts)
    assert ended(result, "SKIPPED") == [f"[2] {PANJSHIR}:1: {NO_TEXTS}"]
    result.assert_outcomes(passed=len(expected) - 2, skipped=2)


@pytest.mark.slow
def test_the_datasets_of_this_repository_pass() -> None:
    given = [sys.executable, "-m", "pytest", "--contested", "datasets/", "-q", "-p", "no:cacheprovider"]
    result = subprocess.run(given, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    expected = sum(len(rules_on(package)) for package in find(ROOT / "datasets"))
    packages = len(find(ROOT / "datasets"))
    assert result.returncode == 0, result.stdout
    assert result.stdout.splitlines()[-1].startswith(f"{expected - 2 * packages} passed, {2 * packages} skipped in")


@pytest.mark.slow
def test_a_broken_cell_fails_the_one_test_it_breaks_and_says_what_validate_says(project: pytest.Pytester) -> None:
    panjshir(project, "claims", "two,2,,../2021-08-23?,publication", "two,2,,2021-08-24,stated")
    result = run(project, "--contested", "datasets")
    assert result.ret == 1
    assert ended(result, "FAILED") == [f"{PANJSHIR}::claims::stated-after-publication"]
    expected = told("datasets", "stated-after-publication")
    assert expected[0].startswith("datasets/panjshir-2021/data/claims.csv:2:241: error stated-after-publication: The claim was stated on 2021-08-24")
    assert block(result, "claims::stated-after-publication") == expected


@pytest.mark.slow
def test_another_day_can_be_taken_for_today(project: pytest.Pytester) -> None:
    panjshir(project)
    result = run(project, "--contested", "datasets", "--contested-today", "2026-11-21")
    assert ended(result, "FAILED") == [f"{PANJSHIR}::sources::future-date"]
    assert block(result, "sources::future-date")[0].endswith("error future-date: 2026-11-22 has not come yet.")


@pytest.mark.slow
def test_of_many_findings_the_first_twenty_are_printed_and_how_many_more_there_are(project: pytest.Pytester) -> None:
    panjshir(project, "claims", ",observation,", ",rumour,")
    result = run(project, "--contested", "datasets", "-k", "not-in-vocabulary")
    expected = told("datasets", "not-in-vocabulary")
    assert ended(result, "FAILED") == [f"{PANJSHIR}::claims::not-in-vocabulary"]
    assert re.fullmatch(r"not-in-vocabulary: \d+ more of \d+; --format json has them all", expected[-1])
    assert block(result, "claims::not-in-vocabulary") == expected
    assert not [line for line in result.outlines if "Traceback" in line or ".py:" in line]


def test_collecting_reads_no_table_and_starts_no_engine(project: pytest.Pytester) -> None:
    panjshir(project)
    for file in (project.path / "datasets/panjshir-2021/data").iterdir():
        file.write_bytes(b"\xff\x00")
    project.makeconftest("import sys\ndef pytest_collection_finish(): print('loaded', sorted({'pandas', 'pandera', 'narwhals.sql'} & set(sys.modules)))")
    result = run(project, "--contested", "datasets", "--collect-only", "-q")
    assert "loaded []" in result.outlines
    tests = [line for line in result.outlines if "::" in line]
    assert sorted(tests) == sorted(f"{PANJSHIR}::{test}" for test in rules_on(find(ROOT / "datasets/panjshir-2021")[0]))


def test_tests_stand_in_the_order_of_the_tables_and_of_the_catalogue(project: pytest.Pytester) -> None:
    specimen(project)
    levels = [test.split("::")[1:] for test in collected(project, "--contested", "data")]
    assert list(dict.fromkeys(level for level, _ in levels)) == ["package", *standard.tables(), "texts"]
    order = list(RULES)
    assert [rule for level, rule in levels if level == "claims"] == sorted((rule for level, rule in levels if level == "claims"), key=order.index)


def test_a_table_that_is_left_out_has_no_tests_and_one_of_the_packages_own_has(project: pytest.Pytester) -> None:
    specimen(project, "descriptor -resources.relations ; table x-photos")
    levels = {test.split("::")[1] for test in collected(project, "--contested", "data")}
    assert levels == {"package", *standard.tables(), "x-photos", "texts"} - {"relations"}


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["-k", "stated-after-publication"], {"claims::stated-after-publication"}),
        (["-k", "relations and superseded"], {"relations::superseded-by-another"}),
        (["-m", "contested_privacy and contested_warning"], {"claims::pinpointed-person"}),
        (["-m", "contested_info"], None),
        (["-m", "contested_dates"], None),
        (["-m", "not contested"], set()),
    ],
)
def test_tests_are_chosen_by_name_by_family_and_by_severity(project: pytest.Pytester, args: list[str], expected: set[str] | None) -> None:
    at = specimen(project)
    if expected is None:
        wanted = args[1].removeprefix("contested_")
        expected = {test for test in rules_on(find(HERE)[0]) if wanted in (RULES[test.split("::")[1]].family, RULES[test.split("::")[1]].severity)}
        assert expected
    own = [] if args[0] == "-k" or "not" not in args[1] else ["tests/test_own.py::test_own"]
    assert sorted(collected(project, "--contested", "data", "tests", *args)) == sorted([*(f"{at}::{test}" for test in expected), *own])


def test_the_markers_are_registered_and_told(project: pytest.Pytester) -> None:
    specimen(project)
    lines = run(project, "--contested", "data", "--markers").outlines
    assert "@pytest.mark.contested_dates: a rule of the family dates" in lines
    assert "@pytest.mark.contested_error: a rule that finds what is of the severity error" in lines


@pytest.mark.slow
def test_the_last_failures_are_run_again_alone(project: pytest.Pytester) -> None:
    specimen(project, LATE)
    assert ended(run(project, "--contested", "data"), "FAILED") == ["data/datapackage.json::claims::stated-after-publication"]
    specimen(project)
    run(project, "--contested", "data", "--lf").assert_outcomes(passed=1)


@pytest.mark.slow
def test_two_workers_and_a_junit_report_say_the_same(project: pytest.Pytester) -> None:
    at = specimen(project, LATE)
    result = run(project, "--contested", "data", "-n", "2", "--junitxml", "report.xml")
    assert ended(result, "FAILED") == [f"{at}::claims::stated-after-publication"]
    assert ended(result, "SKIPPED") == [f"[2] {at}:1: {NO_TEXTS}"]
    cases = list(ET.parse(project.path / "report.xml").iter("testcase"))
    assert len(cases) == len(rules_on(find(HERE)[0]))
    failed = [case for case in cases if case.find("failure") is not None]
    assert [(case.get("classname"), case.get("name")) for case in failed] == [("data.datapackage.json.claims", "stated-after-publication")]
    assert (failed[0].find("failure").text or "").splitlines() == told("data", "stated-after-publication")  # type: ignore[union-attr]


@pytest.mark.slow
def test_settings_hold_as_they_do_for_validate(project: pytest.Pytester) -> None:
    at = specimen(project, "claims clm-a claimant_id=act-radio")
    (project.path / "contested.toml").write_text('select = ["attribution", "future-date"]\nfail-on = "warning"\n[ignore]\n"future-date" = "planned"\n')
    result = run(project, "--contested", "data")
    assert ended(result, "FAILED") == [f"{at}::claims::publisher-as-claimant"]
    ignored = sum(test.endswith("::future-date") for test in rules_on(find(HERE)[0]))
    assert ended(result, "SKIPPED") == sorted([f"[2] {at}:1: {NO_TEXTS}", f"[{ignored}] {at}:1: ignored (planned)"])
    asked = [test for test in rules_on(find(HERE)[0]) if RULES[test.split("::")[1]].family == "attribution"]
    result.assert_outcomes(passed=len(asked) - 3, failed=1, skipped=2 + ignored)


@pytest.mark.slow
def test_a_warning_is_one_of_pytests_warnings_and_an_info_is_a_section_of_a_test_that_passes(project: pytest.Pytester) -> None:
    at = specimen(project, "claims clm-a claimant_id=act-radio ; +locations loc-nowhere")
    chosen = ["--contested", "data", "-k", "publisher-as-claimant or unused-row"]
    result = run(project, *chosen, "-rP")
    passed = [test for test in rules_on(find(HERE)[0]) if test.endswith(("::publisher-as-claimant", "::unused-row"))]
    result.assert_outcomes(passed=len(passed), warnings=1, deselected=len(rules_on(find(HERE)[0])) - len(passed))
    result.stdout.fnmatch_lines(["*Captured contested call*", "data/data/locations.csv:*: info unused-row: Nothing refers to loc-nowhere."])
    assert not [line for line in result.outlines if "resources" in line]
    result.stdout.fnmatch_lines([f"{at}::claims::publisher-as-claimant", "  *ContestedWarning: data/data/claims.csv:2:*: warning publisher-as-claimant: *"])
    strict = run(project, *chosen, "-W", "error::contested.pytest_plugin.ContestedWarning")
    assert ended(strict, "FAILED") == [f"{at}::claims::publisher-as-claimant"]
    assert block(strict, "claims::publisher-as-claimant") == told("data", "publisher-as-claimant")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere"], "--contested: {path}/nowhere is not there."),
        (["tests"], "--contested: There is no datapackage.json in {path}/tests or below it."),
        (
            ["tests/test_own.py"],
            "--contested: {path}/tests/test_own.py is neither a datapackage.json, nor a folder, nor a readable zip of one (File is not a zip file).",
        ),
        (["data", "--contested-texts", "nowhere"], "--contested-texts: there is no folder nowhere"),
        (["data", "--contested-today", "soon"], "--contested-today is a day such as 2021-08-23, not “soon”"),
        (["data", "-o", "contested_paths=nowhere"], "--contested: {path}/nowhere is not there."),
    ],
)
def test_a_call_that_cannot_be_followed_is_refused_in_plain_words(project: pytest.Pytester, args: list[str], message: str) -> None:
    specimen(project)
    result = project.runpytest_subprocess("--contested", *args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [f"ERROR: {message.format(path=project.path)}"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('select = ["date"]', "{path}/contested.toml: there is no rule “date”; did you mean “dates”? “contested rules” lists them."),
        ('select = ["dates"]\nignore = { dates = "later" }', "--contested: no rule is left to ask: every one that is selected is also ignored"),
    ],
)
def test_settings_that_cannot_be_followed_are_refused(project: pytest.Pytester, settings: str, message: str) -> None:
    specimen(project)
    (project.path / "contested.toml").write_text(settings)
    result = run(project, "--contested", "data")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [f"ERROR: {message.format(path=project.path)}"]


def test_without_pandera_it_is_said_how_to_get_it(project: pytest.Pytester) -> None:
    specimen(project)
    project.makepyfile(blocked="import sys\nsys.modules['pandera'] = None\n")
    result = project.runpytest_subprocess("-p", "blocked", "--contested", "data")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: --contested needs pandera, which is not installed: pip install 'contested[pandera]'" in result.errlines


def test_a_descriptor_that_cannot_be_read_is_an_error_of_collection(project: pytest.Pytester) -> None:
    specimen(project)
    (project.path / "data/datapackage.json").write_text('{"name": ,}')
    result = run(project, "--contested", "data")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert block(result, "ERROR collecting data/datapackage.json") == [
        "data/datapackage.json:1:10 cannot be read: it is not JSON from here on (Expecting value)"
    ]
    result.assert_outcomes(errors=1)


def test_a_package_that_pytest_is_told_to_pass_over_is_not_passed_over_in_silence(project: pytest.Pytester) -> None:
    at = specimen(project, folder="build/data")
    result = run(project, "--contested", "build", ".")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    expected = f"ERROR: --contested: pytest passed over {project.path}/{at}, as norecursedirs, collect_ignore or --ignore tell it to"
    assert [line for line in result.errlines if line] == [expected]
    assert f"{at}::claims::future-date" in collected(project, "--contested", "build")


OWN = "tests/test_own.py::test_own"
ONE = "data/datapackage.json::claims::future-date"


@pytest.mark.parametrize(
    ("args", "own", "tests"),
    [
        ([], True, 0),
        (["data"], False, 0),
        (["--contested", "data"], False, "all"),
        (["--contested", "data", "--contested", "data/datapackage.json"], False, "all"),
        (["--contested=data", "tests"], True, "all"),
        (["tests/test_own.py", "--contested", "data"], True, "all"),
        (["--contested", "data", "."], True, "all"),
        (["--contested", "data", "data"], False, "all"),
        (["--contested", "data", ONE], False, 1),
        (["--contested", "data", ONE, ONE.replace("future-date", "wrong-type"), "tests"], True, 2),
        (["-o", "contested_paths=data"], True, "all"),
        (["-o", "contested_paths=data", "tests"], True, 0),
        (["-o", "contested_paths=data", "data"], False, "all"),
        (["-o", "contested_paths=data", ONE], False, 1),
        (["-o", "contested_paths=data", "--contested", "data", "tests"], True, "all"),
    ],
)
def test_named_packages_come_besides_what_is_named_and_nothing_is_lost_or_twice(project: pytest.Pytester, args: list[str], own: bool, tests: int | str) -> None:
    specimen(project)
    found = collected(project, *args)
    assert (OWN in found, len(found) - own) == (own, len(rules_on(find(HERE)[0])) if tests == "all" else tests)
    assert len(set(found)) == len(found)


def test_below_the_root_the_setting_adds_nothing_to_what_lies_there(project: pytest.Pytester) -> None:
    specimen(project)
    project.makeini("[pytest]\ncontested_paths = data\n")
    project.chdir()
    assert len(collected(project)) == 1 + len(rules_on(find(HERE)[0]))
    given = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    result = subprocess.run(given, cwd=project.path / "tests", capture_output=True, encoding="utf-8", check=False)
    assert [line for line in result.stdout.splitlines() if "::" in line] == [OWN]


@pytest.mark.slow
def test_packages_in_a_zip_are_tested_too(project: pytest.Pytester) -> None:
    with zipfile.ZipFile(project.path / "one.zip", "w") as one, zipfile.ZipFile(project.path / "two.zip", "w") as two:
        for archive, folder, change in ((one, "ford", LATE), (two, "a", LATE), (two, "b", "")):
            for name, data in dict(changed(change).package().store.files).items():  # type: ignore[attr-defined]
                archive.writestr(f"{folder}/{name}", data)
    result = run(project, "--contested", "one.zip", "--contested", "two.zip")
    assert ended(result, "FAILED") == ["one.zip::claims::stated-after-publication", "two.zip::a::claims::stated-after-publication"]
    assert block(result, "claims::stated-after-publication")[0].startswith("one.zip/ford/data/claims.csv:2:")
    result.assert_outcomes(failed=2, passed=3 * len(rules_on(find(HERE)[0])) - 8, skipped=6)


@pytest.mark.slow
def test_a_package_outside_the_root_is_named_from_there(project: pytest.Pytester) -> None:
    specimen(project, folder="elsewhere")
    inner = project.mkdir("inner")
    inner.joinpath("pytest.ini").write_text(f"[pytest]\n{STRICT}")
    given = [sys.executable, "-m", "pytest", "--contested", "../elsewhere", "--contested-today", LATER, "-k", "future-date", "-rA"]
    result = subprocess.run(given, cwd=inner, capture_output=True, encoding="utf-8", check=False)
    assert "PASSED ../elsewhere/datapackage.json::claims::future-date" in result.stdout.splitlines()


@pytest.mark.slow
def test_quotations_are_checked_where_the_texts_are_at_hand(project: pytest.Pytester) -> None:
    at = specimen(project, "claims clm-b quote='The Guard never held Low Ford,'")
    shutil.copytree(HERE / "texts", project.path / "texts")
    result = run(project, "--contested", "data", "--contested-texts", "texts", "-k", "texts")
    assert ended(result, "FAILED") == [f"{at}::texts::quote-not-in-source"]
    result.assert_outcomes(failed=1, passed=1, deselected=len(rules_on(find(HERE)[0])) - 2)
    specimen(project)
    (project.path / "texts/src-radio.txt").unlink()
    result = run(project, "--contested", "data", "--contested-texts", "texts", "-k", "quote-not")
    assert ended(result, "SKIPPED") == [f"[1] {at}:1: src-radio: its text is not in the folder of texts"]


@pytest.mark.slow
def test_what_could_not_be_judged_is_skipped_where_another_test_fails_for_it_and_fails_where_none_does(project: pytest.Pytester) -> None:
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
from contested import pytest_subject

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
def test_a_package_is_judged_once_by_pandera_whose_own_warnings_fail_nothing(project: pytest.Pytester) -> None:
    specimen(project)
    project.makeini(f"[pytest]\n{STRICT}filterwarnings = error\n")
    project.makeconftest(WATCH.format(then="return judge(package, *given)"))
    result = run(project, "--contested", "data", ONE, ONE.replace("claims", "sources"), "-s")
    result.assert_outcomes(passed=2)
    name = find(HERE)[0].name
    result.stdout.fnmatch_lines([f"*judged [[]('{name}', 'pandera')]"])


def test_a_fault_of_contested_fails_every_test_of_the_package_and_happens_once(project: pytest.Pytester) -> None:
    specimen(project)
    project.makeconftest(WATCH.format(then="raise RuntimeError('out of order')"))
    result = run(project, "--contested", "data", ONE, ONE.replace("claims", "sources"), "-s")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*RuntimeError: out of order"])
    assert sum(line.count("'pandera'") for line in result.outlines if "judged [" in line) == 1


def test_until_it_is_asked_for_it_loads_nothing(project: pytest.Pytester) -> None:
    project.makeconftest("import sys\ndef pytest_sessionfinish(): print('loaded', sorted(m for m in sys.modules if m.split('.')[0] == 'contested'))")
    result = project.runpytest_subprocess("-q", "-s")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*loaded [[]'contested', 'contested.pytest_plugin']"])
    code = "import sys, pytest; before = set(sys.modules); import contested.pytest_plugin; print(sorted(set(sys.modules) - before))"
    given = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(given.stdout.replace("'", '"')) == ["contested", "contested.pytest_plugin"]


def asked() -> Asked:
    return Asked(list(RULES.values()), {}, "error", day_number(datetime.date.fromisoformat(TODAY)), HERE / "texts")


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
            'table x-photos ; descriptor resources.x-photos.schema.fields.0.constraints={"minLength": 2}',
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
        ("descriptor resources.claims.path=[]", "claims", "ragged-row", "claims: its file is not named"),
        ("descriptor -resources.claims", "claims", "future-date", "claims: it is not in the package"),
    ],
)
def test_what_nothing_judges_has_a_test_that_is_skipped(change: str, level: str, rule: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytest_subject, "validate_package", lambda *given: validate_package(*given[:-1], "polars"))
    subject = Subject(changed(change).package(), asked())
    assert RULES[rule] in subject.levels[level]
    assert subject.verdict(level, RULES[rule]) == pytest_subject.Verdict(unjudged=reason)


def test_a_finding_for_which_there_is_no_test_is_never_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytest_subject, "validate_package", lambda *given: validate_package(*given[:-1], "polars"))
    subject = Subject(changed(LATE).package(), asked())
    subject.levels["claims"].remove(RULES["stated-after-publication"])
    with pytest.raises(LookupError, match=r"^stated-after-publication found something in claims, for which there is no test\. This is a fault of contested\.$"):
        subject.verdict("claims", RULES["future-date"])


@pytest.mark.parametrize("line", list(dict.fromkeys(line for rule in RULES.values() for line in rule.bad if not line.startswith("descriptor-bytes"))))
def test_whatever_the_rules_find_or_cannot_judge_some_test_says(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reports: list[PackageReport] = []

    def judged(*given: object) -> PackageReport:
        reports.append(validate_package(*given[:-1], "polars"))  # type: ignore[arg-type]
        return reports[-1]

    monkeypatch.setattr(pytest_subject, "validate_package", judged)
    subject = Subject(changed(line).package(), asked())
    verdicts = [(rule.name, subject.verdict(level, rule)) for level, rules in subject.levels.items() for rule in rules]
    printed = {found for _, verdict in verdicts for found in verdict.told.splitlines()}
    out = io.StringIO()
    text.write(Report((replace(reports[0], not_run=()),), ()), out)
    expected = out.getvalue().splitlines()[:-2]
    assert {one for one in expected if one and "more of" not in one} <= printed
    there = {*subject.package.parts, *standard.required_tables()}
    silent = {(one.rule, one.reason) for one in reports[0].not_run if one.where not in subject.package.tables or one.where in there}
    assert {rule for rule, reason in silent} <= {rule for rule, verdict in verdicts if verdict.unjudged}
    assert len(reports) == 1
