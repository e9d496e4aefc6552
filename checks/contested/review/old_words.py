"""Words that a change takes out to protect somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from contested.review.folding import Words, fold, is_unspaced
from contested.review.redacted import (
    ALL,
    Named,
    pairs_of,
    redacted_cells,
    redacted_claims,
    rows_named,
    rows_of,
    unnamed_actors,
)
from contested.review.version import REVISIONS
from contested.review.versions import Versions
from contested.rules.privacy import REDACTED
from contested.standard import Field
from contested.standard.content import claim_states

NAME, TEXT = 4, 15
"""Letters from which a name, or another text, is looked for."""
NAME_UNSPACED, TEXT_UNSPACED = 2, 6
"""The same where words are not parted by spaces."""
KINDS = ("redacted", "withdrawn")
"""Kinds of revision that take something out; of the second, those that protect somebody."""
NAMED = ("actors", "locations")
"""Tables of whoever and whatever has a name."""
PLACE = "place_as_reported"
SHARED = ("answer", "unit")
"""Columns of a few words that all who agree have in common."""
Row = dict[str, str | None]


class Term(NamedTuple):
    """Words that were taken out, and the cell that they stood in."""

    key: str
    table: str
    record: str
    column: str
    source: str | None
    """The source of the claim, if it is a claim's cell."""
    capital: bool
    """Whether they are others in small letters."""
    unspaced: bool
    alike: bool
    """Whether other rows may say the same in this column, since no revision names the cell."""


def old_words(versions: Versions) -> list[Term]:
    """Return what a change takes out of names and texts."""
    meant = list(taken_out(versions))
    terms = chain.from_iterable(map(_OldWords(versions, meant).of, meant))
    return list(dict.fromkeys(terms))


def taken_out(versions: Versions) -> Iterator[Named]:
    """Yield the rows and cells of which a change takes something out."""
    base, head = versions.base, versions.head
    yield from redacted_cells(versions, KINDS)
    yield from unnamed_actors(base, head)
    claims = {*redacted_claims(head)} - {*redacted_claims(base)}
    yield from (Named("claims", ident, ALL) for ident in claims)
    for name, table in base.package.tables.items():
        if name not in ("claims", REVISIONS) and claim_states(table):
            for column in (one.column for one in table.references if one.table == "claims"):
                pairs = pairs_of(base, table, column, claims)
                yield from (Named(name, record, ALL) for record, _ in pairs)


class _OldWords:
    def __init__(self, versions: Versions, meant: Iterable[Named]) -> None:
        self._versions, self._rows = versions, rows_named(versions, meant)
        self._others: dict[str, set[tuple[str, str]]] | None = None

    def of(self, one: Named) -> Iterator[Term]:
        """Yield what is taken out of the cells of a row."""
        table = self._versions.tables.get(one.table)
        if table is None or one.table == REVISIONS:
            return
        old, new = (rows.get(one.record, {}) for rows in self._rows[one.table])
        for name, field in table.fields.items():
            is_meant = "*" in one.columns or name in one.columns
            if is_meant and field.prose and old.get(name) and old[name] != new.get(name):
                yield from self._of_cell(one, field, old, new.get(name) or "")

    def _of_cell(self, one: Named, field: Field, row: Row, new: str) -> Iterator[Term]:
        old, name = row[field.name] or "", field.name
        source = row.get("source_id") if one.table == "claims" else None
        cell = Term("", one.table, one.record, name, source, *(False, False, False))
        if one.table in NAMED and name in ("name", "also_known_as"):
            is_person = row.get("actor_type") == "person"
            for each in old.split(";") if field.form == "list" else [old]:
                yield from self._of_name(cell, fold(each), fold(new), is_person=is_person)
            return
        parts = _parts(old, new) if REDACTED in new else ([old] if name == PLACE else [])
        for words in map(fold, parts):
            if any(words.starts.values()) and not self._is_known(cell, words.ends.values()):
                yield from _long(cell, words.key, NAME, NAME_UNSPACED)
        if name not in SHARED:
            text = cell._replace(alike=name not in one.columns)
            yield from _long(text, fold(old).key, TEXT, TEXT_UNSPACED)

    def _of_name(self, cell: Term, name: Words, new: Words, *, is_person: bool) -> Iterator[Term]:
        """Yield a name that is gone, and the words of a person's."""
        single = cell._replace(capital=True)
        if name.key != new.key and not self._is_known(cell, [name.key]):
            one = single if len(name.ends) == 1 else cell
            yield from _long(one, name.key, NAME, NAME_UNSPACED)
        if is_person and len(name.ends) > 1:
            for word in name.ends.values():
                if word not in new.ends.values() and not self._is_known(cell, [word]):
                    yield from _long(single, word, NAME, NAME)

    def _is_known(self, cell: Term, words: Iterable[str]) -> bool:
        """Return whether these are words of other names that stay."""
        if self._others is None:
            self._others = self._names()
        mine = (cell.table, cell.record)
        return all(self._others.get(word, set()) - {mine} for word in words)

    def _names(self) -> dict[str, set[tuple[str, str]]]:
        """Return names that stay, and their words, with their rows."""
        found: dict[str, set[tuple[str, str]]] = {}
        for name in NAMED:
            table = self._versions.tables.get(name)
            if table is None:
                continue
            before, after = (
                rows_of(side, table, None) for side in (self._versions.base, self._versions.head)
            )
            for record in before.keys() & after.keys():
                stays = _all_names(before[record]) & _all_names(after[record])
                for words in map(fold, stays):
                    for word in (words.key, *words.ends.values()):
                        found.setdefault(word, set()).add((name, record))
        return found


def _all_names(row: Row) -> set[str]:
    return {row.get("name") or "", *(row.get("also_known_as") or "").split(";")} - {""}


def _parts(old: str, new: str) -> Iterator[str]:
    """Yield what [redacted] took the place of in a text."""
    first, *between = new.split(REDACTED)
    if not old.startswith(first):
        return
    at = len(first)
    for number, part in enumerate(between):
        is_last = number == len(between) - 1
        found = len(old) - len(part) if is_last else old.find(part, at)
        if found < at or old[found : found + len(part)] != part:
            return
        yield old[at:found]
        at = found + len(part)


def _long(term: Term, key: str, least: int, least_unspaced: int) -> Iterator[Term]:
    """Yield a term with these words, if they are long enough."""
    unspaced = is_unspaced(key)
    if len(key) >= (least_unspaced if unspaced else least) and not key.isdecimal():
        yield term._replace(key=key, unspaced=unspaced)
