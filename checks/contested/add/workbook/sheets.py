"""Sheets: what the cells of a workbook hold, whichever program saved it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

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
