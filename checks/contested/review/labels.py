"""Labels: what a person calls a row, never its id alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

import polars as pl

from contested.review.views import History
from contested.rules.names import reference_of
from contested.rules.views import Views
from contested.text import visible

LABELS = {
    "claims": ("question__question", "claimant__name", "source__title"),
    "relays": ("claim__question__question", "claim__claimant__name", "relay__name"),
    "relations": (
        "claim__claimant__name",
        "relation",
        "other_claim__claimant__name",
        "claim__question__question",
    ),
    "questions": ("question",),
    "sources": ("title",),
    "actors": ("name",),
    "locations": ("name",),
    "revisions": ("kind", "record_id", "field"),
}
"""For each table the columns of its view that name a row, first to last."""
BLANK = {"field": "the whole row"}
"""What a part is called where its cell is blank, if that means something."""
BETWEEN = " · "
LONGEST = 120
"""Characters of each part of a label that are shown."""


def add_labels(history: History, table: str, keys: pl.DataFrame) -> pl.DataFrame:
    """Return the keys with a `label`, as head or base has it."""
    columns = LABELS.get(table, ())
    if not columns:
        return keys.with_columns(label=pl.lit(""))
    keys = add_cells(history, table, keys, columns)
    parts = [
        pl.coalesce(f"head_{name}", f"base_{name}").fill_null(BLANK.get(name, "?"))
        for name in columns
    ]
    numbered = [part.alias(f"#{number}") for number, part in enumerate(parts)]
    return keys.with_columns(pl.concat_str(numbered, separator="\x1f").alias("label"))


def add_cells(
    history: History, table: str, keys: pl.DataFrame, columns: Sequence[str]
) -> pl.DataFrame:
    """Return the keys with cells of base and of head.

    What is withheld is blank.
    """
    for side, views in history.told:
        rows = keys.select(pl.col(f"{side}_row").alias("row")).drop_nulls().unique().lazy()
        read = {name: _readable(views, table, name) for name in columns}
        there = (
            views.view(table, set(read.values()), rows)
            .select("row", *(pl.col(one).alias(f"{side}_{name}") for name, one in read.items()))
            .collect()
        )
        keys = keys.join(
            there, left_on=f"{side}_row", right_on="row", how="left", maintain_order="left"
        )
    return keys


def _readable(views: Views, table: str, name: str) -> str:
    """Return a column, or the id on the way to it.

    That is where a table that would have to be looked up could not be read. A name that only base
    knows is not told instead, since head may be what redacts it.
    """
    prefix, two, rest = name.partition("__")
    if not two:
        return name
    reference = reference_of(views.tables[table], prefix)
    if reference.table not in views.frames:
        return reference.column
    return f"{prefix}__{_readable(views, reference.table, rest)}"


def with_name(ident: str, called: Mapping[str, str]) -> str:
    """Return an id with its name before it, if it has one."""
    return f"{called[ident]} ({ident})" if called.get(ident) else ident


def names_of(history: History, table: str) -> dict[str, str]:
    """Return a table's names by id, of head or else of base."""
    called: dict[str, str] = {}
    (column,) = LABELS[table]
    for _, views in history.told:
        if table in views.frames:
            key = views.tables[table].key[0]
            found = views.view(table, {column}).select(key, column).collect()
            called.update({ident: show(name or "") for ident, name in found.iter_rows() if ident})
    return called


class Names:
    """What things of both versions are called, by id."""

    def __init__(self, history: History) -> None:
        self._history = history

    @cached_property
    def _every(self) -> dict[str, str]:
        tables = ("questions", "sources", "locations", "actors")
        found = (names_of(self._history, table).items() for table in tables)
        return dict(chain.from_iterable(found))

    def told(self, given: Mapping[str, str | None]) -> dict[str, str | None]:
        """Return what a message speaks of, names before ids."""
        return {key: value and with_name(value, self._every) for key, value in given.items()}


def show(label: str) -> str:
    """Return a label on one line, long parts cut."""
    if not label:
        return ""
    parts = [visible(" ".join(part.split()), LONGEST) for part in label.split("\x1f")]
    return BETWEEN.join(parts)
