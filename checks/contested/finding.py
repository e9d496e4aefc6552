"""What was found, as plain frozen data: words come later, in `words` and `report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from contested.change import Change

Severity = Literal["error", "warning", "info"]
Side = Literal["base", "head"]
"""Of two versions, the published one or the proposed one."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: a file, and in it a physical line, a character and a spreadsheet cell, each counted from 1."""

    file: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken at one place of one package; `values` are what its message speaks of."""

    rule: str
    severity: Severity
    place: Place
    message: str
    allowed: str
    mend: str
    table: str | None = None
    row: int | None = None
    """Record number in the table, the first below the header being 0."""
    key: tuple[str, ...] | None = None
    column: str | None = None
    found: str | None = None
    suggestion: str | None = None
    side: Side = "head"
    anchor: Place | None = None
    """For what stands in base only: the place in head that comes nearest, for readers who see no other version."""
    values: dict[str, str | None] = field(default_factory=dict)
    known: bool = False
    """Whether the published version has it too, so that it is not this change that brought it."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not judge something, so that nobody takes its silence for a pass."""

    rule: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule on one column of one table: how many, and a way to have them told, a few at a time."""

    rule: str
    severity: Severity
    count: int
    tell: Callable[[int | None], Iterator[Finding]] = field(compare=False)
    known: bool = False
    """Whether the published version has all of them too."""


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What the rules said of one package."""

    path: str
    name: str
    groups: tuple[Group, ...]
    not_run: tuple[NotRun, ...]
    rows: dict[str, int]
    """Rows judged, by table."""
    change: Change | None = None
    """What became of the package since it was published, where it was compared."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules said of every package that was looked at, and which rules were asked."""

    packages: tuple[PackageReport, ...]
    rules: tuple[str, ...]
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def compares(self) -> bool:
        """Whether two versions were compared."""
        return any(package.change is not None for package in self.packages)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each rule that has any."""
        total: dict[str, int] = {}
        for package in self.packages:
            for group in package.groups:
                total[group.rule] = total.get(group.rule, 0) + group.count
        return total

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity."""
        return sum(g.count for p in self.packages for g in p.groups if g.severity == severity)

    def findings(self, limit: int | None = None) -> Iterator[Finding]:
        """Every finding, or at most `limit` of each rule on each column, told as they are asked for."""
        for package in self.packages:
            for group in package.groups:
                yield from group.tell(limit)

    def known(self, severity: Severity) -> int:
        """How many findings of one severity the published version has too."""
        return sum(g.count for p in self.packages for g in p.groups if g.severity == severity and g.known)

    def worst(self, *, only_new: bool = False) -> Severity | None:
        """The gravest severity found, or found in what the change brought."""
        return next((s for s in SEVERITIES if self.count(s) > (self.known(s) if only_new else 0)), None)
