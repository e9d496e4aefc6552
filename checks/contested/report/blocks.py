"""Blocks of a report that must not grow beyond a size.

A reviewer has to see first what a change means. So findings and rows are cut before that is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

SHOWN = 25
"""Items of a block that are shown at most."""


class Limits(NamedTuple):
    """The number of items that each block shows at most."""

    items: int
    """Findings of a rule, or rows of a table; where it is 0, their blocks are left out."""
    meaning: int = SHOWN
    packages: int = sys.maxsize
    rules: int = sys.maxsize
    """How many rules have their findings shown, the first ones."""


LIMITS = (
    *(Limits(items) for items in (SHOWN, 10, 3, 1)),
    *(Limits(1, rules=rules) for rules in (80, 40, 20)),
    Limits(0),
    *(Limits(0, meaning) for meaning in (10, 3, 1)),
    *(Limits(0, 1, packages) for packages in (SHOWN, 10, 3, 1)),
    Limits(0, 0, 1),
)
"""What is tried in turn until the report is small enough."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report: lines, items of a line each, lines."""

    kind: Literal["always", "meaning", "findings", "rows"]
    opening: Sequence[str]
    items: Sequence[str] = ()
    count: int = 0
    """How many items there are in all."""
    closing: Sequence[str] = ()
    package: int = 0
    """Of which changed package it tells, the first being 0."""
    rule: int = 0
    """Of which rule's findings it tells, the first being 0."""

    def limit(self, limits: Limits) -> int:
        """Return how many items it may show."""
        return limits.items if self.kind in ("findings", "rows") else limits.meaning

    def is_left_out(self, limits: Limits) -> bool:
        """Return True if nothing of it is shown."""
        if self.kind == "meaning":
            return self.package >= limits.packages
        if self.kind == "findings" and self.rule >= limits.rules:
            return True
        return self.kind != "always" and not limits.items

    def is_cut(self, limits: Limits) -> bool:
        """Return True if not all of it is shown."""
        return self.is_left_out(limits) or self.count > self.limit(limits)

    def lines(self, limits: Limits) -> list[str]:
        """Return as much of it as these limits let be shown."""
        if self.is_left_out(limits):
            return []
        shown = self.items[: self.limit(limits)]
        left = self.count - len(shown)
        more = ["", f"{left:,} more of {self.count:,}."] if left else []
        return [*self.opening, *shown, *more, *self.closing]


def fit(blocks: Sequence[Block], largest: int) -> Limits:
    """Return the widest limits with which the blocks fit into these bytes."""
    for limits in LIMITS:
        if size(lines(blocks, limits)) <= largest:
            return limits
    return LIMITS[-1]


def lines(blocks: Iterable[Block], limits: Limits) -> list[str]:
    """Return as much of all blocks as these limits let be shown."""
    return list(chain.from_iterable(block.lines(limits) for block in blocks))


def size(those: Iterable[str]) -> int:
    """Return the bytes that lines take up."""
    return sum(len(line.encode()) + 1 for line in those)
