"""A file in stretches of whole records.

Only about a megabyte of it is ever looked at together.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contested.package.files.csvfile import Data
    from contested.package.files.scan import RowTest

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LENGTH = 1 << 20
LONGEST = 1 << 26
"""No stretch grows beyond this: 64 MB without the end of a record are not one record."""
SMALL = 1 << 18
"""Up to this many bytes the exact scan takes less time than the import of numpy."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some whole records of a file.

    They go from byte `start` to before byte `end`.
    """

    start: int
    end: int
    lines: int
    """Line ends, those inside cells included."""
    records: int | None
    """How many, when they are proven to be without fault; None asks for the exact scan."""
    crlf: int = 0
    cr: int = 0


def text_start(data: Data) -> int:
    """Return the first byte of the text, after any byte order mark."""
    return 3 if data[:3] == BYTE_ORDER_MARK else 0


def with_line_feeds(raw: bytes) -> bytes:
    """Return the bytes with every line end as one line feed.

    Nobody after this has to know of other sorts.
    """
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in raw else raw


def stretches(data: Data) -> Iterator[tuple[int, bytes]]:
    """Yield the first byte and the bytes of each stretch.

    They go from after the byte order mark to the end.

    A line end is the end of a record if an even number of quotation marks stands before it. Where
    quoting is broken that guess goes wrong, but only behind the break, where nothing is judged any
    more.
    """
    at = text_start(data)
    while at < len(data):
        raw = _cut(data, at)
        yield at, raw
        forget(data, at, at + len(raw))
        at += len(raw)


def _cut(data: Data, at: int) -> bytes:
    length = LENGTH
    while at + length < len(data) and length < LONGEST:
        if end := _last_record_end(data[at : at + length]):
            end += at
            return data[at : end + 1] if data[end - 1 : end + 1] == b"\r\n" else data[at:end]
        length *= 4
    return data[at : at + length]


def _last_record_end(raw: bytes) -> int:
    """Return where the last whole record of these bytes ends.

    That is after its line end; 0 if none does.
    """
    other, quotes, stop = b"\r" in raw, raw.count(b'"'), len(raw)
    while (back := max(raw.rfind(b"\n", 0, stop), raw.rfind(b"\r", 0, stop) if other else -1)) >= 0:
        quotes -= raw.count(b'"', back, stop)
        if quotes % 2 == 0:
            return back + 1
        stop = back
    return 0


def take(data: Data, start: int, end: int) -> bytes:
    """Return some bytes of the file, and let go of its memory."""
    raw = data[start:end]
    forget(data, start, end)
    return raw


def forget(data: Data, start: int, end: int) -> None:
    """Give the pages of a mapped file back.

    Else a gigabyte file would count as a gigabyte of memory.
    """
    if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        first, page = start // mmap.PAGESIZE * mmap.PAGESIZE, mmap.PAGESIZE
        if (length := end // page * page - first) > 0:
            data.madvise(mmap.MADV_DONTNEED, first, length)


def survey(data: Data, cells: int, row_test: RowTest | None) -> list[Stretch]:
    """Return every stretch: what is proven, and what needs the exact scan.

    `cells` is how many the header has; `row_test` says which lines look like a row of the table.
    """
    if len(data) <= SMALL:
        start = text_start(data)
        return [_unproven(start, data[start:])] if start < len(data) else []
    from contested.package.files.proof import proof

    # glibc gives memory back after every free until it has seen a large one; told so once, it saves
    # 100,000 page faults.
    bytes(1 << 24)
    found, at = [], text_start(data)
    while at < len(data):
        raw = data[at : at + LENGTH]
        proven = None if b"\r" in raw else proof(raw, cells, row_test)
        if proven:
            found.append(Stretch(at, at + proven.end, proven.lines, proven.records))
        else:
            raw = _cut(data, at)
            text = with_line_feeds(raw)
            proven = proof(text, cells, row_test)
            found.append(
                _unproven(at, raw, proven.records if proven and proven.end == len(text) else None)
            )
        forget(data, at, found[-1].end)
        at = found[-1].end
    return found


def _unproven(start: int, raw: bytes, records: int | None = None) -> Stretch:
    crlf = raw.count(b"\r\n")
    cr = raw.count(b"\r") - crlf
    return Stretch(start, start + len(raw), raw.count(b"\n") + cr, records, crlf, cr)
