"""Identity: claims that were two and are one now, or made room."""

from __future__ import annotations

import polars as pl

from contested.review.views import RECORD, History, column_between

SPOKEN = ("question_id", "claimant_id", "source_id", "stated")
"""What a claim is attributed by, and what it is about."""
SAID = ("polarity", "answer", "quantity_min", "quantity_max", "quantity_about")
"""The cells of its position."""
NAMED = 5
"""Claims that a message names; of others there is no word."""


@column_between("collapsed_with", "keys", "claims", needs=("questions", "revisions"))
def collapsed_with(history: History, table: str) -> pl.DataFrame:
    """Return for a claim another one that it equals only now.

    They differed in base in attribution or position, and no revision covers that.
    """
    before, after = (
        [f"{side}__{name}" for name in (*SPOKEN, "position")] for side in ("base", "head")
    )
    uncovered = _uncovered(history, (*SPOKEN, *SAID))
    if not len(uncovered):
        return pl.DataFrame(schema={RECORD: pl.String, "collapsed_with": pl.String})
    now = (
        history.add_columns(history.keys("claims", set()), "claims", {*after, "head__status"})
        .filter(pl.col("head__status") == "active")
        .drop_nulls(after)
    )
    alike = now.join(now.join(uncovered, on=RECORD, how="semi"), on=after, how="semi")
    claims = history.add_columns(alike, "claims", {*before, "base__status"}).filter(
        pl.col("base__status") == "active"
    )
    changed = claims.join(uncovered, on=RECORD, how="semi")
    kinds = (
        claims.group_by(*after, *before)
        .agg(pl.col(RECORD).min().alias("other"))
        .sort("other")
        .group_by(after)
        .head(NAMED + 1)
    )
    pairs = changed.select(RECORD, *before, *after).join(kinds, on=after, suffix="_other")
    found = pairs.filter(
        pl.any_horizontal(pl.col(one).ne_missing(pl.col(f"{one}_other")) for one in before)
    )
    return found.group_by(RECORD).agg(
        pl.col("other").sort().head(NAMED).str.join(", ").alias("collapsed_with")
    )


def _uncovered(history: History, columns: tuple[str, ...]) -> pl.DataFrame:
    """Return claims with changes in these cells that no revision covers."""
    return (
        history.changes("claims", {"is_covered"})
        .filter(pl.col("column").is_in(columns) & ~pl.col("is_covered"))
        .select(RECORD)
    )


@column_between("swallowed", "keys", "claims", needs=("questions", "revisions"))
def swallowed(history: History, table: str) -> pl.DataFrame:
    """Return the number of old answers within a new claim's range.

    They are claims of base that are withdrawn or changed by now.
    """
    return history.cached(_swallowing).select(RECORD, pl.col("claim").list.len().alias("swallowed"))


@column_between("swallowed_claims", "keys", "claims", needs=("questions", "revisions"))
def swallowed_claims(history: History, table: str) -> pl.DataFrame:
    """Return the first few of these claims."""
    return history.cached(_swallowing).select(
        RECORD, pl.col("claim").list.head(NAMED).list.join(", ").alias("swallowed_claims")
    )


def _swallowing(history: History) -> pl.DataFrame:
    names = ("question_id", "status", "polarity", "is_ranged", "least", "most")
    keys, changes = history.keys("claims", set()), history.diffs["claims"].changes
    altered = changes.filter(pl.col("column").is_in([*SPOKEN, *SAID, "status"]))[RECORD]
    was = keys.filter(pl.col("is_removed") | pl.col(RECORD).is_in(altered.implode()))
    gone = history.add_columns(was, "claims", {f"base__{name}" for name in names}).filter(
        _counts("base")
    )
    new = history.add_columns(
        keys.filter("is_added"), "claims", {f"head__{name}" for name in names}
    )
    new = new.filter(_counts("head") & pl.col("head__least").ne_missing(pl.col("head__most")))
    gone = gone.select(
        pl.col(RECORD).alias("claim"),
        question=pl.col("base__question_id"),
        low=pl.col("base__least"),
        high=pl.col("base__most"),
    )
    new = new.select(
        RECORD,
        question=pl.col("head__question_id"),
        least=pl.col("head__least"),
        most=pl.col("head__most"),
    )
    within = (pl.col("least").is_null() | (pl.col("least") <= pl.col("low"))) & (
        pl.col("most").is_null() | (pl.col("high") <= pl.col("most"))
    )
    ranges, answers = (frame.select(pl.exclude(RECORD, "claim")).unique() for frame in (new, gone))
    found = ranges.join(answers, on="question").filter(within)
    swallowed = (
        found.join(gone, on=["question", "low", "high"], nulls_equal=True)
        .group_by("question", "least", "most")
        .agg(pl.col("claim").sort())
    )
    return new.join(swallowed, on=["question", "least", "most"], nulls_equal=True).select(
        RECORD, "claim"
    )


def _counts(side: str) -> pl.Expr:
    """Return whether a claim affirms a quantity or date in a version."""
    return (
        (pl.col(f"{side}__status") == "active")
        & (pl.col(f"{side}__polarity") == "affirms")
        & pl.col(f"{side}__is_ranged")
    )
