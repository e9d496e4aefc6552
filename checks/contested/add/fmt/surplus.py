"""What spreadsheets put around a table: lines above, columns behind."""

from __future__ import annotations

import re

from contested.package.files.header import ABOVE, Header
from contested.package.files.scan import BLANK, cells, records, text_of
from contested.standard import Table

EMPTY_CELLS = re.compile(rb'(?:,(?:[ \t]*|"[ \t]*"))+')


def without_line_above(text: bytes, table: Table) -> bytes:
    """Return the text without a line above the column names.

    It says `sep=;` or numbers the columns.
    """
    first, _, rest = text.partition(b"\n")
    if not ABOVE.fullmatch(first.decode("utf-8", "replace")):
        return text
    header = Header.of(rest)
    names = header.line.split(header.delimiter(table.fields) or ",")
    needed = {field.name for field in table.fields.values() if field.required}
    known = {name.strip(' \t"') for name in names} & set(table.fields)
    return rest if known and needed <= known else text


def without_blank_columns(text: bytes, table: Table) -> bytes:
    """Return the text without blank columns behind the last one.

    A spreadsheet adds them, and to each row. Where one row has more or fewer cells than the others
    nobody can say where its cells belong, so that nothing is taken from any.
    """
    header = next(records(text), None)
    if header is None or header.misquote:
        return text
    names = [text_of(text[a:b]).strip() for a, b in cells(text, 0)]
    while names and not names[-1]:
        names.pop()
    if (
        len(names) == header.cells
        or len(set(names)) < len(names)
        or not {*names} <= {*table.fields}
    ):
        return text
    kept = []
    for record in records(text):
        raw = text[record.start : record.end]
        if record.misquote:
            return text
        if not BLANK.match(raw):
            ends = [end - record.start for _, end in cells(text, record.start)]
            last = ends[len(names) - 1] if len(ends) == header.cells else len(raw)
            if not EMPTY_CELLS.fullmatch(raw[last:]):
                return text
            raw = raw[:last]
        kept.append(raw + text[record.end : record.end + 1])
    return b"".join(kept)
