"""Merging three versions of a table by primary key, cell by cell.

A cell that two people changed differently keeps both texts, between the lines that git marks
conflicts with. They stand inside the cell, each on a line of its own, with a line break before and
after all of it. So the file is a whole table still, any editor that knows git can settle the
conflict, and what is left around the text is white space that `fmt` takes away. The rule
merge-conflict finds the cell until somebody has settled it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from contested.package.files.canonical import canonical
from contested.package.files.scan import MARKER
from contested.standard import Field, Table

BASE, OURS, THEIRS = SIDES = ("base", "ours", "theirs")
GONE = " (there the row was deleted)"
Labels = tuple[str, str]
"""What our version and theirs are called."""


class UnmergeableError(Exception):
    """Why three versions cannot be merged by their rows, in plain words."""


@dataclass(frozen=True)
class Conflict:
    """A cell of which there are two versions."""

    key: tuple[str, ...]
    column: str
    texts: tuple[str | None, str | None]
    """What stands in our version and in theirs; nothing where that is blank."""
    deleted: str = ""
    """The side that deleted the row, if one did."""

    def cell(self, labels: Labels) -> str:
        """Return both versions as one cell says them."""
        ours, theirs = (
            label + (GONE if self.deleted == side else "")
            for side, label in zip((OURS, THEIRS), labels, strict=True)
        )
        mine, other = ([] if text is None else [text] for text in self.texts)
        return "\n".join(["", f"<<<<<<< {ours}", *mine, "=======", *other, f">>>>>>> {theirs}", ""])


@dataclass(frozen=True)
class Merged:
    """A table that three versions were merged into."""

    data: bytes
    """Its file, in canonical form."""
    conflicts: tuple[Conflict, ...]
    """The cells that somebody has to settle, in the order of the file."""


def merge(
    base: pl.DataFrame,
    ours: pl.DataFrame,
    theirs: pl.DataFrame,
    table: Table,
    labels: Labels = (OURS, THEIRS),
) -> Merged:
    """Merge two versions that were made from `base`.

    Each frame has the table's key and any other columns, as text, cleaned as
    `files.canonical.clean` does. A row's key is whole and stands once (see `has_unique_keys`).
    Raises UnmergeableError where one side took away a column that the other filled.
    """
    frames = dict(zip(SIDES, (base, ours, theirs), strict=True))
    names = _columns(frames, table)
    cells = [
        _Cell(name, {side for side, frame in frames.items() if name in frame.columns})
        for name in names
        if name not in table.key
    ]
    rows = _joined(frames, table.key)
    _refuse_lost_columns(frames, rows)
    clashes = [cell.clashes().alias(f"clash:{i}") for i, cell in enumerate(cells)]
    rows = rows.with_columns(
        *clashes, *(cell.value().alias(f"cell:{i}") for i, cell in enumerate(cells))
    )
    clash = pl.any_horizontal(pl.lit(False), *(pl.col(f"clash:{i}") for i in range(len(cells))))
    rows = rows.filter((_in(OURS) & _in(THEIRS)) | ~_in(BASE) | clash).with_row_index("number")
    found: dict[tuple[int, int], Conflict] = {}
    for row in rows.filter(clash).iter_rows(named=True):
        found.update(_conflicts(row, cells, table.key))
    mark = uuid.uuid4().hex
    keys = (pl.col(f"key:{i}").alias(name) for i, name in enumerate(table.key))
    result = rows.select(*keys, *(_marked(mark, i, cell) for i, cell in enumerate(cells)))
    return _write(canonical(result, with_columns(table, names)), mark, found, labels)


def _marked(mark: str, number: int, cell: _Cell) -> pl.Expr:
    """Return an expression for a column, with marks for both versions."""
    place = pl.format("{}-{}-{}.", pl.lit(mark), "number", pl.lit(number))
    return pl.when(f"clash:{number}").then(place).otherwise(f"cell:{number}").alias(cell.name)


def with_columns(table: Table, names: list[str]) -> Table:
    """Return the table with just these columns; unknown ones are texts."""
    return replace(
        table,
        fields={name: table.fields.get(name) or Field(name, "text") for name in names},
        references=(),
    )


def has_unique_keys(frame: pl.DataFrame, table: Table) -> bool:
    """Return True if every row has a whole and unique key."""
    keys = frame.select(table.key)
    return not any(keys.null_count().row(0)) and not keys.is_duplicated().any()


@dataclass(frozen=True)
class _Cell:
    """A column, and which of the three versions have it."""

    name: str
    sides: set[str]

    def of(self, side: str) -> pl.Expr:
        return pl.col(f"{side}:{self.name}") if side in self.sides else pl.lit(None, pl.String)

    def clashes(self) -> pl.Expr:
        """Return an expression, true where the cell is in conflict.

        A row that two people added under one id is not known to be the same row, so nothing in it
        is filled up from the other.
        """
        base, ours, theirs = map(self.of, SIDES)
        both = ours.ne_missing(theirs) & ~(
            _in(BASE) & (ours.eq_missing(base) | theirs.eq_missing(base))
        )
        return (
            pl.when(_in(OURS) & _in(THEIRS))
            .then(both if {OURS, THEIRS} <= self.sides else False)
            .when(_in(BASE) & _in(OURS))
            .then(ours.ne_missing(base))
            .when(_in(BASE) & _in(THEIRS))
            .then(theirs.ne_missing(base))
            .otherwise(False)
        )

    def value(self) -> pl.Expr:
        """Return an expression for the cell where nothing clashes."""
        base, ours, theirs = map(self.of, SIDES)
        if OURS not in self.sides or THEIRS not in self.sides:
            return ours if OURS in self.sides else theirs
        return (
            pl.when(~_in(OURS) | (_in(BASE) & _in(THEIRS) & ours.eq_missing(base)))
            .then(theirs)
            .otherwise(ours)
        )


def _in(side: str) -> pl.Expr:
    return pl.col(f"in:{side}").fill_null(False)


def _columns(frames: dict[str, pl.DataFrame], table: Table) -> list[str]:
    """Return the columns of the result, without those taken away.

    The table's own come first, in its order.
    """
    own = sorted(frames[side].columns for side in (OURS, THEIRS))
    every = dict.fromkeys([*frames[BASE].columns, *own[0], *own[1]])
    kept = [
        name
        for name in every
        if all(name in names for names in own) or name not in frames[BASE].columns
    ]
    return [
        *(name for name in table.fields if name in kept),
        *(name for name in kept if name not in table.fields),
    ]


def _joined(frames: dict[str, pl.DataFrame], key: tuple[str, ...]) -> pl.DataFrame:
    """Return a row per key, with its cells in each version."""
    keys, sides = [f"key:{i}" for i in range(len(key))], []
    for side, frame in frames.items():
        named = (
            pl.col(name).alias(f"key:{key.index(name)}" if name in key else f"{side}:{name}")
            for name in frame.columns
        )
        sides.append(frame.select(*named, pl.lit(True).alias(f"in:{side}")))
    base, ours, theirs = sides
    return base.join(ours, on=keys, how="full", coalesce=True).join(
        theirs, on=keys, how="full", coalesce=True
    )


def _refuse_lost_columns(frames: dict[str, pl.DataFrame], rows: pl.DataFrame) -> None:
    for one, other in ((OURS, THEIRS), (THEIRS, OURS)):
        for name in frames[BASE].columns:
            if name not in frames[one].columns and name in frames[other].columns:
                changed = pl.col(f"{other}:{name}").ne_missing(pl.col(f"{BASE}:{name}"))
                if rows.select((_in(other) & changed).any()).item():
                    raise UnmergeableError(
                        f"one side took the column {name} away, and the other changed what stands"
                        " in it"
                    )


def _conflicts(
    row: dict[str, str | None], cells: list[_Cell], key: tuple[str, ...]
) -> Iterator[tuple[tuple[int, int], Conflict]]:
    deleted = next((side for side in (OURS, THEIRS) if not row[f"in:{side}"]), "")
    for i, cell in enumerate(cells):
        if row[f"clash:{i}"]:
            texts = row.get(f"{OURS}:{cell.name}"), row.get(f"{THEIRS}:{cell.name}")
            lines = "\n".join(text or "" for text in texts).split("\n")
            if any(MARKER.match(line.encode()) for line in lines):
                raise UnmergeableError(
                    f"both sides changed {cell.name}, and a line in it looks like one that git"
                    " marks conflicts with"
                )
            whose = tuple(row[f"key:{n}"] or "" for n in range(len(key)))
            yield (int(row["number"] or 0), i), Conflict(whose, cell.name, texts, deleted)


def _write(
    data: bytes, mark: str, found: dict[tuple[int, int], Conflict], labels: Labels
) -> Merged:
    """Return the file with both versions where their places were kept.

    The canonical form would trim the line breaks around them.
    """
    conflicts: list[Conflict] = []

    def both(match: re.Match[bytes]) -> bytes:
        conflicts.append(found[int(match[1]), int(match[2])])
        return b'"' + conflicts[-1].cell(labels).replace('"', '""').encode() + b'"'

    return Merged(
        re.sub(mark.encode() + rb"-([0-9]+)-([0-9]+)\.", both, data) if found else data,
        tuple(conflicts),
    )
