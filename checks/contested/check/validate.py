"""Validation: the one path from a package to its report."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from contested.check import judge, quotations
from contested.check.eased import ease
from contested.check.engines import engine as engine_named
from contested.check.findings import Findings, day_number, finding_of, group_of
from contested.check.load import LoadedTable, load
from contested.check.unjudged import find_unjudged
from contested.package import DESCRIPTOR, Package, find
from contested.package.files.csvfile import Found
from contested.package.quotations import read
from contested.results import Finding, Group, NotRun, PackageReport, Place, Report
from contested.rules import FAMILIES
from contested.rules.check import Check, expand
from contested.rules.rule import RULES, Rule
from contested.standard.versions import is_newer, named_in, newest

__all__ = ["FAMILIES", "choose_rules", "validate", "validate_package"]

UNREAD = f"{DESCRIPTOR} cannot be read"
STRANGE = f"{DESCRIPTOR} describes no package of this standard"


def choose_rules(
    select: Iterable[str] | None = None, ignore: Iterable[str] = (), *, compares: bool = False
) -> list[Rule]:
    """Return the rules that are asked, by names or families.

    These are those selected without those ignored, of one package or, with `compares`, of two
    versions. Raises KeyError for an unknown name.
    """
    for name in [*(select or ()), *ignore]:
        if name not in RULES and name not in FAMILIES:
            raise KeyError(name)
    picked, left = set(select) if select else None, set(ignore)
    named = [
        r
        for r in RULES.values()
        if r.always
        or ((picked is None or {r.name, r.family} & picked) and not {r.name, r.family} & left)
    ]
    return [r for r in named if r.compares is compares]


SCOPES = ("package", "file", "text")
"""What rules judge that are no checks of rows."""


def validate(
    path: str | Path,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    today: datetime.date | None = None,
    texts_folder: str | Path | None = None,
    engine: str = "polars",
) -> Report:
    """Judge every package at a path and return the report.

    The path is that of a datapackage.json, its folder, a zip of it, or a folder of packages.
    `select` and `ignore` name rules and families of rules. `today` is the day that no date may
    lie after. `texts_folder` holds the texts that were coded, so that quotations are looked up in
    them. `engine` is what judges, `polars` or `pandera`.

    `findings()` of the report gives everything that is wrong, with the cell, and `worst()` how
    grave the gravest of it is: error, warning, info, or None.

    Raises UnreadableError where there is no package, KeyError for an unknown rule.
    """
    rules = choose_rules(select, ignore)
    held = read(Path(texts_folder)) if texts_folder is not None else None
    reports = [
        validate_package(p, rules, day_number(today), held, engine) for p in find(Path(path))
    ]
    return Report(tuple(reports), tuple(r.name for r in rules))


def validate_package(
    package: Package,
    rules: Collection[Rule],
    today: int,
    held: Mapping[str, bytes] | None = None,
    engine: str = "polars",
    loaded: Mapping[str, LoadedTable] | None = None,
) -> PackageReport:
    """Judge one package: its descriptor, its files, then its rows.

    `loaded` are its tables, where they were read already.
    """
    path, asked = package.store.label.rstrip("/") or ".", {r.name for r in rules}
    by_scope = {scope: [r for r in rules if r.scope == scope] for scope in SCOPES}
    groups: list[Group] = list(_of_descriptor(package, by_scope["package"]))
    if package.fault:
        silent, why = tuple(_all_silent(rules, package)), _why_silent(package)
        bare = PackageReport(path, package.name, tuple(groups), silent, {})
        return replace(bare, title=package.title, unread=(why,))
    loaded = load(package) if loaded is None else loaded
    not_run = [one for one in find_unjudged(package) if one.rule in asked]
    for one in loaded.values():
        groups.extend(_of_files(one, by_scope["file"]))
        not_run.extend(silent for silent in _stopped(one) if silent.rule in asked)
    frames = {name: one.frame for name, one in loaded.items() if one.frame is not None}
    runnable, blocked = _runnable(expand(_judging(rules), package.tables), package, loaded)
    not_run.extend(one for one in blocked if one.rule in asked)
    outcome = engine_named(engine)(frames, package.tables, runnable, today)
    findings = Findings(loaded, outcome.views)
    if by_scope["text"]:
        checked = quotations.compare(by_scope["text"], held, frames)
        outcome.hits.update(checked.hits)
        findings.extra.update(checked.values)
        not_run.extend(checked.not_run)
    hits = {check: rows for check, rows in outcome.hits.items() if check.rule.name in asked}
    groups.extend(findings.group(check, rows) for check, rows in judge.settle(hits).items())
    counts = {name: len(frame) for name, frame in frames.items()}
    report = PackageReport(path, package.name, tuple(groups), tuple(not_run), counts)
    unread = tuple(_unread(package, loaded))
    return ease(replace(report, title=package.title, unread=unread), package.version)


def _unread(package: Package, loaded: Mapping[str, LoadedTable]) -> Iterator[str]:
    """Yield what of a package nobody could read here, and why."""
    if is_newer(named := named_in(package.descriptor)):
        yield (
            f"{DESCRIPTOR}: it is written for version {named} of the standard, and what {newest()}"
            " does not know was not judged; update contested"
        )
    yield from (f"{n}: {one.reason}" for n, one in loaded.items() if one.frame is None)


def _why_silent(package: Package) -> str:
    return STRANGE if package.is_strange else UNREAD


def _all_silent(rules: Iterable[Rule], package: Package) -> Iterator[NotRun]:
    """Yield each rule that a descriptor's fault keeps silent."""
    for rule in rules:
        if not (rule.scope == "package" and rule.gate):
            yield NotRun(rule.name, "the package", _why_silent(package), rule.severity)


def _stopped(loaded: LoadedTable) -> Iterator[NotRun]:
    """Yield the rules that an earlier rule kept from judging a file."""
    for part in loaded.parts:
        name = part.file.name
        reason = f"{loaded.table.name}: {name} could not be read ({part.linted.stopped})"
        for rule in part.linted.not_run:
            yield NotRun(rule, name, reason, RULES[rule].severity)


def _judging(rules: Collection[Rule]) -> list[Rule]:
    """Return the rules asked, and every form rule.

    What is malformed must be known to all others.
    """
    asked = {r.name for r in rules}
    return [
        r for r in RULES.values() if r.scope in ("field", "key") or (r.name in asked and r.on_rows)
    ]


def _of_descriptor(package: Package, rules: Iterable[Rule]) -> Iterator[Group]:
    for rule in rules:
        if package.fault and not rule.gate:
            continue
        told = list(rule.arms[0].wrong(package))
        if told:
            line, column = package.fault_at or (None, None)
            place = Place(package.store.label + DESCRIPTOR, line, column)
            yield group_of(
                rule,
                [
                    finding_of(
                        rule, place, values, table=values.get("table") or None, values=values
                    )
                    for values in told
                ],
            )


def _of_files(loaded: LoadedTable, rules: Iterable[Rule]) -> Iterator[Group]:
    for part in loaded.parts:
        for rule in rules:
            if spots := part.linted.found.get(rule.name):

                def tell(
                    limit: int | None,
                    rule: Rule = rule,
                    spots: Found = spots,
                    file: str = part.file.name,
                ) -> Iterator[Finding]:
                    for spot in islice(spots, limit):
                        yield finding_of(
                            rule,
                            Place(file, spot.line, spot.column, spot.cell),
                            spot.values,
                            table=loaded.table.name,
                            values=dict(spot.values),
                        )

                yield Group(rule.name, rule.severity, len(spots), tell)


def _runnable(
    checks: Iterable[Check], package: Package, loaded: Mapping[str, LoadedTable]
) -> tuple[list[Check], list[NotRun]]:
    """Return the checks that can run, and what did not run.

    Why one did not run is said once for each rule, table and reason.
    """
    if all(one.frame is not None for one in loaded.values()):
        return list(checks), []
    runnable: list[Check] = []
    blocked: list[NotRun] = []
    for check in checks:
        missing = [t for t in sorted(check.reads(package.tables)) if loaded[t].frame is None]
        if not missing:
            runnable.append(check)
        else:
            blocked.extend(
                NotRun(
                    check.rule.name,
                    check.table,
                    f"{name}: {loaded[name].reason}",
                    check.rule.severity,
                )
                for name in missing
            )
    return runnable, list(dict.fromkeys(blocked))
