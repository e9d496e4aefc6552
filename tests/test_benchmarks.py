"""Benchmarks: what they invent is valid and the same for the same seed, and they still run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import contested
import polars as pl
import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
HOT = "qst-0"


@pytest.mark.parametrize("n", [30, 500])
def test_what_is_invented_is_valid_and_the_same_again(n: int, tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "one", tmp_path / "other"):
        subprocess.run([sys.executable, BENCHMARKS / "generate.py", str(n), folder], check=True)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        made.append({path.name: path.read_bytes() for path in files})
    assert made[0] == made[1]
    report = contested.validate(tmp_path / "one")
    assert [group.rule for package in report.packages for group in package.groups] == []
    claims = pl.read_csv(tmp_path / "one/data/claims.csv", infer_schema=False)
    assert (claims.height, claims["statement"].n_unique()) == (n, n)
    assert 0.09 < (claims["question_id"] == HOT).mean() < 0.14  # type: ignore[operator]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [["contests.py", "200", "--repeat=1"], ["gigabyte.py", "1"]], ids=str
)
def test_what_measures_still_runs(command: list[str]) -> None:
    script, *arguments = command
    done = subprocess.run(
        [sys.executable, BENCHMARKS / script, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n|") > 2
