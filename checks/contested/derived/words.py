"""Words: positions as people read them, and names beside ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count

import polars as pl

from contested.derived.held import BOUNDS, places_held
from contested.rules.views import Views
from contested.standard import readable

NAMED = {"actor": "actors", "location": "locations"}
"""Tables of which a row is the answer, by the kind of answer."""
WITHHELD_WORDS = {
    "could_not_confirm": "could not confirm it",
    "does_not_know": "does not know",
    "declined": "declined to say",
}
"""What is said of whoever withholds an answer."""
CELLS = ("kind", "polarity", "answer", *BOUNDS, "quantity_about")


def names_of(views: Views, table: str, label: str = "name") -> pl.DataFrame:
    """Return the keys of a table with their labels, each once."""
    key = views.tables[table].key[0]
    found: pl.DataFrame = views.view(table, {label}).select(key, label).collect()
    return found.filter(pl.col(key).is_unique() & pl.col(key).is_not_null())


def numbered_positions(views: Views, claims: pl.DataFrame) -> pl.DataFrame:
    """Return the positions that claims hold, as people would order them.

    Each has its `number` and, in words, `position`, which no other of its question has.
    """
    held = places_held(claims)
    names = {
        kind: dict(names_of(views, table).drop_nulls().iter_rows()) for kind, table in NAMED.items()
    }
    words, keys = [], []
    for cells in held.select(*CELLS).iter_rows():
        said = readable.Said(*cells)
        words.append(position_words(said, names))
        keys.append(readable.sort_key(said, words[-1]))
    ordered = held.with_columns(position=pl.Series(words, dtype=pl.String)).with_columns(
        pl.Series(f"order_{n}", [key[n] for key in keys], dtype=kind)
        for n, kind in enumerate((pl.Float64, pl.Float64, pl.String, pl.Boolean))
    )
    by = ["question_id", *(f"order_{n}" for n in range(4)), "key"]
    ordered = ordered.sort(by, maintain_order=True).with_row_index("number")
    return ordered.with_columns(position=_apart(ordered)).drop(*by[1:-1])


def position_words(said: readable.Said, names: Mapping[str, Mapping[str, str]]) -> str:
    """Return a position in words, actors and places by name."""
    return readable.position(said, names.get(said.kind or "", {}).get(said.answer or ""))


def _apart(positions: pl.DataFrame) -> pl.Series:
    """Return the words of positions, parted where two are alike."""
    cells = positions.select("question_id", "position", "kind", "answer").rows()
    times = Counter((question, words) for question, words, *_ in cells)
    taken: set[tuple[str, str]] = set()
    found = []
    for question, words, kind, answer in cells:
        if times[question, words] > 1 and kind in NAMED:
            words = f"{words} ({answer})"
        free = next(one for one in _numbered(words) if (question, one) not in taken)
        taken.add((question, free))
        found.append(free)
    return pl.Series(found, dtype=pl.String)


def _numbered(words: str) -> Iterable[str]:
    yield words
    yield from (f"{words} ({number})" for number in count(2))
