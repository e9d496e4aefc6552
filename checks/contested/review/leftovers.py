"""Old words that are taken out here and left there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import polars as pl

from contested import standard
from contested.package import DESCRIPTOR
from contested.package.files.canonical import clean
from contested.review.compare import record_of
from contested.review.folding import Words, fold, stands_in
from contested.review.guarded import said
from contested.review.old_words import SHARED, Term, old_words
from contested.review.version import Version
from contested.review.versions import Versions
from contested.standard import Field, Table
from contested.standard.log import PACKAGE, TEXTS

CLAIMED = ("statement", "quote", "place_as_reported", *SHARED)
"""Columns in which claims of other sources may say the same by themselves."""


class Leftover(NamedTuple):
    """A cell of head in which old words stand.

    `of` is the cell that they were taken out of.
    """

    table: str
    record: str
    column: str
    of: str


def find_leftovers(versions: Versions) -> list[Leftover]:
    """Return the cells of head in which old words stand."""
    terms = old_words(versions)
    if not terms:
        return []
    tables = (_in_table(versions, name, terms) for name in versions.head.frames)
    return [*chain.from_iterable(tables), *_in_descriptor(versions.head, terms, versions.tables)]


def origins(leftovers: Iterable[Leftover]) -> dict[str, str]:
    """Return what was taken out of which cells, by record."""
    found: dict[str, list[str]] = {}
    for one in leftovers:
        found.setdefault(one.record, []).append(one.of)
    return {record: ", ".join(dict.fromkeys(cells)) for record, cells in found.items()}


def is_searched(table: Table, field: Field) -> bool:
    """Return whether a column may hold words of people."""
    if field.name in table.key or field.name in {one.column for one in table.references}:
        return False
    own = table.name not in standard.TABLES or field.name.startswith(standard.EXTENSION_COLUMN)
    return own or field.prose or field.form == "uri"


def _in_table(versions: Versions, name: str, terms: list[Term]) -> Iterator[Leftover]:
    frame, table = versions.head.frames[name], versions.tables[name]
    sources = frame["source_id"] if name == "claims" and "source_id" in frame.columns else None
    for column, field in table.fields.items():
        if column in frame.columns and is_searched(table, field):
            told = _telling(frame[column], terms)
            rows = frame.filter(pl.col(column).is_in(list(told)))
            records = record_of(clean(rows, table), table)
            given = rows["source_id"] if sources is not None else [None] * len(rows)
            for record, cell, source in zip(records, rows[column], given, strict=True):
                of = [t for t in told[cell] if not _is_apart(t, name, column, source)]
                if of and record is not None:
                    yield Leftover(name, record, column, _where(of[0], versions.tables))


def _telling(cells: pl.Series, terms: list[Term]) -> dict[str, list[Term]]:
    """Return the texts in which old words stand, with these."""
    texts = cells.drop_nulls().unique()
    folded = [fold(text) for text in texts]
    keys = pl.Series([one.key for one in folded], dtype=pl.String)
    may = keys.str.contains_any([term.key for term in terms])
    found = {}
    for text, words, is_near in zip(texts, folded, may, strict=True):
        if is_near and (of := [term for term in terms if _tells(words, term)]):
            found[text] = of
    return found


def _tells(words: Words, term: Term) -> bool:
    return stands_in(term.key, words, capital=term.capital, unspaced=term.unspaced)


def _is_apart(term: Term, table: str, column: str, source: str | None) -> bool:
    """Return whether another row says the same by itself.

    So may a claim of another source; and what was not named by its column may stand in it often.
    """
    if (table, column) != (term.table, term.column):
        return False
    if table == "claims" and column in CLAIMED:
        return (source or "").strip() != term.source
    return term.alike


def _where(term: Term, tables: dict[str, Table]) -> str:
    """Return the cell that words were taken out of, without them."""
    record = f" {term.record}" if tables[term.table].key else ""
    return f"{term.column} of {term.table}{record}"


def _in_descriptor(
    head: Version, terms: list[Term], tables: dict[str, Table]
) -> Iterator[Leftover]:
    cells = said(head.package) | {TEXTS: "\n".join(_texts(head.package.descriptor))}
    for column, cell in cells.items():
        parts = [fold(line) for line in (cell or "").splitlines()]
        of = [term for term in terms if any(_tells(words, term) for words in parts)]
        if of:
            yield Leftover(PACKAGE, DESCRIPTOR, column, _where(of[0], tables))


def _texts(part: Any) -> Iterator[str]:
    """Yield the names and texts of a descriptor.

    Those of the standard's own schemas are left out.
    """
    if isinstance(part, dict):
        for name, one in part.items():
            yield from _texts(name)
            yield from _texts(one)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, str) and part not in _standard_texts():
        yield part


@cache
def _standard_texts() -> frozenset[str]:
    """Return the texts in schemas of the standard."""

    def every(part: Any) -> Iterator[str]:
        parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        for one in parts:
            yield from every(one)
        if isinstance(part, str):
            yield part

    return frozenset(every([table.schema for table in standard.tables().values()]))
