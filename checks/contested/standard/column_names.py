"""Names of columns, and of what views make of them."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from contested import standard

FAULTS = {
    "kept for the numbers of records; row_number would do": r"row",
    "read by programs as many columns at once": r"[*]|\^.*\$",
    "not the same once it was read: there is white space around it": r"\s.*|.*\s",
    "not safe in a file: it holds a quotation mark, or a sign that nobody sees": (
        r'.*[\x00-\x1f\x7f-\x9f"].*'
    ),
}
"""Why a column cannot have a name, by the names that are so."""
KEPT = "which is kept for what is worked out from another column; choose another name"
MADE = ("raw", "number", "earliest", "latest", "instant", "is_blank")
"""What views make of a column, by the end of its name."""
APART = "\x1f"
"""Stands between an own column and such an end, and in no column's name."""


def fault_of_name(name: str) -> str:
    """Return why no column can have a name, or nothing."""
    wrong = (why for why, names in FAULTS.items() if re.fullmatch(names, name, re.DOTALL))
    return next(wrong, "")


@cache
def ours() -> frozenset[str]:
    """Return the names of all columns of the standard."""
    return frozenset(chain.from_iterable(table.fields for table in standard.tables().values()))


def made_of(column: str, what: str) -> str:
    """Return the name of what a view makes of a column.

    It is `published_latest` or the like. What it makes of an own column is no column's name.
    """
    return f"{column}_{what}" if column in ours() else f"{column}{APART}{what}"


def column_and_end(name: str) -> tuple[str, str]:
    """Return what something was made of, and the end of its name.

    The end is empty for a column.
    """
    column, apart, what = name.partition(APART)
    if apart:
        return column, what
    ends = (end for end in MADE if name.endswith(f"_{end}"))
    end = next(ends, "")
    return (name.removesuffix(f"_{end}"), end) if end else (name, "")
