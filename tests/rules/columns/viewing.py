"""The views of a changed specimen, or of any tables, on the frames of either engine."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import polars as pl
from contested.check import judge, load
from contested.rules.check import Check, expand
from contested.rules.rule import RULES
from contested.rules.views import Views
from contested.standard import Table
from contested.testing import specimen

TODAY = date.fromisoformat(specimen.TODAY).toordinal()


def column_of(views: Views, table: str, name: str) -> dict[str, object]:
    """The values of a named column, by key; raises AssertionError where the view has not one row
    for each of the table's.
    """
    key = views.tables[table].key
    rows = views.rows(views.view(table, {name}).select(*key, name))
    assert len(rows) == len(views.rows(views.frames[table].select(*key))), (
        "the view has more or fewer rows than its table"
    )
    return {
        " ".join(str(k) for k in keys): _even(value) for *keys, value in rows if value is not None
    }


def _even(value: object) -> object:
    """The value, in which whole numbers that were made text are written in one way: Polars writes
    3.0 and Arrow 3.
    """
    return re.sub("[.]0(?=\x1f|$)", "", value) if isinstance(value, str) else value


@cache
def untouched() -> dict[str, load.LoadedTable]:
    """Return the specimen as it was read, so that unchanged files are read once."""
    return load.load(specimen.changed().package())


@cache
def views_of(line: str, engine: str) -> Views:
    """Return the views of the specimen after a line of changes."""
    package = specimen.changed(line).package()
    checks = [c for c in expand(RULES.values(), package.tables) if c.form]
    loaded = load.load(package, untouched())
    frames = {name: one.frame for name, one in loaded.items() if one.frame is not None}
    return views_made(frames, package.tables, checks, engine)


def settled_views_of(line: str, engine: str) -> Views:
    """The same views, for which Polars has judged the form of the cells whatever the engine is: a
    named column is made from what is left of them.
    """
    settled = views_of(line, "polars")
    if engine == "polars":
        return settled
    views = views_made(
        {name: frame.collect() for name, frame in settled.frames.items()},
        dict(settled.tables),
        [],
        engine,
    )
    views.repeated = settled.repeated
    return views


def views_made(
    frames: dict[str, pl.DataFrame], tables: dict[str, Table], checks: list[Check], engine: str
) -> Views:
    """The views of tables of text on the frames of an engine; where no checks of form are given,
    every cell is taken to be well-formed.
    """
    if engine == "polars":
        views = judge.judge(
            pl, {name: frame.lazy() for name, frame in frames.items()}, tables, checks, TODAY
        ).views
    else:
        import narwhals as nw
        from contested.check.engines.pandera import arrow_frame

        native = {
            name: nw.from_native(arrow_frame(frame.to_arrow())).lazy()
            for name, frame in frames.items()
        }
        views = judge.judge(nw, native, tables, checks, TODAY).views
    assert views is not None
    return views
