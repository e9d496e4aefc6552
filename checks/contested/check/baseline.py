"""A baseline: findings that are known already.

With one, a dataset can take up the rules before it follows all of them. Whatever is not in the
baseline counts as before. What is in it and no longer found has to be struck from it, since it
would otherwise excuse the same fault when it comes back. A baseline is a file of JSON lines,
sorted, a finding a line, so that git merges it as it merges text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace

from contested.check.fingerprints import Mark, Marks
from contested.results import Finding, Group, PackageReport, Report
from contested.rules.rule import RULES
from contested.text import visible

TEXTS = {f.name for f in fields(Mark)} - {"key", "number"}


class BaselineError(Exception):
    """A baseline that cannot be read; says in which line and why."""


def parse(text: str) -> set[Mark]:
    """Return the findings that a baseline names; raises BaselineError."""
    return {_mark(line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip()}


def _mark(line: str, number: int) -> Mark:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if (
        not isinstance(given, dict)
        or not {"package", "rule"} <= set(given)
        or not all(_sound(name, value) for name, value in given.items())
    ):
        raise BaselineError(f"line {number} is no finding of a baseline: {visible(line, 60)}")
    return Mark(**given | {"key": tuple(given["key"]) if "key" in given else None})


def _sound(name: str, value: object) -> bool:
    if name == "key":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    return (
        type(value) is int and value > 0
        if name == "number"
        else name in TEXTS and isinstance(value, str)
    )


def told(marks: Iterable[Mark]) -> str:
    """Return the baseline that names these findings."""
    return "".join(f"{mark.line()}\n" for mark in sorted(marks, key=_order))


def _order(mark: Mark) -> tuple[object, ...]:
    return (
        mark.package,
        mark.table or "",
        mark.rule,
        mark.key or (),
        mark.column or "",
        mark.file or "",
        mark.found or "",
        mark.number,
    )


def without(report: Report, known: Collection[Mark]) -> tuple[Report, list[Mark]]:
    """Return the report without known findings, and those no longer found.

    Only of rules that are known to have found something are the findings looked at. A known
    finding that this run could not have found (its package, its rule or its table was not
    judged) counts as neither.
    """
    marks, seen = Marks(), set[Mark]()
    rules = {(mark.package, mark.rule) for mark in known}
    packages = [
        replace(
            p,
            groups=tuple(
                g
                for one in p.groups
                for g in (
                    _unknown(one, p, known, marks, seen) if (p.name, one.rule) in rules else [one]
                )
            ),
        )
        for p in report.packages
    ]
    struck = sorted(
        (mark for mark in known if mark not in seen and judged(mark, report)), key=_order
    )
    return replace(report, packages=tuple(packages)), struck


def brought(after: PackageReport, before: PackageReport) -> list[Finding]:
    """Return the findings that an earlier report does not have.

    Both reports are of one package.
    """
    return [
        finding
        for group in parted(after, before).groups
        if not group.known
        for finding in group.tell(None)
    ]


def parted(report: PackageReport, before: PackageReport) -> PackageReport:
    """Return the report with what `before` finds too marked as known.

    Both are of one package, under one name.
    """
    marks, known = Marks(), set(_marked(before))
    groups: list[Group] = []
    for group in report.groups:
        seen: list[bool] = [marks.of(finding, report) in known for finding in group.tell(None)]
        groups.extend(
            _part(group, [n for n, one in enumerate(seen) if one is is_known], is_known=is_known)
            for is_known in (False, True)
            if is_known in seen
        )
    return replace(report, groups=tuple(groups))


def _marked(package: PackageReport) -> Iterator[Mark]:
    marks = Marks()
    yield from (
        marks.of(finding, package) for group in package.groups for finding in group.tell(None)
    )


def _part(group: Group, numbers: list[int], *, is_known: bool) -> Group:
    """Return some of a group's findings, by their numbers in order."""

    def tell(limit: int | None) -> Iterator[Finding]:
        wanted = numbers[:limit]
        places = set(wanted)
        told = (
            finding
            for number, finding in enumerate(group.tell(wanted[-1] + 1 if wanted else 0))
            if number in places
        )
        yield from (replace(finding, known=True) if is_known else finding for finding in told)

    return replace(group, count=len(numbers), tell=tell, known=is_known)


def _unknown(
    group: Group, package: PackageReport, known: Collection[Mark], marks: Marks, seen: set[Mark]
) -> list[Group]:
    """Return the group without what is known, or nothing if all is."""
    left: list[int] = []
    for number, finding in enumerate(group.tell(None)):
        mark = marks.of(finding, package)
        if mark in known:
            seen.add(mark)
        else:
            left.append(number)
    return [_part(group, left, is_known=group.known)] if left else []


def updated(report: Report, known: Collection[Mark]) -> set[Mark]:
    """Return everything that the report finds, as a new baseline.

    What is known of packages, rules and tables that it did not judge is kept.
    """
    marks = Marks()
    found = {
        marks.of(finding, package)
        for package in report.packages
        for group in package.groups
        for finding in group.tell(None)
    }
    return found | {mark for mark in known if not judged(mark, report)}


def judged(mark: Mark, report: Report) -> bool:
    """Return whether a report would tell of a finding still there."""
    packages = [package for package in report.packages if package.name == mark.package]
    silent = (
        (one.where, package)
        for package in packages
        for one in package.not_run
        if one.rule == mark.rule
    )
    return (
        bool(packages)
        and mark.rule in report.rules
        and all(_elsewhere(where, mark, package) for where, package in silent)
    )


def _elsewhere(where: str, mark: Mark, package: PackageReport) -> bool:
    """Return whether a rule kept silent on another table only.

    Of rules on texts it says nothing that the place is called a table.
    """
    return where in package.rows and where != mark.table and RULES[mark.rule].scope != "text"


def named(mark: Mark) -> str:
    """Return a known finding in words: its rule, then its place."""
    where = [mark.table, " ".join(mark.key or ()), mark.column, mark.file]
    return visible(
        " ".join([f"{mark.rule}:", *(part for part in where if part)]) + f" ({mark.package})", 1000
    )
