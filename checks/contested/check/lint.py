"""Linting: the rules of one file's bytes, in order.

One of them may make the rest pointless.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contested.package.files.csvfile import CsvFile, Found, Spot
from contested.package.files.facts import Facts
from contested.package.files.order import Rows
from contested.package.files.stretches import Stretch
from contested.rules import files as _rules  # noqa: F401  (registers them)
from contested.rules.rule import RULES

if TYPE_CHECKING:
    import polars as pl


@dataclass
class Linted:
    """What the rules said of one file."""

    found: dict[str, Found] = field(default_factory=dict)
    """Spots by rule, in the order of the rules; counting them is free, looking at them makes them.
    """
    stopped: str | None = None
    """The rule because of which the file's rows cannot be read."""
    not_run: list[str] = field(default_factory=list)
    """The rules that could not judge the file because of it."""
    survey: list[Stretch] | None = field(default=None, compare=False, repr=False)
    """Where its records lie, which spares a `Locator` its own pass; None for a file that was
    stopped.
    """

    @property
    def faults(self) -> Iterator[tuple[str, Spot]]:
        """Every rule and spot, one after the other."""
        for rule, spots in self.found.items():
            yield from ((rule, spot) for spot in spots)


def lint(file: CsvFile) -> Linted:
    """Judge a file by every rule of its bytes.

    Never raises, whatever the bytes are. A file of no bytes is a file whose columns are
    missing. The rules of its rows are `lint_rows`'s, which is asked once they have been read.
    """
    facts, linted, silent = Facts(file), Linted(), False
    for rule in RULES.values():
        if rule.scope != "file":
            continue
        if silent or (rule.ordered and linted.stopped):
            linted.not_run.append(rule.name)
        elif not rule.ordered and len(spots := rule.arms[0].wrong(facts)):
            linted.found[rule.name] = spots
            silent = rule.stops(facts) or not facts.is_text
            if silent or rule.unreadable:
                linted.stopped = linted.stopped or rule.name
    linted.survey = None if linted.stopped else facts.survey
    return linted


def lint_rows(linted: Linted, file: CsvFile, frame: pl.DataFrame) -> None:
    """Judge the rows of a file by the rules of their order.

    What is found is added to `linted`.
    """
    rows = Rows(file, frame, linted.survey)
    for rule in [rule for rule in RULES.values() if rule.ordered]:
        if linted.stopped:
            linted.not_run.append(rule.name)
        elif len(spots := rule.arms[0].wrong(rows)):
            linted.found[rule.name] = spots
            linted.stopped = rule.name if rule.unreadable else None
