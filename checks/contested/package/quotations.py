"""Texts that were coded, for checking quotations and locators."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

MARKS = (
    *(("“", "”"), ("„", "[“”]"), ("«", "»"), ("»", "«"), ("‹", "›"), ("「", "」"), ("『", "』")),
    *(('"', '"'), ("״", "״"), ("”", "”"), ("＂", "＂"), ("《", "》"), ("〈", "〉")),
    (r"(?<!\w)[‘'’‚]", r"[’'‘](?!\w)"),
)
"""Quotation marks of many languages, opening and closing, as regular expressions."""
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What nobody sees between letters; a text and a quotation may differ in it."""
LARGEST = 50_000_000
"""Bytes beyond which a file is taken to be no text."""


class Quoted(NamedTuple):
    """A quotation and where it is said to stand."""

    row: int
    quote: str
    locator: str


@dataclass(frozen=True)
class Text:
    """A text that was coded, and the source it may belong to."""

    file: str
    data: bytes
    source_id: str
    text_sha256: str

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes, as `text_sha256` records it."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def matches(self) -> bool:
        """True for the very text that was coded."""
        return self.sha256 == self.text_sha256

    @property
    def bears_id(self) -> bool:
        """True where the file bears the source's id as its name."""
        return Path(self.file).stem == self.source_id

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, each with runs of white space made one space."""
        whole = self.data.decode("utf-8", errors="replace").removesuffix("\n")
        return [_single_spaced(line) for line in whole.split("\n")]

    def holds(self, quote: str, locator: str) -> bool:
        """Return True if the words stand in quotation marks in the text.

        Where the locator names lines, they must stand in those.
        """
        return is_quoted(_single_spaced(quote), self._at(locator))

    def ends_before(self, locator: str) -> bool:
        """Return True if a locator names a line beyond the text.

        Lines that are named the wrong way round are not there either.
        """
        lines = _lines_of(locator)
        return lines is not None and not lines[0] <= lines[1] <= len(self.lines)

    def _at(self, locator: str) -> str:
        first, last = _lines_of(locator) or (1, len(self.lines))
        return " ".join(self.lines[first - 1 : last])


def _lines_of(locator: str) -> tuple[int, int] | None:
    """Return the first and the last line that a locator names."""
    found = re.fullmatch(r"lines? ([0-9]+)(?:-([0-9]+))?", locator)
    return (int(found[1]), int(found[2] or found[1])) if found else None


def is_quoted(quote: str, text: str) -> bool:
    """Return True if words stand in a text between quotation marks.

    A quotation that goes on in the next paragraph is not closed at the end of this one.
    """
    at = text.find(quote)
    while quote and at >= 0:
        before, after = text[:at], text[at + len(quote) :]
        if any(_is_open(before, after, opening, closing) for opening, closing in MARKS):
            return True
        at = text.find(quote, at + 1)
    return False


def _is_open(before: str, after: str, opening: str, closing: str) -> bool:
    """Return True if a quotation is open between two texts."""
    if opening == "”" and re.search("[“„]", before):
        return False
    if opening == closing:
        return len(re.findall(opening, before)) % 2 == 1
    opened = [found.end() for found in re.finditer(opening, before)]
    if not opened or re.search(closing, before[opened[-1] :]):
        return False
    return bool(re.search(closing, after)) or not re.search(opening, after)


def _single_spaced(text: str) -> str:
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return " ".join(seen.split())


def read(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder of texts, by name.

    What is too large to be a text is left out.
    """
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size <= LARGEST)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}
