"""Two versions of a package, cut down to what the change touches.

A claim may be in conflict with any other on its question, so what a change means cannot be told
from the changed rows alone. But it can be told from the questions that it touches. Everything else
is left out before anything is computed, so that a hundred changed rows among a million cost little
more than finding them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from contested.check.engines.polars import views_of
from contested.package.files.canonical import WHITE
from contested.review.compare import TableDiff, compare, no_diff
from contested.review.guarded import compare_descriptors, merge_tables
from contested.review.rekeyed import Keys, under_new_keys
from contested.review.version import Version, references_to
from contested.rules.columns.graphs import lineage
from contested.rules.views import Views
from contested.standard import Table
from contested.standard.log import PACKAGE, descriptor_table
from contested.text import plural

ENDS = ("claim_id", "other_claim_id")
Mask = Callable[[str, dict[str, pl.DataFrame]], dict[str, pl.DataFrame]]
"""Gives tables of base or head other words in some cells."""


@dataclass
class Versions:
    """The published version, the proposed one, and their difference."""

    base: Version
    """As it was published, but under keys that were redacted since."""
    head: Version
    old_keys: Keys = field(init=False)
    """For each key that a redaction put in the place of another, that other."""

    def __post_init__(self) -> None:
        """Give the rows of base the keys under which head has them."""
        self.base, self.old_keys = under_new_keys(self.base, self.head)

    @cached_property
    def diffs(self) -> dict[str, TableDiff]:
        """The difference of each table that could be read in both versions.

        A table that a version does not know is empty there.
        """
        sides = (self.base, self.head)
        found = {
            name: self._diff(name)
            for name in self.tables
            if name != PACKAGE
            and all(name in side.frames or name not in side.package.tables for side in sides)
        }
        return found | {PACKAGE: compare_descriptors(self.base.package, self.head.package)}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """All tables as they are guarded, the descriptor among them."""
        base, head = self.base.package.tables, self.head.package.tables
        names = dict.fromkeys([*head, *base])
        found = {name: merge_tables(base.get(name), head.get(name)) for name in names}
        return found | {PACKAGE: descriptor_table()}

    def _diff(self, name: str) -> TableDiff:
        table = self.tables[name]
        base, head = self.base.frames.get(name), self.head.frames.get(name)
        if base is head and head is not None:
            return no_diff(head, table)
        columns = {"row": pl.UInt32} | dict.fromkeys(table.fields, pl.String)
        empty = pl.DataFrame(schema=columns)
        return compare(empty if base is None else base, empty if head is None else head, table)

    @cached_property
    def unread(self) -> dict[str, str]:
        """The tables that cannot be compared, and why."""
        found: dict[str, str] = {}
        for side, version in (("base", self.base), ("head", self.head)):
            for name, one in version.loaded.items():
                if one.frame is None:
                    found[name] = f"{name} in {side}: {one.reason}"
        return found

    @cached_property
    def uncompared(self) -> tuple[str, ...]:
        """Everything that cannot be compared, in which version and why."""
        found = list(self.unread.values())
        for name, diff in self.diffs.items():
            for side, count in zip(("base", "head"), diff.unfollowed, strict=True):
                if count:
                    rows = plural(count, "row")
                    found.append(f"{name} in {side}: {rows} whose id is blank or stands twice")
        return tuple(found)

    @cached_property
    def questions(self) -> list[str]:
        """The questions that the change has to do with, by id, sorted."""
        found = set(self._records("questions"))
        for side in (self.base, self.head):
            if "claims" in side.frames:
                found.update(_cells(side.frames["claims"], "question_id", claim_id=self._claims))
                places = self._moved_places(side)
                if places:
                    found.update(_cells(side.frames["claims"], "question_id", answer=places))
        return sorted(found)

    def _moved_places(self, side: Version) -> set[str]:
        """Return the places that lie within others than before.

        Which answers exclude each other depends on it.
        """
        moved = set(self._records("locations"))
        if not moved or "locations" not in side.frames:
            return set()
        above = _above(side.frames["locations"], "location_id", "within_id")
        return {place for place in {*above, *moved} if moved & {*lineage(place, above)}}

    @cached_property
    def views(self) -> tuple[Views, Views]:
        """Views of base and of head.

        Claims, relays and relations in them are only those that the change has to do with.
        """
        before, after = self._concerned
        base, head = self.base.package.tables, self.head.package.tables
        return views_of(before, base), views_of(after, head)

    def masked(self, mask: Mask) -> tuple[Views, Views]:
        """Return the same views of tables in which something is masked."""
        before, after = self.masked_frames(mask)
        base, head = self.base.package.tables, self.head.package.tables
        return views_of(before, base), views_of(after, head)

    def masked_frames(self, mask: Mask) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
        """Return the tables that these views are of."""
        before, after = self._concerned
        return mask("base", before), mask("head", after)

    @cached_property
    def _claims(self) -> set[str]:
        """The claims that changed, are touched, or are related to these."""
        changed = set(self._records("claims"))
        for name, column in (("relays", "claim_id"), *(("relations", end) for end in ENDS)):
            for side, number in ((self.base, "base_row"), (self.head, "head_row")):
                if name in self.diffs:
                    rows = self._moved[name][number].drop_nulls()
                    changed.update(
                        _cells(
                            side.frames[name].filter(pl.col("row").is_in(rows.implode())), column
                        )
                    )
        return changed | self._related(changed)

    def _related(self, claims: set[str]) -> set[str]:
        found: set[str] = set()
        for frame in (
            side.frames["relations"]
            for side in (self.base, self.head)
            if "relations" in side.frames
        ):
            for end, other in (ENDS, ENDS[::-1]):
                found.update(_cells(frame, end, **{other: claims}))
        return found

    @cached_property
    def _moved(self) -> dict[str, pl.DataFrame]:
        """The keys of each table's rows that came, went or changed."""
        return {
            name: pl.concat([one.added, one.removed, one.changes.select(one.keys.columns)]).unique()
            for name, one in self.diffs.items()
        }

    def _records(self, name: str) -> list[str]:
        return self._moved[name]["record_id"].to_list() if name in self.diffs else []

    @cached_property
    def _concerned(self) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
        """The tables of both versions, cut down to the change."""
        return self._cut(self.base), self._cut(self.head)

    def _cut(self, side: Version) -> dict[str, pl.DataFrame]:
        """Return the rows that a change has to do with.

        These are the rows that changed, the claims on questions that are touched, and what all
        these name.
        """
        frames = {name: self._rows(side, name) for name in side.frames}
        if "claims" in frames:
            near = (
                set(_cells(side.frames["claims"], "claim_id", question_id=self.questions))
                | self._claims
            )
            for name, columns in (("relations", ENDS), ("relays", ENDS[:1])):
                if name in frames:
                    frames[name] = _where(side.frames[name], **dict.fromkeys(columns, near))
            relations = frames.get("relations", frames["claims"].clear())
            ends = {*_cells(relations, ENDS[0]), *_cells(relations, ENDS[1])}
            frames["claims"] = _where(
                side.frames["claims"], question_id=self.questions, claim_id=near | ends
            )
        for name in ("questions", "sources", "actors", "locations"):
            if name in frames:
                own, rows = side.table(name), frames[name]["row"]
                key = own.key[0]
                named = set(self.questions if name == "questions" else ())
                for other, column in references_to(name, side.package.tables):
                    if other in frames and other != name:
                        named.update(_cells(frames[other], column))
                named.update(_cells(frames[name], key))
                for column in (one.column for one in own.references if one.table == name):
                    above = _above(side.frames[name], key, column)
                    named.update(*(lineage(one, above) for one in list(named)))
                frames[name] = side.frames[name].filter(
                    pl.col("row").is_in(rows.implode())
                    | pl.col(key).str.strip_chars(WHITE).is_in(list(named))
                )
        return frames

    def _rows(self, side: Version, name: str) -> pl.DataFrame:
        """Return the rows that changed, or all of an uncompared table."""
        if name not in self.diffs:
            return side.frames[name]
        rows = self._moved[name]["base_row" if side is self.base else "head_row"].drop_nulls()
        return side.frames[name].filter(pl.col("row").is_in(rows.implode()))


def _above(frame: pl.DataFrame, key: str, column: str) -> dict[str, str]:
    """Return what each row says that it lies within or comes from."""
    if column not in frame.columns:
        return {}
    cells = frame.select(pl.col(key, column).str.strip_chars(WHITE)).drop_nulls()
    return dict(cells.iter_rows())


def _where(frame: pl.DataFrame, **wanted: Iterable[str]) -> pl.DataFrame:
    """Return the rows where a column has a wanted value, however padded."""
    asked = [
        pl.col(name).str.strip_chars(WHITE).is_in(list(values)).fill_null(False)
        for name, values in wanted.items()
        if name in frame.columns
    ]
    return frame.filter(pl.any_horizontal(asked)) if asked else frame.clear()


def _cells(frame: pl.DataFrame, column: str, **wanted: Iterable[str]) -> list[str]:
    """Return the different values of a column, in all or some rows."""
    if column not in frame.columns:
        return []
    rows = _where(frame, **wanted) if wanted else frame
    return (
        rows.select(pl.col(column).str.strip_chars(WHITE).unique())
        .to_series()
        .drop_nulls()
        .to_list()
    )
