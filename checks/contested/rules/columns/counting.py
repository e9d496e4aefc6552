"""Counting: how many rows of one frame lie below another's.

Rows are never paired. One inequality is a running sum over both frames in order. For each further
one both are ranked, and the ranks cut into halves again and again: whoever has a lower rank stands
in the lower half of exactly one cut in which one's own row stands in the upper half. So the time
is N log N for the first, and another log N for each that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contested.rules.frames import Frame
from contested.rules.rule import Expr
from contested.rules.views import Views


class Order(NamedTuple):
    """An inequality: `theirs` is `<`, `<=`, `>` or `>=` than `mine`."""

    theirs: str
    sign: str
    mine: str


def count_below(
    views: Views, mine: Frame, theirs: Frame, equal: Sequence[str], orders: Sequence[Order] = ()
) -> Frame:
    """Return mine (`row` and `equal`) with the number of theirs, `n`.

    Counted are the rows that have the same cells in `equal` and keep to all orders. A row may be
    missing where there is none.
    """
    col = views.namespace.col
    both = views.namespace.concat(
        [_side(views, theirs, equal, orders, 0), _side(views, mine, equal, orders, 1)]
    )
    group = list(equal)
    for number in range(1, len(orders)):
        both = _halved(views, both, number)
        group += [f"cut_{number}", f"half_{number}"]
    theirs_of = 1 - col("is_mine")
    if orders:
        summed = theirs_of.cum_sum().over(*group, order_by=["place_0", "tie"])
    else:
        summed = theirs_of.sum().over(*group)
    return (
        both.with_columns(summed.alias("n")).filter(col("is_mine") == 1).select("row", *equal, "n")
    )


def _side(
    views: Views, frame: Frame, equal: Sequence[str], orders: Sequence[Order], is_mine: int
) -> Frame:
    """Return one of the frames, with its place in each order."""
    lit = views.namespace.lit
    places = [
        _place(views, order, is_mine).alias(f"place_{number}")
        for number, order in enumerate(orders)
    ]
    ties = [
        lit(is_mine if len(order.sign) == 2 else 1 - is_mine).alias(f"tie_{number}")
        for number, order in enumerate(orders)
    ]
    tie = [views.namespace.col("tie_0").alias("tie")] if orders else []
    made = frame.select("row", *equal, *places, *ties, lit(is_mine).alias("is_mine"))
    return made.with_columns(*tie) if tie else made


def _place(views: Views, order: Order, is_mine: int) -> Expr:
    """Return where a row stands in an order; larger is turned round."""
    place: Expr = views.namespace.col(order.mine if is_mine else order.theirs)
    return place * -1.0 if order.sign[0] == ">" else place * 1.0


def _halved(views: Views, both: Frame, number: int) -> Frame:
    """Return the rows once for each cut in which they matter.

    Mine stand in its upper half, theirs in its lower one. A tie is cut apart by the side that
    comes first.
    """
    col = views.namespace.col
    ranked = both.with_columns(
        (col(f"place_{number}").rank("dense") * 2 + col(f"tie_{number}"))
        .cast(views.namespace.Int64)
        .alias("rank")
    )
    ranked = ranked.collect().lazy()
    [(highest,)] = views.rows(ranked.select(col("rank").max()))
    cuts = (highest or 0).bit_length()
    sizes = views.frame(
        {f"cut_{number}": [2**cut for cut in range(cuts)]}, {f"cut_{number}": "Int64"}
    )
    size = col(f"cut_{number}")
    spread = ranked.join(sizes, how="cross").with_columns((col("rank") // size).alias("part"))
    spread = spread.with_columns((col("part") // 2).alias(f"half_{number}"))
    is_upper = col("part") - col(f"half_{number}") * 2
    return spread.filter(is_upper == col("is_mine"))
