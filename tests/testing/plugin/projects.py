"""Packages in a project, what pytest makes of them, and what it says."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from contested import standard
from contested.check.validate import validate
from contested.package import Package
from contested.report import text
from contested.results import Report
from contested.rules.check import expand
from contested.rules.rule import RULES
from contested.testing.specimen import changed

ROOT = Path(__file__).parents[3]
PANJSHIR = "datasets/panjshir-2021/datapackage.json"
LATER = "2026-12-31"
LATE = "claims clm-a stated=2021-08-25"
NO_TEXTS = "no folder of texts was given (--contested-texts)"
STRICT = "addopts = -ra --strict-markers --strict-config\n"
ONE = "data/datapackage.json::claims::future-date"


def panjshir(project: pytest.Pytester, table: str = "", old: str = "", new: str = "") -> None:
    """A copy of the reference dataset, in which every `old` of a table may be `new`."""
    folder = shutil.copytree(
        ROOT / "datasets/panjshir-2021", project.path / "datasets/panjshir-2021"
    )
    if table:
        file = folder / f"data/{table}.csv"
        file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))


def specimen(project: pytest.Pytester, change: str = "", folder: str = "data") -> str:
    """The specimen after a change, as a folder of the project; gives its descriptor."""
    changed(change).write(project.path / folder)
    return f"{folder}/datapackage.json"


def run(project: pytest.Pytester, *args: str, alone: bool = False) -> pytest.RunResult:
    """Run pytest, told which day it is; in a process of its own where it is to be `alone`.

    Hypothesis, which no such project uses, would take half of the time.
    """
    start = project.runpytest_subprocess if alone else project.runpytest_inprocess
    return start("-p", "no:hypothesispytest", "--contested-today", LATER, *args)


def collected(project: pytest.Pytester, *args: str) -> list[str]:
    """The tests that pytest would run."""
    return [
        line
        for line in run(project, "--collect-only", "-q", *args).outlines
        if "::" in line and not line.startswith("ERROR")
    ]


def ended(result: pytest.RunResult, how: str) -> list[str]:
    """The tests that ended so, or for SKIPPED how many did and why."""
    return sorted(
        line.partition(" ")[2].split(" - ")[0]
        for line in result.outlines
        if line.startswith(f"{how} ")
    )


def rules_on(package: Package) -> set[str]:
    """Every rule × table that can be judged, in the names of the standard."""
    there = {*package.parts, *standard.required_tables()}
    found = {
        f"{check.table}::{check.rule.name}"
        for check in expand((r for r in RULES.values() if r.on_rows), package.tables)
        if check.table in there
    }
    for rule in RULES.values():
        levels = {"package": ["package"], "text": ["texts"], "file": list(package.parts)}.get(
            rule.scope, []
        )
        found |= {f"{level}::{rule.name}" for level in levels}
    return found


def told(path: str, rule: str) -> list[str]:
    """What `contested validate` prints, in the folder of the project, of one rule's findings."""
    out = io.StringIO()
    report = validate(path, select=[rule], today=date.fromisoformat(LATER))
    text.write(Report(report.packages, ()), out)
    return out.getvalue().splitlines()[:-2]


def block(result: pytest.RunResult, test: str) -> list[str]:
    """What is printed of a test that failed."""
    start = (
        next(n for n, line in enumerate(result.outlines) if re.fullmatch(rf"_+ {test} _+", line))
        + 1
    )
    end = next(
        n for n, line in enumerate(result.outlines) if n >= start and re.match(r"_{3}|={3}", line)
    )
    return result.outlines[start:end]
