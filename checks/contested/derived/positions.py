"""Derived tables: who holds which position, which questions are contested.

They are computed when they are asked for, never stored in a package. Both are Polars frames, so
that whoever writes them to files needs nothing else. No row of theirs holds one answer to a
contested question: positions stand beside each other, and every active claim stands in exactly one
of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from contested.check.engines import polars
from contested.check.load import LoadedTable
from contested.package import UnreadableError
from contested.rules.views import Views

TABLES = ("questions", "claims", "relations")
PLACED = ("claim_id", "question_id", "claimant_id", "source_id", "polarity", "answer", "status")
"""The cells without which a claim has no place among the positions."""
BOUNDS = ("quantity_min", "quantity_max")
ALIGNED = ("claim_id", "claimant_id", "source_id")
GROUP = ("question_id", "polarity", "answer", *BOUNDS)
"""What the claims of one position have in common; bounds for quantities, the answer for everything
else.
"""
MORE = "contested validate tells more."


def views_of(loaded: Mapping[str, LoadedTable]) -> Views:
    """Return the views that the derived tables are made from.

    Raises UnreadableError where a table they need cannot be read.
    """
    frames, tables = {}, {name: one.table for name, one in loaded.items()}
    for name in TABLES:
        frame = loaded[name].frame
        if frame is None:
            raise UnreadableError(f"The table {name} cannot be read: {loaded[name].reason}. {MORE}")
        frames[name] = frame
    return polars.views_of(frames, tables)


def positions(views: Views) -> pl.DataFrame:
    """Return the positions, one row for each question and answer.

    Some active claim gives that answer to the question.

    - `question_id`, `position`: the key. A position is named by its polarity and answer, a quantity
      by its bounds: `affirms 12/15`, `denies 24/..`.
    - `polarity`; `answer`, or for a quantity `quantity_min` and `quantity_max`, compared as
      double-precision numbers.
    - `in_conflict`: whether any of its claims is in conflict with one of somebody else's.
    - `claim_ids`, `claimant_ids`, `source_ids`, `wordings`: lists, of which the nth entries belong
      to the nth claim, in the order of claim ids. `wordings` are the answers as they stand, which
      differ where several wordings have the same bounds.
    - `claim_ids_in_conflict`: those of the claims that are in conflict.

    Withdrawn and redacted claims are left out. A claim on a question that the package does not
    hold keeps its position under that question's id, and is set against others only by
    relations and by denials of the same answer. Raises UnreadableError for a claim id that
    stands twice, and for an active claim (or one whose status is malformed) in which a cell
    that places it is blank or malformed: neither leaving such a claim out nor guessing its
    position would be right.
    """
    each = {f"{name}s": pl.col(name) for name in ALIGNED} | {"wordings": pl.col("wording")}
    contests = {
        "in_conflict": pl.col("in_conflict").any(),
        "claim_ids_in_conflict": pl.col("claim_id").filter("in_conflict"),
    }
    made = _claims(views).group_by(*GROUP, "position", maintain_order=True).agg(**contests, **each)
    made = made.sort(*GROUP, nulls_last=False)
    return made.select(
        "question_id", "position", *GROUP[1:], "in_conflict", *each, "claim_ids_in_conflict"
    )


def contested_questions(views: Views) -> pl.DataFrame:
    """Return the questions that hold a claim in conflict, one a row.

    - `question_id`, `question`: its key and wording (null where the package does not hold it, or
      holds two of that id).
    - `position_count`, `claim_count`, `claimant_count`, `source_count`: how many different ones it
      has.
    - `claim_ids`, `claimant_ids`, `source_ids`, `positions`: lists, of which the nth entries belong
      to the nth claim, in the order of claim ids; positions are named as in `positions`.
    - `claim_ids_in_conflict`: those of the claims that are in conflict.

    Raises UnreadableError as `positions` does.
    """
    asked = views.view("questions", {"question"}).select("question_id", "question").collect()
    asked = asked.filter(pl.col("question_id").is_unique())
    claims = _claims(views).filter(pl.col("in_conflict").any().over("question_id"))
    listed = (*ALIGNED, "position")
    counts = {
        f"{name.removesuffix('_id')}_count": pl.col(name).n_unique()
        for name in ("position", *ALIGNED)
    }
    lists = {f"{name}s": pl.col(name) for name in listed} | {
        "claim_ids_in_conflict": pl.col("claim_id").filter("in_conflict")
    }
    made = claims.group_by("question_id", maintain_order=True).agg(**counts, **lists)
    made = made.join(asked, on="question_id", how="left").sort("question_id")
    return made.select("question_id", "question", *counts, *lists)


def _claims(views: Views) -> pl.DataFrame:
    """Return the active claims by id, with what makes their position.

    Raises UnreadableError where one has none.
    """
    names = {
        *PLACED,
        "in_conflict",
        "question__answer_type",
        *(f"{end}_number" for end in BOUNDS),
        *(f"{end}_is_blank" for end in BOUNDS),
    }
    claims: pl.DataFrame = views.view("claims", names).collect()
    _refuse(
        claims,
        pl.col("claim_id").is_duplicated() & pl.col("claim_id").is_not_null(),
        "its id stands twice",
    )
    claims = claims.filter(~pl.col("status").is_in(["withdrawn", "redacted"]).fill_null(False))
    is_quantity = (pl.col("question__answer_type") == "quantity").fill_null(False)
    for name in PLACED:
        _refuse(claims, pl.col(name).is_null(), f"its {name} is blank or malformed")
    for end in BOUNDS:
        _refuse(
            claims,
            is_quantity & pl.col(f"{end}_number").is_null() & ~pl.col(f"{end}_is_blank"),
            f"its {end} is malformed",
        )
    bounds = [
        pl.when(is_quantity).then(_plain(pl.col(f"{end}_number"))).alias(end) for end in BOUNDS
    ]
    whole = pl.when(~is_quantity).then("answer").alias("answer")
    claims = claims.sort("claim_id").with_columns(
        *bounds, whole, pl.col("answer").alias("wording"), pl.col("in_conflict").fill_null(False)
    )
    texts = [pl.col(end).cast(pl.String).str.strip_suffix(".0").fill_null("..") for end in BOUNDS]
    given = pl.when(is_quantity).then(pl.concat_str(texts, separator="/")).otherwise("answer")
    return claims.with_columns(pl.concat_str("polarity", given, separator=" ").alias("position"))


def _plain(number: pl.Expr) -> pl.Expr:
    """Return a number without the sign that a zero may have.

    That makes no other number of it.
    """
    return pl.when(number == 0).then(0.0).otherwise(number)


def _refuse(claims: pl.DataFrame, wrong: pl.Expr, reason: str) -> None:
    for row, claim_id in (
        claims.filter(wrong).sort("row").select("row", "claim_id").head(1).iter_rows()
    ):
        which = (
            f"The claim {claim_id}"
            if claim_id is not None
            else f"The claim in record {row + 1} of claims"
        )
        raise UnreadableError(f"{which} has no place among the positions: {reason}. {MORE}")
