"""XML read in pieces, none larger than a row can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from contested.add.workbook import WorkbookError

LARGEST = 1 << 24
"""Bytes of XML that are held at a time: five hundred cells as full as a cell can be."""


AT_ONCE = 1 << 20
"""Bytes that are read at a time. The parser begins each piece of them anew from its first."""


class _Bounded:
    """A file that counts what it gave and is still held."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.held = file, 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(max(size, AT_ONCE))
        self.held += len(data)
        if self.held > LARGEST:
            raise WorkbookError(f"a row or a cell of it takes more than {LARGEST >> 20} MB")
        return data


def pieces(file: IO[bytes], *whole: str) -> Iterator[tuple[str, Element, bool]]:
    """Yield starts and ends of elements, and if within a piece.

    A piece, an element with one of these tags, has all that it holds when it ends. Everything else
    is let go of as soon as it has ended, so that no file takes more memory than its largest piece.
    """
    bounded, above, inside = _Bounded(file), list[Element](), 0
    for event, node in iterparse(bounded, ("start", "end")):
        if event == "start":
            above.append(node)
            inside += node.tag in whole
            yield event, node, inside > 0
            continue
        above.pop()
        yield event, node, inside > 0
        inside -= node.tag in whole
        if not inside:
            bounded.held = 0
            if above:
                above[-1].clear()
