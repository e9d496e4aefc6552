"""A class of cells that two judges judge differently.

The judges are stock frictionless and this package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from frictionless import Field
from laws.verdicts import Cell, Schema, Tables

PADDING = " \t\n\r\u00a0\u202f\u3000"
Side = Literal["ours", "theirs"]
"""Who alone finds a cell wrong."""


@dataclass(frozen=True)
class Spot:
    """A cell that only one side finds wrong, among its tables."""

    tables: Tables
    cell: Cell
    side: Side
    ours: frozenset[Cell]
    """Every cell that this package finds wrong."""

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.tables.rows[self.cell[0]][self.cell[1]][self.cell[2]]

    @property
    def field(self) -> Schema:
        """Its column."""
        return self.tables.field(self.cell[0], self.cell[2])

    @property
    def bounds(self) -> Schema:
        """What its column asks."""
        bounds: Schema = self.field.get("constraints", {})
        return bounds

    @property
    def key(self) -> list[str]:
        """The primary key of its table."""
        key: list[str] = self.tables.schemas[self.cell[0]].get("primaryKey", [])
        return key

    def read(self, column: str, text: str) -> Any:
        """Return what frictionless reads in a cell, or nothing."""
        value, notes = Field.from_descriptor(self.tables.field(self.cell[0], column)).read_cell(
            text
        )
        return None if notes and "type" in notes else value

    @property
    def is_read(self) -> bool:
        """Whether frictionless takes it for a value of its type."""
        return self.text != "" and self.read(self.cell[2], self.text) is not None

    def twins(
        self, meaning: Callable[[str, str], Any]
    ) -> Iterator[tuple[int, list[str], list[str]]]:
        """Yield other rows with a key of the same meaning.

        Their findings would stand in this cell: number, their key and this one.
        """
        table, row, column = self.cell
        mine = self.tables.rows[table][row]
        for key in ([self.key] if self.key[:1] == [column] else []) + (
            [[column]] if self.bounds.get("unique") else []
        ):
            for number, other in enumerate(self.tables.rows[table]):
                if number != row and [meaning(c, other[c]) for c in key] == [
                    meaning(c, mine[c]) for c in key
                ]:
                    yield number, [other[c] for c in key], [mine[c] for c in key]

    def named(self) -> Iterator[tuple[Cell, str]]:
        """Return the cells that it may point to, and their text."""
        for one in self.tables.schemas[self.cell[0]].get("foreignKeys", ()):
            to, there = (
                one["reference"].get("resource", self.cell[0]),
                one["reference"]["fields"][0],
            )
            if one["fields"] == [self.cell[2]]:
                yield from (
                    ((to, number, there), row[there])
                    for number, row in enumerate(self.tables.rows[to])
                )


@dataclass(frozen=True)
class Difference:
    """A class of cells, and the smallest example of it.

    It says who finds which of the example's cells, by row and column.
    """

    name: str
    why: str
    tables: Tables
    ours: set[tuple[int, str]]
    theirs: set[tuple[int, str]]
    excuses: Callable[[Spot], bool]


def column(field: Schema, *cells: str, **more: Any) -> Tables:
    """One table with one column to judge."""
    schema = {"fields": [{"name": "nr", "type": "string"}, {"name": "a"} | field], **more}
    return Tables(
        {"x-one": schema}, {"x-one": [{"nr": f"n{n}", "a": cell} for n, cell in enumerate(cells)]}
    )


def pointing(field: Schema, there: str, here: str) -> Tables:
    """Return a table of one row, and one that points there."""
    to, fro = (
        {"fields": [{"name": "a"} | field]},
        {"fields": [{"name": "b"} | {k: v for k, v in field.items() if k != "constraints"}]},
    )
    key = {"fields": ["b"], "reference": {"resource": "x-one", "fields": ["a"]}}
    fro["foreignKeys"] = [key]  # type: ignore[list-item]
    return Tables({"x-one": to, "x-two": fro}, {"x-one": [{"a": there}], "x-two": [{"b": here}]})


def alone(*rows: int) -> set[tuple[int, str]]:
    """Those rows' cells in the column to judge."""
    return {(row, "a") for row in rows}


def bare(_: str, text: str) -> str:
    return text.strip(PADDING)


def padded(spot: Spot) -> bool:
    group = [
        spot.text,
        *(text for _, theirs, mine in spot.twins(bare) for text in theirs + mine),
        *(t for _, t in spot.named() if bare("", t) == bare("", spot.text)),
    ]
    return any(text != bare("", text) for text in group)


def is_number(spot: Spot) -> bool:
    """Return whether it is a number, only not spelled as here."""
    plain = re.fullmatch("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?", spot.text)
    return (
        spot.side == "ours"
        and spot.field["type"] in ("integer", "number")
        and spot.is_read
        and not plain
    )


def is_foreign(text: str) -> bool:
    return not text.isascii() or "_" in text


def nearest_bound(spot: Spot) -> bool:
    if (
        spot.field["type"] not in ("integer", "number")
        or not spot.is_read
        or not Decimal(spot.text).is_finite()
    ):
        return False
    bounds = [spot.bounds[k] for k in ("minimum", "maximum") if k in spot.bounds]
    return any(
        float(Decimal(spot.text)) == float(b) and Decimal(spot.text) != Decimal(str(b))
        for b in bounds
    )


def values(spot: Spot, cells: list[str]) -> list[Any]:
    return [
        spot.read(name, text)
        for name, text in zip(spot.key if len(cells) > 1 else [spot.cell[2]], cells, strict=True)
    ]


def spelled(spot: Spot) -> bool:
    keyed = any(
        theirs != mine and None not in values(spot, mine)
        for _, theirs, mine in spot.twins(spot.read)
    )
    value = spot.read(spot.cell[2], spot.text)
    return keyed or any(
        text != spot.text and spot.read(spot.cell[2], text) == value
        for _, text in spot.named()
        if value is not None
    )


def unread(spot: Spot) -> bool:
    twins = spot.twins(spot.read) if len(spot.key) > 1 else ()
    return spot.side == "theirs" and any(
        len(mine) > 1 and None in values(spot, mine) for _, _, mine in twins
    )
