"""Excluding: which positions of a question cannot both be right.

Positions are compared in pairs, claims never.
"""

from __future__ import annotations

import polars as pl

from contested.rules.columns.graphs import places_around
from contested.rules.views import Views


def excluding_pairs(views: Views, positions: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of positions whose answers exclude each other.

    `is_first` is true where the first of the two must have been counted up to an earlier day.
    """
    given = with_implied(views, positions)
    both = given.lazy().join(given.lazy(), on="question_id", suffix="_2")
    pairs = both.filter((pl.col("number") < pl.col("number_2")) & excludes())
    return pairs.select(
        pl.col("number", "number_2", "is_changing", "is_running"), is_first=_is_first()
    ).collect()


def with_implied(views: Views, positions: pl.DataFrame) -> pl.DataFrame:
    """Return positions with all answers that theirs implies, as a list."""
    around: pl.DataFrame = places_around(views).group_by("place").agg("around").collect()
    placed = positions.with_columns(place=pl.when("is_place").then("answered"))
    found = placed.join(around, on="place", how="left", maintain_order="left")
    return found.with_columns(implied=pl.coalesce("around", pl.concat_list("answered")))


def excludes() -> pl.Expr:
    """Return whether two answers cannot both be right, whatever the day."""
    yes, yes_2 = (pl.col(name) == "affirms" for name in ("polarity", "polarity_2"))
    no, no_2 = (pl.col(name) == "denies" for name in ("polarity", "polarity_2"))
    implies = pl.col("implied").list.contains(pl.col("answered_2"))
    implied = pl.col("implied_2").list.contains(pl.col("answered"))
    differ = pl.col("excludes") & ~implies & ~implied
    apart = (pl.col("most") < pl.col("least_2")) | (pl.col("most_2") < pl.col("least"))
    ranged = (pl.col("is_ranged") & apart).fill_null(False)
    denied = (yes & no_2 & implies) | (no & yes_2 & implied)
    return (yes & yes_2 & (differ.fill_null(False) | ranged)) | denied


def _is_first() -> pl.Expr:
    """Return whether the first is the greater count, or is denied."""
    is_greater = (pl.col("most_2") < pl.col("least")).fill_null(False)
    affirms = pl.col("polarity") == "affirms"
    return affirms & (is_greater | (pl.col("polarity_2") == "denies"))
