"""Two versions of a table, compared by key.

Neither the order of rows and columns nor the way they are written makes a difference.

Rows are first told apart by a hash of what they hold, so that only those that differ are ever
looked at cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contested.package.files.canonical import clean
from contested.standard import Field, Table

RECORD = "record_id"
"""A row's primary key, its parts joined by one space, as revisions name rows."""
KEYS = {"table": pl.String, RECORD: pl.String, "base_row": pl.UInt32, "head_row": pl.UInt32}
CHANGES = KEYS | {"column": pl.String, "old": pl.String, "new": pl.String}


@dataclass(frozen=True)
class TableDiff:
    """The difference between two versions of a table.

    Rows whose key is blank or stands twice in a version cannot be followed and are left out, but
    counted; rows of a table without a key are the same only if every cell is.
    """

    keys: pl.DataFrame
    """A row for each key of either version (`KEYS`): where it stands in each, or null."""
    changes: pl.DataFrame
    """A row for each cell that says something else (`CHANGES`).

    A blank is null, or the standard's default where there is one.
    """
    reformatted: int
    """Rows that are only written otherwise."""
    lost: int
    """Rows that could not be followed, in both versions together."""
    unfollowed: tuple[int, int] = (0, 0)
    """Rows of base and of head whose own key is blank or stands twice there."""

    @cached_property
    def added(self) -> pl.DataFrame:
        """The keys that are new."""
        return self.keys.filter(pl.col("base_row").is_null())

    @cached_property
    def removed(self) -> pl.DataFrame:
        """The keys that are gone."""
        return self.keys.filter(pl.col("head_row").is_null())


def compare(base: pl.DataFrame, head: pl.DataFrame, table: Table) -> TableDiff:
    """Compare two versions of a table.

    Both have `row` and the table's columns as text; a column that one lacks is blank there.
    """
    old, new = _named(base, table, "base_row"), _named(head, table, "head_row")
    twice = pl.concat([one.filter(~pl.col(RECORD).is_unique())[RECORD] for one in (old, new)])
    old, new = (one.filter(~pl.col(RECORD).is_in(twice.implode())) for one in (old, new))
    both = old.join(new, on=RECORD, how="full", coalesce=True)
    keys = both.select(
        pl.lit(table.name).alias("table"), *(name for name in KEYS if name != "table")
    ).sort(RECORD)
    there = pl.col("base_row").is_not_null() & pl.col("head_row").is_not_null()
    touched = both.filter(there & (pl.col("is") != pl.col("is_right"))).select(
        *(name for name in KEYS if name != "table")
    )
    changes = _cells(base, head, touched, table)
    lost = len(base) + len(head) - keys["base_row"].count() - keys["head_row"].count()
    counts = (count_unfollowed(base, table), count_unfollowed(head, table))
    return TableDiff(keys, changes, len(touched) - changes[RECORD].n_unique(), lost, counts)


def no_diff(frame: pl.DataFrame, table: Table) -> TableDiff:
    """Return the difference of a table that is the same twice."""
    known = pl.DataFrame(
        {RECORD: record_of(frame, table), "base_row": frame["row"].cast(pl.UInt32)}
    )
    known = known.filter(pl.col(RECORD).is_not_null() & pl.col(RECORD).is_unique())
    keys = (
        known.with_columns(pl.lit(table.name).alias("table"), pl.col("base_row").alias("head_row"))
        .select(list(KEYS))
        .sort(RECORD)
    )
    return TableDiff(keys, pl.DataFrame(schema=CHANGES), 0, 2 * (len(frame) - len(keys)))


def count_unfollowed(frame: pl.DataFrame, table: Table) -> int:
    """Return how many rows have a blank or repeated key.

    Of a table without a key, whose rows are followed by all their cells, there are none.
    """
    if not _has_key(table):
        return 0
    record = record_of(_whole(frame, table), table)
    return len(record) - int((record.is_not_null() & record.is_unique()).sum())


def _has_key(table: Table) -> bool:
    return bool(table.key) and table.unique_keys()[:1] == [table.key]


def _whole(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the frame with columns that it lacks, which are blank."""
    return frame.with_columns(
        pl.lit(None, pl.String).alias(name) for name in table.fields if name not in frame.columns
    )


def _named(frame: pl.DataFrame, table: Table, row: str) -> pl.DataFrame:
    """Return the rows that have a key: key, number, hash."""
    whole = _whole(frame, table)
    cells = whole.select(list(table.fields))
    made = pl.DataFrame(
        {
            RECORD: record_of(cells, table),
            row: whole["row"].cast(pl.UInt32),
            "is": cells.hash_rows(),
        }
    )
    return made.filter(pl.col(RECORD).is_not_null())


def record_of(cells: pl.DataFrame, table: Table) -> pl.Series:
    """Return each row's key as one text, or else all its cells.

    It is null where a part of the key is blank.
    """
    key = table.key if _has_key(table) else tuple(table.fields)
    bare = clean(cells, table, key)
    if key == table.key:
        return bare.select(pl.concat_str(pl.all(), separator=" ")).to_series()
    return bare.select(pl.concat_str(pl.all().fill_null(""), separator="\x1f")).to_series()


def _cells(
    base: pl.DataFrame, head: pl.DataFrame, touched: pl.DataFrame, table: Table
) -> pl.DataFrame:
    """Return the cells in which rows differ once they are written alike."""
    sides = {
        "old": _tall(base, touched["base_row"], table),
        "new": _tall(head, touched["head_row"], table),
    }
    told = [pl.lit(table.name).alias("table"), pl.all()]
    found = []
    for name, one in table.fields.items():
        cells = touched.select(
            *told,
            pl.lit(name).alias("column"),
            sides["old"][name].alias("old"),
            sides["new"][name].alias("new"),
        )
        found.append(cells.filter(~_same(one)))
    return pl.concat(found).select(list(CHANGES)).sort(RECORD, maintain_order=True)


def _same(field: Field) -> pl.Expr:
    """Return whether both versions of a cell are equal, or one number."""
    same = pl.col("old").eq_missing(pl.col("new"))
    if field.form in ("integer", "number"):
        one, other = (pl.col(side).cast(pl.Float64, strict=False) for side in ("old", "new"))
        same |= (one == other).fill_null(False)
    return same


def _tall(frame: pl.DataFrame, rows: pl.Series, table: Table) -> pl.DataFrame:
    """Return these rows in this order, in canonical form, defaults filled in."""
    wanted = rows.to_frame("row").join(
        frame.with_columns(pl.col("row").cast(pl.UInt32)),
        on="row",
        how="left",
        maintain_order="left",
    )
    return clean(wanted, table).with_columns(
        pl.col(f.name).fill_null(f.default) for f in table.fields.values() if f.default
    )
