"""Numerals: whether a wording has the numbers of its claim in digits."""

from __future__ import annotations

import re
import unicodedata

from contested.rules.frames import Frame
from contested.rules.names import column_frame
from contested.rules.views import Views

BETWEEN = "[ ,.\u00a0\u202f\u066b\u066c]"
"""Signs that people write between the digits of one number."""
SIGNS = re.compile(BETWEEN)
DIGITS = re.compile("[0-9]+")
RUNS = re.compile(f"[0-9]+(?:{BETWEEN}[0-9]+)+")


@column_frame("range_is_stated", "claims")
def range_is_stated(views: Views, table: str) -> Frame:
    """Return True where the wording has both ends in digits.

    They are the ends of the claim's range.
    """
    col = views.namespace.col
    names = ["quantity_min", "quantity_max", "answer", "statement"]
    ranged = views.view("claims", {*names, "quantity_min_number", "quantity_max_number"})
    ranged = ranged.filter(col("quantity_min_number") < col("quantity_max_number"))
    rows = views.rows(ranged.select("row", *names))
    found = [
        row
        for row, least, most, *texts in rows
        if any(carries(text, least) and carries(text, most) for text in texts if text)
    ]
    return views.frame(
        {"row": found, "range_is_stated": [True] * len(found)},
        {"row": "UInt32", "range_is_stated": "Boolean"},
    )


def carries(text: str, number: str) -> bool:
    """Return True if a text has a number, in any script.

    Spaces, commas and dots between its digits do not count.
    """
    latin = text if text.isascii() else "".join(map(_latin, text))
    whole = number.rstrip("0") if "." in number else number
    digits = [c for c in whole if c.isdecimal()]
    wanted, runs = "".join(digits), RUNS.findall(latin)
    if wanted in DIGITS.findall(latin) or wanted in [SIGNS.sub("", run) for run in runs]:
        return True
    spaced = f"{BETWEEN}?".join(digits)
    return bool(runs) and re.search(rf"(?<![0-9]){spaced}(?![0-9])", latin) is not None


def _latin(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character
