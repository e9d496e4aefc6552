"""Pieces of a line of Markdown that stay the text they are.

Text from a data package is not only kept from making Markdown or HTML: websites also turn @names,
#123, addresses and hashes into links and :words: into pictures after the Markdown was read. Cells
therefore stand in code, which they leave alone, and in sentences an unseen space parts such signs.
"""

from __future__ import annotations

import re

from contested.report.outline import one_line

APART = "\u200b"
TURNED = re.compile(r"[@#!~%&$^\[](?=\w)|:(?=\S)|(?i:www)(?=\.)|(?i:gh)(?=-[0-9])")
"""What websites make something of, up to where it is parted: names, numbers, addresses, emoji and
mathematics.
"""
HASH = re.compile(r"(?<![0-9A-Za-z])(?![0-9]+(?![0-9A-Za-z]))[0-9a-f]{7,}(?![0-9A-Za-z])")
"""What they take for the hash of a commit."""
START = re.compile(r"^(?:-|[0-9]{1,9}[.)](?= |$))")
"""What at the beginning of a line makes an item of a list or a line across the page."""
SIGNS = {ord(c): f"&#{ord(c)};" for c in '!"#&*+<=>@[\\]^_`{|}~' + APART} | {
    ord("$"): "<span>$</span>"
}
ITEM = "- "
UNFOLD = ["", "</details>", ""]


def text(words: str) -> str:
    """Return text that stays text in a line or table of Markdown."""
    words = HASH.sub(lambda found: APART.join(re.findall(".{1,6}", found[0])), one_line(words))
    return TURNED.sub(lambda found: found[0] + APART, words).translate(SIGNS)


def line_start(words: str) -> str:
    """Return text for the beginning of a line that starts no list.

    Nor does it make a line across the page, or a block of code.
    """
    return START.sub(
        lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", text(words.lstrip(" "))
    )


def code(cell: str | None) -> str:
    """Return a cell as code.

    Not for a table, where an upright line would end it.
    """
    shown = one_line(cell or "")
    if not shown:
        return "(blank)"
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.strip(" ") and (shown[0] in "` " or shown[-1] in "` ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def fold(title: str, opened: bool = False) -> list[str]:
    """Return the lines that begin something folded.

    Its title is HTML; `UNFOLD` ends it.
    """
    return [f"<details{' open' if opened else ''}><summary>{title}</summary>", ""]
