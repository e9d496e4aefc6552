"""Chance that can be asked again: draws from one seeded stream, and answers that depend on their
arguments alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Rng = np.random.Generator


def mix(*parts: Any) -> NDArray[np.uint64]:
    """Numbers that look random and depend on nothing but `parts` (splitmix64), so that two rows can
    agree without knowing of each other.
    """
    state = np.zeros(1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for part in parts:
            state = state + np.asarray(part).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
            state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            state = state ^ (state >> np.uint64(31))
    return state


def below(limit: Any, *parts: Any) -> Ints:
    """For each row a number from 0 to below `limit` that depends on `parts` alone."""
    found: Ints = (mix(*parts) % np.asarray(limit).astype(np.uint64)).astype(np.int64)
    return found


def weighted(rng: Rng, weights: Sequence[float], n: int) -> Ints:
    """`n` indices into `weights`, each as often as its weight says."""
    edges = np.cumsum(weights) / np.sum(weights)
    return np.minimum(np.searchsorted(edges, rng.random(n), side="right"), len(weights) - 1).astype(
        np.int64
    )


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """`total` split by `weights`: at least one for each, and what rounding leaves over to the
    heaviest.
    """
    parts = [max(1, int(total * w / sum(weights))) for w in weights]
    parts[int(np.argmax(weights))] += total - sum(parts)
    return parts


def words(pool: Sequence[str | None], which: Ints) -> pl.Series:
    """The words of a pool at the given indices; an index below 0 gives a blank."""
    return pl.Series("pool", [*pool, None], dtype=pl.String).gather(
        np.where(which < 0, len(pool), which)
    )


def blanked(series: pl.Series, blank: Flags) -> pl.Series:
    """The series with blanks where `blank` is true."""
    return pl.select(pl.when(pl.Series(~blank)).then(series)).to_series()


def joined(*parts: pl.Series | str) -> pl.Series:
    """The texts of a row side by side; a blank part is left out."""
    columns = [pl.lit(part) if isinstance(part, str) else part for part in parts]
    return pl.select(pl.concat_str(columns, ignore_nulls=True)).to_series()


def ids(prefix: str, n: int, which: Ints | None = None) -> pl.Series:
    """The ids of a table with `n` rows, padded so that their order as text is the order of the
    rows; an index below 0 gives a blank.
    """
    numbers = np.arange(n) if which is None else which
    digits = pl.Series(numbers + 1).cast(pl.String).str.zfill(max(3, len(str(n))))
    named = joined(f"{prefix}-", digits)
    return named if which is None else blanked(named, which < 0)
