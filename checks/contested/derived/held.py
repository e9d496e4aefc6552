"""Held: every active claim that gives an answer, and its position."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from contested.check.engines import polars
from contested.check.load import LoadedTable
from contested.package import UnreadableError
from contested.rules.columns.answers import WITHHELD
from contested.rules.columns.meetings import DAYS, READ
from contested.rules.views import Views

TABLES = ("actors", "locations", "sources", "questions", "claims", "relays", "relations")
PLACED = ("claim_id", "question_id", "claimant_id", "source_id", "polarity", "status")
"""The cells without which a claim has no place among the positions."""
BOUNDS = ("quantity_min", "quantity_max")
SHARED = ("polarity", "kind", "answered", "answer", *BOUNDS, "quantity_about")
"""What the claims of one position have in common; bounds for quantities, the answer for everything
else.
"""
COMPARED = ("excludes", "is_ranged", "is_place", "least", "most", "is_changing", "is_running")
"""What of a position says which others it excludes."""
OUT = ("withdrawn", "redacted")
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


def active_claims(views: Views, *names: str) -> pl.DataFrame:
    """Return the active claims by id, with these columns of their view.

    An act of speaking is named by the first of the active claims that report it. Raises
    UnreadableError for one without the cells that place it, or whose id stands twice.
    """
    asked = {*PLACED, *names}
    claims: pl.DataFrame = views.view("claims", asked).collect()
    is_twice = pl.col("claim_id").is_duplicated() & pl.col("claim_id").is_not_null()
    _refuse(claims, is_twice, "its id stands twice")
    claims = claims.filter(~pl.col("status").is_in(OUT).fill_null(False))
    for name in PLACED:
        _refuse(claims, pl.col(name).is_null(), f"its {name} is blank or malformed")
    if "utterance" in names:
        claims = claims.with_columns(utterance=pl.col("claim_id").min().over("utterance"))
    return claims.sort("claim_id")


def held_claims(views: Views, *more: str) -> pl.DataFrame:
    """Return the active claims that give an answer, by id.

    They also have these columns of their view.

    Each has `key`, which is the same for all claims of one position on its question, what they
    share (SHARED), and what sets them against others (COMPARED, DAYS). Raises UnreadableError where
    an active claim has no place among the positions: neither leaving it out nor guessing its
    position would be right.
    """
    claims = active_claims(views, *READ, *DAYS, *_asked(), *more)
    claims = claims.filter(~pl.col("polarity").is_in(WITHHELD))
    _refuse(claims, pl.col("answer").is_null(), "its answer is blank or malformed")
    is_quantity = (pl.col("question__answer_type") == "quantity").fill_null(False)
    for end in BOUNDS:
        is_bad = is_quantity & pl.col(f"{end}_number").is_null() & ~pl.col(f"{end}_is_blank")
        _refuse(claims, is_bad, f"its {end} is malformed")
    bounds = [
        pl.when(is_quantity).then(_plain(pl.col(f"{end}_number"))).alias(end) for end in BOUNDS
    ]
    is_about = (pl.col("quantity_about") == "true").fill_null(False)
    return claims.rename({"position": "key"}).with_columns(
        *bounds,
        wording="answer",
        answer=pl.when(~is_quantity).then(pl.coalesce("composed_answer", "answer")),
        quantity_about=pl.when(is_quantity).then(is_about),
        kind="question__answer_type",
    )


def places_held(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the positions that claims hold, each once, with what they share.

    Of two ways to write the same dates the shorter one stands for both.
    """
    ordered = claims.sort(pl.col("answer").str.len_chars(), "answer", maintain_order=True)
    shared = [pl.col(name).first() for name in (*SHARED, *COMPARED)]
    return ordered.group_by("question_id", "key", maintain_order=True).agg(*shared)


def _asked() -> set[str]:
    numbers = {f"{end}_number" for end in BOUNDS} | {f"{end}_is_blank" for end in BOUNDS}
    texts = {"answer", "composed_answer", "quantity_about", "question__answer_type"}
    return numbers | texts


def _plain(number: pl.Expr) -> pl.Expr:
    """Return a number without the sign that a zero may have."""
    return pl.when(number == 0).then(0.0).otherwise(number)


def _refuse(claims: pl.DataFrame, wrong: pl.Expr, reason: str) -> None:
    found = claims.filter(wrong).sort("row").select("row", "claim_id").head(1)
    for row, claim_id in found.iter_rows():
        record = f"The claim in record {row + 1} of claims"
        which = f"The claim {claim_id}" if claim_id is not None else record
        raise UnreadableError(f"{which} has no place among the positions: {reason}. {MORE}")
