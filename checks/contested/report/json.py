"""The report as JSON, for machines: every finding, one a line.

Its schema is docs/report.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import chain
from typing import Any, TextIO

from contested import __version__
from contested.report import outline
from contested.report.rows import changed_rows
from contested.results import SEVERITIES, Change, Finding, Meaning, PackageReport, Report
from contested.rules.rule import RULES

VERSION = 1
"""Raised when a field changes its meaning or goes away."""
CALLED = ("tell", "both")
"""Fields of a change that are no data, but asked for."""
UNSEEN = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}
"""Characters that end a line, or steer a terminal, for some readers of the file."""


def write(report: Report, out: TextIO) -> None:
    """Write one object.

    Findings and changed rows are streamed: a million of them need no more memory than one.
    """
    counts, ignored = report.counts(), report.notes.get("ignored", {})
    head: dict[str, Any] = {
        "contested": __version__,
        "report": VERSION,
        "summary": {s: report.count(s) for s in SEVERITIES},
        "known": {s: report.known(s) for s in SEVERITIES},
        "base": report.notes.get("base"),
        "baseline": report.notes.get("left_out"),
        "rules": [_rule(name, counts) for name in report.rules],
        "packages": [_package(package) for package in report.packages],
        "ignored": [{"name": name, "reason": why} for name, why in ignored.items()],
        "verdict": outline.verdict(report),
        "unjudged": [asdict(one) for one in outline.reasons(report)],
        "not_run": list(chain.from_iterable(_not_run(package) for package in report.packages)),
    }
    out.write(
        json.dumps(head, ensure_ascii=False, allow_nan=False, indent=2)[:-2].translate(UNSEEN)
    )
    _stream(out, "findings", _findings(report))
    _stream(out, "changes", _rows(report))
    out.write("\n}\n")


def _rule(name: str, counts: dict[str, int]) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "name": name,
        "family": rule.family,
        "severity": rule.severity,
        "findings": counts.get(name, 0),
    }


def _package(package: PackageReport) -> dict[str, Any]:
    return {
        "path": package.path,
        "name": package.name,
        "title": package.title,
        "rows": package.rows,
        "change": package.change and _change(package.change),
    }


def _not_run(package: PackageReport) -> list[dict[str, Any]]:
    return [{"package": package.path} | asdict(one) for one in package.not_run]


def _stream(out: TextIO, name: str, items: Iterable[dict[str, Any]]) -> None:
    """Write a list, each item before the next is made."""
    comma = ""
    out.write(f',\n  "{name}": [')
    for item in items:
        told = json.dumps(item, ensure_ascii=False, allow_nan=False).translate(UNSEEN)
        out.write(f"{comma}\n    {told}")
        comma = ","
    out.write("\n  ]")


def _change(change: Change) -> dict[str, Any]:
    cells = {f.name: getattr(change, f.name) for f in fields(change) if f.name not in CALLED}
    return cells | {
        "meaning": [_meaning(one) for one in change.meaning],
        "suspicions": [asdict(one) for one in change.suspicions],
    }


def _meaning(one: Meaning) -> dict[str, str]:
    """Return a meaning; its detail has the name that the schema published."""
    return {"kind": one.kind, "about": one.about, "label": one.label, "told": one.detail}


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
