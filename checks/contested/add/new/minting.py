"""Ids for new rows.

No two people ever mint the same one, and no spreadsheet takes one for anything but text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Container

from contested.standard import Field, Table

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: without i, l and o, which look like digits, and u."""
LETTERS = DIGITS[10:]
LENGTH = 10
"""Characters behind the prefix. The first is a letter, so that there are 22 · 32⁹ ≈ 7.7 · 10¹⁴ ids.
By the birthday bound n² / 2N, ten thousand rows in branches that know nothing of each other meet
with a chance of 1 in 15 million, and a million with 1 in 1,500; eight characters would make that 1
in 15,000, and an even chance.
"""


def prefix(table: Table) -> str:
    """Return what every id of a table begins with, hyphen included.

    It is read from the pattern, and empty for a table whose ids are not minted.
    """
    begins = (
        re.match("[a-z]+-", table.fields[table.key[0]].pattern) if len(table.key) == 1 else None
    )
    return begins[0] if begins else ""


def mint(table: Table, taken: Container[str], draw: random.Random | None = None) -> str:
    """Return a new id.

    It is the prefix, a random letter and nine random characters. `draw` is where chance comes from:
    the operating system, unless a test wants to know the outcome. Raises ValueError for a table
    whose rows have no such id.
    """
    begin, draw = prefix(table), draw or random.SystemRandom()
    if not begin:
        raise ValueError(f"the rows of {table.name} have no id of their own")
    while True:
        minted = begin + draw.choice(LETTERS) + "".join(draw.choices(DIGITS, k=LENGTH - 1))
        if minted not in taken:
            return minted


def is_minted(table: Table, field: Field) -> bool:
    """Return True if a column holds minted ids."""
    return (field.name,) == table.key and bool(prefix(table))
