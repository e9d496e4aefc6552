"""The report for GitLab's Code Quality: a JSON array of findings.

Everything outside ASCII is escaped, so that no cell can reach whatever shows the file as it is.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any, TextIO

from contested.check.fingerprints import Mark, Marks
from contested.check.verdict import Unjudged
from contested.package import DESCRIPTOR
from contested.report import details, outline
from contested.report.together import fold_rows
from contested.results import Finding, Report, Severity

SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report, out: TextIO) -> None:
    """Write every finding as it is told, and why nothing passes."""
    marks, comma = Marks(), ""
    out.write("[")
    for package in report.packages:
        for group in map(fold_rows, package.groups):
            for finding in group.tell(None):
                issue = _issue(finding, marks.of(finding, package).fingerprint)
                out.write(f"{comma}\n  {json.dumps(issue)}")
                comma = ","
    for one in outline.reasons(report):
        out.write(f"{comma}\n  {json.dumps(_unjudged(one))}")
        comma = ","
    out.write("\n]\n")


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    """Return one finding; without a line it stands on the first.

    GitLab asks for a line.

    What the published version has too is written as well: GitLab compares by fingerprint with the
    report of the default branch, and would call whatever is missing here resolved.
    """
    at = outline.place_in_head(finding)
    return {
        "description": _description(finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITY[finding.severity],
        "location": {"path": _path(at.file), "lines": {"begin": at.line or 1}},
    }


def _unjudged(one: Unjudged) -> dict[str, Any]:
    """Return what could not be judged as an issue."""
    mark = Mark(one.package, "not-judged", found=one.reason)
    return {
        "description": f"{outline.NOT_JUDGED}: {outline.one_line(outline.sentence(one))}.",
        "check_name": "not-judged",
        "fingerprint": mark.fingerprint,
        "severity": "blocker",
        "location": {"path": _path(f"{one.package}/{DESCRIPTOR}"), "lines": {"begin": 1}},
    }


def _description(finding: Finding) -> str:
    """Return the message and all details in one line."""
    sentences = [detail.removesuffix(".") + "." for detail in details.details(finding)]
    return " ".join([outline.message(finding), *sentences])


def _path(file: str) -> str:
    """Return the path as text; bytes that are no text are marked."""
    return (
        PurePosixPath(file).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )
