"""Stock frictionless as the oracle: valid where we say valid, and a broken cell is found by both."""

from __future__ import annotations

import json
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from contested import specimen
from contested.rule import RULES
from contested.specimen import Specimen
from contested.tell import day_number
from contested.validation import validate_package
from frictionless import Package

TODAY = day_number(date.fromisoformat(specimen.TODAY))
BOTH = ("cells", "references")
Cell = tuple[str, int, str]

OURS_ALONE = {
    "claims clm-a occurred=2021-02-29",
    "claims clm-a occurred=2021-08-22/2021-08-21",
    "claims clm-m quantity_min=014",
    "claims clm-g answer=loc-nowhere",
    "claims clm-b answer=act-gard",
    "revisions rev-1 record_id=clm-z",
    'revisions rev-2 record_id="clm-c 9"',
    'actors act-guard also_known_as="Guard;;River"',
    "locations loc-mill gazetteer=",
    "locations loc-mill latitude=",
}
"""What no Table Schema can say: calendar days in EDTF, conditional keys, dependencies; and forms in which frictionless is looser."""


def written(changed: Specimen, folder: Path) -> Path:
    package = changed.package()
    for name, data in package.store.files.items():  # type: ignore[attr-defined]
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / "datapackage.json"


def theirs(descriptor: Path) -> set[Cell]:
    """The cells that frictionless finds wrong; of a row with a wrong key, the key's first column."""
    found: set[Cell] = set()
    for task in Package(str(descriptor)).validate().tasks:
        for error in task.errors:
            given: dict[str, Any] = error.to_dict()
            column = given.get("fieldName") or (given.get("fieldNames") or given.get("cells") or [""])[0]
            if given["type"] == "primary-key":
                column = json.loads(descriptor.read_text())["resources"][[r["name"] for r in _resources(descriptor)].index(task.name)]["schema"]["primaryKey"][0]
            found.add((task.name, given["rowNumber"] - 2, column))
    return found


def _resources(descriptor: Path) -> list[dict[str, Any]]:
    resources: list[dict[str, Any]] = json.loads(descriptor.read_text())["resources"]
    return resources


def ours(changed: Specimen) -> set[Cell]:
    report = validate_package(changed.package(), [r for r in RULES.values() if r.family in BOTH and r.severity == "error"], TODAY)
    told = (f for group in report.groups for f in group.tell(None))
    return {(f.table, f.row, f.column) for f in told if f.table and f.row is not None and f.column}


LINES = [(r.name, line) for r in RULES.values() if r.family in BOTH and r.severity == "error" and "circular" not in r.name and "order" not in r.name for line in r.bad]


@pytest.mark.parametrize(("rule", "line"), LINES)
def test_a_broken_cell_is_found_by_both_unless_table_schema_cannot_say_it(rule: str, line: str, tmp_path: Path) -> None:
    changed = specimen.changed(line)
    wrong, they = ours(changed), theirs(written(changed, tmp_path))
    assert wrong
    if rule == "repeated-key":
        assert {(t, c) for t, _, c in they} == {(t, c) for t, _, c in wrong}, "frictionless names only the later of two rows"
    else:
        assert they == (set() if line in OURS_ALONE else wrong)


@pytest.mark.parametrize("line", ["", "column claims x_coder", "table x-photos", "column actors x_note ; claims clm-a note=Noted."])
def test_where_we_find_nothing_so_does_frictionless(line: str, tmp_path: Path) -> None:
    changed = specimen.changed(line)
    assert [g.rule for g in validate_package(changed.package(), list(RULES.values()), TODAY).groups] == []
    assert Package(str(written(changed, tmp_path))).validate().valid


LOOSER = {
    "byte-order-mark": r'bytes claims "claim_id" "\ufeffclaim_id"',
    "wrong-line-ends": r'bytes-all claims "\n" "\r\n"',
    "padded-cell": 'bytes questions "?" "? "',
}
"""Faults that frictionless 5.21 accepts as valid."""


@pytest.mark.parametrize("rule", LOOSER)
def test_frictionless_still_accepts_what_only_we_find(rule: str, tmp_path: Path) -> None:
    changed = specimen.changed(LOOSER[rule])
    assert [g.rule for g in validate_package(changed.package(), list(RULES.values()), TODAY).groups] == [rule]
    assert Package(str(written(changed, tmp_path))).validate().valid, f"frictionless {version('frictionless')} now finds {rule}"


def test_frictionless_finds_a_wrong_delimiter_and_encoding_since_both_are_pinned(tmp_path: Path) -> None:
    for name, line in {"a": 'bytes-all claims "," ";"', "b": "encode claims utf-16"}.items():
        assert not Package(str(written(specimen.changed(line), tmp_path / name))).validate().valid
