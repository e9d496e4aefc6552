"""Voices: who is no longer heard, and how contests ended."""

from __future__ import annotations

import polars as pl

from contested.review.columns.identity import NAMED, SAID
from contested.review.columns.merging import merges
from contested.review.versions import ENDS
from contested.review.views import RECORD, History, column_between
from contested.rules.columns.contests import OPPOSING
from contested.rules.views import Views

MOVES = ("question_id", "claimant_id", "status")
"""Cells by which a claim comes to be on another question, another's, or nobody's."""
DAYS = ("stated", "occurred", "occurred_span")
"""Cells by which a claim comes to hold on other days."""
NO_CLAIM = "no claim, but the question itself or a place"
HEARD = {"claimant_id": "actors", "source_id": "sources"}


@column_between("lost_voices", "keys", "questions", needs=("claims", "revisions"))
def lost_voices(history: History, table: str) -> pl.DataFrame:
    """Return the claimants and sources no longer heard on a question.

    They had an active claim on it and have none there now, and of some claim of theirs no revision
    says what became of it.

    Whoever was merged into another is heard where that other one is.
    """
    lost = []
    for column, whose in HEARD.items():
        renamed = merges(history, whose).rename({"old": "voice"})
        before, after = (_heard(views, column) for _, views in history.sides())
        gone = before.join(after, on=["question_id", "voice"], how="anti")
        moves = ["question_id", "status", column]
        told = history.changes("claims", {"is_covered"}).filter(
            pl.col("column").is_in(moves) & pl.col("is_covered")
        )
        untold = gone.join(told, left_on="claim_id", right_on=RECORD, how="anti")
        heard = gone.join(renamed, on="voice").join(
            after.select("question_id", pl.col("voice").alias("new")),
            on=["question_id", "new"],
            how="semi",
        )
        untold = untold.join(heard, on=["question_id", "voice"], how="anti")
        lost.append(untold.select("question_id", "voice"))
    found = pl.concat(lost).unique().group_by(pl.col("question_id").alias(RECORD))
    return found.agg(pl.col("voice").sort().head(NAMED).str.join(", ").alias("lost_voices"))


def _heard(views: Views, column: str) -> pl.DataFrame:
    claims = views.view("claims", {"question_id", "status", column}).filter(
        pl.col("status") == "active"
    )
    heard: pl.DataFrame = (
        claims.select("claim_id", "question_id", pl.col(column).alias("voice"))
        .drop_nulls()
        .collect()
    )
    return heard


@column_between("calming_claims", "keys", "questions", needs=("claims", "relations"))
def calming_claims(history: History, table: str) -> pl.DataFrame:
    """Return the claims whose change may have ended a contest.

    They were in conflict, and something of them changed, or they lost a relation or are gone.
    """
    was: pl.DataFrame = (
        history.base.view("claims", {"question_id", "in_conflict"})
        .filter(pl.col("in_conflict"))
        .select("claim_id", "question_id")
        .collect()
    )
    changes = history.diffs["claims"].changes
    changed = changes.filter(pl.col("column").is_in([*MOVES, *SAID, *DAYS]))[RECORD]
    gone = {f"base__{end}" for end in ENDS}
    relations = history.keys("relations", gone | {"is_removed"}).filter("is_removed")
    ends = [relations[f"base__{end}"].alias(RECORD) for end in ENDS]
    moved = pl.concat([changed, history.diffs["claims"].removed[RECORD], *ends])
    found = was.filter(pl.col("claim_id").is_in(moved.implode())).group_by(
        pl.col("question_id").alias(RECORD)
    )
    named = found.agg(pl.col("claim_id").sort().head(NAMED).str.join(", ").alias("calming_claims"))
    every = history.keys(table, set()).select(RECORD)
    return every.join(named, on=RECORD, how="left").with_columns(
        pl.col("calming_claims").fill_null(NO_CLAIM)
    )


@column_between("is_weakened", "keys", "relations", needs=("revisions",))
def is_weakened(history: History, table: str) -> pl.DataFrame:
    """Return relations of opposition that are gone without a revision.

    No other relation says as much of the two claims.
    """
    names = {f"base__{name}" for name in ("claim_id", "relation", "other_claim_id")}
    keys = history.keys("relations", names | {"is_let_go"})
    gone = keys.filter(~pl.col("is_let_go") & pl.col("base__relation").is_in(list(OPPOSING)))
    there = (
        history.head.view("relations", set())
        .filter(pl.col("relation").is_in(list(OPPOSING)))
        .collect()
    )
    ends = ["claim_id", "other_claim_id"]
    either_way = pl.concat(
        [
            there.select(*ends, "relation"),
            there.select(
                pl.col(ends[1]).alias(ends[0]), pl.col(ends[0]).alias(ends[1]), "relation"
            ),
        ]
    )
    left = either_way.group_by(ends).agg(
        (pl.col("relation") == "contradicts").any().alias("excludes")
    )
    found = gone.rename({f"base__{end}": end for end in ends}).join(left, on=ends, how="left")
    softer = (pl.col("base__relation") == "contradicts") & ~pl.col("excludes")
    return found.filter(pl.col("excludes").is_null() | softer).select(
        RECORD, pl.lit(True).alias("is_weakened")
    )


@column_between("has_claims", "changes", "questions", needs=("claims",))
def has_claims(history: History, table: str) -> pl.DataFrame:
    """Return changed cells of questions that have claims in base."""
    asked = (
        history.base.view("claims", {"question_id"})
        .select(pl.col("question_id").alias(RECORD))
        .collect()
    )
    return (
        history.diffs["questions"]
        .changes.join(asked, on=RECORD, how="semi")
        .select(RECORD, "column", pl.lit(True).alias("has_claims"))
    )
