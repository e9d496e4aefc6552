"""The conformance suite: what it says is so, and whoever builds it twice has the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import conformance
import pytest
from contested.rules.row import Expr, Row
from contested.rules.rule import RULES
from standard import tomorrow

SOME = (
    *("missing-value", "merge-conflict", "missing-licence", "quote-not-in-source"),
    *("lengthened-chain", "vanished-package", "version-not-raised"),
)
"""Rules on cells, bytes, the descriptor, a text, two versions, and on a package that is gone."""
FEW = ("missing-value", "byte-order-mark")


def suite_of(folder: Path, names: tuple[str, ...]) -> Path:
    return conformance.build(folder, [RULES[name] for name in names])


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.nightly)])
def suite(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the suite of some rules, and by night of all."""
    names = SOME if request.param == "some" else tuple(RULES)
    return suite_of(tmp_path_factory.mktemp("dist"), names)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the suite of two rules."""
    return suite_of(tmp_path_factory.mktemp("dist"), FEW)


@pytest.mark.slow
def test_all_is_found_that_is_expected_and_nothing_else(suite: Path) -> None:
    assert conformance.differences(suite) == []


@pytest.mark.slow
def test_stock_frictionless_finds_nothing_wrong_with_the_valid_packages(suite: Path) -> None:
    from frictionless import Package

    wrong = {}
    for name, verdict, versions, *_ in conformance.read_table(suite, "packages"):
        home = suite / "packages" / name
        if verdict == "valid" and versions == "one":
            report = Package(str(home / "datapackage.json")).validate()
            if not report.valid:
                wrong[name] = report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert wrong == {}


@pytest.mark.slow
def test_what_is_valid_today_is_valid_for_the_tool_of_tomorrow(suite: Path, tmp_path: Path) -> None:
    tomorrow.build(tmp_path)
    told = subprocess.run(
        [sys.executable, conformance.__file__, "--check", "--valid", suite],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "checks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.stdout, told.returncode) == (f"{conformance.ALL_RIGHT}\n", 0), told.stderr


def test_a_rule_that_finds_too_little_is_noticed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES["missing-value"]
    arms = [replace(arm, wrong=nothing) for arm in rule.arms]
    monkeypatch.setitem(RULES, rule.name, replace(rule, arms=arms))
    expected = [one for one in conformance.read_table(small, "expected") if one[1] == rule.name]
    assert len(expected) == len(rule.bad)
    assert conformance.differences(small) == [f"not found: {', '.join(one)}" for one in expected]


def test_a_rule_that_finds_too_much_is_noticed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES["unused-row"]
    everything = replace(rule.arms[0], wrong=lambda row: ~nothing(row))
    monkeypatch.setitem(RULES, rule.name, replace(rule, arms=[everything]))
    told = conformance.differences(small)
    assert "not expected: specimen, unused-row, info, , actors, act-radio, actor_id" in (
        line.rpartition(", data/")[0] for line in told
    )


def nothing(row: Row, *_: object) -> Expr:
    """Say of every row that it is right."""
    return row.cell.is_null() & ~row.cell.is_null()


def test_a_suite_is_not_built_of_examples_that_are_not_what_they_should_be(tmp_path: Path) -> None:
    rule = RULES["byte-order-mark"]
    with pytest.raises(
        ValueError, match=r"^byte-order-mark-valid-1 is not valid: \['byte-order-mark'\]$"
    ):
        conformance.build(tmp_path, [replace(rule, good=rule.bad)])
    with pytest.raises(ValueError, match=r"^byte-order-mark-invalid-1 does not break its rule$"):
        conformance.build(tmp_path, [replace(rule, bad=rule.good)])


def test_the_same_code_makes_the_same_bytes(small: Path, tmp_path: Path) -> None:
    again = suite_of(tmp_path, FEW)
    one, other = (path.with_name(f"{path.name}.zip") for path in (small, again))
    assert one.read_bytes() == other.read_bytes()
    digest = hashlib.sha256(one.read_bytes()).hexdigest()
    told = one.with_name(f"{one.name}.sha256").read_text(encoding="utf-8")
    assert told == f"{digest}  {conformance.NAME}.zip\n"


def test_every_example_is_in_it_and_every_package_is_named(small: Path) -> None:
    lines = [line for name in FEW for line in (*RULES[name].good, *RULES[name].bad)]
    assert [change for *_, change in conformance.read_table(small, "examples")] == lines
    named = [name for name, *_ in conformance.read_table(small, "packages")]
    assert sorted(named) == sorted(path.name for path in (small / "packages").iterdir())
    assert named == [
        "specimen",
        "missing-value-valid",
        "missing-value-invalid",
        "byte-order-mark-valid-1",
        "byte-order-mark-invalid-1",
    ]
    with zipfile.ZipFile(small.with_name(f"{small.name}.zip")) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert names >= {"README.md", "LICENSE", "packages.csv", "examples.csv", "expected.csv"}
    assert "%{" not in (small / "README.md").read_text(encoding="utf-8")


def test_what_is_expected_names_the_row_and_the_cell(small: Path) -> None:
    missing = ("missing-value-invalid", "missing-value", "error", "")
    mark = ("byte-order-mark-invalid-1", "byte-order-mark", "error", "")
    assert conformance.read_table(small, "expected") == [
        (*missing, "claims", "clm-n0-a", "statement", "data/claims.csv", "2"),
        (*missing, "locations", "loc-n1-mill", "gazetteer", "data/locations.csv", "7"),
        (*missing, "locations", "loc-n2-mill", "latitude", "data/locations.csv", "11"),
        (*mark, "claims", "", "", "data/claims.csv", "1"),
    ]
