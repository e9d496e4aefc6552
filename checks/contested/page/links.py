"""Links: where each thing has its page."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import quote

PLAIN = re.compile(r"(?!.*-part-[0-9]+$)(?!(con|prn|aux|nul|com.|lpt.)$)[a-z][a-z0-9_-]*")
"""Ids that can be names of files on every machine, and are the name of no part of a page."""
LONGEST = 80


def page(kind: str, ident: str) -> str:
    """Return the address of a page, from the top of the site."""
    name = ident if PLAIN.fullmatch(ident) and len(ident) <= LONGEST else _safe(ident)
    return f"{kind}/{name}.html"


def part(path: str, number: int) -> str:
    """Return the address of a part; the first has the page's."""
    return path if number == 1 else f"{path.removesuffix('.html')}-part-{number}.html"


def figure(question: str) -> str:
    """Return the address of a question's figure."""
    return page("figures", question).removesuffix(".html") + ".svg"


def claim(question: str, ident: str) -> str:
    """Return a claim's address: its question's page and its id."""
    return f"{page('questions', question)}#{anchor(ident)}"


def anchor(ident: str) -> str:
    """Return an id as the part of an address behind the hash."""
    return quote(ident, safe="")


def _safe(ident: str) -> str:
    return f"x{sha256(ident.encode('utf-8')).hexdigest()[:40]}"
