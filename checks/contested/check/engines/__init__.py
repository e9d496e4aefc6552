"""Engines: the same rules, run on the frames of different libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from contested.check.judge import Outcome
    from contested.rules.check import Check
    from contested.standard import Table

    Engine = Callable[
        [Mapping[str, pl.DataFrame], Mapping[str, Table], Sequence[Check], int], Outcome
    ]
    """Frames of text, their tables, the checks and today's day number in; what was found out."""

ENGINES = ("polars", "pandera")
"""The modules of this folder that `run` checks; the first one is the default."""


def engine(name: str) -> Engine:
    """Return what runs checks on the engine of that name.

    It is imported only now.
    """
    run: Engine = import_module(f"{__name__}.{name}").run
    return run
