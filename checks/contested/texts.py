"""Texts: the documents that were coded, for whoever holds them, to check quotations and locators against."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import polars as pl

from contested.rule import RULES

LARGEST = 50_000_000
"""Bytes beyond which a file is taken to be no text."""


class Quoted(NamedTuple):
    """A quotation and where it is said to stand."""

    row: int
    quote: str
    locator: str


@dataclass(frozen=True)
class Text:
    """A file of the folder of texts, beside the source that it may belong to."""

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
        """Whether this is the very text that was coded."""
        return self.sha256 == self.text_sha256

    @property
    def named(self) -> bool:
        """Whether the file bears the source's id as its name."""
        return Path(self.file).stem == self.source_id

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, each with runs of white space made one space."""
        return [_even(line) for line in self.data.decode("utf-8", errors="replace").split("\n")]

    def holds(self, quote: str, locator: str) -> bool:
        """Whether the words stand in the text, and in the line that the locator names where it names one."""
        where = re.fullmatch(r"line ([0-9]+)", locator)
        if where is None:
            return _even(quote) in _even(" ".join(self.lines))
        number = int(where[1])
        return number <= len(self.lines) and _even(quote) in self.lines[number - 1]


def _even(text: str) -> str:
    return " ".join(text.split())


def read(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of texts, by its name; what is too large to be a text is left out."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size <= LARGEST)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


@dataclass(frozen=True)
class Compared:
    """What comparing the texts with the tables showed: wrong rows with what to say of each, and sources without a text."""

    mismatches: dict[int, dict[str, str]]
    misquoted: dict[int, dict[str, str]]
    without_text: list[str]


def compare(held: Mapping[str, bytes], sources: pl.DataFrame, claims: pl.DataFrame) -> Compared:
    """Checks every quotation whose source's text is among those held, by the rules of the scope “the texts”."""
    mismatch, misquote = (RULES[name].arms[0].wrong for name in ("text-mismatch", "quote-not-in-source"))
    hashes = {hashlib.sha256(data).hexdigest(): name for name, data in held.items()}
    by_stem: dict[str, list[str]] = {}
    for name in held:
        by_stem.setdefault(Path(name).stem, []).append(name)
    mismatches: dict[int, dict[str, str]] = {}
    misquoted: dict[int, dict[str, str]] = {}
    texts: dict[str, Text] = {}
    known = sources.filter(pl.col("text_sha256").is_not_null() & pl.col("source_id").is_not_null())
    for row, source, sha in known.select("row", "source_id", "text_sha256").iter_rows():
        for name in by_stem.get(source, ()):
            if mismatch(Text(name, held[name], source, sha)):
                mismatches[row] = {"file": name}
        if sha in hashes:
            texts[source] = Text(hashes[sha], held[hashes[sha]], source, sha)
    quoting = claims.filter(pl.col("quote").is_not_null() & pl.col("locator").is_not_null())
    without: dict[str, None] = {}
    for row, source, quote, locator in quoting.select("row", "source_id", "quote", "locator").iter_rows():
        if source in texts:
            if misquote(texts[source], Quoted(row, quote, locator)):
                misquoted[row] = {}
        elif source:
            without[source] = None
    return Compared(mismatches, misquoted, list(without))
