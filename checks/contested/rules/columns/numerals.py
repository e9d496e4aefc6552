"""Numerals: whether the bounds of a claim are its wording's numbers."""

from __future__ import annotations

from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.views import Views
from contested.standard.quantities import contradicts, states_range

BOUNDS = ("quantity_min", "quantity_max")


@column_frame("range_is_stated", "claims")
def range_is_stated(views: Views, table: str) -> Frame:
    """Return True where the wording gives a claim's range."""
    col, names = views.namespace.col, [*BOUNDS, "answer", "statement"]
    ranged = views.view("claims", {*names, "quantity_min_number", "quantity_max_number"})
    ranged = ranged.filter(col("quantity_min_number") < col("quantity_max_number"))
    rows = views.rows(ranged.select("row", *names))
    found = [
        row
        for row, least, most, *texts in rows
        if any(states_range(text, least, most) for text in texts if text)
    ]
    return _true(views, "range_is_stated", found)


@column_frame("digits_disagree", "claims", needs=("questions",))
def digits_disagree(views: Views, table: str) -> Frame:
    """Return True where no number of the answer is a bound."""
    col, names = views.namespace.col, ["answer", *BOUNDS]
    counted = views.view("claims", {*names, "question__answer_type"})
    counted = counted.filter(
        (col("question__answer_type") == "quantity") & ~col("answer").is_null()
    )
    rows = views.rows(counted.select("row", *names))
    found = [row for row, answer, *bounds in rows if contradicts(answer, *bounds)]
    return _true(views, "digits_disagree", found)


def _true(views: Views, name: str, rows: list[int]) -> Frame:
    return views.frame({"row": rows, name: [True] * len(rows)}, {"row": "UInt32", name: "Boolean"})
