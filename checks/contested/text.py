"""Text as it is shown to people, in messages and on pages.

What cannot be seen is named, what is long is cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

LONGEST = 120
"""Characters of a cell that a message shows."""
LONGEST_ON_A_PAGE = 2000
"""Characters of one text that a page shows."""
MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~$&!@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""What Markdown, or a website that shows it, makes something of; a stroke before it prevents that.
"""
COMMAND = re.compile(r"##(?=\w*\[)")
WEB = re.compile("https?://", re.IGNORECASE)
SAFE = "%:/?#@!$&()*+,;="
"""Signs of an address besides letters, digits and -._~, none of which ends it in Markdown."""
NAMES = {
    "\t": "tab",
    "\n": "line break",
    "\r": "carriage return",
    "\u00a0": "no-break space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}


def visible(text: str | None, longest: int = LONGEST) -> str:
    """Return a cell as messages show it.

    What cannot be seen is named, and a long one is cut.
    """
    if text is None:
        return "(blank)"
    shown = text[:longest]
    if not shown.isprintable():
        shown = "".join(named(c) if _unseen(c) else c for c in shown)
    return shown + ("…" if len(text) > longest else "")


def named(sign: str) -> str:
    """Return the name of a sign that cannot be seen."""
    return f"⟨{NAMES.get(sign) or unicodedata.name(sign, '').lower() or f'U+{ord(sign):04X}'}⟩"


def markdown(text: str, longest: int = LONGEST_ON_A_PAGE) -> str:
    """Return text on one line in which Markdown finds nothing to format.

    People also read it as it stands, so it has no entities and nothing that cannot be seen.
    """
    return MARKDOWN.sub(r"\\\g<0>", visible(" ".join(text.split()), longest))


def markdown_address(address: str) -> str:
    """Return a web address as Markdown links to it.

    It stands between < and >, and nothing in it can end it: what stands for itself in no address
    is written as %XX. Only for what a descriptor or a source gives as its address. Raises
    ValueError for any that does not begin with http:// or https://.
    """
    if not WEB.match(address):
        raise ValueError(f"no address of the web: {visible(address)}")
    return f"<{quote(address, SAFE, errors='surrogatepass')}>"


def markdown_code(text: str) -> str:
    """Return a name or a cell as code of Markdown.

    It may stand in a line or in a table.
    """
    shown = visible(" ".join(text.split()), LONGEST_ON_A_PAGE).replace("|", "\\|")
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def markdown_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0
) -> list[str]:
    """Return the lines of a table whose last `numbers` columns hold numbers."""
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]


def _unseen(character: str) -> bool:
    return character != " " and unicodedata.category(character) in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Zs",
        "Zl",
        "Zp",
    )


def disarm(line: str) -> str:
    """Return a line with a space in what runners would obey.

    To GitHub's that is a line that begins with `::`, to it and to Azure's `##[` and `##vso[`.
    """
    rest = line.lstrip()
    if rest.startswith("::"):
        line = f"{line[: len(line) - len(rest)]}: {rest[1:]}"
    return COMMAND.sub("# #", line)


def nearest(word: str, among: Iterable[str]) -> str | None:
    """Return the one of many words that somebody most likely meant.

    None where none is close.
    """
    if not 0 < len(word) <= LONGEST:
        return None
    import difflib

    close = [w for w in among if abs(len(w) - len(word)) <= 3]
    if len(close) > 2000:
        close = [w for w in close if w[:6] == word[:6] or w[-4:] == word[-4:]][:20000]
    lower: dict[str, str] = {}
    for candidate in close:
        lower.setdefault(candidate.lower(), candidate)
    found = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.7)
    return lower[found[0]] if found else None


def latin_digits(text: str) -> str:
    """Return a text with digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def plural(number: int, noun: str) -> str:
    """Return a number with its noun: 1 row, 2 rows."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def words_for(values: dict[str, Any]) -> dict[str, str]:
    """Return the values of a row as messages show them."""
    return {name: visible(None if value is None else str(value)) for name, value in values.items()}
