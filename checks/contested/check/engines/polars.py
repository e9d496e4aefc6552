"""The default engine: Polars, lazily and in one pass a table.

It imports neither pandas, pandera nor frictionless.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from contested.check.judge import Outcome, judge
from contested.rules.check import Check, expand
from contested.rules.rule import RULES
from contested.rules.views import Views
from contested.standard import Table


def run(
    frames: Mapping[str, pl.DataFrame],
    tables: Mapping[str, Table],
    checks: Sequence[Check],
    today: int,
) -> Outcome:
    """Run the checks over the frames.

    The tables are in memory already, and for joins and windows over them Polars' in-memory engine
    (2.1) takes half the time of its streaming one, which is the default.
    """
    with pl.Config(engine_affinity="in-memory"):
        lazy = {name: frame.lazy() for name, frame in frames.items()}
        return judge(pl, lazy, tables, checks, today)


def views_of(
    frames: Mapping[str, pl.DataFrame], tables: Mapping[str, Table], today: int = 0
) -> Views:
    """Return the views of tables of text, malformed cells blank."""
    form = [c for c in expand(RULES.values(), tables) if c.form and c.table in frames]
    return run(frames, tables, form, today).views
