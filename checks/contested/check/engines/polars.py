"""The default engine: Polars, lazily and in one pass a table. It imports neither pandas, pandera
nor frictionless.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from contested.check import judge as core
from contested.rules.check import Check
from contested.standard import Table


def judge(
    frames: Mapping[str, pl.DataFrame],
    tables: Mapping[str, Table],
    checks: Sequence[Check],
    today: int,
) -> core.Judged:
    """Runs the checks over the frames.

    The tables are in memory already, and for joins and windows over them Polars' in-memory engine
    (2.1) takes half the time of its streaming one, which is the default.
    """
    with pl.Config(engine_affinity="in-memory"):
        return core.judge(
            pl, {name: frame.lazy() for name, frame in frames.items()}, tables, checks, today
        )
