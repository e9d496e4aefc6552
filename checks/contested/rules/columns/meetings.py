"""Meetings: claims whose answers exclude each other on a shared day.

No two claims are ever compared: what others say is what all say, less what the claimant says,
counted in windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from contested.rules.columns.counting import Order, count_below
from contested.rules.columns.graphs import places_around
from contested.rules.frames import Frame
from contested.rules.views import Views

GIVEN = ("question_id", "claimant_id", "position")
"""What a claim needs to be set against another by its answer."""
DAYS = ("held_first", "held_last", "held_once", "counted_last")
ANY = ((1, "question", "question"),)
OTHER = (*ANY, (-1, "answered", "answered"))
"""Any answer but the same."""
APART = (
    *ANY,
    (-1, "implied", "answered"),
    (-1, "answered", "implied"),
    (1, "answered", "answered"),
)
"""Answers neither of which implies the other; the same answer was taken away twice."""
Among = tuple[tuple[int, str], ...]
"""Columns by which claims are set against each other, each with a sign."""
EVERYBODY: Among = ((1, "everybody"),)
OTHERS: Among = ((1, "everybody"), (-1, "claimant_id"))
"""Everybody's claims, less the claimant's own."""
TOGETHER = ("question_id", "how", "at", "who", "weight")
"""What two claims have in common where they are counted against each other."""
Times = tuple[tuple[int, tuple[Order, ...]], ...]
"""Inequalities between days, each with the sign of what is counted by it."""
ALWAYS: Times = ((1, ()),)
ON_SOME_DAY: Times = (
    (1, (Order("held_first", "<=", "held_last"),)),
    (-1, (Order("held_last", "<", "held_first"),)),
)
"""Both hold on all of their days, and share one."""
WITHIN_MINE: Times = (
    (1, (Order("held_first", ">=", "held_first"), Order("held_last", "<=", "held_last"))),
)
"""Theirs holds on one of its days, whichever: mine holds on all of these."""
WITHIN_THEIRS: Times = (
    (1, (Order("held_first", "<=", "held_first"), Order("held_last", ">=", "held_last"))),
)
READ = {
    *GIVEN,
    *("status", "polarity", "answered", "excludes", "is_ranged", "least", "most"),
    *("is_changing", "is_running", "is_place"),
}


class Meeting(NamedTuple):
    """Claims that may exclude each other, and where.

    `shared` are a sign, a column of mine and one of theirs: where their cells are the same, theirs
    are counted, or discounted. `later` says in what order running counts have to stand.
    """

    mine: Frame
    theirs: Frame
    shared: tuple[tuple[int, str, str], ...]
    later: str
    orders: tuple[Order, ...] = ()


def conflicting(views: Views, claims: Frame, among: Among) -> Frame:
    """Return the claims that are incompatible with one of some others.

    They have the columns READ and DAYS, and those of `among`.
    """
    col = views.namespace.col
    claims = with_places(views, claims)
    is_timed = col("is_changing") | col("is_running")
    whole = meetings(views, claims.filter(~is_timed))
    found = [against(views, each, ALWAYS, among) for each in whole]
    return gathered(views, found + of_days(views, claims.filter(is_timed), among))


def gathered(views: Views, found: list[Frame]) -> Frame:
    """Return the rows that were found, each once."""
    nothing = views.frame({"row": []}, {"row": "UInt32"})
    return views.namespace.concat([nothing, *found]).unique()


def with_places(views: Views, claims: Frame) -> Frame:
    """Return the claims with what their answers imply, a row for each.

    What is in a place is in all that lies around it too.
    """
    col, when = views.namespace.col, views.namespace.when
    placed = claims.with_columns(when(col("is_place")).then(col("answered")).alias("place"))
    joined = placed.join(places_around(views), on="place", how="left")
    implied = when(col("around").is_null()).then(col("answered")).otherwise(col("around"))
    nobody = views.namespace.lit("")
    return joined.with_columns(
        implied.alias("implied"), nobody.alias("question"), nobody.alias("everybody")
    )


def meetings(views: Views, claims: Frame) -> list[Meeting]:
    """Return which claims are to be set against which, time left aside.

    Only kinds of claims that there are make a meeting: most packages hold few of them.
    """
    col, claims = views.namespace.col, claims.collect().lazy()
    telling = ("polarity", "excludes", "is_place", "is_ranged")
    kinds = set(views.rows(claims.select(*telling).unique()))
    yes = claims.filter(col("polarity") == "affirms")
    no = claims.filter(col("polarity") == "denies")
    found = []
    for is_place, shared in ((False, OTHER), (True, APART)):
        if any(kind[:3] == ("affirms", True, is_place) for kind in kinds):
            one = yes.filter(col("excludes") & (col("is_place") == is_place))
            found.append(Meeting(one, one, shared, ">="))
    if any(polarity == "denies" for polarity, *_ in kinds):
        found.append(Meeting(yes, no, ((1, "implied", "answered"),), ">="))
        found.append(Meeting(no, yes, ((1, "answered", "implied"),), "<="))
    if any(polarity == "affirms" and is_ranged for polarity, *_, is_ranged in kinds):
        ends = [col(end).fill_null(endless) for end, endless in (("least", -inf), ("most", inf))]
        ranged = yes.filter(col("is_ranged")).with_columns(ends)
        below, above = Order("most", "<", "least"), Order("least", ">", "most")
        found.append(Meeting(ranged, ranged, ANY, ">=", (below,)))
        found.append(Meeting(ranged, ranged, ANY, "<=", (above,)))
    return found


def of_days(views: Views, claims: Frame, among: Among) -> list[Frame]:
    """Return claims in conflict where it matters which day is meant.

    A running count excludes a lesser one, or its denial, that counts up to the same day or a later
    one. States exclude each other on a day that both are about.
    """
    col, found = views.namespace.col, []
    for each in meetings(views, claims.filter(col("is_running"))):
        order = Order("counted_last", each.later, "counted_last")
        found.append(against(views, each, ((1, (order,)),), among))
    for each in meetings(views, claims.filter(col("is_changing"))):
        (a, b), (a_once, b_once) = (_split(views, each, once) for once in (False, True))
        for mine, theirs, times in (
            (a, b, ON_SOME_DAY),
            (a, b_once, WITHIN_MINE),
            (a_once, b, WITHIN_THEIRS),
        ):
            found.append(against(views, each._replace(mine=mine, theirs=theirs), times, among))
    return found


def _split(views: Views, each: Meeting, once: bool) -> tuple[Frame, Frame]:
    """Return the claims of both sides that hold once, or always."""
    held = views.namespace.col("held_once")
    mine, theirs = (side.filter(held if once else ~held) for side in (each.mine, each.theirs))
    return mine, theirs


def against(views: Views, each: Meeting, times: Times, among: Among) -> Frame:
    """Return the claims of mine against which one of theirs stands."""
    counts = count_against(views, each, times, among)
    return counts.filter(views.namespace.col("n") > 0).select("row")


def count_against(views: Views, each: Meeting, times: Times, among: Among) -> Frame:
    """Return how many of theirs stand against each of mine, `n`.

    It is counted how many do, and how many of these do not matter.
    """
    col, counts = views.namespace.col, []
    mine = _spread(views, each.mine, [(sign, here) for sign, here, _ in each.shared], among)
    theirs = _spread(views, each.theirs, [(sign, there) for sign, _, there in each.shared], among)
    for more, orders in times:
        found = count_below(views, mine, theirs, TOGETHER, (*orders, *each.orders))
        counts.append(found.with_columns((col("n") * col("weight") * more).alias("n")))
    total = views.namespace.concat([one.select("row", "n") for one in counts])
    return total.group_by("row").agg(col("n").sum())


def _spread(views: Views, claims: Frame, shared: Sequence[tuple[int, str]], among: Among) -> Frame:
    """Return claims once for each cell they are compared by.

    That is for everybody among whom they are compared; the sign of a cell is the row's weight.
    """
    col, lit, parts = views.namespace.col, views.namespace.lit, []
    for number, (sign, name) in enumerate(shared):
        rows = claims if name == "implied" else claims.filter(col("implied") == col("answered"))
        at = rows.with_columns(col(name).alias("at"), lit(number).alias("how"))
        for way, who in among:
            parts.append(at.with_columns(col(who).alias("who"), lit(sign * way).alias("weight")))
    return views.namespace.concat(parts)
