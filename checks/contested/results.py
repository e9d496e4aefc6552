"""What is found and what changed, as plain frozen data.

Words for people come later, in `report`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Status = Literal["changed", "same", "new", "removed"]
Act = Literal["added", "changed", "withdrawn", "redacted", "gone"]
ACTS: tuple[Act, ...] = ("gone", "withdrawn", "redacted", "changed", "added")
"""What can become of a row, in the order in which a reviewer wants to hear of it."""
Kind = Literal[
    "contested",
    "uncontested",
    "position gained",
    "position lost",
    "claimant gained",
    "claimant lost",
    "source gained",
    "source lost",
    "voice gained",
    "voice lost",
    "answers",
    "standing",
    "unsupported",
    "date moved",
    "date less precise",
    "date more precise",
    "date doubt",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a change means.

    `about` is the id that it is about, `label` its name, `detail` what there is to say besides.
    """

    kind: Kind
    about: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell, before and after; None is blank."""

    column: str
    old: str | None
    new: str | None
    withheld: bool = False
    """Whether the change redacts the cell, so that nothing here repeats what it said."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row."""

    table: str
    key: tuple[str, ...]
    act: Act
    label: str
    cells: tuple[CellChange, ...] = ()
    """What changed; of a row that only one version has, everything that it says."""
    around: tuple[CellChange, ...] = ()
    """Of a claim what one needs to judge that: its words, and where they can be read."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something about the change to look at before anything else."""

    kind: str
    table: str
    column: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one package."""

    status: Status
    base: str
    """Where the published version is: a revision and a folder, a folder or a zip."""
    base_version: str = ""
    version: str = ""
    level: str = ""
    """MAJOR, MINOR or PATCH, or nothing where nothing changed."""
    least: str = ""
    """The least version that the change asks for, or nothing where that of base is not three
    numbers.
    """
    why: str = ""
    meaning: tuple[Meaning, ...] = ()
    untold: str = ""
    """Why it could not be said what the change means."""
    counts: dict[str, dict[Act, int]] = field(default_factory=dict)
    """For each table that changed, how many rows became what."""
    reformatted: int = 0
    unfollowed: int = 0
    """Rows whose key is blank or stands twice, so that nobody can say what became of them."""
    uncompared: tuple[str, ...] = ()
    """What could not be compared, in which version and why: claims in base: it is not there."""
    suspicions: tuple[Suspicion, ...] = ()
    tell: Callable[[str, Act, int | None], Iterator[RowChange]] = field(
        default=lambda *_: iter(()), compare=False
    )
    """The rows of a table of which something became, all or the first few."""
    changelog: tuple[str, ...] = ()
    """A section to paste into a changelog, in Markdown."""
    instead: str = ""
    """Why base is not the version that was asked for, but an older one."""
    both: Callable[[], Any] | None = field(default=None, compare=False)
    """Both versions of what it has to do with (`contested.review.both`), where they can be told."""


Severity = Literal["error", "warning", "info"]
Side = Literal["base", "head"]
"""Of two versions, the published one or the proposed one."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def is_as_grave(severity: Severity, fail_on: Severity) -> bool:
    """Return whether a severity is `fail_on` or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands.

    It is a file, and in it a physical line, a character and a spreadsheet cell, each counted
    from 1.
    """

    file: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken at one place of one package.

    `values` are what its message speaks of.
    """

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
    """For what stands in base only: the place in head that comes nearest, for readers who see no
    other version.
    """
    values: dict[str, str | None] = field(default_factory=dict)
    known: bool = False
    """Whether the published version has it too, so that it is not this change that brought it."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not judge something: its silence is no pass."""

    rule: str
    where: str
    reason: str
    severity: Severity | None = "error"
    """How grave its silence is, as grave as what it would have found; None where that is no fault,
    since nobody asked for it or nothing can be asked.
    """


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule on one column of one table.

    It says how many there are, and tells them when asked to, all or the first few.
    """

    rule: str
    severity: Severity
    count: int
    tell: Callable[[int | None], Iterator[Finding]] = field(compare=False)
    known: bool = False
    """Whether the published version has all of them too."""
    weighs: bool = True
    """Whether they can make a run fail."""


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
    title: str = ""
    """What people call it."""
    unread: tuple[str, ...] = ()
    """What of it could not be read, and why: claims: it is not in the package."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules said of all packages, and which rules were asked."""

    packages: tuple[PackageReport, ...]
    rules: tuple[str, ...]
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def compares(self) -> bool:
        """Whether two versions were compared."""
        return any(package.change is not None for package in self.packages)

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each rule that has any."""
        total: dict[str, int] = {}
        for group in self._groups():
            total[group.rule] = total.get(group.rule, 0) + group.count
        return total

    def _groups(self) -> Iterator[Group]:
        for package in self.packages:
            yield from package.groups

    def count(self, severity: Severity) -> int:
        """Return how many findings there are of one severity."""
        return sum(group.count for group in self._groups() if group.severity == severity)

    def findings(self, limit: int | None = None) -> Iterator[Finding]:
        """Yield every finding, or the first of each rule and column.

        They are told as they are asked for.
        """
        for group in self._groups():
            yield from group.tell(limit)

    def known(self, severity: Severity) -> int:
        """Return how many findings of one severity the published version has too."""
        known = (group for group in self._groups() if group.known)
        return sum(group.count for group in known if group.severity == severity)

    def worst(self, *, only_new: bool = False) -> Severity | None:
        """Return the gravest severity found, or found in what is new."""
        counted = {
            group.severity
            for group in self._groups()
            if group.weighs and not (only_new and group.known)
        }
        return next((severity for severity in SEVERITIES if severity in counted), None)
