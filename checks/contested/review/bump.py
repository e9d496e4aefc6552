"""The version that a change asks for.

It follows the Data Package Version recipe: https://datapackage.org/recipes/data-package-version/

Rows that were withdrawn, moved or taken out ask for a MAJOR version, new ones for a MINOR and
corrections for a PATCH. Before 1.0.0 nothing is promised yet, so a MAJOR change asks for no more
than a MINOR version.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import polars as pl

from contested.review.version import REVISIONS
from contested.review.versions import Versions
from contested.review.views import History
from contested.standard import version_numbers
from contested.standard.log import PACKAGE
from contested.text import plural

Level = Literal["MAJOR", "MINOR", "PATCH"]
LEVELS: tuple[Level, ...] = ("MAJOR", "MINOR", "PATCH")
OUT = ("withdrawn", "redacted")
"""What becomes of claims that no longer count."""


@dataclass
class VersionBump:
    """The versions of both sides, and the least that is asked for."""

    history: History

    @property
    def versions(self) -> Versions:
        """Both versions."""
        return self.history.versions

    @property
    def base(self) -> str:
        """The version of base as its descriptor gives it, or nothing."""
        return _version(self.versions.base.package.descriptor)

    @property
    def head(self) -> str:
        """The version of head."""
        return _version(self.versions.head.package.descriptor)

    @cached_property
    def reasons(self) -> dict[Level, list[str]]:
        """The reasons for a version of each level, in words."""
        found: dict[Level, list[str]] = {level: [] for level in LEVELS}
        for level, words in self._reasons():
            found[level].append(words)
        return found

    @property
    def level(self) -> Level | None:
        """The highest level that something asks for, or nothing."""
        return next((level for level in LEVELS if self.reasons[level]), None)

    @property
    def why(self) -> str:
        """The reasons for that level, in words."""
        return ", ".join(self.reasons[self.level]) if self.level else "nothing changed"

    @property
    def least(self) -> str:
        """The lowest version that is high enough.

        It is blank where that of base is not made of three numbers.
        """
        numbers = version_numbers(self.base)
        return ".".join(map(str, _raised(numbers, self.level))) if numbers else ""

    @property
    def is_short(self) -> bool:
        """True if the version of head is lower than is asked for."""
        least, given = version_numbers(self.least), version_numbers(self.head)
        return least is not None and (given < least if given else self.head != self.base)

    @property
    def is_owed(self) -> bool:
        """True if it is too low for what is guarded.

        A release needs a version of its own for notes, too; a change on its way to one does not.
        """
        return self.is_short and (self.head != self.base or not self._is_free)

    @property
    def _is_free(self) -> bool:
        """True if only cells changed that need no revision, such as notes."""
        return self.level == "PATCH" and all(
            self.history.changes(name, {"is_free"})["is_free"].all()
            for name, diff in self.versions.diffs.items()
            if len(diff.changes)
        )

    def _reasons(self) -> Iterator[tuple[Level, str]]:
        for name, diff in self.versions.diffs.items():
            if len(diff.removed):
                yield "MAJOR", f"{plural(len(diff.removed), 'row')} of {name} gone"
            if name == "claims":
                yield from _of_claims(diff.changes)
            if len(diff.added) and name != REVISIONS:
                yield "MINOR", f"{plural(len(diff.added), 'new row')} in {name}"
            if name == PACKAGE:
                for column in diff.changes["column"]:
                    yield "PATCH", f"{column} changed in datapackage.json"
            elif count := diff.changes["record_id"].n_unique():
                yield "PATCH", f"{plural(count, 'row')} of {name} changed"
        yield from self._of_columns()

    def _of_columns(self) -> Iterator[tuple[Level, str]]:
        before = _columns(self.versions.base.package.descriptor)
        after = _columns(self.versions.head.package.descriptor)
        if gone := _widest(before - after):
            yield "MAJOR", f"gone from datapackage.json: {', '.join(gone)}"
        if new := _widest(after - before):
            yield "MINOR", f"new in datapackage.json: {', '.join(new)}"


def _of_claims(changes: pl.DataFrame) -> Iterator[tuple[Level, str]]:
    status = changes.filter(pl.col("column") == "status")
    for word in OUT:
        if count := len(status.filter(pl.col("new") == word)):
            yield "MAJOR", f"{plural(count, 'claim')} {word}"
    if count := len(changes.filter(pl.col("column") == "question_id")):
        yield "MAJOR", f"{plural(count, 'claim')} moved to another question"


def _version(descriptor: Any) -> str:
    given = descriptor.get("version") if isinstance(descriptor, dict) else None
    return given if isinstance(given, str) else ""


def _raised(numbers: tuple[int, int, int], level: Level | None) -> tuple[int, int, int]:
    major, minor, patch = numbers
    if level == "MAJOR" and major:
        return major + 1, 0, 0
    if level in ("MAJOR", "MINOR"):
        return major, minor + 1, 0
    return (major, minor, patch + 1) if level else numbers


def _widest(names: set[str]) -> list[str]:
    """Return tables, and columns of other tables than these, sorted."""
    return sorted(name for name in names if "." not in name or name.partition(".")[0] not in names)


def _columns(descriptor: Any) -> set[str]:
    """Return the tables and columns that a descriptor names."""
    found: set[str] = set()
    for resource in _dicts(descriptor, "resources"):
        name = resource.get("name")
        found.add(str(name))
        for field in _dicts(resource.get("schema"), "fields"):
            found.add(f"{name}.{field.get('name')}")
    return found


def _dicts(holder: Any, name: str) -> list[dict[str, Any]]:
    """Return the objects in a list of this name, if any."""
    found = holder.get(name) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
