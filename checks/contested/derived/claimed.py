"""The active claims of one package, read once for all derived tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from contested.check.load import LoadedTable
from contested.derived.held import active_claims, held_claims, views_of
from contested.derived.meeting import BETWEEN, WITHIN, met_by_relations
from contested.derived.words import names_of, numbered_positions
from contested.package import UnreadableError
from contested.package.files.canonical import clean
from contested.rules.columns.answers import WITHHELD
from contested.rules.columns.meetings import OTHERS, conflicting
from contested.rules.columns.standing import STANDS
from contested.rules.views import Views

WHOSE = ("side", "originator", "utterance", "standing", "source__publisher_id")
RENAMED = {
    "side": "side_id",
    "originator": "originator_id",
    "source__publisher_id": "publisher_id",
}
NAMED = {
    "claimant_id": "claimant",
    "side_id": "side",
    "originator_id": "originator",
    "publisher_id": "publisher",
}
"""Whose a claim is, and the columns of their names."""
CONTESTS = {"in_conflict_now": OTHERS, "within_side": WITHIN, "between_sides": BETWEEN}
"""Among whom a claim is in conflict: those that stand, those of its side, those of others."""


@dataclass
class Claimed:
    """The active claims of one package and what they answer."""

    views: Views
    loaded: Mapping[str, LoadedTable] = field(default_factory=dict)

    @classmethod
    def of(cls, loaded: Mapping[str, LoadedTable]) -> Claimed:
        """Return those of a package that was loaded.

        Raises UnreadableError where a table that they need cannot be read.
        """
        return cls(views_of(loaded), loaded)

    def frame(self, table: str, *columns: str) -> pl.DataFrame:
        """Return columns of a table as clean text, each key once.

        Raises UnreadableError where the table could not be read.
        """
        one = self.loaded[table]
        if one.frame is None:
            raise UnreadableError(f"The table {table} cannot be read: {one.reason}.")
        return (
            clean(one.frame, one.table, columns)
            .unique(columns[0], keep="first", maintain_order=True)
            .drop_nulls(columns[0])
        )

    @cached_property
    def names(self) -> pl.DataFrame:
        """The actors and their names, each id once."""
        return names_of(self.views, "actors")

    @cached_property
    def positions(self) -> pl.DataFrame:
        """The positions, each with its `number`, as people would order them."""
        return numbered_positions(self.views, self._read)

    @cached_property
    def held(self) -> pl.DataFrame:
        """The claims that hold a position, with its `number`, by id.

        Names stand beside the ids of those whose claims they are.
        """
        numbers = self.positions.select("question_id", "key", "number", "position")
        claims = self._read.join(
            numbers, on=["question_id", "key"], how="left", maintain_order="left"
        )
        party = pl.concat_str(pl.lit("of "), "side_id")
        both = pl.concat_str(party, "claimant_id", separator="\x1f")
        claims = claims.with_columns(party=party, party_claimant=both)
        return self.with_names(claims)

    @cached_property
    def withheld(self) -> pl.DataFrame:
        """The claims that withhold an answer, by id, with names beside ids."""
        claims = active_claims(self.views, *WHOSE, "withheld")
        claims = claims.filter(pl.col("polarity").is_in(WITHHELD))
        return self.with_names(claims.rename(RENAMED))

    @cached_property
    def active(self) -> pl.DataFrame:
        """The claims of both kinds, by id, with what both have."""
        shared = ["claim_id", "question_id", "utterance", "source_id", "standing", *NAMED]
        shared += [*NAMED.values(), "position", "in_conflict"]
        silent = self.withheld.with_columns(
            position=pl.lit(None, pl.String), in_conflict=pl.lit(False)
        )
        return pl.concat(one.select(shared) for one in (self.held, silent)).sort("claim_id")

    @cached_property
    def contests(self) -> pl.DataFrame:
        """The claims in conflict by id, and among whom (CONTESTS).

        What answers do is told without pairs, so that no question is too crowded for it.
        """
        claims = self.held.filter("in_conflict")
        related = met_by_relations(self.views, self.held).rename(
            {"among_standing": "in_conflict_now"}
        )
        found = claims.select("claim_id", "question_id", "row")
        for name, among in CONTESTS.items():
            some = claims.filter("stands") if among is OTHERS else claims
            rows = conflicting(self.views, some.lazy(), among)
            by_answer = pl.col("row").is_in(rows.collect()["row"].implode())
            by_relation = pl.col("claim_id").is_in(related.filter(name)["claim_id"].implode())
            found = found.with_columns((by_answer | by_relation).alias(name))
        return found.drop("row")

    def with_names(self, claims: pl.DataFrame) -> pl.DataFrame:
        """Return rows with names beside the ids of actors.

        Where there is no name, the id stands for it.
        """
        for column, name in NAMED.items():
            known = self.names.select(pl.col("actor_id").alias(column), pl.col("name").alias(name))
            claims = claims.join(known, on=column, how="left", maintain_order="left")
            claims = claims.with_columns(pl.coalesce(name, column).alias(name))
        return claims

    @cached_property
    def _read(self) -> pl.DataFrame:
        claims = held_claims(self.views, *WHOSE, "in_conflict").rename(RENAMED)
        return claims.with_columns(
            in_conflict=pl.col("in_conflict").fill_null(False), stands=pl.col("standing") == STANDS
        )
