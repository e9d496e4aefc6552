"""However many rows are wrong, what is told of them fits in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from check.robust import FILES
from contested import standard
from contested.check import masks
from contested.check.validate import validate_package
from contested.rules.rule import RULES
from contested.testing import specimen
from contested.testing.specimen import TODAY

WRONG = {
    "claim_id": "clm-{0:07d}",
    "question_id": "qst-nothing",
    "claimant_id": "act-nobody",
    "claimant_basis": "stated",
    "medium": "statement",
    "source_id": "src-radio",
    "locator": "line 2",
    "voice": "indirect_speech",
    "statement": "Number {0} happened.",
    "claim_type": "observation",
    "certainty": "sure",
    "answer": "act-guard",
    "stated": "2021-08-25",
    "stated_basis": "stated",
    "occurred": "2021-08-21",
}
DAY = date.fromisoformat(TODAY).toordinal()


PEAK = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command and tells its status and peak memory, in kB; a small process, since a child's peak
is never less than its parent's.
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "options", "megabytes"),
    [
        pytest.param(1_000_000, ["--format", "text"], 1500, id="text"),
        pytest.param(
            200_000,
            ["--format", "json", "--select", "dates"],
            600,
            id="json",
            marks=pytest.mark.nightly,
        ),
    ],
)
def test_a_million_wrong_rows_are_told_in_bounded_memory(
    tmp_path: Path, rows: int, options: list[str], megabytes: int
) -> None:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "data/claims.csv").open("w") as file:
        fields = standard.tables()["claims"].fields
        row = ",".join(WRONG.get(name, "") for name in fields) + "\n"
        file.write(",".join(fields) + "\n")
        file.writelines(row.format(number) for number in range(rows))
    out = tmp_path / "report"
    call = [
        sys.executable,
        "-m",
        "contested",
        "validate",
        str(tmp_path),
        "--today",
        TODAY,
        "--output",
        str(out),
        *options,
    ]
    status, kilobytes = map(
        int,
        subprocess.run(
            [sys.executable, "-c", PEAK, *call], check=True, capture_output=True
        ).stdout.split(),
    )
    assert status == 1
    assert kilobytes < megabytes * 1000
    report = out.read_text()
    if options[1] == "json":
        assert len(json.loads(report)["findings"]) == rows
    else:
        told = Counter(
            line.split(": ")[1] for line in report.splitlines() if line.startswith(str(tmp_path))
        )
        wrong = (
            "not-in-vocabulary",
            "dangling-reference",
            "stated-after-publication",
            "repeated-claim",
        )
        assert told == {f"error {rule}": 20 for rule in wrong} | {"info unused-row": 4}
        assert (
            "not-in-vocabulary: 999,980 more of 1,000,000; --format json has them all"
            in report.splitlines()
        )


def test_checks_asked_by_turns_find_what_they_find_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = (
        "claims clm-a stated=soon answer=nobody ; sources src-wire url=wire ; claims clm-j quote=.."
    )
    package, rules = specimen.changed(line).package(), list(RULES.values())
    together = validate_package(package, rules, DAY).groups
    monkeypatch.setattr(masks, "MOST", 7)
    assert validate_package(package, rules, DAY).groups == together
    assert len(together) > 2
