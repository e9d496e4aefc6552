"""Reports for the tests of the forms: of the specimen after a change, and of findings that are made
up.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TextIO

from cells import cell_of, character_of
from contested import __version__
from contested.check.findings import day_number
from contested.check.validate import choose_rules, validate_package
from contested.results import Finding, Group, NotRun, PackageReport, Place, Report
from contested.rules import FAMILIES
from contested.testing.specimen import TODAY, changed
from contested.text import plural

DAY = day_number(date.fromisoformat(TODAY))
FAULTY = "claims clm-a stated=2021-08-25 ; claims clm-b claimant_id=act-gard ; descriptor title="
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
FILE = Finding(
    "missing-file", "error", Place("p/datapackage.json"), "There is none.", "one", "Add it."
)


def judged(change: str = "", *rules: str) -> Report:
    """The report of the specimen after a change, by some rules or by all."""
    asked = choose_rules(rules or None)
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
    """Return a whole report of `FAULTY` as it is kept beside the tests.

    What depends on the standard and not on the report stands in it by name: «version», «rules» and
    «rules dates» for how many there are, «cell claims stated 2» and «character claims stated 2» for
    where a cell is.
    """
    text = (Path(__file__).parent / "whole" / name).read_text(encoding="utf-8")
    return re.sub("«(.*?)»", lambda found: _filled(*found[1].split()), text)


def _filled(what: str, *of: str) -> str:
    rules = [rule for rule in choose_rules() if rule.family in (of or FAMILIES)]
    if what == "version":
        return __version__
    if what == "rules":
        return f"{plural(len(rules), 'rule'):>{8 if of else 0}}"
    table, column, line = of
    if what == "cell":
        return cell_of(table, column, int(line))
    lines = changed(FAULTY).files()[f"data/{table}.csv"].decode().splitlines()
    return str(character_of(table, column, lines[int(line) - 1]))
