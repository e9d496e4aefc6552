"""The version that a change asks for, by the Data Package Version recipe:
https://datapackage.org/recipes/data-package-version/

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

from contested.review.versions import REVISIONS, Versions
from contested.standard import version_numbers
from contested.text import plural

Level = Literal["MAJOR", "MINOR", "PATCH"]
LEVELS: tuple[Level, ...] = ("MAJOR", "MINOR", "PATCH")
OUT = ("withdrawn", "redacted")
"""What becomes of claims that no longer count."""


@dataclass
class Bump:
    """What a change does, and the least version that it asks for."""

    versions: Versions

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
        """What asks for a version of each level, in words."""
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
        """What asks for that level."""
        return ", ".join(self.reasons[self.level]) if self.level else "nothing changed"

    @property
    def least(self) -> str:
        """The lowest version that is high enough, or nothing where that of base is not made of
        three numbers.
        """
        numbers = version_numbers(self.base)
        return ".".join(map(str, _raised(numbers, self.level))) if numbers else ""

    @property
    def is_short(self) -> bool:
        """Whether the version of head is lower than the change asks for."""
        least, given = version_numbers(self.least), version_numbers(self.head)
        return least is not None and (given < least if given else self.head != self.base)

    def _reasons(self) -> Iterator[tuple[Level, str]]:
        for name, one in self.versions.compared.items():
            if len(one.removed):
                yield "MAJOR", f"{plural(len(one.removed), 'row')} of {name} gone"
            if name == "claims":
                status = one.changes.filter(pl.col("column") == "status")
                for word in OUT:
                    if count := len(status.filter(pl.col("new") == word)):
                        yield "MAJOR", f"{plural(count, 'claim')} {word}"
                if count := len(one.changes.filter(pl.col("column") == "question_id")):
                    yield "MAJOR", f"{plural(count, 'claim')} moved to another question"
            if len(one.added) and name != REVISIONS:
                yield "MINOR", f"{plural(len(one.added), 'new row')} in {name}"
            if count := one.changes["record_id"].n_unique():
                yield "PATCH", f"{plural(count, 'row')} of {name} changed"
        yield from self._columns()

    def _columns(self) -> Iterator[tuple[Level, str]]:
        before, after = (
            _columns(side.package.descriptor) for side in (self.versions.base, self.versions.head)
        )
        if gone := _widest(before - after):
            yield "MAJOR", f"gone from datapackage.json: {', '.join(gone)}"
        if new := _widest(after - before):
            yield "MINOR", f"new in datapackage.json: {', '.join(new)}"


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
    """Tables, and columns of other tables than these, sorted."""
    return sorted(name for name in names if "." not in name or name.partition(".")[0] not in names)


def _columns(descriptor: Any) -> set[str]:
    """The tables and columns that a descriptor names."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    found: set[str] = set()
    for one in resources if isinstance(resources, list) else []:
        if isinstance(one, dict):
            fields = one["schema"].get("fields") if isinstance(one.get("schema"), dict) else None
            found.add(str(one.get("name")))
            found.update(
                f"{one.get('name')}.{f.get('name')}"
                for f in (fields if isinstance(fields, list) else [])
                if isinstance(f, dict)
            )
    return found
