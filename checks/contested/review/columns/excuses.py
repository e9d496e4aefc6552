"""Excuses: which changes a new revision covers.

Such changes are corrections in the open, and not silent rewritings.

A revision covers the change that it names and no other: its old value is what base says and its new
value what head says.
"""

from __future__ import annotations

import polars as pl

from contested import standard
from contested.review.columns.identity import SAID
from contested.review.versions import ENDS
from contested.review.views import RECORD, History, column_between
from contested.rules.privacy import REDACTED

MERGEABLE = ("sources", "questions", "actors", "locations")
"""Tables of which two rows may turn out to be one; a claim keeps its row, and what links two rows
is nothing by itself.
"""


def _exactly(history: History, table: str, kind: str, name: str) -> pl.DataFrame:
    """Return the changes that a revision of this kind names exactly.

    It names row, column, old and new value.
    """
    mine = history.revisions.filter((pl.col("kind") == kind) & (pl.col("table") == table))
    mine = mine.select(
        RECORD,
        pl.col("field").alias("column"),
        pl.col("old_value").alias("old"),
        pl.col("new_value").alias("new"),
    )
    found = history.diffs[table].changes.join(
        mine, on=[RECORD, "column", "old", "new"], how="semi", nulls_equal=True
    )
    return found.select(RECORD, "column", pl.lit(True).alias(name))


@column_between("is_corrected", "changes", *standard.TABLES, needs=("revisions",))
def is_corrected(history: History, table: str) -> pl.DataFrame:
    """Return cells that a new revision says were put right."""
    return _exactly(history, table, "corrected", "is_corrected")


@column_between("is_reassigned", "changes", "claims", needs=("revisions",))
def is_reassigned(history: History, table: str) -> pl.DataFrame:
    """Return moves to another question that a new revision names."""
    return _exactly(history, table, "reassigned", "is_reassigned")


@column_between("is_withdrawn", "changes", "claims", needs=("revisions",))
def is_withdrawn(history: History, table: str) -> pl.DataFrame:
    """Return the status cells of claims that a new revision withdraws."""
    mine = history.revisions.filter(
        (pl.col("kind") == "withdrawn") & (pl.col("table") == table)
    ).select(RECORD)
    found = (
        history.diffs[table]
        .changes.filter((pl.col("column") == "status") & (pl.col("new") == "withdrawn"))
        .join(mine, on=RECORD, how="semi")
    )
    return found.select(RECORD, "column", pl.lit(True).alias("is_withdrawn"))


@column_between("is_redacted", "changes", *standard.TABLES, needs=("revisions",))
def is_redacted(history: History, table: str) -> pl.DataFrame:
    """Return cells whose content a new revision takes out.

    It takes out this very cell, or the whole claim, whose status then says so.

    What was claimed goes only with the whole claim: cell by cell, another answer could be put in
    its place. Of the cells that a redacted claim leaves blank or marked only those count that some
    rule looks at.
    """
    mine = history.revisions.filter(
        (pl.col("kind") == "redacted")
        & (pl.col("table") == table)
        & (pl.col("old_value") == REDACTED)
    )
    changes = history.diffs[table].changes
    cells = mine.select(RECORD, pl.col("field").alias("column"), pl.col("new_value").alias("new"))
    found = changes.join(cells, on=[RECORD, "column", "new"], how="semi", nulls_equal=True).select(
        RECORD, "column"
    )
    if table == "claims":
        redacted = (
            history.changes(table, {"head__status"})
            .filter(pl.col("head__status") == "redacted")
            .join(mine, on=RECORD, how="semi")
        )
        marked = (pl.col("column") == "answer") & (pl.col("new") == REDACTED)
        blank = pl.col("column").is_in(["quantity_min", "quantity_max"]) & pl.col("new").is_null()
        whole = redacted.filter(marked | blank | (pl.col("column") == "status")).select(
            RECORD, "column"
        )
        found = pl.concat([found.filter(~pl.col("column").is_in([*SAID, "status"])), whole])
    return found.with_columns(pl.lit(True).alias("is_redacted"))


@column_between("is_merged", "changes", *standard.TABLES, needs=("revisions",))
def is_merged(history: History, table: str) -> pl.DataFrame:
    """Return cells that name the row into which theirs was merged.

    A new revision says that the actor or place which they named is one with it.
    """
    changes, found = history.diffs[table].changes, []
    for reference in history.table(table).references:
        pairs = merges(history, reference.table)
        mine = changes.filter(pl.col("column") == reference.column)
        found.append(mine.join(pairs, on=["old", "new"], how="semi").select(RECORD, "column"))
    empty = changes.select(RECORD, "column").clear()
    return pl.concat([empty, *found]).with_columns(pl.lit(True).alias("is_merged"))


def merges(history: History, table: str) -> pl.DataFrame:
    """Return the pairs of rows that turned out to be one.

    The id `old` is given up, and `new` stays.
    """
    mine = history.revisions.filter(
        (pl.col("kind") == "identity_merged") & (pl.col("table") == table)
    )
    pairs = [
        mine.select(pl.col(old).alias("old"), pl.col("new_value").alias("new"))
        for old in (RECORD, "old_value")
    ]
    return pl.concat(pairs).drop_nulls().filter(pl.col("old") != pl.col("new"))


@column_between("is_covered", "changes", "claims", needs=("revisions",))
def is_covered(history: History, table: str) -> pl.DataFrame:
    """Return the changes of cells that any revision covers."""
    excuses = ["is_corrected", "is_reassigned", "is_redacted", "is_merged", "is_withdrawn"]
    changes = history.changes(table, set(excuses))
    return changes.filter(pl.any_horizontal(excuses)).select(
        RECORD, "column", pl.lit(True).alias("is_covered")
    )


@column_between("is_let_go", "keys", *MERGEABLE, "relays", "relations", needs=("revisions",))
def is_let_go(history: History, table: str) -> pl.DataFrame:
    """Return rows whose end a new revision explains.

    They were withdrawn, removed (a relation), or merged into another.
    """
    kind = "relation_removed" if table == "relations" else "withdrawn"
    found = history.revisions.filter((pl.col("kind") == kind) & (pl.col("table") == table)).select(
        RECORD
    )
    if table in MERGEABLE:
        found = pl.concat([found, merges(history, table).select(pl.col("old").alias(RECORD))])
    return found.with_columns(pl.lit(True).alias("is_let_go"))


@column_between("hides_what_was_redacted", "changes", "revisions")
def hides_what_was_redacted(history: History, table: str) -> pl.DataFrame:
    """Return cells of old revisions that a new redaction blanks.

    They no longer say what the redacted row said.
    """
    mine = history.revisions.filter(pl.col("kind") == "redacted").select(
        pl.col("table").alias("base__table"), pl.col(RECORD).alias("base__record_id")
    )
    changes = history.changes(table, {"base__table", "base__record_id"}).join(
        mine, on=["base__table", "base__record_id"], how="semi"
    )
    hidden = (
        pl.col("column").is_in(["old_value", "new_value"]) & (pl.col("new") == REDACTED)
        | (pl.col("column") == "note") & pl.col("new").is_null()
    )
    return changes.filter(hidden).select(
        RECORD, "column", pl.lit(True).alias("hides_what_was_redacted")
    )


@column_between("claim_is_gone", "keys", "relays", "relations", needs=("claims",))
def claim_is_gone(history: History, table: str) -> pl.DataFrame:
    """Return rows about a claim that is gone itself.

    That is told of the claim.
    """
    ends = [f"base__{end}" for end in ENDS if end in history.table(table).fields]
    gone = history.diffs["claims"].removed[RECORD]
    found = history.keys(table, set(ends)).filter(
        pl.any_horizontal(pl.col(ends).is_in(gone.implode()))
    )
    return found.select(RECORD, pl.lit(True).alias("claim_is_gone"))
