"""What a fault is, the register of all of them, and packages with faults in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, eq=False)
class Fault:
    """One way to light a rule."""

    rule: str
    name: str
    make: Callable[[Draft], Iterator[Hit]] = field(repr=False)
    follows: tuple[str, ...] = ()
    """Rules that may speak too, because what is wrong is wrong in more than one way."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.name.replace('_', ' ')}"


FAULTS: dict[str, list[Fault]] = {}
"""The faults of each rule."""


def fault(
    rule: str, *, follows: tuple[str, ...] = ()
) -> Callable[[Callable[[Draft], Iterator[Hit]]], Callable[[Draft], Iterator[Hit]]]:
    """Registers a function as a way to light `rule`; raises KeyError where there is no
    such rule.
    """
    RULES[rule]

    def register(make: Callable[[Draft], Iterator[Hit]]) -> Callable[[Draft], Iterator[Hit]]:
        FAULTS.setdefault(rule, []).append(Fault(rule, make.__name__, make, follows))
        return make

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
        return {
            name for fault in self.faults for name in (*fault.follows, *RULES[fault.rule].implies)
        }


@st.composite
def broken(draw: st.DrawFn, *faults: Fault, max_claims: int = 3) -> Broken:
    """A valid package after these faults, in this order."""
    draft = draw(drafts(0, max_claims))
    draft.draw = draw
    draft.sweep()
    hits = [(fault.rule, list(fault.make(draft))) for fault in faults]
    draft.sweep({id(row) for _, found in hits for _, row, _ in found})
    drawn = draft.drawn()
    spots: dict[str, set[Spot]] = {}
    for rule, found in hits:
        spots.setdefault(rule, set()).update(_spots(drawn, found))
    if draft.edits:
        files = drawn.files()
        for edit in draft.edits:
            spots.setdefault(edit.rule, set()).update(_spots(drawn, edit.make(files)))

        def as_broken(made: Files) -> None:
            made.clear()
            made.update(files)

        drawn.edits.append(as_broken)
    return Broken(drawn, faults, spots, draft.texts)


def _spots(drawn: Drawn, hits: Iterable[Hit]) -> Iterator[Spot]:
    for table, row, column in hits:
        if isinstance(row, dict):
            yield (
                table,
                next(n for n, other in enumerate(drawn.tables[table]) if other is row),
                column,
            )
        else:
            yield table, row, column
