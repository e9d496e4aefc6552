"""The report as text, for people.

Each finding is `file:line:column: severity rule: message`, then what is allowed and how to mend it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TextIO

from contested.report import changes
from contested.report.meaning import MeaningPart, parts
from contested.report.outline import KNOWN, counts, gaps, known_counts, named, scope
from contested.report.rows import WITHHELD, Spoken, cells, changed_rows, key, spoken
from contested.report.together import fold_rows
from contested.results import (
    SEVERITIES,
    CellChange,
    Finding,
    Group,
    PackageReport,
    Report,
    RowChange,
)
from contested.rules.rule import RULES, Rule
from contested.text import disarm, plural, visible

SHOWN = 20
"""Findings of one rule that are shown; of the others there is the number."""
COLOURS = {"error": "31", "warning": "33", "info": "36", "head": "1"}
PLAIN = dict.fromkeys((*COLOURS, "end"), "")
"""No colours at all."""


def write(report: Report, out: TextIO) -> None:
    """Write the whole report, as its reader meets things.

    What a change means comes first, then the findings, the rows of the change, a table of the rule
    families, and a line that sums up the findings.
    """
    paint = _painter(out)
    out.writelines(f"{disarm(line)}\n" for line in _lines(report, paint))


def _lines(report: Report, paint: dict[str, str]) -> Iterator[str]:
    yield from _changes(report, paint)
    for package in report.packages:
        yield from findings(package, paint)
    yield from _rows(report, paint)
    yield from _families(report)
    yield from (visible(line, 10_000) for line in gaps(report))
    yield _summary(report, paint)


def _changes(report: Report, paint: dict[str, str]) -> Iterator[str]:
    """Yield of each package its facts, suspicions and meaning."""
    for name, words in changes.unchanged_packages(report):
        yield f"{name}: {words}"
    for package, change in changes.changed_packages(report):
        base = changes.compared(report, change)
        yield from _heading(f"{named(package)}, compared with {base}", paint)
        yield from (f"    {label:<8} {words}" for label, words in changes.facts(change))
        if suspicions := changes.suspicions(change):
            yield from ("", f"{paint['warning']}{changes.FIRST}{paint['end']}")
            yield from (f"    {words}" for words in suspicions)
        for part in parts(change, SHOWN):
            yield from _heading(part.heading, paint)
            yield from _meaning(part)
    if report.compares and any(package.groups for package in report.packages):
        yield from (*_heading(changes.FINDINGS, paint), "")


def _meaning(part: MeaningPart) -> Iterator[str]:
    for one in part.items:
        yield f"    {one.label} ({one.ident})"
        yield from (f"        {words}" for words in one.details)
    yield from _more("    ", part.count, SHOWN)


def _more(start: str, count: int, shown: int) -> Iterator[str]:
    if count > shown:
        yield f"{start}{count - shown:,} more of {count:,}; --format json has them all"


def _rows(report: Report, paint: dict[str, str]) -> Iterator[str]:
    """Yield of each package its rows, and what its changelog may say."""
    for package, change in changes.changed_packages(report):
        for those in changed_rows(change):
            yield from _heading(f"{those.title} ({named(package)})", paint)
            for row in those.tell(SHOWN):
                yield from _row(row)
            yield from _more("    ", those.count, SHOWN)
        if change.changelog:
            yield from (*_heading(changes.CHANGELOG, paint), "")
            yield from (f"    {_line(line)}".rstrip() for line in change.changelog)
    if report.compares and not any(package.groups for package in report.packages):
        yield ""


def _heading(words: str, paint: dict[str, str]) -> tuple[str, str]:
    return "", f"{paint['head']}{_line(words)}{paint['end']}"


def _row(row: RowChange) -> Iterator[str]:
    yield f"    {_line(row.label)} ({key(row)})"
    yield from (f"        {line}" for line in _spoken(spoken(row)))
    for cell in cells(row):
        yield f"        {cell.column}: {_cell(row, cell)}"


def _spoken(told: Spoken | None) -> Iterator[str]:
    """Yield the words of a claim, and where they can be read."""
    if told is None:
        return
    yield from (f"“{_line(told.quote)}”",) if told.quote else ()
    lines = (told.statement, told.where, told.link)
    yield from (_line(line) for line in lines if line)


def _cell(row: RowChange, cell: CellChange) -> str:
    old = WITHHELD if cell.withheld else cell.old or "(blank)"
    if row.act in ("added", "gone"):
        return cell.new or old
    return f"{old} → {cell.new or '(blank)'}"


def _painter(out: TextIO) -> dict[str, str]:
    has_colours = (
        out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    codes = COLOURS | {"end": "0"}
    return {name: f"\x1b[{code}m" if has_colours else "" for name, code in codes.items()}


def findings(package: PackageReport, paint: Mapping[str, str] = PLAIN) -> Iterator[str]:
    """Yield the lines of a package's findings, in the order of places."""
    counts: Counter[str] = Counter()
    shown: dict[str, list[Finding]] = {}
    for group in sorted(package.groups, key=lambda group: group.known):
        counts[group.rule] += group.count
        already = shown.setdefault(group.rule, [])
        if RULES[group.rule].together and group.count > 1:
            yield from _together(group, paint)
            counts[group.rule] -= group.count
        elif len(already) < SHOWN:
            already.extend(group.tell(SHOWN - len(already)))
    for finding in sorted(chain.from_iterable(shown.values()), key=_order):
        yield from _finding(finding, paint)
    for rule, those in shown.items():
        yield from _more(f"{rule}: ", counts[rule], len(those))


def _together(group: Group, paint: Mapping[str, str]) -> Iterator[str]:
    """Yield the one line that tells all findings on a table."""
    known = f" {KNOWN}" if group.known else ""
    for one in fold_rows(group).tell(None):
        yield f"{_opening(one, one.place.file, paint)} {_line(one.message)}{known}"


def _order(finding: Finding) -> tuple[bool, bool, str, int, int, str]:
    place, is_first = finding.place, RULES[finding.rule].always
    at = (place.file, place.line or 0, place.column or 0)
    return not is_first, finding.known, *at, finding.rule


def _finding(finding: Finding, paint: Mapping[str, str]) -> Iterator[str]:
    place = ":".join(
        str(p) for p in (finding.place.file, finding.place.line, finding.place.column) if p
    )
    known = f" {KNOWN}" if finding.known else ""
    yield f"{_opening(finding, place, paint)} {_line(finding.message)}{known}"
    where = [
        f"column {finding.column}" if finding.column else "",
        f"cell {finding.place.cell}" if finding.place.cell else "",
        f"row {' '.join(finding.key)}" if finding.key else "",
    ]
    if any(where):
        yield f"    where    {visible(', '.join(w for w in where if w), 1000)}"
    if finding.column:
        yield f"    found    {visible(finding.found)}"
    if finding.allowed:
        yield f"    allowed  {_line(finding.allowed)}"
    yield f"    mend     {_line(finding.mend)}"
    if finding.suggestion:
        yield f"    did you mean  {visible(finding.suggestion)}?"


def _opening(finding: Finding, place: str, paint: Mapping[str, str]) -> str:
    """Return where a finding is, how grave, and of which rule."""
    severity = f"{paint[finding.severity]}{finding.severity}{paint['end']}"
    where = f"{paint['head']}{visible(place, 1000)}{paint['end']}"
    return f"{where}: {severity} {finding.rule}:"


def _line(text: str) -> str:
    return visible(" ".join(text.split("\n")), 100_000)


def _families(report: Report) -> Iterator[str]:
    found: Counter[tuple[str, str]] = Counter()
    for group in chain.from_iterable(package.groups for package in report.packages):
        found[group.rule, group.severity] += group.count
    silent = _silent(report)
    families: dict[str, list[Rule]] = {}
    for name in report.rules:
        families.setdefault(RULES[name].family, []).append(RULES[name])
    width = max(map(len, families), default=0)
    if any(package.groups for package in report.packages):
        yield ""
    for family, rules in families.items():
        words = ", ".join(_counts(rules, found)) or "nothing found"
        if missed := sum(rule.name in silent for rule in rules):
            words += f"; {missed} did not run everywhere"
        yield f"{family:<{width}}  {plural(len(rules), 'rule'):>8}  {words}"


def _silent(report: Report) -> set[str]:
    """Return the rules that did not run everywhere."""
    return {one.rule for one in chain.from_iterable(one.not_run for one in report.packages)}


def _counts(rules: list[Rule], found: Counter[tuple[str, str]]) -> Iterator[str]:
    for severity in SEVERITIES:
        count = sum(found[rule.name, severity] for rule in rules)
        if count:
            yield f"{count:,} info" if severity == "info" else plural(count, severity)


def _summary(report: Report, paint: dict[str, str]) -> str:
    parts = zip(SEVERITIES, counts(report).split(", "), strict=True)
    painted = ", ".join(paint[severity] + count + paint["end"] for severity, count in parts)
    known = known_counts(report)
    also = f"; also in the published version: {known}" if known else ""
    missed = len(_silent(report))
    rest = f"; {plural(missed, 'rule')} did not run everywhere" if missed else ""
    return f"{scope(report)}: {painted}{also}{rest}"
