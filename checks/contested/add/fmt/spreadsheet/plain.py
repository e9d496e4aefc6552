"""Cells as a spreadsheet reads them for numbers and dates.

It knows any script's digits and any kind of space, and nothing that cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""A cell with more characters than this is neither a number nor a date."""
_SIGNS = (
    {ord(c): " " for c in "\u00a0\u202f\u2009\u2007"}
    | {ord(c): "-" for c in "\u2212\u2010\u2011"}
    | {0x2019: "'", 0x066B: ".", 0x066C: ","}
)
_UNSEEN = dict.fromkeys([0x200E, 0x200F, 0x061C, 0x0654])
"""Direction marks, which Excel puts into Arabic dates, and the hamza that Persian adds to the name
of a month.
"""
_DIGITS = re.compile(r"\d")


def plain(text: str) -> str:
    """Return the cell in ASCII digits and signs.

    As far as it has any; blank if it is too long to be a number or a date.
    """
    if len(text) > LONGEST:
        return ""
    if text.isascii():
        return text
    return _DIGITS.sub(
        lambda found: str(unicodedata.digit(found[0])), text.translate(_SIGNS | _UNSEEN)
    )
