"""From a row and a column to the place in the file.

The place is a physical line, a character, and a spreadsheet's name for the cell.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from contested.package.files.csvfile import Spot, cell_name
from contested.package.files.scan import cells, column, records
from contested.package.files.stretches import Stretch, stretches, take, with_line_feeds

if TYPE_CHECKING:
    from contested.package.files.csvfile import Data


class Locator:
    """Finds cells of a file whose quoting is right.

    Building it takes one fast pass that counts records, or none where `lint` has counted them
    already. A lookup scans one stretch, and keeps where its records begin.
    """

    def __init__(self, data: Data, survey: list[Stretch] | None = None) -> None:
        """Set up with what `lint` found out about the same bytes."""
        self._data = data
        self._stretches: list[Stretch] = []
        self._records, self._lines = array("q"), array("q")
        """The number of the first record (the header being 0) and of the first line of each
        stretch.
        """
        self._starts: dict[int, tuple[array[int], array[int]]] = {}
        self._text = (-1, b"")
        record, line = 0, 1
        for stretch in _stretches(data) if survey is None else survey:
            self._stretches.append(stretch)
            self._records.append(record)
            self._lines.append(line)
            if stretch.end < len(data):
                record += (
                    _count(with_line_feeds(take(data, stretch.start, stretch.end)))
                    if stretch.records is None
                    else stretch.records
                )
                line += stretch.lines

    def spot(self, row: int, index: int) -> Spot:
        """Return where a cell stands: its column in the file, its row.

        The column is its index in the file's header, the row as `read` numbers them.

        The column is that of the cell's first character, which is the quotation mark where it has
        one. Of a row with fewer cells, the last is meant. IndexError for a row beyond the file.
        """
        record = row + 1
        which = bisect_right(self._records, record) - 1
        starts, lines = self._records_of(which)
        at = record - self._records[which]
        text = self._bytes(which)
        first = [a for a, _ in islice(cells(text, starts[at]), index + 1)][-1]
        line = self._lines[which] + lines[at] + text.count(b"\n", starts[at], first)
        return Spot(line, column(text, first), cell_name(index, record))

    def _records_of(self, which: int) -> tuple[array[int], array[int]]:
        if which not in self._starts:
            found = [(r.start, r.line) for r in records(self._bytes(which))]
            self._starts[which] = (
                array("q", [s for s, _ in found]),
                array("q", [line for _, line in found]),
            )
        return self._starts[which]

    def _bytes(self, which: int) -> bytes:
        if self._text[0] != which:
            stretch = self._stretches[which]
            self._text = which, with_line_feeds(take(self._data, stretch.start, stretch.end))
        return self._text[1]


def _stretches(data: Data) -> Iterator[Stretch]:
    for start, raw in stretches(data):
        end, text = start + len(raw), with_line_feeds(raw)
        yield Stretch(start, end, text.count(b"\n"), _count(text) if end < len(data) else None)


def _count(text: bytes) -> int:
    from contested.package.files.proof import count

    return count(text)
