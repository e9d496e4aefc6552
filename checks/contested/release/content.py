"""The content of a release, which all its writers read.

It is the tables as they were recorded, and what is derived from them.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl
import polars.selectors as cs

from contested import __version__
from contested.check.load import LoadedTable
from contested.citation.work import Work, work
from contested.derived.claimed import Claimed
from contested.derived.tables import DERIVED
from contested.package import Package
from contested.package.files.canonical import clean, order_rows
from contested.standard import Table

CHANGELOG = "CHANGELOG.md"


def programs() -> str:
    """Return the programs that the bytes of a release depend on."""
    return f"contested {__version__}, Polars {pl.__version__} and SQLite {sqlite3.sqlite_version}"


@dataclass
class Content:
    """One package in which nothing is wrong, read once."""

    package: Package
    loaded: Mapping[str, LoadedTable]
    moment: datetime.datetime
    """When every file says that it was made, in UTC: `created`, or SOURCE_DATE_EPOCH."""
    made_with: str = field(default_factory=programs)
    """The programs that its bytes depend on."""
    has_site: bool = False
    """Whether somebody asks for a site, however large it is."""
    changelog: bytes | None = None
    """The dataset's CHANGELOG.md, if it has one."""
    _frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    _derived: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The package's name."""
        return self.package.name

    @property
    def descriptor(self) -> dict[str, Any]:
        """The package's descriptor as its authors wrote it."""
        return dict(self.package.descriptor)

    @property
    def version(self) -> str:
        """The version that is released."""
        return str(self.descriptor["version"])

    @cached_property
    def cited(self) -> Work:
        """The work to cite, on the day of this release."""
        return work(self.descriptor, self.moment.date().isoformat())

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The package's tables in the order of its descriptor, extensions included."""
        return {
            str(one["name"]): self.package.tables[str(one["name"])]
            for one in self.package.resources
            if one.get("name") in self.package.parts
        }

    def frame(self, name: str) -> pl.DataFrame:
        """Return a table as text in canonical form, without defaults.

        Columns are in the schema's order, rows sorted by key, and a blank cell is null. The frame
        takes the place of the table as it was read, so that a million claims are never in memory
        twice.
        """
        if name not in self._frames:
            frame = self.loaded[name].frame
            assert frame is not None
            self._frames[name] = order_rows(clean(frame, self.tables[name]), self.tables[name])
            self.loaded[name].frame = self._frames[name].with_row_index("row")
        return self._frames[name]

    @cached_property
    def claimed(self) -> Claimed:
        """The active claims, which all derived tables are made from."""
        return Claimed.of(self.loaded)

    def derived(self, name: str) -> pl.DataFrame:
        """Return a derived table: see the function of that name in `contested.derived`."""
        if name not in self._derived:
            made = DERIVED[name](self.claimed)
            integers = cs.integer().cast(pl.Int64)
            self._derived[name] = made.with_columns(integers)
        return self._derived[name]

    @property
    def positions(self) -> pl.DataFrame:
        """Who holds which position."""
        return self.derived("positions")

    @cached_property
    def position_of(self) -> pl.DataFrame:
        """The `position` of each active claim, and whose it is.

        `in_conflict` is whether it is in conflict with one of somebody else's.

        That is `side_id`, the name of the `side`, and the claim's `standing`. Who withholds an
        answer holds no position, and claims that are not active are left out.
        """
        return self.claimed.active.select(
            "claim_id", "position", "in_conflict", "side_id", "side", "standing"
        )
