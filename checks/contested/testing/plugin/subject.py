"""A package under test: its rules by table, and their verdicts.

They are asked for once a process.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from contested import standard
from contested.check.engines import ENGINES
from contested.check.unjudged import find_unjudged
from contested.check.validate import validate_package
from contested.check.verdict import unjudged, verdict
from contested.package import Package, quotations
from contested.report import text
from contested.results import Group, NotRun, PackageReport, Report, Severity, is_as_grave
from contested.rules.check import expand
from contested.rules.rule import RULES, Rule

PACKAGE, TEXTS = "package", "texts"
"""Levels beside the tables: the package as a whole, and the texts that were coded."""


At = tuple[str, str]
"""A level and the name of a rule."""


@dataclass(frozen=True)
class Asked:
    """What a run asks of every package."""

    rules: list[Rule]
    ignored: Mapping[str, str]
    """Rules that are not asked after all, with the reason why."""
    fail_on: Severity
    today: int
    texts: Path | None
    warning: type[UserWarning]
    """What a finding that does not fail its test is told as."""
    engine: str = ENGINES[0]

    @cached_property
    def judged(self) -> list[Rule]:
        """The rules that are asked."""
        return [r for r in self.rules if r.name not in self.ignored]

    @cached_property
    def held(self) -> dict[str, bytes] | None:
        """The texts that were coded, read once."""
        return quotations.read(self.texts) if self.texts else None


@dataclass(frozen=True)
class Verdict:
    """What one rule said at one level, or why nothing."""

    text: str = ""
    severity: Severity = "error"
    failed: bool = False
    unjudged: str = ""


@dataclass(frozen=True)
class Verdicts:
    """A report, sorted by where its findings and its silences belong."""

    report: PackageReport
    groups: dict[At, list[Group]]
    silent: dict[At, list[str]]


@dataclass
class Subject:
    """A package and what is asked of it."""

    package: Package
    asked: Asked

    @cached_property
    def levels(self) -> dict[str, list[Rule]]:
        """The rules that can judge something, by level.

        They are in the order of the catalogue; no data is read to know that. A table that
        may be left out, and is, has none. A rule of which it is known beforehand that it
        cannot judge has its place too.
        """
        rules, tables = {r.name: r for r in self.asked.rules}, self.package.tables
        there = [
            name
            for name in tables
            if name in self.package.parts or name in standard.required_tables()
        ]
        at: set[At] = {
            (check.table, check.rule.name)
            for check in expand(rules.values(), tables)
            if check.table in there
        }
        at |= {(one.where, one.rule) for one in find_unjudged(self.package) if one.rule in rules}
        for rule in rules.values():
            at |= {
                (level, rule.name)
                for level in {
                    "package": [PACKAGE],
                    "text": [TEXTS],
                    "file": self.package.parts,
                }.get(rule.scope, ())
            }
        own = sorted({level for level, _ in at} - {PACKAGE, TEXTS, *there})
        levels = {
            level: [rule for name, rule in rules.items() if (level, name) in at]
            for level in (PACKAGE, *there, *own, TEXTS)
        }
        return {level: here for level, here in levels.items() if here}

    def verdict(self, level: str, rule: Rule) -> Verdict:
        """Return what a rule said at a level, judging the package first."""
        if rule.name in self.asked.ignored:
            return Verdict(unjudged=f"ignored ({self.asked.ignored[rule.name]})")
        if rule.scope == "text" and self.asked.texts is None:
            return Verdict(unjudged="no folder of texts was given (--contested-texts)")
        if isinstance(self._judged, Exception):
            raise self._judged
        report, groups = self._judged.report, self._judged.groups.get((level, rule.name), [])
        told = "\n".join(
            text.findings(PackageReport(report.path, report.name, tuple(groups), (), {}))
        )
        reasons = self._reasons(self._judged, level, rule)
        more = f"; and {len(reasons) - text.SHOWN:,} more" if len(reasons) > text.SHOWN else ""
        why = "; ".join(reasons[: text.SHOWN]) + more
        whole = Report((report,), ())
        behind = [one.rules for one in unjudged(whole, self.asked.fail_on)]
        is_why = report.unread or any(rule.name in rules for rules in behind)
        if why and is_why and verdict(whole, self.asked.fail_on) == "unjudged":
            return Verdict(
                f"{why}\nNo rule that is asked says more of it; contested validate without --select"
                " does.",
                failed=True,
            )
        severity = groups[0].severity if groups else rule.severity
        fails = bool(groups) and is_as_grave(severity, self.asked.fail_on)
        return Verdict(told, severity, fails, why)

    def _reasons(self, judged: Verdicts, level: str, rule: Rule) -> list[str]:
        """Return why a rule could not judge everything at a level."""
        silent = judged.silent.get((level, rule.name), [])
        if rule.scope != "file":
            return silent
        parts = self.package.parts[level]
        return [
            *silent,
            *(f"{level}: {part.name} {part.fault}" for part in parts if part.fault),
            *([] if parts else [f"{level}: its file is not named"]),
        ]

    @cached_property
    def _judged(self) -> Verdicts | Exception:
        """The report, or what went wrong with it, worked out once."""
        try:
            with warnings.catch_warnings():
                # What pandas or pandera deprecate is no fault of the data, even where a project has
                # warnings made errors.
                warnings.simplefilter("ignore")
                return self._sorted(
                    validate_package(
                        self.package,
                        self.asked.judged,
                        self.asked.today,
                        self.asked.held,
                        self.asked.engine,
                    )
                )
        except Exception as error:  # noqa: BLE001 - each test fails with it
            return error

    def _sorted(self, report: PackageReport) -> Verdicts:
        """Return a report by level and rule.

        Raises LookupError for a finding that no test would show.
        """
        judged = Verdicts(report, {}, {})
        label, files = self.package.store.label, dict[str, str]()
        for table, parts in self.package.parts.items():
            files |= {label + part.name: table for part in parts}
        for group in report.groups:
            level = _level(group.rule) or str(next(group.tell(1)).table)
            if group.rule not in [rule.name for rule in self.levels.get(level, ())]:
                raise LookupError(
                    f"{group.rule} found something in {level}, for which there is no test. This is"
                    " a fault of contested."
                )
            judged.groups.setdefault((level, group.rule), []).append(group)
        for one in report.not_run:
            judged.silent.setdefault(
                (_level(one.rule) or files.get(one.where, one.where), one.rule), []
            ).append(_reason(one))
        return judged


def _level(rule: str) -> str:
    """Return where a rule that is not on tables has its place."""
    return {"package": PACKAGE, "text": TEXTS}.get(RULES[rule].scope, "")


def _reason(one: NotRun) -> str:
    return f"{one.where}: {one.reason}" if RULES[one.rule].scope == "text" else one.reason
