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
        or not all(_is_valid(name, value) for name, value in given.items())
    ):
        raise BaselineError(f"line {number} is no finding of a baseline: {visible(line, 60)}")
    return Mark(**given | {"key": tuple(given["key"]) if "key" in given else None})


def _is_valid(name: str, value: object) -> bool:
    if name == "key":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    return (
        type(value) is int and value > 0
        if name == "number"
        else name in TEXTS and isinstance(value, str)
    )


def render(marks: Iterable[Mark]) -> str:
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


def remove_known(report: Report, known: Collection[Mark]) -> tuple[Report, list[Mark]]:
    """Return the report without known findings, and those no longer found.

    Only of rules that are known to have found something are the findings looked at. A known
    finding that this run could not have found (its package, its rule or its table was not
    judged) counts as neither.
    """
    marks, seen = Marks(), set[Mark]()
    rules = {(mark.package, mark.rule) for mark in known}
    packages = []
    for package in report.packages:
        groups: list[Group] = []
        for group in package.groups:
            if (package.name, group.rule) in rules and not RULES[group.rule].always:
                groups.extend(_without_known(group, package, known, marks, seen))
            else:
                groups.append(group)
        packages.append(replace(package, groups=tuple(groups)))
    struck = sorted(
        (mark for mark in known if mark not in seen and is_judged(mark, report)), key=_order
    )
    return replace(report, packages=tuple(packages)), struck


def new_findings(after: PackageReport, before: PackageReport) -> list[Finding]:
    """Return the findings that an earlier report does not have.

    Both reports are of one package.
    """
    found: list[Finding] = []
    for group in mark_known(after, before).groups:
        if not group.known:
            found.extend(group.tell(None))
    return found


def mark_known(report: PackageReport, before: PackageReport) -> PackageReport:
    """Return the report with what `before` finds too marked as known.

    Both are of one package, under one name.
    """
    marks, known = Marks(), set(_marks_of(before, Marks()))
    groups: list[Group] = []
    for group in report.groups:
        is_old = [marks.of(finding, report) in known for finding in group.tell(None)]
        for old in (False, True):
            if old in is_old:
                numbers = [number for number, one in enumerate(is_old) if one is old]
                groups.append(_some_of(group, numbers, is_known=old))
    return replace(report, groups=tuple(groups))


def _marks_of(package: PackageReport, marks: Marks) -> Iterator[Mark]:
    for group in package.groups:
        for finding in group.tell(None) if not RULES[group.rule].always else ():
            yield marks.of(finding, package)


def _some_of(group: Group, numbers: list[int], *, is_known: bool) -> Group:
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


def _without_known(
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
    return [_some_of(group, left, is_known=group.known)] if left else []


def update(report: Report, known: Collection[Mark]) -> set[Mark]:
    """Return everything that the report finds, as a new baseline.

    What is known of packages, rules and tables that it did not judge is kept.
    """
    marks, found = Marks(), set[Mark]()
    for package in report.packages:
        found.update(_marks_of(package, marks))
    return found | {mark for mark in known if not is_judged(mark, report)}


def is_judged(mark: Mark, report: Report) -> bool:
    """Return whether a report would tell of a finding still there."""
    packages = [package for package in report.packages if package.name == mark.package]
    if not packages or mark.rule not in report.rules:
        return False
    for package in packages:
        silent = [one.where for one in package.not_run if one.rule == mark.rule]
        if not all(_is_elsewhere(where, mark, package) for where in silent):
            return False
    return True


def _is_elsewhere(where: str, mark: Mark, package: PackageReport) -> bool:
    """Return whether a rule kept silent on another table only.

    Of rules on texts it says nothing that the place is called a table.
    """
    return where in package.rows and where != mark.table and RULES[mark.rule].scope != "text"


def describe(mark: Mark) -> str:
    """Return a known finding in words: its rule, then its place."""
    where = [mark.table, " ".join(mark.key or ()), mark.column, mark.file]
    return visible(
        " ".join([f"{mark.rule}:", *(part for part in where if part)]) + f" ({mark.package})", 1000
    )
