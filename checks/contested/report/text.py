"""The report as text, for people: each finding as `file:line:column: severity rule: message`, then
what is allowed and how to mend it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from contested.report import changes
from contested.report.outline import KNOWN, counted, judged, known, left_out
from contested.results import SEVERITIES, Finding, PackageReport, Report, RowChange
from contested.rules.rule import RULES
from contested.text import plural, visible

SHOWN = 20
"""Findings of one rule that are told; of the others there is the number."""
COLOURS = {"error": "31", "warning": "33", "info": "36", "head": "1"}


def write(report: Report, out: TextIO) -> None:
    """Writes what a change means, the findings, the rows of the change, a table of the rule
    families, and a line that sums up the findings.
    """
    paint = _painter(out)
    for line in _changes(report, paint):
        out.write(line + "\n")
    for package in report.packages:
        for line in told(package, paint):
            out.write(line + "\n")
    for line in _rows(report, paint):
        out.write(line + "\n")
    for line in [
        *_families(report),
        *(visible(line, 10_000) for line in left_out(report)),
        _summary(report, paint),
    ]:
        out.write(line + "\n")


def _changes(report: Report, paint: dict[str, str]) -> Iterator[str]:
    """Of each package what became of it, what to look at first, and what the change means."""
    for path, words in changes.unchanged(report):
        yield f"{path}: {words}"
    for package, change in changes.changed(report):
        yield from _heading(f"{package.path}, compared with {change.base}", paint)
        yield from (f"    {label:<8} {words}" for label, words in changes.facts(change))
        if suspect := changes.suspicions(change):
            yield from (
                "",
                f"{paint['warning']}{changes.FIRST}{paint['end']}",
                *(f"    {words}" for words in suspect),
            )
        for part in changes.meaning(change, SHOWN):
            yield from _heading(part.heading, paint)
            for one in part.items:
                yield from (
                    f"    {one.label} ({one.ident})",
                    *(f"        {words}" for words in one.told),
                )
            if part.count > SHOWN:
                yield (
                    f"    {part.count - SHOWN:,} more of {part.count:,}; --format json has them all"
                )
    if report.compares and any(package.groups for package in report.packages):
        yield from (*_heading(changes.FINDINGS, paint), "")


def _rows(report: Report, paint: dict[str, str]) -> Iterator[str]:
    """Of each package the rows of the change, then what to put into the changelog."""
    for package, change in changes.changed(report):
        for sheet in changes.sheets(change):
            yield from _heading(f"{sheet.title} ({package.path})", paint)
            for row in sheet.tell(SHOWN):
                yield from _row(row)
            if sheet.count > SHOWN:
                yield (
                    f"    {sheet.count - SHOWN:,} more of {sheet.count:,}; --format json has"
                    " them all"
                )
        if change.changelog:
            yield from (
                *_heading(changes.CHANGELOG, paint),
                "",
                *(f"    {_line(line)}".rstrip() for line in change.changelog),
            )
    if report.compares and not any(package.groups for package in report.packages):
        yield ""


def _heading(words: str, paint: dict[str, str]) -> tuple[str, str]:
    return "", f"{paint['head']}{_line(words)}{paint['end']}"


def _row(row: RowChange) -> Iterator[str]:
    yield f"    {_line(row.label)} ({changes.key(row)})"
    for one in changes.cells(row):
        old, new = changes.WITHHELD if one.withheld else one.old or "(blank)", one.new or "(blank)"
        yield (
            f"        {one.column}:"
            f" {f'{old} → {new}' if row.act not in ('added', 'gone') else one.new or old}"
        )


def _painter(out: TextIO) -> dict[str, str]:
    colourful = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return {name: f"\x1b[{code}m" if colourful else "" for name, code in COLOURS.items()} | {
        "end": "\x1b[0m" if colourful else ""
    }


def told(package: PackageReport, paint: dict[str, str]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    shown: dict[str, list[Finding]] = {}
    for group in sorted(package.groups, key=lambda group: group.known):
        counts[group.rule] += group.count
        already = shown.setdefault(group.rule, [])
        already.extend(group.tell(SHOWN - len(already)) if len(already) < SHOWN else ())
    told = [f for findings in shown.values() for f in findings]
    told.sort(key=lambda f: (f.known, f.place.file, f.place.line or 0, f.place.column or 0, f.rule))
    for finding in told:
        yield from _finding(finding, paint)
    for rule, found in shown.items():
        if counts[rule] > len(found):
            yield (
                f"{rule}: {counts[rule] - len(found):,} more of {counts[rule]:,}; --format json has"
                " them all"
            )


def _finding(finding: Finding, paint: dict[str, str]) -> Iterator[str]:
    place = ":".join(
        str(p) for p in (finding.place.file, finding.place.line, finding.place.column) if p
    )
    severity = f"{paint[finding.severity]}{finding.severity}{paint['end']}"
    yield (
        f"{paint['head']}{visible(place, 1000)}{paint['end']}: {severity} {finding.rule}:"
        f" {_line(finding.message)}{f' {KNOWN}' if finding.known else ''}"
    )
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


def _line(text: str) -> str:
    return visible(" ".join(text.split("\n")), 100_000)


def _families(report: Report) -> Iterator[str]:
    counts, missed = report.counts(), {n.rule for p in report.packages for n in p.not_run}
    families = dict.fromkeys(RULES[name].family for name in report.rules)
    width = max((len(f) for f in families), default=0)
    if any(package.groups for package in report.packages):
        yield ""
    for family in families:
        rules = [name for name in report.rules if RULES[name].family == family]
        found = {
            s: sum(counts.get(n, 0) for n in rules if RULES[n].severity == s) for s in SEVERITIES
        }
        told = (
            ", ".join(plural(n, s) if s != "info" else f"{n:,} info" for s, n in found.items() if n)
            or "nothing found"
        )
        silent = len(missed & set(rules))
        yield (
            f"{family:<{width}}  {plural(len(rules), 'rule'):>8} "
            f" {told}{f'; {silent} did not run everywhere' if silent else ''}"
        )


def _summary(report: Report, paint: dict[str, str]) -> str:
    told = zip(SEVERITIES, counted(report).split(", "), strict=True)
    missed = len({n.rule for p in report.packages for n in p.not_run})
    rest = f"; {plural(missed, 'rule')} did not run everywhere" if missed else ""
    also = f"; also in the published version: {known(report)}" if known(report) else ""
    counts = ", ".join(paint[severity] + count + paint["end"] for severity, count in told)
    return f"{judged(report)}: {counts}{also}{rest}"
