"""Excuses: which changes a new revision covers.

Such changes are corrections in the open, and not silent rewritings.

A revision covers the change that it names and no other: its old value is what base says and its new
value what head says.
"""

from __future__ import annotations

import polars as pl

from contested.review.columns.merging import MERGEABLE, merges
from contested.review.versions import ENDS
from contested.review.views import EVERY, RECORD, History, column_between, find_between

REASSIGNED = ("claims", "question_id")
"""The cell that is moved, and never put right."""
EXCUSES = (
    "is_corrected",
    "is_completed",
    "is_reassigned",
    "is_withdrawn",
    "is_redacted",
    "is_merged",
)


def of_kind(history: History, table: str, kind: str) -> pl.DataFrame:
    """Return the new revisions of one kind about rows of a table."""
    return history.revisions.filter((pl.col("kind") == kind) & (pl.col("table") == table))


def _exactly(history: History, table: str, kind: str) -> pl.DataFrame:
    """Return the changes that a revision of this kind names exactly.

    It names row, column, old and new value.
    """
    mine = of_kind(history, table, kind).select(
        RECORD,
        pl.col("field").alias("column"),
        pl.col("old_value").alias("old"),
        pl.col("new_value").alias("new"),
    )
    return history.diffs[table].changes.join(
        mine, on=[RECORD, "column", "old", "new"], how="semi", nulls_equal=True
    )


@column_between("is_corrected", "changes", EVERY, needs=("revisions",))
def is_corrected(history: History, table: str) -> pl.DataFrame:
    """Return cells that a new revision says were put right."""
    others = [name for name, f in history.table(table).fields.items() if f.guard == "status"]
    if table == REASSIGNED[0]:
        others.append(REASSIGNED[1])
    found = _exactly(history, table, "corrected").filter(~pl.col("column").is_in(others))
    return found.select(RECORD, "column", pl.lit(True).alias("is_corrected"))


@column_between("is_completed", "changes", EVERY, needs=("revisions",))
def is_completed(history: History, table: str) -> pl.DataFrame:
    """Return blank cells that a new revision says were filled.

    It may name several columns of a row, and has no values, since the row has them.
    """
    cells = _completed(history, table).filter(
        pl.col("old_value").is_null() & pl.col("new_value").is_null()
    )
    found = (
        history.diffs[table]
        .changes.filter(pl.col("old").is_null())
        .join(cells, on=[RECORD, "column"], how="semi")
    )
    return found.select(RECORD, "column", pl.lit(True).alias("is_completed"))


def _completed(history: History, table: str) -> pl.DataFrame:
    """Return the cells that new revisions say were filled, one a row."""
    own = [name for name in history.table(table).fields if " " in name]
    split, whole = pl.col("field").str.split(" "), pl.concat_list("field")
    column = pl.when(pl.col("field").is_in(own)).then(whole).otherwise(split).alias("column")
    mine = of_kind(history, table, "completed")
    return mine.select(RECORD, "old_value", "new_value", column).explode("column")


@column_between("is_reassigned", "changes", "claims", needs=("revisions",))
def is_reassigned(history: History, table: str) -> pl.DataFrame:
    """Return moves to another question that a new revision names."""
    found = _exactly(history, table, "reassigned").filter(pl.col("column") == REASSIGNED[1])
    return found.select(RECORD, "column", pl.lit(True).alias("is_reassigned"))


@column_between("is_withdrawn", "changes", "claims", needs=("revisions",))
def is_withdrawn(history: History, table: str) -> pl.DataFrame:
    """Return the status cells of claims that a new revision withdraws."""
    whole = pl.col("field").is_null()
    cell = (pl.col("field") == "status") & (pl.col("new_value") == "withdrawn")
    mine = of_kind(history, table, "withdrawn").filter(whole | cell).select(RECORD)
    found = (
        history.diffs[table]
        .changes.filter((pl.col("column") == "status") & (pl.col("new") == "withdrawn"))
        .join(mine, on=RECORD, how="semi")
    )
    return found.select(RECORD, "column", pl.lit(True).alias("is_withdrawn"))


@column_between("is_covered", "changes", EVERY, needs=("revisions",))
def is_covered(history: History, table: str) -> pl.DataFrame:
    """Return the changes of cells that any revision covers."""
    excuses = [name for name in EXCUSES if find_between("changes", table, name)]
    changes = history.changes(table, set(excuses))
    return changes.filter(pl.any_horizontal(excuses)).select(
        RECORD, "column", pl.lit(True).alias("is_covered")
    )


@column_between("is_free", "changes", EVERY)
def is_free(history: History, table: str) -> pl.DataFrame:
    """Return the changes that need no revision.

    They are those of free cells; of references, the blank ones that are filled; of lists of names,
    those that have all that they had before.
    """
    guards = {name: field.guard for name, field in history.table(table).fields.items()}
    changes = history.diffs[table].changes.select(RECORD, "column", "old", "new")
    guard = pl.col("column").replace_strict(guards, default=None, return_dtype=pl.String)
    is_filled = (guard == "reference") & pl.col("old").is_null()
    found = [changes.filter((guard == "free") | is_filled).select(RECORD, "column")]
    for name in (name for name, guarded in guards.items() if guarded == "additive"):
        mine = changes.filter(pl.col("column") == name)
        mark = history.table(table).fields[name].delimiter or ";"
        grows = [_parts(old, mark) <= _parts(new, mark) for _, _, old, new in mine.iter_rows()]
        found.append(mine.filter(pl.Series(grows, dtype=pl.Boolean)).select(RECORD, "column"))
    return pl.concat(found).with_columns(pl.lit(True).alias("is_free"))


def _parts(cell: str | None, mark: str) -> set[str]:
    return {one.strip() for one in (cell or "").split(mark) if one.strip()}


@column_between("is_let_go", "keys", EVERY, needs=("revisions",))
def is_let_go(history: History, table: str) -> pl.DataFrame:
    """Return rows whose end a new revision explains.

    They were withdrawn, removed (a relation), redacted as a whole, or merged into another.
    """
    kind = "relation_removed" if table == "relations" else "withdrawn"
    whole = of_kind(history, table, "redacted").filter(pl.col("field").is_null())
    found = [of_kind(history, table, kind).select(RECORD), whole.select(RECORD)]
    if table in MERGEABLE:
        found.append(merges(history, table).select(pl.col("old").alias(RECORD)))
    return pl.concat(found).with_columns(pl.lit(True).alias("is_let_go"))


@column_between("has_uncovered", "keys", EVERY, needs=("revisions",))
def has_uncovered(history: History, table: str) -> pl.DataFrame:
    """Return rows with a change that needs a revision and has none."""
    changes = history.changes(table, {"is_covered", "is_free"})
    uncovered = changes.filter(~pl.col("is_covered") & ~pl.col("is_free"))
    return uncovered.select(RECORD).with_columns(pl.lit(True).alias("has_uncovered"))


@column_between("is_lengthening", "keys", "relays", needs=("revisions",))
def is_lengthening(history: History, table: str) -> pl.DataFrame:
    """Return new stations of chains that no revision tells of."""
    known = set(history.versions.base.frames[table]["claim_id"])
    told = set(_completed(history, table).filter(pl.col("column") == "relay_id")[RECORD])
    added = history.diffs[table].added[RECORD]
    found = [one for one in added if one.split(" ")[0] in known and one not in told]
    return pl.DataFrame(
        {RECORD: found, "is_lengthening": True}, {RECORD: pl.String, "is_lengthening": pl.Boolean}
    )


@column_between("claim_is_gone", "keys", "relays", "relations", "citations", needs=("claims",))
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
