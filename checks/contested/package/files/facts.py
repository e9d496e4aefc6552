"""Facts about the bytes of one file.

Each is worked out when a rule first asks, so that a gate saves what comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from contested.package.files import encoding
from contested.package.files.csvfile import CsvFile, Data, Spot, Spots, cell_name
from contested.package.files.header import DELIMITERS, Header, Wrong, differences
from contested.package.files.scan import BLANK, MARKER, Record, RowTest, column, records
from contested.package.files.stretches import (
    BYTE_ORDER_MARK,
    Stretch,
    survey,
    take,
    with_line_feeds,
)

MISQUOTES = {
    "unclosed": "the cell that begins here is never closed",
    "swallowed": "the cell that begins here holds whole rows of the table",
    "stray": "a quotation mark stands inside a cell that does not begin with one",
    "behind": "something stands behind the quotation mark that closes a cell",
}
KINDS = list(MISQUOTES)


def _ragged(line: int, record: int, cells: int, expected: int) -> Spot:
    return Spot(line, 1, cell_name(0, record), {"cells": str(cells), "expected": str(expected)})


def _blank(line: int, record: int) -> Spot:
    return Spot(line, 1, cell_name(0, record))


def _misquote(line: int, at: int, kind: int) -> Spot:
    return Spot(line, at, None, {"wrong": MISQUOTES[KINDS[kind]]})


def _conflict(line: int, sign: int) -> Spot:
    return Spot(line, 1, None, {"marker": chr(sign) * 7})


@dataclass(frozen=True)
class Body:
    """Faults in the records below the header."""

    misquoted: Spots = field(default_factory=lambda: Spots(_misquote, 3))
    ragged: Spots = field(default_factory=lambda: Spots(_ragged, 4))
    blank: Spots = field(default_factory=lambda: Spots(_blank, 2))


class Facts:
    """Facts about one file's bytes, as far as anybody has asked."""

    def __init__(self, file: CsvFile) -> None:
        self._file, self._table = file, file.table

    @cached_property
    def _wide(self) -> encoding.Wide | None:
        return encoding.wide(self._file.data)

    @cached_property
    def _decoded(self) -> Data | None:
        """The text as bytes in which every ASCII character is itself.

        Nothing where it cannot be had.
        """
        if not self._wide:
            return self._file.data
        try:
            return self._file.data[:].decode(self._wide.codec).encode()
        except UnicodeError:
            return None

    @property
    def is_text(self) -> bool:
        """True where lines and cells can be told apart at all."""
        return self._decoded is not None

    @cached_property
    def _data(self) -> Data:
        """The text divided by commas.

        So a file divided by another sign can be judged further.
        """
        data = self._decoded or b""
        return swap_delimiter(data[:], self._sign) if self._sign else data

    @cached_property
    def _first(self) -> Header:
        return Header.of(self._decoded or b"")

    @cached_property
    def _sign(self) -> str | None:
        return self._first.delimiter(self._table.fields)

    @cached_property
    def header(self) -> Header:
        """The first record."""
        return Header.of(self._data) if self._sign else self._first

    @cached_property
    def _row_test(self) -> RowTest | None:
        return RowTest.of(self._table, self.header.trimmed)

    @cached_property
    def survey(self) -> list[Stretch]:
        """The file in stretches, most of them proven to be right."""
        return survey(self._data, len(self.header.names), self._row_test)

    def _unproven(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield the stretches that may hold a fault.

        Of each there are the first line, the first byte and the bytes; line ends are no such fault.
        """
        line = 1
        for stretch in self.survey:
            if stretch.records is None:
                yield line, stretch.start, take(self._data, stretch.start, stretch.end)
            line += stretch.lines

    @cached_property
    def undecodable(self) -> list[Spot]:
        """The first byte that is not UTF-8.

        With it goes the encoding that the file looks like.
        """
        if self._wide:
            return [
                Spot(1, 1, None, {"encoding": self._wide.name, "byte": f"{self._file.data[0]:02X}"})
            ]
        for line, start, raw in self._unproven():
            try:
                raw.decode()
            except UnicodeDecodeError as error:
                before, at = with_line_feeds(raw[: error.start]), start + error.start
                looks = encoding.narrow(encoding.sample(self._file.data, at))
                spot = Spot(
                    line + before.count(b"\n"),
                    column(before, len(before)),
                    None,
                    {"encoding": looks, "byte": f"{raw[error.start]:02X}"},
                )
                return [spot]
        return []

    @property
    def byte_order_mark(self) -> list[Spot]:
        """The three bytes that some programs write in front of UTF-8."""
        return [Spot(1, 1, "A1")] if self._file.data[:3] == BYTE_ORDER_MARK else []

    @cached_property
    def conflicts(self) -> Spots:
        """The first line of each git conflict that nobody has settled.

        Marks inside a cell are prose, unless all three stand there in their order.
        """
        found, seen, first, outside = Spots(_conflict, 2), "", (0, 0), False
        for line, sign, bare in self._markers():
            if not seen or sign == "<":
                if _is_conflict(seen, outside):
                    found.add(*first)
                seen, first, outside = "", (line, ord(sign)), False
            seen, outside = seen + sign, outside or bare
            if sign == ">":
                if _is_conflict(seen, outside):
                    found.add(*first)
                seen = ""
        if _is_conflict(seen, outside):
            found.add(*first)
        return found

    def _markers(self) -> Iterator[tuple[int, str, bool]]:
        """Yield each line that git may have written.

        Of each there are the line, the sign, and whether it stands outside of any cell.
        """
        for first, _, raw in self._unproven():
            text, at, line, quotes = with_line_feeds(raw), 0, first, 0
            if not any(sign * 7 in text for sign in (b"<", b"=", b">", b"|")):
                continue
            for match in re.finditer(rb"^" + MARKER.pattern, text, re.MULTILINE):
                quotes += text.count(b'"', at, match.start())
                line += text.count(b"\n", at, match.start())
                at = match.start()
                yield line, chr(text[at]), quotes % 2 == 0

    @cached_property
    def line_ends(self) -> list[Spot]:
        """The first line end that is not a line feed alone."""
        crlf, cr = sum(s.crlf for s in self.survey), sum(s.cr for s in self.survey)
        line = 1
        for stretch in self.survey:
            if stretch.crlf or stretch.cr:
                raw = take(self._data, stretch.start, stretch.end)
                before = with_line_feeds(raw[: raw.index(b"\r")])
                ends = " or ".join(name for name, count in (("CR LF", crlf), ("CR", cr)) if count)
                values = {
                    "ends": ends,
                    "count": str(crlf + cr),
                    "lines": str(sum(s.lines for s in self.survey)),
                }
                return [Spot(line + before.count(b"\n"), column(before, len(before)), None, values)]
            line += stretch.lines
        return []

    @cached_property
    def delimiter(self) -> list[Spot]:
        """The first sign that divides the header, unless it is the comma."""
        sign = self._sign
        return (
            [Spot(1, self._first.line.index(sign) + 1, None, {"delimiter": DELIMITERS[sign]})]
            if sign
            else []
        )

    @cached_property
    def header_faults(self) -> list[Wrong]:
        """Differences between the header and the table's.

        Nothing where its quoting is broken, which is another rule's.
        """
        return list(differences(self.header, self._table.fields)) if self.header.is_readable else []

    @cached_property
    def body(self) -> Body:
        """Faults that the exact scan finds where nothing is proven."""
        body, number, line, expected = Body(), 0, 1, len(self.header.names)
        for stretch in self.survey:
            if stretch.records is not None:
                number += stretch.records
            else:
                text = with_line_feeds(take(self._data, stretch.start, stretch.end))
                for record in records(text, self._row_test):
                    _note(body, text, record, number, line, expected)
                    number += 1
                if len(body.misquoted):
                    return body
            line += stretch.lines
        return body


def swap_delimiter(data: bytes, sign: str) -> bytes:
    """Return the bytes with commas and another sign changed round.

    Every position stays as it was.

    What divides cells becomes the comma; inside cells the two have changed places too, until that
    is undone.
    """
    return data.translate(bytes.maketrans(b"," + sign.encode(), sign.encode() + b","))


def _is_conflict(seen: str, outside: bool) -> bool:
    return bool(seen) and (outside or re.fullmatch("<[|]?=>", seen) is not None)


def _note(body: Body, text: bytes, record: Record, number: int, line: int, expected: int) -> None:
    if record.misquote:
        at = record.misquote.at
        body.misquoted.add(
            line + text.count(b"\n", 0, at), column(text, at), KINDS.index(record.misquote.kind)
        )
    elif text[record.start : record.start + 1] in b',\n" \t' and BLANK.match(text, record.start):
        body.blank.add(line + record.line, number)
    elif record.cells != expected:
        body.ragged.add(line + record.line, number, record.cells, expected)
