"""What rules find that are newer than a package: warnings.

What was valid stays valid. A new rule is told to everybody at once, and is an error only to
packages that name a later version of the standard than the one with which it came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contested.results import Finding, Group, NotRun, PackageReport
from contested.rules.rule import RULES


def ease(report: PackageReport, version: str) -> PackageReport:
    """Return a report by the version that its package names."""
    return replace(
        report,
        groups=tuple(_group(one, version) for one in report.groups),
        not_run=tuple(_not_run(one, version) for one in report.not_run),
    )


def _group(group: Group, version: str) -> Group:
    severity = RULES[group.rule].severity_for(version)
    if severity == group.severity:
        return group

    def tell(limit: int | None) -> Iterator[Finding]:
        return (replace(one, severity=severity) for one in group.tell(limit))

    return replace(group, severity=severity, tell=tell)


def _not_run(one: NotRun, version: str) -> NotRun:
    is_grave = one.severity is not None
    return replace(one, severity=RULES[one.rule].severity_for(version)) if is_grave else one
