"""The report as JSON, for machines: every finding, written as it is told. Its schema is docs/report.schema.json."""

from __future__ import annotations

import json
from typing import Any, TextIO

from contested import __version__
from contested.finding import SEVERITIES, Finding, Report
from contested.rule import RULES

VERSION = 1
"""Raised when a field changes its meaning or goes away."""


def write(report: Report, out: TextIO) -> None:
    """Writes one object; findings are streamed, so that a million of them need no more memory than one."""
    counts = report.counts()
    head: dict[str, Any] = {
        "contested": __version__,
        "report": VERSION,
        "summary": {s: report.count(s) for s in SEVERITIES},
        "rules": [{"name": n, "family": RULES[n].family, "severity": RULES[n].severity, "findings": counts.get(n, 0)} for n in report.rules],
        "packages": [{"path": p.path, "name": p.name, "rows": p.rows} for p in report.packages],
        "ignored": [{"name": n, "reason": reason} for n, reason in report.notes.get("ignored", {}).items()],
        "not_run": [{"package": p.path, "rule": n.rule, "where": n.where, "reason": n.reason} for p in report.packages for n in p.not_run],
    }
    out.write(json.dumps(head, ensure_ascii=False, indent=2)[:-2])
    out.write(',\n  "findings": [')
    comma = ""
    for package in report.packages:
        for group in package.groups:
            for finding in group.tell(None):
                out.write(f"{comma}\n    {json.dumps(_finding(finding, package.path), ensure_ascii=False)}")
                comma = ","
    out.write("\n  ]\n}\n")


def _finding(finding: Finding, package: str) -> dict[str, Any]:
    place = finding.place
    return {
        "package": package, "rule": finding.rule, "severity": finding.severity, "message": finding.message, "file": place.file, "line": place.line,
        "column": place.column, "cell": place.cell, "table": finding.table, "row": finding.row, "key": list(finding.key) if finding.key else None,
        "field": finding.column, "found": finding.found, "allowed": finding.allowed, "mend": finding.mend, "suggestion": finding.suggestion,
        "values": finding.values,
    }  # fmt: skip
