"""Mending one file: what is safe to change, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import polars as pl

from contested.add.fmt import witness
from contested.add.fmt.decode import UndecodedError, decode
from contested.add.fmt.restore import Restorer
from contested.add.fmt.surplus import without_blank_columns, without_line_above
from contested.check.lint import Linted, lint, lint_rows
from contested.package.files.canonical import WHITE, canonical, clean, order_rows
from contested.package.files.csvfile import CsvFile, Spot
from contested.package.files.facts import swap_delimiter
from contested.package.files.header import DELIMITERS, Header
from contested.package.files.read import read
from contested.package.files.stretches import with_line_feeds
from contested.rules.files.raw import blank_row
from contested.rules.rule import RULES, rule_of
from contested.standard import Table
from contested.text import plural, visible

ABOVE_OFF = "a line that a spreadsheet put above the column names taken off"
QUOTES_OFF = "quotation marks only where they are needed"
SHOWN = 20
"""Places that are listed of one rule."""
UNFAITHFUL = (
    "Written in canonical form it would not read the same, so it stays. A cell that looks like"
    " git's marks may be why."
)
DISPUTED = (
    "Another program that reads CSV would not find the same cells afterwards in the row that"
    " begins on line {line}. Compare that row with the header, cell by cell, and look at its"
    " quotation marks."
)


@dataclass(frozen=True)
class Mended:
    """One file before and after, and what was done to it."""

    name: str
    before: bytes
    after: bytes
    done: list[str] = field(default_factory=list)
    """What was mended, in plain words."""
    left: list[tuple[str, Spot]] = field(default_factory=list)
    """Rules that the file breaks and that keep it from being put in order, and where: of each the
    first places.
    """
    unlisted: int = 0
    """How many more places there are."""
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


def mend(file: CsvFile, *, codec: str | None = None, restore: Restorer | None = None) -> Mended:
    """Return the file in canonical form, or as it is.

    What stands in cells is never changed but for white space around it, line ends and Unicode's
    composed form. A file keeps every byte if one of its rows cannot be told for certain: no part
    of it is mended then. Mending what was mended changes nothing. `codec` is `decode`'s.
    """
    before = file.data[:]
    if not file.table.fields:
        return Mended(file.name, before, before)
    try:
        text = _Text.of(file, codec)
    except UndecodedError as error:
        return Mended(file.name, before, before, doubt=str(error))
    linted, read_rows = _linted(text.plain)
    if linted.stopped:
        left = list(_blockers(linted, text.is_above))
        count = sum(len(spots) for name, spots in linted.found.items() if _blocks(name))
        return Mended(file.name, before, before, left=left, unlisted=count - len(left))
    frame = _undivided(read_rows, text.sign)
    rows = clean(frame, file.table)
    is_filled = rows.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    frame, rows = frame.filter(is_filled), rows.filter(is_filled)
    blank = len(is_filled) - len(rows) + len(linted.found.get(rule_of(blank_row).name, ()))
    done = [*text.done, *_of_rows(text.plain, blank, frame, rows)]
    if twins := _merged_keys(frame, rows, file.table):
        return Mended(file.name, before, before, doubt=twins)
    mended = _written(file, rows, done, restore)
    loss = _loss(text, mended, restore) if mended.is_changed else ""
    return Mended(file.name, before, before, doubt=loss) if loss else mended


@dataclass(frozen=True)
class _Text:
    """A file as text, and without what spreadsheets put around a table."""

    whole: bytes
    """All of it, in UTF-8."""
    plain: CsvFile
    """The table alone, divided by commas."""
    is_above: bool
    """Whether a line stood above it."""
    sign: str | None
    """What divided it instead of commas."""
    done: list[str]

    @classmethod
    def of(cls, file: CsvFile, codec: str | None) -> _Text:
        """Return the text of a file; raises UndecodedError."""
        text = decode(file, codec)
        whole = with_line_feeds(text.data)
        lines = without_line_above(whole, file.table)
        done = list(_of_text(file.data[:], text.encoding, text.data))
        if lines != whole:
            done.append(ABOVE_OFF)
        sign = Header.of(lines).delimiter(file.table.fields)
        divided = swap_delimiter(lines, sign) if sign else lines
        plain = without_blank_columns(divided, file.table)
        if sign:
            done.append(f"divided by commas instead of {DELIMITERS[sign]}")
        if plain != divided:
            done.append("blank columns behind the last one taken out")
        return cls(text.data, CsvFile(file.name, plain, file.table), lines != whole, sign, done)


def _loss(text: _Text, mended: Mended, restore: Restorer | None) -> str:
    """Return where another reader finds that something was lost, if anywhere."""
    try:
        witness.compare(
            text.whole.decode(),
            mended.after.decode(),
            sign=text.sign or ",",
            skipped=int(text.is_above),
            key=text.plain.table.key,
            restored=restore.restored if restore else (),
        )
    except witness.LossError as loss:
        return DISPUTED.format(line=loss.line)
    return ""


def _written(
    file: CsvFile, rows: pl.DataFrame, done: list[str], restore: Restorer | None
) -> Mended:
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


def _linted(file: CsvFile) -> tuple[Linted, pl.DataFrame]:
    """Return what is wrong with a file, and its rows."""
    linted, frame = lint(file), pl.DataFrame()
    if not linted.stopped:
        frame = read(file)
        lint_rows(linted, file, frame)
        frame = frame.drop("row")
    return linted, frame


def _undivided(frame: pl.DataFrame, sign: str | None) -> pl.DataFrame:
    """Return the rows of a file that was divided by `sign`.

    Its commas have changed places with that sign, which is undone inside the cells.
    """
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
        yield f"{plural(count, 'line end')} made LF"


def _blockers(linted: Linted, is_above: bool) -> Iterator[tuple[str, Spot]]:
    """Yield the spots that keep the rows from being read.

    They are places in the file as it is, so below any line that a spreadsheet put above the names.
    """
    for name, spots in linted.found.items():
        if _blocks(name):
            for spot in islice(spots, SHOWN):
                yield name, _below(spot) if is_above else spot


def _blocks(rule: str) -> bool:
    return bool(RULES[rule].gate or RULES[rule].unreadable)


def _below(spot: Spot) -> Spot:
    """Return the spot with one more line above it."""
    cell = spot.cell and re.sub(r"\d+", lambda row: str(int(row[0]) + 1), spot.cell)
    return replace(spot, line=spot.line + 1, cell=cell)


def _of_rows(
    file: CsvFile, blank: int, frame: pl.DataFrame, cleaned: pl.DataFrame
) -> Iterator[str]:
    """Yield what is done to the rows and cells of a file.

    `cleaned` is the frame as it will be written, but for the order.
    """
    yield from _of_header(Header.of(file.data), list(file.table.fields))
    if blank:
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
