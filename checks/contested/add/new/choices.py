"""Choices for a cell: words or ids, each with a label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from contested.check.load import LoadedTable
from contested.standard import Field, Reference, Table
from contested.text import visible


@dataclass(frozen=True, slots=True)
class Choice:
    """What would be written, and what it stands for."""

    text: str
    label: str = ""

    def fits(self, typed: str) -> bool:
        """Return True if every typed word is in it, in whatever case."""
        about = f"{self.text} {self.label}".casefold()
        return all(word in about for word in typed.casefold().split())


@dataclass(frozen=True)
class Choices:
    """All that there is to choose from for one cell."""

    all: tuple[Choice, ...] = ()
    is_closed: bool = False
    """True if nothing else may be written."""
    context: str = ""
    """What the cell depends on, in plain words."""

    def matches(self, typed: str) -> list[Choice]:
        """Return the choices that fit a text, those that begin so first."""
        found = [one for one in self.all if one.fits(typed)]
        return sorted(
            found, key=lambda one: not one.text.casefold().startswith(typed.casefold().strip())
        )

    def resolve(self, typed: str) -> str:
        """Return the one choice that fits a text, or else the text.

        A text that begins like an id is never taken for another id.
        """
        bare = typed.strip()
        is_id = any(
            "-" in one.text and bare.startswith(one.text.partition("-")[0] + "-")
            for one in self.all[:1]
        )
        found = (
            [one.text for one in self.all if one.fits(bare)]
            if bare and self.is_closed and not is_id
            else []
        )
        return bare if len(found) != 1 or bare in {one.text for one in self.all} else found[0]


def choices_for(
    loaded: Mapping[str, LoadedTable], table: Table, field: Field, cells: Mapping[str, str]
) -> Choices:
    """Return the choices for a column, given the rest of the row."""
    if words := field.words or (*field.true_words, *field.false_words):
        labels = labels_of(table, field.name)
        return Choices(tuple(Choice(word, labels.get(word, "")) for word in words), True)
    mine = [r for r in table.references if r.column == field.name]
    asked = {r.when[0]: look_up(loaded, table, r.when[0], cells) for r in mine if r.when}
    context = " ".join(_context(loaded, table, at, value) for at, value in asked.items() if value)
    for reference in mine:
        if not reference.when or asked[reference.when[0]] == reference.when[1]:
            return Choices(tuple(rows(loaded[reference.table])), True, context)
    if asked:
        return Choices(
            tuple(_answers_beside(loaded[table.name], table, field.name, next(iter(asked)), cells)),
            False,
            context,
        )
    return Choices()


def labels_of(table: Table, column: str) -> dict[str, str]:
    """Return the schema's label of each word of a column."""
    given = next(
        (
            f
            for f in table.schema.get("fields", ())
            if isinstance(f, dict) and f.get("name") == column
        ),
        {},
    )
    return {
        str(c["value"]): str(c.get("label", ""))
        for c in given.get("categories", ())
        if isinstance(c, dict) and "value" in c
    }


def rows(loaded: LoadedTable) -> Iterable[Choice]:
    """Yield the ids of a table, each with a label.

    The label is the first required prose of the row. An id of several parts is joined by spaces.
    """
    table, frame = loaded.table, loaded.frame
    if frame is None:
        return
    label = next(
        (
            f.name
            for f in table.fields.values()
            if f.required and f.prose and f.name not in table.key
        ),
        None,
    )
    told = pl.col(label).fill_null("") if label else pl.lit("")
    yield from (
        Choice(*both)
        for both in (
            frame.select(pl.concat_str(table.key, separator=" ").alias("id"), told.alias("label"))
            .drop_nulls()
            .iter_rows()
        )
    )


def look_up(
    loaded: Mapping[str, LoadedTable], table: Table, name: str, cells: Mapping[str, str]
) -> str:
    """Return a cell of the row that this one names.

    It is empty where that is not known. The name is that of the views, such as
    `question__answer_type`.
    """
    prefix, _, column = name.partition("__")
    reference = _along(table, prefix)
    frame = loaded[reference.table].frame if reference else None
    if reference is None or frame is None:
        return cells.get(name, "")
    found = frame.filter(pl.col(reference.keys[0]) == cells.get(reference.column, ""))[column]
    return found[0] or "" if len(found) else ""


def _along(table: Table, prefix: str) -> Reference | None:
    return next((r for r in table.references if r.prefix == prefix and not r.when), None)


def _context(loaded: Mapping[str, LoadedTable], table: Table, name: str, value: str) -> str:
    """Return what the cell that others depend on says, with its meaning."""
    prefix, _, column = name.partition("__")
    reference = _along(table, prefix)
    other = loaded[reference.table].table if reference else table
    title, label = other.fields[column or name].title, labels_of(other, column or name).get(value)
    return f"{title}: {visible(value)}{f' ({label})' if label else ''}."


def _answers_beside(
    loaded: LoadedTable, table: Table, column: str, name: str, cells: Mapping[str, str]
) -> Iterable[Choice]:
    """Yield what other rows about the same row say in this column.

    So the same thing is said in the same words.
    """
    reference = _along(table, name.partition("__")[0])
    if loaded.frame is None or reference is None:
        return
    same = loaded.frame.filter(pl.col(reference.column) == cells.get(reference.column, ""))
    yield from (Choice(text) for text in same[column].drop_nulls().unique(maintain_order=True))
