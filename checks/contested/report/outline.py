"""A report in outline: what several forms tell alike, rule by rule and the gravest first, as plain
words that each form escapes for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from contested.results import SEVERITIES, Finding, Group, Place, Report, Severity
from contested.rules.rule import RULES
from contested.text import plural, visible

ALL = "--report json=report.json"
"""What writes every finding, however many there are."""
KNOWN = "(also in the published version)"
FEW = 5
"""Rules, or whole families, that are named where they did not run; of more the number."""
LONGEST = 1000
"""Characters of a message, a path or a list that a report shows."""


@dataclass(frozen=True, slots=True)
class Section:
    """All findings of one rule, in every package that was judged; those that the published version
    has too are apart.
    """

    rule: str
    severity: Severity
    count: int
    groups: tuple[Group, ...]
    known: bool = False
    """Whether the published version has them too."""

    @property
    def why(self) -> str:
        """Why the rule is there."""
        return RULES[self.rule].page["why"]

    def tell(self, limit: int) -> list[Finding]:
        """At most `limit` of the findings, in the order of files and lines."""
        told: list[Finding] = []
        for group in self.groups:
            told.extend(group.tell(limit - len(told)))
            if len(told) >= limit:
                break
        return sorted(told, key=lambda f: (f.place.file, f.place.line or 0, f.place.column or 0))


def sections(report: Report) -> list[Section]:
    """The rules that found something: errors, then warnings, then the rest, each in the order in
    which they were asked.

    Where two versions were compared, what the published one has too comes after everything new.
    """
    groups: dict[tuple[bool, Severity, str], list[Group]] = {}
    for group in chain.from_iterable(package.groups for package in report.packages):
        groups.setdefault((group.known, group.severity, group.rule), []).append(group)
    asked = {name: number for number, name in enumerate(report.rules)}
    order = sorted(
        groups, key=lambda at: (at[0], SEVERITIES.index(at[1]), asked.get(at[2], len(asked)), at[2])
    )
    return [
        Section(rule, severity, sum(g.count for g in groups[at]), tuple(groups[at]), is_known)
        for at in order
        for is_known, severity, rule in [at]
    ]


def counted(report: Report) -> str:
    """How much was found of each severity: 2 errors, 1 warning, 0 info; where two versions were
    compared, of what is new.
    """
    new = "new " if report.compares else ""
    counts = {s: report.count(s) - (report.known(s) if report.compares else 0) for s in SEVERITIES}
    return ", ".join(
        f"{n:,} {new}info" if s == "info" else plural(n, f"{new}{s}") for s, n in counts.items()
    )


def known(report: Report) -> str:
    """How much of it the published version has too, or nothing: 5 errors."""
    counts = {s: report.known(s) for s in SEVERITIES} if report.compares else {}
    return ", ".join(f"{n:,} info" if s == "info" else plural(n, s) for s, n in counts.items() if n)


def command(report: Report) -> str:
    """What writes everything, however much it is."""
    return f"contested {'review' if report.compares else 'validate'} {ALL}"


def judged(report: Report) -> str:
    """How much was judged: 1 package, 13 claims, 47 rows, 77 rules."""
    rows = sum(sum(p.rows.values()) for p in report.packages)
    claims = sum(p.rows.get("claims", 0) for p in report.packages)
    return (
        f"{plural(len(report.packages), 'package')}, {plural(claims, 'claim')},"
        f" {plural(rows, 'row')}, {plural(len(report.rules), 'rule')}"
    )


def left_out(report: Report) -> Iterator[str]:
    """What nobody should take for a pass: what was left out, and rules that could not judge
    everything, each with the reason.
    """
    for name, reason in report.notes.get("ignored", {}).items():
        yield f"ignored ({reason}): {name}"
    if "baseline" in report.notes:
        yield report.notes["baseline"]
    silent: dict[tuple[str, str], dict[str, None]] = {}
    for package in report.packages:
        for one in package.not_run:
            silent.setdefault((package.path, one.reason), {})[one.rule] = None
    for (path, reason), rules in silent.items():
        yield f"did not run on {path} ({reason}): {_rules(report, list(rules))}"


def _rules(report: Report, rules: list[str]) -> str:
    """Return the names of rules, of a whole family its own; of many only how many they are."""
    families: dict[str, set[str]] = {}
    for name in report.rules:
        families.setdefault(RULES[name].family, set()).add(name)
    whole = [family for family, names in families.items() if names <= set(rules)]
    others = [name for name in rules if RULES[name].family not in whole]
    if len(whole) + len(others) > FEW:
        count = len({RULES[name].family for name in rules})
        of = "1 family" if count == 1 else f"{count} families"
        return f"{plural(len(rules), 'rule')} of {of} (--format json lists them)"
    return ", ".join([*([f"all of {', '.join(whole)}"] if whole else []), *others])


def message(finding: Finding) -> str:
    """What is wrong, and whether it was published so."""
    return line(finding.message) + (f" {KNOWN}" if finding.known else "")


def shown_at(finding: Finding) -> Place:
    """Where a reader of the proposed version alone finds it: for what stands in the published one
    only, the nearest file.
    """
    return (
        (finding.anchor or Place(finding.place.file)) if finding.side == "base" else finding.place
    )


def place(finding: Finding) -> str:
    """Where a finding stands, as compilers say it: file:line:column."""
    at = finding.place
    return line(":".join(str(part) for part in (at.file, at.line, at.column) if part))


def where(finding: Finding) -> list[tuple[str, str]]:
    """Where a finding stands, as a spreadsheet says it: its column, its cell and the row's key."""
    parts = {
        "column": finding.column,
        "cell": finding.place.cell,
        "row": " ".join(finding.key or ()),
    }
    return [(label, line(value)) for label, value in parts.items() if value]


def found(finding: Finding) -> list[tuple[str, str | None]]:
    """What stands in the cell (None where it is blank) unless the message quotes it whole or the
    key says it, and what was perhaps meant.
    """
    shown = finding.found and visible(finding.found)
    said = finding.column is None or (
        shown and (f"“{shown}”" in line(finding.message) or finding.key == (finding.found,))
    )
    told: list[tuple[str, str | None]] = [] if said else [("found", shown)]
    return [*told, ("did you mean", visible(finding.suggestion))] if finding.suggestion else told


def remedy(finding: Finding) -> dict[str, str]:
    """What is allowed, and one thing to do."""
    return {
        label: line(told)
        for label, told in (("allowed", finding.allowed), ("mend", finding.mend))
        if told
    }


def shared(findings: Iterable[Finding]) -> dict[str, str]:
    """What the remedies of several findings have in common, so that it need be said only once."""
    first, *others = [remedy(f) for f in findings] or [{}]
    return (
        {label: told for label, told in first.items() if all(o.get(label) == told for o in others)}
        if others
        else {}
    )


def line(text: str, longest: int = LONGEST) -> str:
    """Text on one line, in which nothing is unseen."""
    return visible(" ".join(text.split("\n")), longest)
