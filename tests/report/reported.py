"""Reports for the tests of the forms: of the specimen after a change, and of findings that are made
up.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TextIO

from contested import __version__
from contested.check.findings import day_number
from contested.check.validate import chosen, validate_package
from contested.results import Finding, Group, NotRun, PackageReport, Place, Report
from contested.testing.specimen import TODAY, changed

DAY = day_number(date.fromisoformat(TODAY))
FAULTY = "claims clm-a stated=2021-08-24 ; claims clm-b claimant_id=act-gard ; descriptor title="
ESCAPES = (
    "\x1b]0;x\x07\u202e]]></failure><!--&lt;\"'`%0A::error::{0}"
    "[a](javascript:x)\ufffe\U0001f600\r\n\u2028{{}}\\u0022"
)
"""What ends strings, elements, comments, lines and messages, hides text, or is no character of XML.
"""
CELL = Finding(
    "wrong-type",
    "error",
    Place("p/data/claims.csv", 3, 19, "D2"),
    "“x” is wrong.",
    "y",
    "Do z.",
    table="claims",
    row=0,
    key=("clm-a",),
    column="answer",
    found="x",
    suggestion="z",
    values={"answer": "x"},
)


def judged(change: str = "", *rules: str) -> Report:
    """The report of the specimen after a change, by some rules or by all."""
    asked = chosen(rules or None)
    return Report(
        (validate_package(changed(change).package(), asked, DAY),), tuple(r.name for r in asked)
    )


def group(*findings: Finding) -> Group:
    return Group(
        findings[0].rule, findings[0].severity, len(findings), lambda limit: iter(findings[:limit])
    )


def made(
    *groups: Group,
    rules: tuple[str, ...] = ("wrong-type", "unused-row"),
    not_run: tuple[NotRun, ...] = (),
) -> Report:
    """A report of one package with these findings."""
    return Report(
        (PackageReport("p", "ford", groups, not_run, {"claims": 3, "sources": 2}),), rules
    )


def written(write: Callable[[Report, TextIO], None], report: Report) -> str:
    out = io.StringIO()
    write(report, out)
    return out.getvalue()


def whole(name: str) -> str:
    """A whole report as it is kept beside the tests, with the version of today."""
    return (
        (Path(__file__).parent / "whole" / name)
        .read_text(encoding="utf-8")
        .replace('"VERSION"', f'"{__version__}"')
    )
