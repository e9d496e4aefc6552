"""Wishes: what a row that is drawn should be like."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contested.standard import Table
from contested.testing.strategies.cells import among, recorded

Wish = str | Collection[str]


class Wishes:
    """What a row should be like."""

    def __init__(self, draw: st.DrawFn, table: Table, given: dict[str, Wish]) -> None:
        self.draw, self.table, self.given = draw, table, given

    def one(self, name: str, otherwise: SearchStrategy[str]) -> str:
        """Return what is wished for, or else a cell that is drawn."""
        wish = self.given.get(name)
        if wish is None:
            return self.draw(otherwise)
        return wish if isinstance(wish, str) else self.draw(among(tuple(sorted(wish))))

    def word(self, name: str, only: Iterable[str] = ()) -> str:
        """Return a word of the field's vocabulary, perhaps only of these.

        A wish for several is one for those that are among them.
        """
        fitting = tuple(only) or recorded(self.table.fields[name].words)
        wish = self.given.get(name)
        if wish is not None and not isinstance(wish, str):
            fitting = tuple(word for word in fitting if word in wish) or tuple(wish)
        return wish if isinstance(wish, str) else self.draw(among(fitting))

    def has(self, *names: str) -> bool:
        """Return whether one of these cells, or its row, is wished for."""
        rows = tuple(f"{name.removesuffix('_id')}__" for name in names)
        return any(wished in names or wished.startswith(rows) for wished in self.given)

    def of(self, prefix: str) -> dict[str, Wish]:
        """Return what is wished of the row that a reference names."""
        return {
            n.removeprefix(f"{prefix}__"): wish
            for n, wish in self.given.items()
            if n.startswith(f"{prefix}__")
        }
