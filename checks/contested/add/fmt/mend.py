"""Mending one file: what is safe to change, and what is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from contested.add.fmt.decode import UndecodedError, decode
from contested.check.lint import Linted, lint
from contested.package.files.canonical import WHITE, canonical, clean, order_rows
from contested.package.files.csvfile import CsvFile, Spot
from contested.package.files.facts import swap_delimiter
from contested.package.files.header import DELIMITERS, Header
from contested.package.files.read import read
from contested.package.files.scan import cells, records, text_of
from contested.package.files.stretches import with_line_feeds
from contested.rules.files.raw import blank_row, merge_conflict
from contested.rules.rule import RULES, rule_of
from contested.standard import Table
from contested.text import plural, visible

EMPTY_CELLS = re.compile(rb'(?:,(?:[ \t]*|"[ \t]*"))+$')
ABOVE = re.compile(
    rb'"?sep=[;,\t|]"?[;,\t|]*|'
    rb'"?(Column|Spalte|Colonne|Columna|Coluna|Kolumna)1"?(?:[;,\t|]"?\1\d+"?)*',
    re.IGNORECASE,
)
"""What Excel puts above the column names: the delimiter, or names of its own where a table is
loaded without type detection.
"""
ABOVE_OFF = "a line that a spreadsheet put above the column names taken off"
QUOTES_OFF = "quotation marks only where they are needed"
UNFAITHFUL = (
    "Written in canonical form it would not read the same, so it stays. A cell that looks like"
    " git's marks may be why."
)
Restore = Callable[[pl.DataFrame], pl.DataFrame]
"""Gives rows back what they said before, where a spreadsheet has changed it."""


@dataclass(frozen=True)
class Mended:
    """One file before and after, and what was done to it."""

    name: str
    before: bytes
    after: bytes
    done: list[str] = field(default_factory=list)
    """What was mended, in plain words."""
    left: list[tuple[str, Spot]] = field(default_factory=list)
    """Rules that the file still breaks and that keep it from being put in order, and where."""
    doubt: str = ""
    """Why the file could not even be read as text."""

    @property
    def is_changed(self) -> bool:
        """True if there is anything to write."""
        return self.before != self.after

    @property
    def is_left(self) -> bool:
        """True if something is left that only a person can mend."""
        return bool(self.left or self.doubt)


def mend(file: CsvFile, *, codec: str | None = None, restore: Restore | None = None) -> Mended:
    """Return the file in canonical form, or as near as is safe.

    What stands in cells is never changed but for white space around it, line ends and Unicode's
    composed form. A file whose cells cannot be told apart for certain keeps its lines as they are.
    Mending what was mended changes nothing. `codec` is `decode`'s.
    """
    before = file.data[:]
    if not file.table.fields:
        return Mended(file.name, before, before)
    try:
        text = decode(file, codec)
    except UndecodedError as error:
        return Mended(file.name, before, before, doubt=str(error))
    whole = with_line_feeds(text.data)
    lines = _without_spreadsheet_line(whole, file.table)
    done = [*_of_text(before, text.encoding, text.data), *([] if lines == whole else [ABOVE_OFF])]
    sign = Header.of(lines).delimiter(file.table.fields)
    filled = swap_delimiter(lines, sign) if sign else lines
    plain = CsvFile(file.name, _without_empty_columns(filled, file.table), file.table)
    linted = lint(plain)
    if linted.stopped:
        left = list(_blockers(linted))
        if rule_of(merge_conflict).name in linted.found:
            return Mended(file.name, before, before, left=left)
        return Mended(file.name, before, lines, done, left)
    frame = _rows(plain, sign)
    done += [f"divided by commas instead of {DELIMITERS[sign]}"] if sign else []
    done += ["blank columns behind the last one taken out"] if plain.data != filled else []
    rows = clean(frame, file.table)
    done += _of_rows(plain, linted, frame, rows)
    if twins := _merged_keys(frame, rows, file.table):
        return Mended(file.name, before, before, doubt=twins)
    return _written(file, rows, done, restore)


def _written(file: CsvFile, rows: pl.DataFrame, done: list[str], restore: Restore | None) -> Mended:
    """Return the file with these rows, restored, in canonical form."""
    before, after = file.data[:], canonical(rows, file.table)
    if not done and after != before:
        is_ended = before.endswith(b"\n")
        done.append(QUOTES_OFF if is_ended else "a line end put behind the last row")
    if restore:
        rows = restore(rows)
        after = canonical(rows, file.table)
    if not _is_faithful(CsvFile(file.name, after, file.table), rows):
        return Mended(file.name, before, before, doubt=UNFAITHFUL)
    return Mended(file.name, before, after, done)


def _rows(file: CsvFile, sign: str | None) -> pl.DataFrame:
    """Return the rows of a file that was divided by `sign`.

    Its commas have changed places with that sign, which is undone inside the cells.
    """
    frame = read(file).drop("row")
    return (
        frame.with_columns(pl.all().str.replace_many([",", sign], [sign, ","])) if sign else frame
    )


def _is_faithful(file: CsvFile, rows: pl.DataFrame) -> bool:
    """Return True if reading a file gives these rows.

    They are clean. So nothing is ever lost on the way.
    """
    return not lint(file).stopped and read(file).drop("row").equals(order_rows(rows, file.table))


def _of_text(before: bytes, encoding: str, text: bytes) -> Iterator[str]:
    """Yield what made the bytes UTF-8 with line feeds."""
    if encoding:
        yield f"turned from {encoding} into UTF-8"
    elif before != text:
        yield "byte order mark taken off"
    if count := text.count(b"\r\n") + len(re.findall(rb"\r(?!\n)", text)):
        yield f"{count:,} line ends made LF"


def _without_spreadsheet_line(text: bytes, table: Table) -> bytes:
    """Return the text without a line above the column names.

    It says `sep=;` or numbers the columns.
    """
    first, _, rest = text.partition(b"\n")
    if not ABOVE.fullmatch(first):
        return text
    header = Header.of(rest)
    names = header.line.split(header.delimiter(table.fields) or ",")
    needed = {field.name for field in table.fields.values() if field.required}
    known = {name.strip(' \t"') for name in names} & set(table.fields)
    return rest if known and needed <= known else text


def _without_empty_columns(text: bytes, table: Table) -> bytes:
    """Return the text without blank columns behind the last one.

    A spreadsheet adds them. Other rows of a wrong length are left as they are: nobody can say where
    their cells belong.
    """
    header = next(records(text), None)
    if header is None or header.misquote:
        return text
    names = [text_of(text[a:b]).strip() for a, b in cells(text, 0)]
    while names and not names[-1]:
        names.pop()
    if len(set(names)) < len(names) or not set(names) <= set(table.fields):
        return text
    kept, at = [], 0
    for record in records(text):
        if record.misquote:
            break
        raw = text[record.start : record.end]
        surplus = record.cells - len(names)
        if (
            surplus > 0
            and (match := EMPTY_CELLS.search(raw))
            and raw[match.start() :].count(b",") >= surplus
        ):
            ends = [end for _, end in cells(text, record.start)]
            raw = text[record.start : ends[len(names) - 1]]
        kept.append(raw + text[record.end : record.end + 1])
        at = record.end + 1
    return b"".join(kept) + text[at:]


def _blockers(linted: Linted) -> Iterator[tuple[str, Spot]]:
    """Yield the spots that keep the rows from being read."""
    for name, spots in linted.found.items():
        if RULES[name].gate or RULES[name].unreadable:
            yield from ((name, spot) for spot in spots)


def _of_rows(
    file: CsvFile, linted: Linted, frame: pl.DataFrame, cleaned: pl.DataFrame
) -> Iterator[str]:
    """Yield what is done to the rows and cells of a file.

    `cleaned` is the frame as it will be written, but for the order.
    """
    yield from _of_header(Header.of(file.data), list(file.table.fields))
    if blank := len(linted.found.get(rule_of(blank_row).name, ())):
        yield f"{plural(blank, 'blank row')} taken out"
    padded = sum(frame.select(pl.all().str.contains(f"^[{WHITE}]|[{WHITE}]$").sum()).row(0))
    composed = sum(
        int((frame[name].str.strip_chars(WHITE) != cleaned[name]).sum()) for name in cleaned.columns
    )
    for count, what in ((padded, "trimmed"), (composed, "put into composed form (NFC)")):
        if count:
            yield f"{plural(count, 'cell')} {what}"
    if not order_rows(cleaned, file.table).equals(cleaned):
        yield f"rows sorted by {', '.join(file.table.key)}"


def _of_header(header: Header, wanted: list[str]) -> Iterator[str]:
    """Yield what is done to the names of the columns.

    Each of them is known and stands once.
    """
    names = header.trimmed
    if names != [name for name in wanted if name in names]:
        yield "columns put in the order of the schema"
    elif names != header.names:
        yield "spaces taken off the column names"
    if added := [name for name in wanted if name not in names]:
        yield f"{'column' if len(added) == 1 else 'columns'} {', '.join(added)} added, blank"


def _merged_keys(frame: pl.DataFrame, cleaned: pl.DataFrame, table: Table) -> str:
    """Return why two keys that differ now would become one, if any."""
    if not table.key or not all(name in table.fields for name in table.key):
        return ""
    typed, keys = frame.select(table.key), cleaned.select(table.key)
    alike = keys.filter(
        keys.is_duplicated()
        & ~typed.is_duplicated()
        & keys.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    )
    if not len(alike):
        return ""
    shown = visible(" ".join(alike.row(0)))
    return (
        f"Two rows would have the key “{shown}”: theirs differ only in spaces or in how letters are"
        " put together. Give one of them another."
    )
