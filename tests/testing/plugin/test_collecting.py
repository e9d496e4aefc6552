"""`pytest --contested`: which tests a package has, how they are chosen, and how they get along with
a project's own.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from contested import standard
from contested.package import find
from contested.rules.rule import RULES
from contested.testing.specimen import HERE, changed
from testing.plugin.projects import (
    ONE,
    PANJSHIR,
    ROOT,
    block,
    collected,
    panjshir,
    rules_on,
    run,
    specimen,
)

HELD = [name for name in standard.TABLES if name in changed().tables]
"""The tables that the specimen has."""


def test_collecting_reads_no_table_and_starts_no_engine(project: pytest.Pytester) -> None:
    panjshir(project)
    for file in (project.path / "datasets/panjshir-2021/data").iterdir():
        file.write_bytes(b"\xff\x00")
    project.makeconftest(
        "import sys\ndef pytest_collection_finish(): print('loaded', sorted({'pandas', 'pandera',"
        " 'narwhals.sql'} & set(sys.modules)))"
    )
    result = run(project, "--contested", "datasets", "--collect-only", "-q", alone=True)
    assert "loaded []" in result.outlines
    tests = [line for line in result.outlines if "::" in line]
    assert sorted(tests) == sorted(
        f"{PANJSHIR}::{test}" for test in rules_on(find(ROOT / "datasets/panjshir-2021")[0])
    )


def test_tests_stand_in_the_order_of_the_tables_and_of_the_catalogue(
    project: pytest.Pytester,
) -> None:
    specimen(project)
    levels = [test.split("::")[1:] for test in collected(project, "--contested", "data")]
    assert list(dict.fromkeys(level for level, _ in levels)) == [
        "package",
        *HELD,
        "texts",
    ]
    order = list(RULES)
    assert [rule for level, rule in levels if level == "claims"] == sorted(
        (rule for level, rule in levels if level == "claims"), key=order.index
    )


def test_a_table_that_is_left_out_has_no_tests_and_one_of_the_packages_own_has(
    project: pytest.Pytester,
) -> None:
    specimen(project, "descriptor -resources.relations ; table x-photos")
    levels = {test.split("::")[1] for test in collected(project, "--contested", "data")}
    assert levels == {"package", *HELD, "x-photos", "texts"} - {"relations"}


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["-k", "stated-after-publication"], {"claims::stated-after-publication"}),
        (["-k", "relations and superseded"], {"relations::superseded-by-another"}),
        (
            ["-m", "contested_privacy and contested_warning"],
            {"claims::pinpointed-person", "relays::pinpointed-person"},
        ),
        (["-m", "contested_info"], None),
        (["-m", "contested_dates"], None),
        (["-m", "not contested"], set()),
    ],
)
def test_tests_are_chosen_by_name_by_family_and_by_severity(
    project: pytest.Pytester, args: list[str], expected: set[str] | None
) -> None:
    at = specimen(project)
    if expected is None:
        wanted = args[1].removeprefix("contested_")
        expected = {
            test
            for test in rules_on(find(HERE)[0])
            if wanted in (RULES[test.split("::")[1]].family, RULES[test.split("::")[1]].severity)
        }
        assert expected
    own = [] if args[0] == "-k" or "not" not in args[1] else ["tests/test_own.py::test_own"]
    assert sorted(collected(project, "--contested", "data", "tests", *args)) == sorted(
        [*(f"{at}::{test}" for test in expected), *own]
    )


def test_the_markers_are_registered_and_told(project: pytest.Pytester) -> None:
    specimen(project)
    lines = run(project, "--contested", "data", "--markers").outlines
    assert "@pytest.mark.contested_dates: a rule of the family dates" in lines
    assert "@pytest.mark.contested_error: a rule that finds what is of the severity error" in lines


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere"], "--contested: {path}/nowhere is not there."),
        (["tests"], "--contested: There is no datapackage.json in {path}/tests or below it."),
        (
            ["tests/test_own.py"],
            (
                "--contested: {path}/tests/test_own.py is neither a datapackage.json, nor a folder,"
                " nor a readable zip of one (File is not a zip file)."
            ),
        ),
        (["data", "--contested-texts", "nowhere"], "--contested-texts: there is no folder nowhere"),
        (
            ["data", "--contested-today", "soon"],
            "--contested-today is a day such as 2021-08-23, not “soon”",
        ),
        (["data", "-o", "contested_paths=nowhere"], "--contested: {path}/nowhere is not there."),
    ],
)
def test_a_call_that_cannot_be_followed_is_refused_in_plain_words(
    project: pytest.Pytester, args: list[str], message: str
) -> None:
    specimen(project)
    result = project.runpytest_subprocess("--contested", *args)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [
        f"ERROR: {message.format(path=project.path)}"
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            'select = ["date"]',
            (
                "{path}/contested.toml: there is no rule “date”; did you mean “dates”? “contested"
                " rules” lists them."
            ),
        ),
        (
            'select = ["dates"]\nignore = { dates = "later" }',
            "--contested: no rule is left to ask: every one that is selected is also ignored",
        ),
    ],
)
def test_settings_that_cannot_be_followed_are_refused(
    project: pytest.Pytester, settings: str, message: str
) -> None:
    specimen(project)
    (project.path / "contested.toml").write_text(settings)
    result = run(project, "--contested", "data")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [
        f"ERROR: {message.format(path=project.path)}"
    ]


def test_polars_needs_nothing_more_and_without_pandera_it_is_said_how_to_get_it(
    project: pytest.Pytester,
) -> None:
    specimen(project)
    needed = ("pandera", "pandas", "pyarrow", "narwhals")
    project.makepyfile(blocked=f"import sys\nsys.modules |= dict.fromkeys({needed})\n")
    one = run(project, "-p", "blocked", "--contested", "data", ONE, alone=True)
    one.assert_outcomes(passed=1)
    result = project.runpytest_subprocess(
        "-p", "blocked", "--contested", "data", "--contested-engine", "pandera"
    )
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert (
        "ERROR: --contested-engine pandera needs pandera, which is not installed: pip install"
        " 'contested[pandera]'" in result.errlines
    )


def test_a_descriptor_that_cannot_be_read_is_an_error_of_collection(
    project: pytest.Pytester,
) -> None:
    specimen(project)
    (project.path / "data/datapackage.json").write_text('{"name": ,}')
    result = run(project, "--contested", "data")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert block(result, "ERROR collecting data/datapackage.json") == [
        "data/datapackage.json:1:10 cannot be read: it is not JSON from here on (Expecting value)"
    ]
    result.assert_outcomes(errors=1)


def test_a_package_that_pytest_is_told_to_pass_over_is_not_passed_over_in_silence(
    project: pytest.Pytester,
) -> None:
    at = specimen(project, folder="build/data")
    result = run(project, "--contested", "build", ".")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    expected = (
        f"ERROR: --contested: pytest passed over {project.path}/{at}, as norecursedirs,"
        " collect_ignore or --ignore tell it to"
    )
    assert [line for line in result.errlines if line] == [expected]
    assert f"{at}::claims::future-date" in collected(project, "--contested", "build")


OWN = "tests/test_own.py::test_own"


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
def test_named_packages_come_besides_what_is_named_and_nothing_is_lost_or_twice(
    project: pytest.Pytester, args: list[str], own: bool, tests: int | str
) -> None:
    specimen(project)
    found = collected(project, *args)
    assert (OWN in found, len(found) - own) == (
        own,
        len(rules_on(find(HERE)[0])) if tests == "all" else tests,
    )
    assert len(set(found)) == len(found)


def test_below_the_root_the_setting_adds_nothing_to_what_lies_there(
    project: pytest.Pytester,
) -> None:
    specimen(project)
    project.makeini("[pytest]\ncontested_paths = data\n")
    project.chdir()
    assert len(collected(project)) == 1 + len(rules_on(find(HERE)[0]))
    given = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    result = subprocess.run(
        given, cwd=project.path / "tests", capture_output=True, encoding="utf-8", check=False
    )
    assert [line for line in result.stdout.splitlines() if "::" in line] == [OWN]


def test_until_it_is_asked_for_it_loads_nothing(project: pytest.Pytester) -> None:
    project.makeconftest(
        "import sys\ndef pytest_sessionfinish(): print('loaded', sorted(m for m in sys.modules if"
        " m.split('.')[0] == 'contested'))"
    )
    result = project.runpytest_subprocess("-q", "-s")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*loaded [[]'contested', 'contested.pytest_plugin']"])
    code = (
        "import sys, pytest; before = set(sys.modules); import contested.pytest_plugin;"
        " print(sorted(set(sys.modules) - before))"
    )
    given = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(given.stdout.replace("'", '"')) == ["contested", "contested.pytest_plugin"]
