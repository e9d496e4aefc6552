"""Sheets: what the cells of a workbook hold, whichever program saved it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal

from contested.add.workbook import WorkbookError

Kind = Literal["number", "date", "time", "boolean", "formula", "error"]
Shows = Literal["plain", "other", "day", "month", "year", "no year"]
"""How much of its value a cell shows: a number in plain digits or otherwise; of a date the whole
day, or only a part of it.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that a spreadsheet holds as something else than text."""

    kind: Kind
    value: float | bool | str | datetime.datetime
    shows: Shows = "plain"


Content = str | Cell
Row = dict[int, Content]
"""The cells of a row that are not blank, by column from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows that are not blank.

    Each row has its number from 1.
    """

    name: str
    rows: list[tuple[int, Row]]
    marks: list[str] = field(default_factory=list)
    """What a person sees otherwise than it is read, in sentences."""


class Struck(str):
    """A text of which some is struck through."""

    __slots__ = ()


class Budget:
    """How much of a workbook may be read."""

    def __init__(self, most: int = 60_000_000) -> None:
        self._left = most

    def spend(self, cells: int) -> None:
        """Count some cells, or what takes as long; raises WorkbookError."""
        self._left -= cells
        if self._left < 0:
            raise WorkbookError("it has more cells than are read. Take out rows that are not used")


ROW_COST = 20
"""As many cells as a row counts for, which leaves room for three million rows."""
SHOWN = 20
FLAT = 0.01
"""Below this, in inches, centimetres or points, nobody sees a row or a column."""


def is_flat(size: str | float | None) -> bool:
    """Return True for a height or a width that nobody sees."""
    number = re.match(r"[0-9]*\.?[0-9]+", str(size))
    return number is not None and float(number[0]) < FLAT


@dataclass
class Seen:
    """What a person sees of a sheet otherwise than it is read."""

    is_hidden: bool = False
    rows: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """Return it in words, of each kind the first few places."""
        told = ["The sheet is hidden."] if self.is_hidden else []
        for names, begins, ends in (
            (list(map(str, self.rows)), "Hidden rows", "they are read like any other"),
            (self.columns, "Hidden columns", "they are read like any other"),
            (self.merged, "Merged cells", "only the first of them has a text"),
            (self.struck, "Text that is struck through", "it is read like any other"),
        ):
            if names:
                more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
                told.append(f"{begins}: {', '.join(names[:SHOWN])}{more}; {ends}.")
        return told
