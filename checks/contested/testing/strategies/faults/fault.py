"""A fault, the register of drawn ones, and packages with faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from hypothesis import strategies as st

from contested.rules.rule import RULES
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells, Drawn
from contested.testing.strategies.packages import drafts

Files = dict[str, bytes]
Hit = tuple[str, Cells | int | None, str]
"""Where a rule is to speak: a table, a row of it (for files a physical line, for a whole file or
descriptor nothing), and a column or nothing.
"""
Spot = tuple[str, int | None, str]
"""The same after the package was drawn: the row by its number, the line by itself."""
Make = Callable[[Draft], Iterator[tuple[str, Hit]]]
"""What breaks a draft, and yields which rules are then to speak, and where."""


@dataclass(frozen=True, eq=False, repr=False)
class Fault:
    """One way to light a rule."""

    rule: str
    name: str
    make: Make
    follows: tuple[str, ...] = ()
    """Rules that may speak too, because what is wrong is wrong in more than one way."""
    whole: bool = False
    """Whether it needs the files or the descriptor, and so a package without columns of its own."""

    def __repr__(self) -> str:
        return f"{self.rule}: {self.name.replace('_', ' ')}"


DRAWN: dict[str, list[Fault]] = {}
"""The faults of each rule that are drawn anew each time."""


def fault(
    rule: str, *, follows: tuple[str, ...] = ()
) -> Callable[[Callable[[Draft], Iterator[Hit]]], Callable[[Draft], Iterator[Hit]]]:
    """Register a function as a way to light `rule`.

    Raises KeyError where there is no such rule.
    """
    RULES[rule]

    def register(draw: Callable[[Draft], Iterator[Hit]]) -> Callable[[Draft], Iterator[Hit]]:
        def make(draft: Draft) -> Iterator[tuple[str, Hit]]:
            return ((rule, hit) for hit in draw(draft))

        DRAWN.setdefault(rule, []).append(Fault(rule, draw.__name__, make, follows))
        return draw

    return register


@dataclass(eq=False)
class Broken:
    """A package in which something is wrong, and what."""

    drawn: Drawn
    faults: tuple[Fault, ...]
    spots: dict[str, set[Spot]]
    """For each rule that is to speak, where exactly."""
    texts: Files

    def __repr__(self) -> str:
        return f"{', '.join(map(str, self.faults))}, at {self.spots}, in {self.drawn!r}"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(repr(self))

    @property
    def may_follow(self) -> set[str]:
        """Rules that may speak besides."""
        return set().union(*((*one.follows, *RULES[one.rule].implies) for one in self.faults))


@st.composite
def broken(draw: st.DrawFn, *faults: Fault, max_claims: int = 3) -> Broken:
    """Draw a valid package after these faults, in this order."""
    draft = draw(drafts(0, max_claims, extensions=not any(fault.whole for fault in faults)))
    draft.draw = draw
    draft.sweep()
    hits = list(chain.from_iterable(fault.make(draft) for fault in faults))
    draft.sweep({id(row) for _, (_, row, _) in hits})
    drawn = draft.drawn()
    spots: dict[str, set[Spot]] = {}
    for rule, hit in hits:
        spots.setdefault(rule, set()).add(_spot(drawn, hit))
    if draft.edits:
        files = drawn.files()
        for edit in draft.edits:
            spots.setdefault(edit.rule, set()).update(edit.make(files))

        def as_broken(made: Files) -> None:
            made.clear()
            made.update(files)

        drawn.edits.append(as_broken)
    return Broken(drawn, faults, spots, draft.texts)


def _spot(drawn: Drawn, hit: Hit) -> Spot:
    table, row, column = hit
    if not isinstance(row, dict):
        return table, row, column
    rows: Iterable[Cells] = drawn.tables[table]
    return table, next(n for n, other in enumerate(rows) if other is row), column
