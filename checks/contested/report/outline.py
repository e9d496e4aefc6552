"""The outline of a report, as several forms show it.

It goes rule by rule, the gravest first.

It is made of plain words that each form escapes for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from shlex import quote

from contested.check import verdict as verdicts
from contested.check.verdict import Unjudged, Verdict
from contested.report.together import fold_rows
from contested.results import (
    SEVERITIES,
    Finding,
    Group,
    PackageReport,
    Place,
    Report,
    Severity,
)
from contested.rules.rule import RULES
from contested.text import plural, visible

ALL = "--report json=report.json"
"""What writes every finding, however many there are."""
KNOWN = "(also in the published version)"
NOT_JUDGED = "could not be judged, and so does not pass"
FEW = 5
"""Rules, or whole families, that are named where they did not run; of more the number."""
LONGEST = 1000
"""Characters of a message, a path or a list that a report shows."""


@dataclass(frozen=True, slots=True)
class Section:
    """All findings of one rule in every package, known ones apart."""

    rule: str
    severity: Severity
    count: int
    groups: tuple[Group, ...]
    """They have one finding where a rule tells rows together."""
    known: bool = False
    """Whether the published version has them too."""

    @property
    def told(self) -> int:
        """How many findings it tells."""
        return sum(group.count for group in self.groups)

    @property
    def why(self) -> str:
        """Why the rule is there."""
        return RULES[self.rule].page["why"]

    def tell(self, limit: int) -> list[Finding]:
        """Return some of the findings, in the order of files and lines."""
        found: list[Finding] = []
        for group in self.groups:
            found.extend(group.tell(limit - len(found)))
            if len(found) >= limit:
                break
        return sorted(found, key=lambda f: (f.place.file, f.place.line or 0, f.place.column or 0))


def sections(report: Report) -> list[Section]:
    """Return the rules that found something, the gravest first.

    Rules of one severity come as they were asked.

    Where two versions were compared, what the published one has too comes after everything new.
    """
    groups: dict[tuple[bool, Severity, str], list[Group]] = {}
    for group in chain.from_iterable(package.groups for package in report.packages):
        groups.setdefault((group.known, group.severity, group.rule), []).append(group)
    asked = {name: number for number, name in enumerate(report.rules)}

    def order(section: Section) -> tuple[bool, bool, int, int, str]:
        number, is_first = asked.get(section.rule, len(asked)), RULES[section.rule].always
        grave = SEVERITIES.index(section.severity)
        return not is_first, section.known, grave, number, section.rule

    found = [
        Section(
            rule,
            severity,
            sum(group.count for group in those),
            tuple(map(fold_rows, those)),
            is_known,
        )
        for (is_known, severity, rule), those in groups.items()
    ]
    return sorted(found, key=order)


def named(package: PackageReport) -> str:
    """Return what people call a package, or else where it is."""
    return one_line(package.title or package.path)


def counts(report: Report) -> str:
    """Return the number of findings: 2 errors, 1 warning, 0 info.

    Where two versions were compared, it is how much is new.
    """
    if not report.compares:
        return ", ".join(_count(report.count(s), s) for s in SEVERITIES)
    return ", ".join(_count(report.count(s) - report.known(s), s, "new ") for s in SEVERITIES)


def known_counts(report: Report) -> str:
    """Return how many of them are published too, or nothing: 5 errors."""
    if not report.compares:
        return ""
    return ", ".join(_count(report.known(s), s) for s in SEVERITIES if report.known(s))


def _count(number: int, severity: Severity, new: str = "") -> str:
    return f"{number:,} {new}info" if severity == "info" else plural(number, f"{new}{severity}")


def command(report: Report) -> str:
    """Return the command that writes everything, however much it is."""
    return f"contested {'review' if report.compares else 'validate'} {ALL}"


def scope(report: Report) -> str:
    """Return what was judged: 1 package, 13 claims, 47 rows, 2 rules."""
    rows = sum(sum(p.rows.values()) for p in report.packages)
    claims = sum(p.rows.get("claims", 0) for p in report.packages)
    return (
        f"{plural(len(report.packages), 'package')}, {plural(claims, 'claim')},"
        f" {plural(rows, 'row')}, {plural(len(report.rules), 'rule')}"
    )


def _outdated(name: str) -> str:
    """Return what is said of a rule that is outdated."""
    instead = RULES[name].instead if name in RULES else ""
    return f", which is outdated: see {instead}" if instead else ""


def gaps(report: Report) -> Iterator[str]:
    """Yield what nobody should take for a pass, each with the reason.

    It is what was left out, and rules that could not judge everything.
    """
    yield from unjudged(report)
    for name, reason in report.notes.get("ignored", {}).items():
        yield f"ignored ({reason}): {name}{_outdated(name)}"
    if "baseline" in report.notes:
        yield report.notes["baseline"]
    yield from report.notes.get("told", ())
    silent: dict[tuple[str, str], dict[str, None]] = {}
    for package in report.packages:
        for one in package.not_run:
            silent.setdefault((package.path, one.reason), {})[one.rule] = None
    for (path, reason), rules in silent.items():
        yield f"did not run on {path} ({reason}): {_rules(report, list(rules))}"


def verdict(report: Report) -> Verdict:
    """Return what became of the run that a report tells of."""
    only_new = bool(report.notes.get("only_new"))
    return verdicts.verdict(report, report.notes.get("fail_on", "error"), only_new=only_new)


def reasons(report: Report) -> list[Unjudged]:
    """Return why a run does not pass in which nothing was found."""
    if verdict(report) != "unjudged":
        return []
    return verdicts.unjudged(report, report.notes.get("fail_on", "error"))


def silenced(report: Report, package: str) -> set[str]:
    """Return the rules of a package whose silence is grave."""
    mine = [one.rules for one in reasons(report) if one.package == package]
    return set().union(*mine)


def unjudged(report: Report) -> Iterator[str]:
    """Yield the same in words, each with the command that mends it."""
    return (f"{NOT_JUDGED}: {sentence(one)}" for one in reasons(report))


def sentence(one: Unjudged) -> str:
    """Return what could not be judged and how to mend that."""
    silent = f"; {plural(len(one.rules), 'rule')} did not run" if one.rules else ""
    path = quote(one.package)
    mend = f"“contested validate {path}” tells what to mend there, unless that is ignored"
    if one.side == "base":
        mend = f"name a published version that can be read: “contested review BASE {path}”"
    return f"{one.package}: {one.reason}{silent}; {mend}"


def _rules(report: Report, rules: list[str]) -> str:
    """Return the names of rules, or only their number if many.

    A whole family goes by its own name.
    """
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
    """Return what is wrong, and whether it was published so."""
    return one_line(finding.message) + (f" {KNOWN}" if finding.known else "")


def place_in_head(finding: Finding) -> Place:
    """Return where a reader of the proposed version alone finds it.

    For what stands in the published one only, that is the nearest file.
    """
    if finding.side == "base":
        return finding.anchor or Place(finding.place.file)
    return finding.place


def place(finding: Finding) -> str:
    """Return where a finding stands, as compilers say it: file:line:column."""
    at = finding.place
    return one_line(":".join(str(part) for part in (at.file, at.line, at.column) if part))


def where(finding: Finding) -> list[tuple[str, str]]:
    """Return a finding's column, cell and key, each with its label."""
    parts = {
        "column": finding.column,
        "cell": finding.place.cell,
        "row": " ".join(finding.key or ()),
    }
    return [(label, one_line(value)) for label, value in parts.items() if value]


def cell_and_suggestion(finding: Finding) -> list[tuple[str, str | None]]:
    """Return the cell's value and any suggestion, each with its label.

    A blank cell is None.

    The value is left out where the message quotes it whole or the key says it.
    """
    shown = finding.found and visible(finding.found)
    parts: list[tuple[str, str | None]] = []
    is_quoted = shown and f"“{shown}”" in one_line(finding.message)
    is_key = shown and finding.key == (finding.found,)
    if finding.column is not None and not is_quoted and not is_key:
        parts.append(("found", shown))
    if finding.suggestion:
        parts.append(("did you mean", visible(finding.suggestion)))
    return parts


def remedy(finding: Finding) -> dict[str, str]:
    """Return what is allowed, and one thing to do."""
    parts = {"allowed": finding.allowed, "mend": finding.mend}
    return {label: one_line(words) for label, words in parts.items() if words}


def common_remedy(findings: Iterable[Finding]) -> dict[str, str]:
    """Return what the remedies of several findings have in common."""
    first, *others = [remedy(finding) for finding in findings] or [{}]
    if not others:
        return {}
    return {
        label: words
        for label, words in first.items()
        if all(other.get(label) == words for other in others)
    }


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return text on one line, in which nothing is unseen."""
    return visible(" ".join(text.split("\n")), longest)
