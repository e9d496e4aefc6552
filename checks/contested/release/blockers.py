"""What stands in the way of a release: whatever is wrong with the package, with its change, or with
what a release needs besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from contested.check.load import Loaded
from contested.package import Package
from contested.package.store import FolderStore
from contested.results import PackageReport
from contested.rules.privacy import REDACTED, withheld_content
from contested.rules.rule import RULES, rule_of
from contested.standard import version_numbers
from contested.text import plural, visible

CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that is missing or wrong, and what to do about it."""

    what: str
    mend: str


def hindrances(
    package: Package, report: PackageReport, loaded: dict[str, Loaded], base: str
) -> Iterator[Hindrance]:
    """Everything that keeps a package from being released; `report` is its review, `base` what it
    was compared with, if anything.
    """
    yield from _errors(report, base)
    version = _version(package)
    if version_numbers(version) is None:
        yield Hindrance(
            f"its version is {f'“{visible(version)}”' if version else 'missing'}",
            'write "version": "1.0.0" or the like into datapackage.json',
        )
    if "created" not in package.descriptor:
        yield Hindrance(
            "datapackage.json does not say when it was created",
            'write "created": "2026-01-31T00:00:00Z" or the like into it',
        )
    if version and not _has_section(package, version):
        yield Hindrance(
            f"no {CHANGELOG}, beside datapackage.json or above it, has a section “## {version}”",
            "“contested review” writes one to paste",
        )
    for revision in _legible(loaded):
        yield Hindrance(
            f"the revision {revision} still says what was redacted",
            f"write {REDACTED} in place of its old and new value",
        )


def _errors(report: PackageReport, base: str) -> Iterator[Hindrance]:
    groups = [
        group
        for group in report.groups
        if group.severity == "error" or RULES[group.rule].blocks_release
    ]
    between = [group for group in groups if RULES[group.rule].compares]
    of_one = [group for group in groups if not RULES[group.rule].compares]
    for found, command in ((of_one, "contested validate"), (between, f"contested review {base}")):
        counts: dict[str, int] = {}
        for group in found:
            counts[group.rule] = counts.get(group.rule, 0) + group.count
        for rule, count in counts.items():
            message = next(
                message
                for group in found
                if group.rule == rule
                for message in (one.message for one in group.tell(1))
            )
            more = f" (and {plural(count - 1, 'more finding')})" if count > 1 else ""
            yield Hindrance(f"{rule}: {message}{more}", f"“{command}” tells each with its place")


def _version(package: Package) -> str:
    given = package.descriptor.get("version") if isinstance(package.descriptor, dict) else None
    return given if isinstance(given, str) else ""


def _has_section(package: Package, version: str) -> bool:
    if not isinstance(package.store, FolderStore):
        return True
    heading = re.compile(
        rf"^##+ (?:{re.escape(package.name)} )?\[?v?{re.escape(version)}\]?(?:\s|$)", re.MULTILINE
    )
    return any(
        heading.search(file.read_text(encoding="utf-8", errors="replace"))
        for file in _changelogs(package.store.root.resolve())
    )


def _changelogs(folder: Path) -> Iterator[Path]:
    """The changelogs of a folder and of those above it, up to the top of the repository."""
    for one in (folder, *folder.parents):
        if (one / CHANGELOG).is_file():
            yield one / CHANGELOG
        if (one / ".git").exists():
            return


def _legible(loaded: dict[str, Loaded]) -> Sequence[str]:
    """The revisions of redacted claims that hold anything of a cell which a redaction takes out."""
    claims, revisions = (
        loaded[name].frame if name in loaded else None for name in ("claims", "revisions")
    )
    if claims is None or revisions is None or not {"status"} <= set(claims.columns):
        return []
    taken = {
        cell.partition(".")[2]
        for arm in rule_of(withheld_content).arms
        for cell in arm.on
        if cell.startswith("claims.")
    }
    redacted = claims.filter(pl.col("status") == "redacted")["claim_id"].drop_nulls()
    mine = revisions.filter(
        (pl.col("table") == "claims")
        & pl.col("record_id").is_in(redacted.implode())
        & pl.col("field").is_in(list(taken))
    )
    legible = pl.any_horizontal(
        (pl.col(name) != REDACTED).fill_null(False) for name in ("old_value", "new_value")
    )
    return mine.filter(legible)["revision_id"].to_list()
