"""Blockers of a release: what is wrong, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contested.check.verdict import unjudged
from contested.package import Package
from contested.package.store import FolderStore
from contested.release.content import CHANGELOG
from contested.release.tables import DERIVED, resource_name
from contested.results import Group, PackageReport, Report
from contested.rules.rule import RULES
from contested.standard import version_numbers
from contested.text import plural, visible

UNRELEASED = re.compile(r"^##+ \[?Unreleased\]?[ \t]*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that is wrong or missing, and how to mend it."""

    what: str
    mend: str


def blockers(package: Package, report: PackageReport, base: str) -> Iterator[Blocker]:
    """Yield everything that keeps a package from being released.

    `report` is its review, `base` what it was compared with, if anything.
    """
    yield from _errors(report, base)
    yield from _unjudged(report, base)
    yield from _published_version(report)
    version = _version(package)
    if version_numbers(version) is None:
        yield Blocker(
            f"its version is {f'“{visible(version)}”' if version else 'missing'}",
            'write "version": "1.0.0" or the like into datapackage.json',
        )
    if "created" not in package.descriptor:
        yield Blocker(
            "datapackage.json does not say when it was created",
            'write "created": "2026-01-31T00:00:00Z" or the like into it',
        )
    if version and not _has_section(package, version):
        yield Blocker(
            f"no {CHANGELOG}, beside datapackage.json or above it, has a section “## {version}”",
            _new_section(package, version, base),
        )
    for name in map(resource_name, DERIVED):
        if name in package.parts:
            yield Blocker(
                f"the table {name} is called as a release calls one that it derives",
                "give it another name",
            )


def _errors(report: PackageReport, base: str) -> Iterator[Blocker]:
    wrong = [group for group in report.groups if _blocks(group)]
    of_one = [group for group in wrong if not RULES[group.rule].compares]
    between = [group for group in wrong if RULES[group.rule].compares]
    for groups, command in ((of_one, "contested validate"), (between, f"contested review {base}")):
        counts: Counter[str] = Counter()
        for group in groups:
            counts[group.rule] += group.count
        for rule, count in counts.items():
            more = f" (and {plural(count - 1, 'more finding')})" if count > 1 else ""
            yield Blocker(
                f"{rule}: {_first_message(rule, groups)}{more}",
                f"“{command}” tells each with its place",
            )


def _unjudged(report: PackageReport, base: str) -> Iterator[Blocker]:
    """Yield what could not be judged and no error tells of."""
    is_told = any(_blocks(group) for group in report.groups)
    for one in unjudged(Report((report,), ()), "error"):
        silent = f" ({plural(len(one.rules), 'rule')} did not run)" if one.rules else ""
        if one.side == "base":
            yield Blocker(
                f"{base or 'the last release'} could not be compared: {one.reason}{silent}",
                "name a release that can be read: “contested release --base BASE”",
            )
        elif not is_told:
            yield Blocker(f"{one.reason}{silent}", "“contested validate” tells it with its place")


def _published_version(report: PackageReport) -> Iterator[Blocker]:
    """Yield a version that is published with other data.

    Only where no rule tells of it, since notes and the like ask for none before a release.
    """
    change = report.change
    if not change or not change.least or change.least == change.version:
        return
    is_told = any(RULES[group.rule].scope == "versions" for group in report.groups)
    if change.version == change.base_version and not is_told:
        yield Blocker(
            f"version {visible(change.version)} is published, and since then there is"
            f" {visible(change.why, 300)}",
            f'write "version": "{change.least}" into datapackage.json',
        )


def _blocks(group: Group) -> bool:
    return group.severity == "error" or RULES[group.rule].blocks_release


def _first_message(rule: str, groups: list[Group]) -> str:
    first = next(group for group in groups if group.rule == rule)
    return next(iter(first.tell(1))).message


def _version(package: Package) -> str:
    given = package.descriptor.get("version") if isinstance(package.descriptor, dict) else None
    return given if isinstance(given, str) else ""


def _has_section(package: Package, version: str) -> bool:
    """Return True if a changelog has the version as a heading."""
    heading = re.compile(
        rf"^##+ (?:{re.escape(package.name)} )?\[?v?{re.escape(version)}\]?(?:\s|$)", re.MULTILINE
    )
    return any(heading.search(text) for text in _changelog_texts(package).values())


def _new_section(package: Package, version: str, base: str) -> str:
    """Return how a changelog comes by a section for the version.

    A review has one to paste only where there is something that it compares with.
    """
    texts = _changelog_texts(package)
    open_one = next((file for file, text in texts.items() if UNRELEASED.search(text)), None)
    if open_one:
        written = f"write “## {version}” in place of “## Unreleased” in {open_one.name}"
    else:
        written = f"write “## {version}” into {CHANGELOG}, and below it what the release brings"
    return f"“contested review {base}” writes one to paste; or {written}" if base else written


def _changelog_texts(package: Package) -> dict[Path, str]:
    assert isinstance(package.store, FolderStore)
    files = changelogs(package.store.root.resolve())
    return {file: file.read_text(encoding="utf-8", errors="replace") for file in files}


def changelogs(folder: Path) -> Iterator[Path]:
    """Yield the changelogs here and above, within the repository."""
    for one in (folder, *folder.parents):
        if (one / CHANGELOG).is_file():
            yield one / CHANGELOG
        if (one / ".git").exists():
            return
