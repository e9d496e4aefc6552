"""The report as JSON, for machines: every finding, one a line.

Its schema is docs/report.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, TextIO

from contested import __version__
from contested.report.rows import changed_rows
from contested.results import SEVERITIES, Change, Finding, Report
from contested.rules.rule import RULES

VERSION = 1
"""Raised when a field changes its meaning or goes away."""


def write(report: Report, out: TextIO) -> None:
    """Write one object.

    Findings and changed rows are streamed: a million of them need no more memory than one.
    """
    counts = report.counts()
    head: dict[str, Any] = {
        "contested": __version__,
        "report": VERSION,
        "summary": {s: report.count(s) for s in SEVERITIES},
        "known": {s: report.known(s) for s in SEVERITIES},
        "base": report.notes.get("base"),
        "baseline": report.notes.get("left_out"),
        "rules": [
            {
                "name": n,
                "family": RULES[n].family,
                "severity": RULES[n].severity,
                "findings": counts.get(n, 0),
            }
            for n in report.rules
        ],
        "packages": [
            {
                "path": p.path,
                "name": p.name,
                "rows": p.rows,
                "change": p.change and _change(p.change),
            }
            for p in report.packages
        ],
        "ignored": [
            {"name": n, "reason": reason} for n, reason in report.notes.get("ignored", {}).items()
        ],
        "not_run": [
            {"package": p.path, "rule": n.rule, "where": n.where, "reason": n.reason}
            for p in report.packages
            for n in p.not_run
        ],
    }
    out.write(json.dumps(head, ensure_ascii=False, indent=2)[:-2])
    _stream(out, "findings", _findings(report))
    _stream(out, "changes", _rows(report))
    out.write("\n}\n")


def _stream(out: TextIO, name: str, items: Iterable[dict[str, Any]]) -> None:
    """Write a list, each item before the next is made."""
    comma = ""
    out.write(f',\n  "{name}": [')
    for item in items:
        out.write(f"{comma}\n    {json.dumps(item, ensure_ascii=False)}")
        comma = ","
    out.write("\n  ]")


def _change(change: Change) -> dict[str, Any]:
    cells = {f.name: getattr(change, f.name) for f in fields(change) if f.name != "tell"}
    return cells | {
        "meaning": [asdict(one) for one in change.meaning],
        "suspicions": [asdict(one) for one in change.suspicions],
    }


def _findings(report: Report) -> Iterator[dict[str, Any]]:
    """Yield every finding of every package."""
    for package in report.packages:
        for group in package.groups:
            yield from (_finding(finding, package.path) for finding in group.tell(None))


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield every row of every change."""
    for package in report.packages:
        for those in changed_rows(package.change) if package.change else ():
            yield from ({"package": package.path} | asdict(row) for row in those.tell(None))


def _finding(finding: Finding, package: str) -> dict[str, Any]:
    place = finding.place
    return {
        "package": package,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "table": finding.table,
        "row": finding.row,
        "key": list(finding.key) if finding.key else None,
        "field": finding.column,
        "found": finding.found,
        "allowed": finding.allowed,
        "mend": finding.mend,
        "suggestion": finding.suggestion,
        "values": finding.values,
        "side": finding.side,
        "known": finding.known,
    }
