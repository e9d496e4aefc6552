"""Texts that were coded, for checking quotations and locators."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

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
        return [
            _single_spaced(line) for line in self.data.decode("utf-8", errors="replace").split("\n")
        ]

    def holds(self, quote: str, locator: str) -> bool:
        """Return True if the words stand in the text.

        Where the locator names a line, they must stand in that one.
        """
        where = re.fullmatch(r"line ([0-9]+)", locator)
        if where is None:
            return _single_spaced(quote) in _single_spaced(" ".join(self.lines))
        number = int(where[1])
        return number <= len(self.lines) and _single_spaced(quote) in self.lines[number - 1]


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def read(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder of texts, by name.

    What is too large to be a text is left out.
    """
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size <= LARGEST)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}
