"""One table's file as bytes, and places in it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from mmap import mmap
from pathlib import Path

from contested.standard import Table

Data = bytes | mmap


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The bytes of a CSV file, and the table it should hold."""

    name: str
    data: Data
    table: Table
    path: Path | None = None
    """Where exactly these bytes lie on disk, if they do: `read` then needs no copy of a mapped
    file.
    """


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file.

    Physical line and character are counted from 1, and the cell is the one that a spreadsheet would
    show it in.
    """

    line: int
    column: int
    cell: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    """What the rule's message speaks of."""


class Spots:
    """Any number of spots, kept as bare numbers until they are read.

    A million cost a few megabytes.
    """

    def __init__(self, make: Callable[..., Spot], width: int) -> None:
        """Set up for a `make` that turns `width` numbers into a spot."""
        self._make, self._width, self._numbers = make, width, array("q")

    def add(self, *numbers: int) -> None:
        """Add one more."""
        self._numbers.extend(numbers)

    def __len__(self) -> int:
        return len(self._numbers) // self._width

    def __iter__(self) -> Iterator[Spot]:
        for at in range(0, len(self._numbers), self._width):
            yield self._make(*self._numbers[at : at + self._width])


Found = list[Spot] | Spots


def cell_name(index: int, record: int) -> str:
    """Return a spreadsheet's name for a cell: (3, 75) is D76.

    Columns count from 0, and so do records, of which the header is the first.
    """
    letters, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{record + 1}"
