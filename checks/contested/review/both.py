"""Both versions of what a change touches, without what is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from contested.check.load import LoadedTable
from contested.derived.held import BOUNDS, OUT, PLACED
from contested.package.files.canonical import WHITE
from contested.review.version import Version
from contested.review.views import History

SAID = (*PLACED, "answer", "withheld", *BOUNDS)
"""Cells without which a claim holds no position any more."""
KEPT, REDACTED = ("row", "claim_id", *PLACED), "redacted"
"""Cells of a redacted claim that are told: whose it was, and that it is redacted."""


@dataclass(frozen=True)
class Both:
    """The tables of two versions, cut down to a change.

    What is withheld is not in them.
    """

    questions: tuple[str, ...]
    """The questions that the change has to do with, by id."""
    before: Mapping[str, LoadedTable]
    after: Mapping[str, LoadedTable]
    out: frozenset[str]
    """The claims that were taken out before already, by id."""


def both(history: History) -> Both:
    """Return what a change has to do with, before it and after."""
    versions = history.versions
    whole = versions.masked_frames(lambda _, frames: frames)
    told = versions.masked_frames(history.withheld.mask)
    before, after = (
        {**masked, "claims": _apart(frames["claims"], masked["claims"])}
        for frames, masked in zip(whole, told, strict=True)
    )
    claims, out = whole[0]["claims"], pl.lit(False)
    if "status" in claims.columns:
        out = pl.col("status").is_in(OUT)
    return Both(
        tuple(versions.questions),
        _loaded(versions.base, before),
        _loaded(versions.head, after),
        frozenset(claims.filter(out)["claim_id"].drop_nulls()),
    )


def _apart(claims: pl.DataFrame, masked: pl.DataFrame) -> pl.DataFrame:
    """Return claims; those that lost what they say are redacted."""
    lost = [masked[name].ne_missing(claims[name]) for name in SAID if name in claims.columns]
    if "status" not in masked.columns or not lost:
        return masked
    status = pl.when(pl.any_horizontal(lost)).then(pl.lit(REDACTED)).otherwise("status")
    apart = masked.with_columns(status=status)
    told = [name for name in apart.columns if name not in KEPT]
    is_out = pl.col("status").str.strip_chars(WHITE) == REDACTED
    return apart.with_columns(
        pl.when(is_out).then(None).otherwise(pl.col(told)).name.keep() if told else []
    )


def _loaded(version: Version, frames: Mapping[str, pl.DataFrame]) -> dict[str, LoadedTable]:
    loaded = version.loaded.items()
    return {name: LoadedTable(one.table, [], frames.get(name), one.reason) for name, one in loaded}
