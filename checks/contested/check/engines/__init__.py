"""Engines: the same rules, run on the frames of different libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from contested.check.judge import Judged
from contested.rules.check import Check
from contested.standard import Table

Engine = Callable[[Mapping[str, pl.DataFrame], Mapping[str, Table], Sequence[Check], int], Judged]
"""Frames of text, their tables, the checks and today's day number in; what was found out."""

ENGINES = ("polars", "pandera")


def engine(name: str) -> Engine:
    """The engine of that name, imported only now."""
    if name == "pandera":
        from contested.check.engines import pandera

        return pandera.judge
    from contested.check.engines import polars

    return polars.judge
