"""Links out: where the original of a document can be read."""

from __future__ import annotations

from urllib.parse import quote

from contested.text import WEB

FRAGMENT_WORDS = 6
"""Words at either end of a quotation that lead to it in its document."""


def outside(address: str | None, quoted: str | None = None) -> str:
    """Return a web address that leads to the quotation, or nothing."""
    if not address or not WEB.match(address):
        return ""
    if not quoted or len(quoted.split()) < 2:
        return address
    words = quoted.split()
    ends = [" ".join(words)]
    if len(words) > 2 * FRAGMENT_WORDS:
        ends = [" ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])]
    told = ",".join(_term(end) for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={told}"


def _term(words: str) -> str:
    """Return words as an address has them.

    The signs by which it tells their ends apart are escaped.
    """
    return quote(words.strip(" .,;:!?"), safe="").replace("-", "%2D")
