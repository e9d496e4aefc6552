"""How much is said about each question, by whom, from where.

It also counts how much of that a table with one row a question would not show. Nothing here says
which position is right, nor which is held most: what would be hidden is counted for whichever one
row is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from contested.check.load import LoadedTable
from contested.derived.positions import MORE, positions, views_of
from contested.package import UnreadableError
from contested.package.files.canonical import clean
from contested.rules.columns.graphs import origin
from contested.rules.views import Views

COUNTED = ("claim", "claimant", "source", "origin", "position")
"""What is counted on each question."""


@dataclass
class Claimed:
    """The active claims of one package and what they answer."""

    loaded: Mapping[str, LoadedTable]
    positions: pl.DataFrame
    """See `contested.derived.positions.positions`."""

    @classmethod
    def of(cls, loaded: Mapping[str, LoadedTable]) -> Claimed:
        """Return those of a package that was loaded.

        Raises UnreadableError where a claim has no place among the positions.
        """
        return cls(loaded, positions(views_of(loaded)))

    def frame(self, table: str, *columns: str) -> pl.DataFrame:
        """Return columns of a table as clean text, each key once.

        Raises UnreadableError where the table could not be read.
        """
        one = self.loaded[table]
        if one.frame is None:
            raise UnreadableError(f"The table {table} cannot be read: {one.reason}. {MORE}")
        return (
            clean(one.frame, one.table, columns)
            .unique(columns[0], keep="first", maintain_order=True)
            .drop_nulls(columns[0])
        )

    @cached_property
    def claims(self) -> pl.DataFrame:
        """Each active claim once, by its id, with where it comes from.

        It has `question_id`, `position`, `claimant_id`, `source_id`, that source's
        `origin`, and `in_conflict`.
        """
        lists = ["claim_ids", "claimant_ids", "source_ids"]
        held = self.positions.select("question_id", "position", *lists, "claim_ids_in_conflict")
        disputed = held["claim_ids_in_conflict"].explode().drop_nulls()
        each = (
            held.drop("claim_ids_in_conflict")
            .explode(lists)
            .rename({name: name.removesuffix("s") for name in lists})
        )
        each = each.with_columns(in_conflict=pl.col("claim_id").is_in(disputed.implode()))
        return (
            each.join(self.origins, on="source_id", how="left")
            .with_columns(pl.col("origin").fill_null(pl.col("source_id")))
            .sort("claim_id")
        )

    @cached_property
    def origins(self) -> pl.DataFrame:
        """The document that each source goes back to at the last.

        Sources that share one are not independent of each other.
        """
        sources = self.frame("sources", "source_id", "derived_from_id").with_row_index("row")
        views = Views(
            pl, {"sources": self.loaded["sources"].table}, {"sources": sources.lazy()}, {}, 0
        )
        found: pl.DataFrame = origin(views, "sources").collect()
        return found

    @cached_property
    def questions(self) -> pl.DataFrame:
        """Every question, by its id, with how much is said on it.

        - `question_id`, `question`, `topic`, `location_id`: as they stand; blank where a claim
          names a question that is not there.
        - `claim_count`, `claimant_count`, `source_count`, `origin_count`, `position_count`: of
          active claims; `origin_count` is how many documents their sources go back to.
        - `is_contested`: whether one of its claims is in conflict.
        - `positions_hidden`, `claims_hidden`: those beyond one, which a table with one row a
          question has no room for.
        - `differing_claims_hidden`: how many of these give another position than the row that is
          kept, at the least: it is so many for one choice of that row, and no fewer for any other.
        """
        asked = self.frame("questions", "question_id", "question", "topic", "location_id")
        counts = [
            pl.col(name).n_unique().alias(f"{name.removesuffix('_id')}_count")
            for name in ("claim_id", "claimant_id", "source_id", "origin", "position")
        ]
        said = self.claims.group_by("question_id").agg(
            *counts, is_contested=pl.col("in_conflict").any()
        )
        largest = self.positions.group_by("question_id").agg(
            largest=pl.col("claim_ids").list.len().max().cast(pl.Int64)
        )
        found = asked.join(
            said.join(largest, on="question_id"), on="question_id", how="full", coalesce=True
        )
        found = found.with_columns(
            pl.col(f"{name}_count").fill_null(0).cast(pl.Int64) for name in COUNTED
        ).with_columns(
            is_contested=pl.col("is_contested").fill_null(False),
            differing_claims_hidden=pl.col("claim_count") - pl.col("largest").fill_null(0),
            positions_hidden=(pl.col("position_count") - 1).clip(0),
            claims_hidden=(pl.col("claim_count") - 1).clip(0),
        )
        counted = [f"{name}_count" for name in COUNTED]
        hidden = ["positions_hidden", "claims_hidden", "differing_claims_hidden"]
        return found.select(
            "question_id", "question", "topic", "location_id", *counted, "is_contested", *hidden
        ).sort("question_id")
