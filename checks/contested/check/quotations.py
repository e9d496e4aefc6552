"""Quotations and texts compared with what the tables say of them, for whoever holds the texts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from contested.package.quotations import Quoted, Text
from contested.rules.rule import RULES


@dataclass(frozen=True)
class Compared:
    """What comparing the texts with the tables showed: wrong rows with what to say of each, and
    sources without a text.
    """

    mismatches: dict[int, dict[str, str]]
    misquoted: dict[int, dict[str, str]]
    without_text: list[str]


def compare(held: Mapping[str, bytes], sources: pl.DataFrame, claims: pl.DataFrame) -> Compared:
    """Checks every quotation whose source's text is among those held, by the rules of the scope
    “the texts”.
    """
    mismatch, misquote = (
        RULES[name].arms[0].wrong for name in ("text-mismatch", "quote-not-in-source")
    )
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
    for row, source, quote, locator in quoting.select(
        "row", "source_id", "quote", "locator"
    ).iter_rows():
        if source in texts:
            if misquote(texts[source], Quoted(row, quote, locator)):
                misquoted[row] = {}
        elif source:
            without[source] = None
    return Compared(mismatches, misquoted, list(without))
