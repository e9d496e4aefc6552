"""Quotations compared with the texts, for whoever holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from contested.check.judge import Hits
from contested.package.quotations import Quoted, Text
from contested.results import NotRun
from contested.rules.check import Check
from contested.rules.rule import Rule

Values = dict[tuple[str, int], dict[str, str]]
"""What to say of single findings, by rule and row."""


@dataclass
class QuoteCheck:
    """What comparing the texts with the tables showed."""

    hits: Hits = field(default_factory=dict)
    values: Values = field(default_factory=dict)
    not_run: list[NotRun] = field(default_factory=list)


def compare(
    rules: list[Rule], held: Mapping[str, bytes] | None, frames: Mapping[str, pl.DataFrame]
) -> QuoteCheck:
    """Ask the rules on texts wherever a source's text is at hand."""
    checked = QuoteCheck()
    if held is None or not {"sources", "claims"} <= set(frames):
        reason = (
            "no folder of texts was given (--texts)"
            if held is None
            else "sources or claims could not be read"
        )
        checked.not_run = [
            NotRun(rule.name, "sources", reason, None if held is None else rule.severity)
            for rule in rules
        ]
        return checked
    texts = _texts_of(held, frames["sources"])
    for rule in rules:
        table, _, column = rule.cell.partition(".")
        check = Check(rule, table, column, rule.arms[0].wrong)
        wrong = dict(
            _wrong_texts(check, held, frames[table])
            if table == "sources"
            else _wrong_quotations(check, texts, frames[table])
        )
        if wrong:
            checked.hits[check] = pl.Series("row", sorted(wrong), dtype=pl.UInt32)
            checked.values.update({(rule.name, row): values for row, values in wrong.items()})
        if table == "claims":
            rows = _quoting(frames[table], column)
            quoted = dict.fromkeys(source for _, source, _, _ in rows)
            checked.not_run.extend(
                NotRun(rule.name, source, "its text is not in the folder of texts", None)
                for source in quoted
                if source and source not in texts
            )
    return checked


def _wrong_texts(
    check: Check, held: Mapping[str, bytes], sources: pl.DataFrame
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the sources whose text of that name is wrong."""
    by_stem: dict[str, list[str]] = {}
    for name in held:
        by_stem.setdefault(Path(name).stem, []).append(name)
    for row, source, sha in _hashed(sources):
        for name in by_stem.get(source, ()):
            if check.wrong(Text(name, held[name], source, sha)):
                yield row, {"file": name}


def _wrong_quotations(
    check: Check, texts: Mapping[str, Text], claims: pl.DataFrame
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the claims whose quotation the rule finds wrong."""
    for row, source, quote, locator in _quoting(claims, check.column):
        text = texts.get(source)
        if text and check.wrong(text, Quoted(row, quote or "", locator)):
            yield row, {}


def _texts_of(held: Mapping[str, bytes], sources: pl.DataFrame) -> dict[str, Text]:
    """Return the texts that were coded, by source and recorded hash."""
    names = {hashlib.sha256(data).hexdigest(): name for name, data in held.items()}
    return {
        source: Text(names[sha], held[names[sha]], source, sha)
        for _, source, sha in _hashed(sources)
        if sha in names
    }


def _hashed(sources: pl.DataFrame) -> list[tuple[int, str, str]]:
    columns = ("row", "source_id", "text_sha256")
    return sources.select(columns).drop_nulls(["source_id", "text_sha256"]).rows()


def _quoting(claims: pl.DataFrame, column: str) -> list[tuple[int, str, str | None, str]]:
    """Return the claims that have a column's cell and a locator."""
    columns = ("row", "source_id", "quote", "locator")
    return claims.select(columns).drop_nulls([column, "locator"]).rows()
