"""Mending one file: what its bytes can safely be turned into, and what has to be left to a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

import polars as pl

from contested.files.canonical import canonical, clean, ordered
from contested.files.csvfile import CsvFile, Spot
from contested.files.facts import swapped
from contested.files.header import DELIMITERS, Header
from contested.files.lint import Linted, lint
from contested.files.read import read
from contested.files.scan import cells, records, said
from contested.files.stretches import unified
from contested.formatting.decode import UncertainError, decoded
from contested.judge import WHITE
from contested.standard import Table
from contested.words import visible

EMPTY_CELLS = re.compile(rb'(?:,(?:[ \t]*|"[ \t]*"))+$')
ABOVE = re.compile(rb'"?sep=[;,\t|]"?[;,\t|]*|"?(Column|Spalte|Colonne|Columna|Coluna|Kolumna)1"?(?:[;,\t|]"?\1\d+"?)*', re.IGNORECASE)
"""What Excel puts above the column names: the delimiter, or names of its own where a table is loaded without type detection."""
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
        """Whether there is anything to write."""
        return self.before != self.after

    @property
    def is_left(self) -> bool:
        """Whether something is in the way that only a person can mend."""
        return bool(self.left or self.doubt)


def mend(file: CsvFile, *, codec: str | None = None, known: Container[str] = (), restore: Restore | None = None) -> Mended:
    """The file in canonical form, or as near to it as is safe.

    What stands in cells is never changed but for white space around it, line ends and Unicode's composed form. A file whose
    cells cannot be told apart for certain keeps its lines as they are. Mending what was mended changes nothing. `codec` and
    `known` are `decoded`'s.
    """
    before = file.data[:]
    if not file.table.fields:
        return Mended(file.name, before, before)
    try:
        text = decoded(before, codec, known)
    except UncertainError as error:
        return Mended(file.name, before, before, doubt=str(error))
    lines = _without_spreadsheet_line(unified(text.data), file.table)
    done = list(_of_text(before, text.encoding, text.data))
    if len(lines) < len(unified(text.data)):
        done.append("a line that a spreadsheet put above the column names taken off")
    sign = Header.of(lines).delimiter(file.table.fields)
    filled = swapped(lines, sign) if sign else lines
    divided = _without_empty_columns(filled, file.table)
    linted = lint(CsvFile(file.name, divided, file.table))
    if linted.stopped:
        is_conflict = "merge-conflict" in linted.found
        return Mended(file.name, before, before if is_conflict else lines, [] if is_conflict else done, list(_hindrances(linted)))
    plain = CsvFile(file.name, divided, file.table)
    frame = read(plain).drop("row")
    if sign:
        frame = frame.with_columns(pl.all().str.replace_many([",", sign], [sign, ","]))
        done.append(f"divided by commas instead of {DELIMITERS[sign]}")
    if divided != filled:
        done.append("blank columns behind the last one taken out")
    done += _of_rows(plain, linted, frame)
    if twins := _made_alike(frame, file.table):
        return Mended(file.name, before, before, doubt=twins)
    after = canonical(frame, file.table)
    if after != before and not done:
        done.append("quotation marks only where they are needed" if lines.endswith(b"\n") else "a line end put behind the last row")
    if restore:
        frame = restore(clean(frame, file.table))
        after = canonical(frame, file.table)
    if not _reads_the_same(CsvFile(file.name, after, file.table), frame):
        return Mended(
            file.name, before, before, doubt="Written in canonical form it would not read the same, so it stays. A cell that looks like git's marks may be why."
        )
    return Mended(file.name, before, after, done)


def _of_text(before: bytes, encoding: str, text: bytes) -> Iterator[str]:
    """What was done so that the bytes are UTF-8 with line feeds."""
    if encoding:
        yield f"turned from {encoding} into UTF-8"
    elif before != text:
        yield "byte order mark taken off"
    if count := text.count(b"\r\n") + len(re.findall(rb"\r(?!\n)", text)):
        yield f"{count:,} line ends made LF"


def _without_spreadsheet_line(text: bytes, table: Table) -> bytes:
    """The text without a first line that says `sep=;` or numbers the columns, if the column names stand below it."""
    first, _, rest = text.partition(b"\n")
    if not ABOVE.fullmatch(first):
        return text
    header = Header.of(rest)
    names = header.line.split(header.delimiter(table.fields) or ",")
    return rest if set(table.fields) <= {name.strip(' \t"') for name in names} else text


def _without_empty_columns(text: bytes, table: Table) -> bytes:
    """The text without the blank cells that a spreadsheet adds behind the last column, where all of them are blank.

    Other rows of a wrong length are left as they are: nobody can say where their cells belong.
    """
    header = next(records(text), None)
    if header is None or header.misquote:
        return text
    names = [said(text[a:b]).strip() for a, b in cells(text, 0)]
    while names and not names[-1]:
        names.pop()
    if names.count("") or sorted(names) != sorted(table.fields):
        return text
    kept, at = [], 0
    for record in records(text):
        if record.misquote:
            break
        raw = text[record.start : record.end]
        surplus = record.cells - len(names)
        if surplus > 0 and (match := EMPTY_CELLS.search(raw)) and raw[match.start() :].count(b",") >= surplus:
            ends = [end for _, end in cells(text, record.start)]
            raw = text[record.start : ends[len(names) - 1]]
        kept.append(raw + text[record.end : record.end + 1])
        at = record.end + 1
    return b"".join(kept) + text[at:]


def _hindrances(linted: Linted) -> Iterator[tuple[str, Spot]]:
    """The first spots of each rule that keeps the rows from being read."""
    for rule in ("merge-conflict", "wrong-header", "broken-quoting", "ragged-row"):
        yield from ((rule, spot) for spot in linted.found.get(rule, ()))


def _of_rows(file: CsvFile, linted: Linted, frame: pl.DataFrame) -> Iterator[str]:
    """What is done to the rows and cells of a file that could be read."""
    if "wrong-header" in linted.found:
        yield "columns put in the order of the schema" if Header.of(file.data).trimmed != list(file.table.fields) else "spaces taken off the column names"
    if blank := len(linted.found.get("blank-row", ())):
        yield f"{blank:,} blank {'row' if blank == 1 else 'rows'} taken out"
    padded = pl.all().str.contains(f"^[{WHITE}]|[{WHITE}]$")
    composed = pl.all().is_not_null() & (pl.all().str.normalize("NFC") != pl.all())
    for count, what in ((padded, "trimmed"), (composed, "put into composed form (NFC)")):
        if total := sum(frame.select(count.fill_null(False).sum()).row(0)):
            yield f"{total:,} {'cell' if total == 1 else 'cells'} {what}"
    cleaned = clean(frame, file.table)
    if not ordered(cleaned, file.table).equals(cleaned):
        yield f"rows sorted by {', '.join(file.table.key)}"


def _made_alike(frame: pl.DataFrame, table: Table) -> str:
    """Why rows cannot be written, where two keys that differ as they stand would become one."""
    if not table.key or not all(name in table.fields for name in table.key):
        return ""
    keys = frame.select(table.key)
    cleaned = clean(keys, table, table.key)
    alike = cleaned.filter(cleaned.is_duplicated() & ~keys.is_duplicated() & cleaned.select(pl.all_horizontal(pl.all().is_not_null())).to_series())
    if not len(alike):
        return ""
    shown = visible(" ".join(alike.row(0)))
    return f"Two rows would have the key “{shown}”: theirs differ only in spaces or in how letters are put together. Give one of them another."


def _reads_the_same(file: CsvFile, frame: pl.DataFrame) -> bool:
    """Whether reading what would be written gives the same rows, so that nothing is ever lost on the way."""
    wanted = ordered(clean(frame, file.table), file.table)
    return not lint(file).stopped and read(file).drop("row").equals(wanted)
