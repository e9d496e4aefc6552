"""Meeting: which claims of two positions are in conflict with each other.

No two claims are compared. Whether the answers exclude each other is settled for their positions;
how many claims of the other one have another claimant, and days that meet, is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from contested.rules.columns.contests import OPPOSING
from contested.rules.columns.counting import Order
from contested.rules.columns.meetings import (
    ALWAYS,
    ANY,
    DAYS,
    ON_SOME_DAY,
    OTHERS,
    WITHIN_MINE,
    WITHIN_THEIRS,
    Among,
    Meeting,
    Times,
    count_against,
)
from contested.rules.views import Views

STRETCH = 500_000
"""Rows at a time in which claims are set against each other."""
WITHIN: Among = ((1, "party"), (-1, "party_claimant"))
"""Those of one's own side, less the claimant's own."""
BETWEEN: Among = (*OTHERS, (-1, "party"), (1, "party_claimant"))
"""Others, less those of one's own side."""
FLAGS = ("within_side", "between_sides", "among_standing")
PROFILE = ("number", "claimant_id", "party", "party_claimant", "stands", *DAYS)
"""What of a claim makes a difference to which others it is in conflict with."""
AGAINST = ("number", "there", "claim_id", "relation", "basis", *FLAGS)
"""A claim that is in conflict with one of another position, and what about it."""


def met_by_answers(
    views: Views, pairs: pl.DataFrame, claims: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Yield the claims that answers set against each other.

    A row (AGAINST) for each end of a pair. Claims that differ in nothing that matters here are
    counted as one.
    """
    timed = with_days_that_matter(claims)
    profiles = timed.select(*PROFILE, "is_changing", "is_running").unique(maintain_order=True)
    sizes = profiles.group_by("number").len()
    for name in ("number", "number_2"):
        size = sizes.select(pl.col("number").alias(name), pl.col("len").alias(f"size_{name}"))
        pairs = pairs.join(size, on=name, maintain_order="left")
    rows = (pl.col("size_number") + pl.col("size_number_2")).cum_sum()
    for part in pairs.with_columns(stretch=rows // STRETCH).partition_by("stretch"):
        yield _met(views, part.with_row_index("pair"), profiles, timed)


def with_days_that_matter(claims: pl.DataFrame) -> pl.DataFrame:
    """Return claims without days where one answer holds for all."""
    is_timed = pl.col("is_changing") | pl.col("is_running")
    return claims.with_columns(pl.when(is_timed).then(pl.col(name)).alias(name) for name in DAYS)


def _met(
    views: Views, pairs: pl.DataFrame, profiles: pl.DataFrame, claims: pl.DataFrame
) -> pl.DataFrame:
    """Return the claims of these pairs that are in conflict."""
    ends = ("number", "number_2"), ("number_2", "number")
    one, other = (_end(pairs, profiles, *end) for end in ends)
    asked = {
        "within_side": (one, other, WITHIN),
        "between_sides": (one, other, BETWEEN),
        "among_standing": (one.filter("stands"), other.filter("stands"), OTHERS),
    }
    flags = {name: _against(views, *given)["pair"].unique() for name, given in asked.items()}
    told = [pl.col("pair").is_in(flags[name].implode()).alias(name) for name in FLAGS]
    found = pl.concat([_against(views, one, other, OTHERS), _against(views, other, one, OTHERS)])
    alike = found.select(*PROFILE, "pair", "there").with_columns(told)
    made = alike.join(claims.select("claim_id", *PROFILE), on=PROFILE, nulls_equal=True)
    blank = pl.lit(None, pl.String)
    return made.with_columns(relation=blank, basis=blank).select(AGAINST)


def _end(pairs: pl.DataFrame, profiles: pl.DataFrame, here: str, there: str) -> pl.DataFrame:
    """Return the claims at one end of each pair.

    What else claims are compared by is the same for all: only the pair and its days matter.
    """
    own = pairs.select(
        pl.col(here).alias("number"),
        pl.col(there).alias("there"),
        "pair",
        is_first=pl.col("is_first") == (here == "number"),
    )
    nothing = dict.fromkeys(("implied", "answered", "question", "everybody"), pl.lit(""))
    rows = own.join(profiles, on="number", maintain_order="left")
    return rows.with_columns(question_id=pl.col("pair"), **nothing).with_row_index("row")


def _against(views: Views, mine: pl.DataFrame, theirs: pl.DataFrame, among: Among) -> pl.DataFrame:
    """Return the rows of mine that one of theirs is against.

    Both are of the same pair.
    """
    found = []
    for one, other, times in _meetings(mine, theirs):
        if len(one) and len(other):
            each = Meeting(one.lazy(), other.lazy(), ANY, "")
            counts = count_against(views, each, times, among).filter(pl.col("n") > 0)
            found.append(counts.select("row").collect())
    return mine.join(pl.concat(found), on="row", how="semi") if found else mine.clear()


def _meetings(
    mine: pl.DataFrame, theirs: pl.DataFrame
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, Times]]:
    """Yield claims that may meet, with the days on which they do."""
    is_timed = pl.col("is_changing") | pl.col("is_running")
    yield mine.filter(~is_timed), theirs.filter(~is_timed), ALWAYS
    for is_first, sign in ((True, ">="), (False, "<=")):
        order = Order("counted_last", sign, "counted_last")
        running = mine.filter(pl.col("is_running") & (pl.col("is_first") == is_first))
        yield running, theirs.filter("is_running"), ((1, (order,)),)
    a, b = (one.filter("is_changing", ~pl.col("held_once")) for one in (mine, theirs))
    a_once, b_once = (one.filter("is_changing", "held_once") for one in (mine, theirs))
    yield a, b, ON_SOME_DAY
    yield a, b_once, WITHIN_MINE
    yield a_once, b, WITHIN_THEIRS


def met_by_relations(views: Views, claims: pl.DataFrame) -> pl.DataFrame:
    """Return the claims that relations set against each other.

    There is a row for each end.
    """
    relations: pl.DataFrame = (
        views.view("relations", {"basis"})
        .filter(pl.col("relation").is_in(list(OPPOSING)))
        .select("claim_id", "relation", "other_claim_id", "basis")
        .collect()
    )
    whose = claims.select("claim_id", "number", "claimant_id", "side_id", "stands")
    others = whose.select(pl.all().name.prefix("other_"))
    both = relations.join(whose, on="claim_id").join(others, on="other_claim_id")
    is_one_side = pl.col("side_id") == pl.col("other_side_id")
    both = both.filter(pl.col("claimant_id") != pl.col("other_claimant_id")).with_columns(
        within_side=is_one_side,
        between_sides=~is_one_side,
        among_standing=pl.col("stands") & pl.col("other_stands"),
    )
    turned = both.rename(
        {"number": "other_number", "other_number": "number"}
        | {"claim_id": "other_claim_id", "other_claim_id": "claim_id"}
    )
    return pl.concat(
        one.rename({"other_number": "there"}).select(AGAINST) for one in (both, turned)
    )
