"""Masks: checks run over a frame as columns of true and false."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any, TypeVar

import polars as pl

from contested.rules.check import Check
from contested.rules.frames import Frame, collect_all
from contested.rules.row import Expr

Hits = dict[Check, pl.Series]
"""For each check that found something: the record numbers of the wrong rows, ascending."""
Query = tuple[Frame, Sequence[Check]]
"""A lazy frame, and the checks to run over it in one pass."""
Key = TypeVar("Key")
MOST = 500
"""Checks that run over a table in one pass. Each takes some 100 KB of the engine's plan."""


def wrong_rows(namespace: Any, queries: Mapping[Key, Query], today: int = 0) -> dict[Key, Hits]:
    """Run all queries and return each one's wrong rows by check.

    One call for many small tables costs less than a call for each; so many checks of one table that
    their plan would fill the memory are asked by turns.
    """
    hits: dict[Key, Hits] = {key: {} for key in queries}
    longest = max((len(checks) for _, checks in queries.values()), default=0)
    for at in range(0, longest, MOST):
        parts = {key: (frame, checks[at : at + MOST]) for key, (frame, checks) in queries.items()}
        asked = {key: part for key, part in parts.items() if part[1]}
        marked = [_marked(namespace, frame, checks, today) for frame, checks in asked.values()]
        collected = collect_all(namespace, marked)
        for (key, (_, checks)), wrong in zip(asked.items(), collected, strict=True):
            if len(wrong):
                hits[key] |= _hits_of(checks, wrong)
    return hits


def any_of(masks: Sequence[Expr]) -> Expr:
    """Return a mask that is true where any of these is.

    They are joined in balanced halves, since engines need time that grows with the square of a
    chain's length: with 800 columns, seconds instead of hundredths of one.
    """
    while len(masks) > 1:
        masks = [reduce(operator.or_, masks[at : at + 2]) for at in range(0, len(masks), 2)]
    return masks[0]


def _marked(namespace: Any, frame: Frame, checks: Sequence[Check], today: int) -> Frame:
    """Return the rows that some check finds wrong, with their masks."""
    masks = [check.expression(namespace, today) for check in checks]
    named = frame.select("row", *(mask.alias(f"!{number}") for number, mask in enumerate(masks)))
    return named.filter(any_of([namespace.col(f"!{number}") for number in range(len(masks))]))


def _hits_of(checks: Sequence[Check], wrong: Any) -> Hits:
    row = _series(wrong["row"], pl.UInt32)
    hits = {}
    for number, check in enumerate(checks):
        rows = row.filter(_series(wrong[f"!{number}"], pl.Boolean)).sort()
        if len(rows):
            hits[check] = rows
    return hits


def _series(column: Any, kind: Any) -> pl.Series:
    return column if isinstance(column, pl.Series) else pl.Series(column.to_list(), dtype=kind)
