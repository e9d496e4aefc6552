"""Two versions side by side, as rules that compare them see them.

There are two views of each table. `keys` has a row for each key that the change has to do with:
`is_added`, `is_removed`, and what either version says of it, `base__question__answer_type`,
`head__status`. `changes` has a row for each cell that says something else: `column`, `old`, `new`,
and the same of its row. What neither row knows by itself (a revision that covers the change, a
voice that is no longer heard) is a *column between*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contested.review.compare import CHANGES, KEYS, RECORD, TableDiff
from contested.review.version import REVISIONS, references_to
from contested.review.versions import Versions
from contested.review.withheld import SIDES, Withheld
from contested.rules.rule import Over
from contested.rules.views import Views
from contested.standard import Table

Made = Callable[["History", str], pl.DataFrame]
"""From both versions and a table to a frame: `record_id`, for changes `column`, and the name.

What it says twice counts once.
"""


@dataclass(frozen=True, slots=True)
class ColumnBetween:
    """A column between versions: its maker, and the tables it reads."""

    make: Made
    needs: tuple[str, ...]


COLUMNS_BETWEEN: dict[tuple[Over, str, str], ColumnBetween] = {}
EVERY = "every table"
"""What a column between versions says for its tables if every one has it."""
NAMES_ACTORS_OR_PLACES = ("actors", "locations")


def column_between(
    name: str, over: Over, *tables: str, needs: tuple[str, ...] = ()
) -> Callable[[Made], Made]:
    """Register a column between versions, for these tables.

    Where it has nothing for a row it is false or null. `needs` are the other tables that it reads.
    """

    def register(make: Made) -> Made:
        COLUMNS_BETWEEN.update(
            {(over, table, name): ColumnBetween(make, needs) for table in tables}
        )
        return make

    return register


def find_between(over: Over, table: str, name: str) -> ColumnBetween | None:
    """Return the column between versions that a table has, if any."""
    of_table = COLUMNS_BETWEEN.get((over, table, name))
    return of_table or COLUMNS_BETWEEN.get((over, EVERY, name))


class History:
    """Both views of every table that could be read in both versions."""

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.base, self.head = versions.views
        self.diffs: dict[str, TableDiff] = versions.diffs
        self._made: dict[tuple[Over, str, str], pl.DataFrame] = {}
        self._keys_of: dict[str, pl.DataFrame] = {}
        self._once: dict[str, pl.DataFrame] = {}

    def keys(self, table: str, names: set[str]) -> pl.DataFrame:
        """Return the keys that the change has to do with.

        They are those of rows that came, went or changed, and those that changed rows name.
        """
        return self.add_columns(self._keys_of_table(table), table, names)

    def add_columns(self, keys: pl.DataFrame, table: str, names: set[str]) -> pl.DataFrame:
        """Return some of a table's keys with more columns."""
        return self._view("keys", keys, table, names)

    def cached(self, make: Callable[[History], pl.DataFrame]) -> pl.DataFrame:
        """Return what several columns between versions are made from, computed once."""
        if make.__name__ not in self._once:
            self._once[make.__name__] = make(self)
        return self._once[make.__name__]

    def changes(self, table: str, names: set[str]) -> pl.DataFrame:
        """Return the cells that changed."""
        return self._view("changes", self.diffs[table].changes, table, names)

    def view(self, over: Over, table: str, names: set[str]) -> pl.DataFrame:
        """Return one of the two views."""
        return self.keys(table, names) if over == "keys" else self.changes(table, names)

    def has_rows(self, over: Over, table: str) -> bool:
        """Return whether one of the two views has any row."""
        rows = self._keys_of_table(table) if over == "keys" else self.diffs[table].changes
        return bool(len(rows))

    def table(self, name: str) -> Table:
        """Return a table as it was published, with new columns."""
        return self.versions.tables[name]

    def sides(self) -> tuple[tuple[str, Views], ...]:
        """Return base and head with their names."""
        return tuple(zip(SIDES, (self.base, self.head), strict=True))

    @cached_property
    def withheld(self) -> Withheld:
        """The cells that no report repeats."""
        return Withheld(self.versions)

    @cached_property
    def told(self) -> tuple[tuple[str, Views], ...]:
        """Base and head with their names, without what is withheld.

        Whatever names a row for a report takes the name from here.
        """
        if not any(map(self.withheld.hides, SIDES)):
            return self.sides()
        return tuple(zip(SIDES, self.versions.masked(self.withheld.mask), strict=True))

    @cached_property
    def revisions(self) -> pl.DataFrame:
        """The revisions that are new, which alone can excuse a change.

        Defaults of the columns that they name are filled in.
        """
        if REVISIONS not in self.diffs:
            return pl.DataFrame(
                schema=dict.fromkeys(
                    ("table", RECORD, "field", "kind", "old_value", "new_value"), pl.String
                )
            )
        new = self.diffs[REVISIONS].added["head_row"]
        names = {RECORD, "table", "field", "kind", "old_value", "new_value"}
        found: pl.DataFrame = (
            self.head.view(REVISIONS, names).filter(pl.col("row").is_in(new.implode())).collect()
        )
        found = found.with_columns(pl.col("old_value", "new_value").str.normalize("NFC"))
        for table, spec in self.versions.tables.items():
            for one in (f for f in spec.fields.values() if f.default):
                mine = (pl.col("table") == table) & (pl.col("field") == one.name)
                found = found.with_columns(
                    pl.when(mine)
                    .then(pl.col(c).fill_null(one.default))
                    .otherwise(pl.col(c))
                    .alias(c)
                    for c in ("old_value", "new_value")
                )
        return found

    def _keys_of_table(self, table: str) -> pl.DataFrame:
        if table not in self._keys_of:
            self._keys_of[table] = self._keys(table)
        return self._keys_of[table]

    def _keys(self, table: str) -> pl.DataFrame:
        """Return the keys that matter.

        `is_added` and `is_removed` say in which version the row is not.
        """
        every, changed = self.diffs[table].keys, self.diffs[table].changes
        left = [one.record for one in self.withheld.left_in(table)]
        told = pl.Series(RECORD, left, pl.String)
        wanted = pl.concat([changed[RECORD].unique(), told, *self._named(table)]).unique()
        gone = pl.col("head_row").is_null()
        new = pl.col("base_row").is_null()
        mine = every.filter(gone | new | pl.col(RECORD).is_in(wanted.implode()))
        return mine.with_columns(is_added=new, is_removed=gone)

    def _named(self, table: str) -> list[pl.Series]:
        """Return unchanged rows that the change has to do with."""
        if table == "questions":
            return [pl.Series(RECORD, self.versions.questions, pl.String)]
        if table == "claims":
            views = [view for _, view in self.sides() if "claims" in view.frames]
            return [
                view.frames["claims"]
                .select(pl.col("claim_id").alias(RECORD))
                .collect()[RECORD]
                .drop_nulls()
                for view in views
            ]
        if table in NAMES_ACTORS_OR_PLACES:
            tables = {name: self.table(name) for name in self.diffs}
            return [
                self._old(name, column).rename(RECORD)
                for name, column in references_to(table, tables)
            ]
        return []

    def _old(self, table: str, column: str) -> pl.Series:
        """Return the values that a column had where it changed."""
        changes = self.diffs[table].changes
        return changes.filter(pl.col("column") == column)["old"].drop_nulls()

    def _view(self, over: Over, frame: pl.DataFrame, table: str, names: set[str]) -> pl.DataFrame:
        for side, views in self.sides():
            asked = {
                name.removeprefix(f"{side}__") for name in names if name.startswith(f"{side}__")
            }
            if asked:
                rows = frame.select(pl.col(f"{side}_row").alias("row")).drop_nulls().unique().lazy()
                there = views.view(table, asked, rows).select("row", *sorted(asked)).collect()
                there = there.rename({name: f"{side}__{name}" for name in asked}).with_columns(
                    pl.col(pl.String).str.normalize("NFC")
                )
                frame = frame.join(
                    there, left_on=f"{side}_row", right_on="row", how="left", maintain_order="left"
                )
        for name in sorted(n for n in names if find_between(over, table, n)):
            made = self.column(over, table, name)
            frame = frame.join(
                made, on=[c for c in made.columns if c != name], how="left", maintain_order="left"
            )
            if made.schema[name] == pl.Boolean:
                frame = frame.with_columns(pl.col(name).fill_null(False))
        return frame

    def column(self, over: Over, table: str, name: str) -> pl.DataFrame:
        """Return a column between versions as a frame, computed once."""
        at = (over, table, name)
        if at not in self._made:
            between = find_between(over, table, name)
            assert between is not None
            self._made[at] = between.make(self, table).unique()
        return self._made[at]


__all__ = [
    "CHANGES",
    "COLUMNS_BETWEEN",
    "EVERY",
    "KEYS",
    "RECORD",
    "History",
    "column_between",
    "find_between",
]
