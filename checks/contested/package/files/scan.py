"""The exact scan of a text, by record and by cell.

It says where each begins, and what is wrong with its quotation marks.

It reads UTF-8 bytes whose line ends are line feeds, and believes what RFC 4180 says: a cell that
begins with a quotation mark ends with one, two of them inside stand for one, and no other cell
holds any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from contested.standard import Field, Table

LINE_FEED, COMMA, QUOTE = b'\n,"'
_QUOTED = rb'"[^"]*+(?:""[^"]*+)*+"'
_CELL = rb'(?:%b|[^",\n]*+)' % _QUOTED
QUOTED, CELL, RECORD = (
    re.compile(_QUOTED),
    re.compile(_CELL),
    re.compile(rb"%b(?:,%b)*+" % (_CELL, _CELL)),
)
BLANK = re.compile(rb'(?:[ \t]*+|"[ \t]*+")(?:,(?:"")?)*+(?=\n|\Z)')
"""A record in which nothing stands, but perhaps spaces in its first cell: so is also a line of
spaces.
"""
MARKER = re.compile(rb"(<{7}|={7}|>{7}|\|{7})(?:[ ,].*)?(?=\n|\Z)")
"""A line that git writes around the two sides of a conflict."""
Kind = Literal["unclosed", "swallowed", "stray", "behind"]


class Misquote(NamedTuple):
    """A fault in the quotation marks of a record."""

    kind: Kind
    at: int
    """The byte to look at: the mark that opens the cell, the stray mark, or what stands behind the
    closing one.
    """


class Record(NamedTuple):
    """One record of a text, without its line end.

    The line it begins on is counted from 0.
    """

    start: int
    end: int
    line: int
    cells: int
    misquote: Misquote | None


@dataclass(frozen=True, slots=True)
class RowTest:
    """A test for lines that look like a row of a table.

    Such a line has a whole primary key first, and commas about as in the header.
    """

    key: re.Pattern[bytes]
    commas: int
    first: int = 0
    """The byte that every key begins with, or 0 if it is not known to be always the same."""

    @classmethod
    def of(cls, table: Table, header: list[str]) -> RowTest | None:
        """Return the test for files with this header, if there is one.

        None where the key's form is not known or does not stand first.
        """
        parts = []
        for name in header:
            form = _form(table.fields[name]) if name in table.key else ""
            if not form:
                break
            parts.append(f"(?:{form})")
        try:
            key = re.compile((",".join(parts) + r"(?:,(?![ \t])|\n|\Z)").encode())
        except (re.error, OverflowError, RecursionError):
            return None
        alike = re.match(r"\(\?:([A-Za-z0-9])[A-Za-z0-9-][^|]*\)$", parts[0]) if parts else None
        return cls(key, len(header) - 1, ord(alike[1]) if alike else 0) if parts else None

    def __call__(self, text: bytes, at: int) -> bool:
        """Return True if the line at this byte looks like a row."""
        if not self.key.match(text, at):
            return False
        end = text.find(b"\n", at)
        return 2 * text.count(b",", at, end if end >= 0 else len(text)) >= self.commas


def _form(field: Field) -> str:
    if field.pattern:
        return field.pattern
    return "|".join(map(re.escape, field.words)) or ("[0-9]+" if field.form == "integer" else "")


def records(text: bytes, row_test: RowTest | None = None) -> Iterator[Record]:
    """Yield every record of a text that begins with one.

    After a mark that stands where none may, the scan goes on with the next line. After a cell that
    is never closed, or that holds whole rows, it stops: where the next record begins is anybody's
    guess.
    """
    start = line = 0
    while start < len(text):
        end = text.find(b"\n", start)
        if end < 0:
            end = len(text)
        if text.find(b'"', start, end) < 0:
            yield Record(start, end, line, text.count(b",", start, end) + 1, None)
        else:
            record = _quoted_record(text, start, line, row_test)
            yield record
            if record.misquote and record.misquote.kind in ("unclosed", "swallowed"):
                return
            end = record.end
            line += text.count(b"\n", start, end)
        start, line = end + 1, line + 1


def _quoted_record(text: bytes, start: int, line: int, row_test: RowTest | None) -> Record:
    match = RECORD.match(text, start)
    end = match.end() if match else start
    opening = _swallower(text, start, end, row_test)
    if opening is not None:
        return Record(start, end, line, 0, Misquote("swallowed", opening))
    if end == len(text) or text[end] == LINE_FEED:
        return Record(start, end, line, QUOTED.sub(b"", text[start:end]).count(b",") + 1, None)
    after = text.find(b"\n", end)
    opens = end == start or text[end - 1] == COMMA
    kind: Kind = "unclosed" if opens else "stray"
    misquote = Misquote(kind if text[end] == QUOTE else "behind", end)
    return Record(start, after if after >= 0 else len(text), line, 0, misquote)


def _swallower(text: bytes, start: int, end: int, row_test: RowTest | None) -> int | None:
    """Return the cell that swallows a row of the table.

    It is where the cell opens, if there is one in which a line looks like a row.
    """
    if row_test is None or text.find(b"\n", start, end) < 0:
        return None
    for first, last in cells(text, start):
        at = text.find(b"\n", first, last) + 1
        while at:
            if row_test(text, at):
                return first
            at = text.find(b"\n", at, last) + 1
    return None


def cells(text: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last (exclusive) byte of each cell.

    They are those of the record that begins at `start`, as far as its quoting is right.
    """
    while match := CELL.match(text, start):
        yield start, match.end()
        if text[match.end() : match.end() + 1] != b",":
            return
        start = match.end() + 1


def text_of(cell: bytes) -> str:
    """Return a cell's text without the quotation marks around it."""
    if cell[:1] == b'"':
        cell = cell[1:-1].replace(b'""', b'"')
    return cell.decode("utf-8", "replace")


def column(text: bytes, at: int) -> int:
    """Return at which character of its line a byte begins.

    Characters of the physical line are counted from 1.
    """
    return len(text[text.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
