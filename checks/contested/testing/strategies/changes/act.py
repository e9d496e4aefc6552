"""What an unlawful act is, the register of all of them, and changes in which there is one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import partial

from hypothesis import strategies as st

from contested.rules.rule import RULES
from contested.testing.strategies.changes.change import (
    HIGHER,
    Change,
    Changed,
    Part,
    begun,
    carry_out,
)
from contested.testing.strategies.changes.lawful import LAWFUL
from contested.testing.strategies.drawn import Cells

Spot = tuple[str, str, str, str]
"""Where a rule is to speak: a table, the key of a row, a column, and the version in which the row
stands; of a whole package nothing but that version.
"""
Doing = Generator[Spot | None, None, None]
"""What is to be published before, a bare `yield`, and then the act, which yields where its rule is
to be found.
"""
SILENTLY = "silently"
WAYS = (
    SILENTLY,
    "for another row",
    "for another column",
    "with another old value",
    "with another new value",
    "of another kind",
    "published before",
)
"""How a change goes without the revision that would excuse it: there is none, or there is one and
it names something else.
"""


@dataclass(frozen=True, eq=False)
class Act:
    """One way to do what a rule forbids."""

    rule: str
    name: str
    make: Callable[[Change], Doing] = field(repr=False)
    follows: tuple[str, ...] = ()
    """Rules that may speak too, because what is done is wrong in more than one way."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.name.replace('_', ' ')}"


ACTS: dict[str, list[Act]] = {}
"""The acts of each rule."""


def act(
    rule: str, *, follows: tuple[str, ...] = (), each: tuple[str, ...] = ()
) -> Callable[[Callable[..., Doing]], Callable[..., Doing]]:
    """Registers a function as a way to do what `rule` forbids, or for each word the function with
    that word as one.

    Raises KeyError where there is no such rule.
    """
    RULES[rule]

    def register(make: Callable[..., Doing]) -> Callable[..., Doing]:
        ways: dict[str, Callable[[Change], Doing]] = {
            f"{make.__name__} {word}": partial(make, word=word) for word in each
        } or {make.__name__: make}
        ACTS.setdefault(rule, []).extend(
            Act(rule, name, way, follows) for name, way in ways.items()
        )
        return make

    return register


def at(change: Change, table: str, row: Cells, column: str = "") -> Spot:
    """Where a rule speaks of a row: in the proposed version if the row is there, or else in the
    published one.
    """
    there = any(
        change.key(table, other) == change.key(table, row) for other in change.draft.tables[table]
    )
    return (
        table,
        change.key(table, row),
        column or change.draft.specs[table].key[0],
        "head" if there else "base",
    )


def unexcused(
    change: Change,
    kind: str,
    table: str,
    row: Cells,
    column: str,
    new: str,
    ways: tuple[str, ...] = WAYS,
) -> Doing:
    """Publishes, and changes one cell in one of these ways."""
    key, old, way = change.key(table, row), row[column], change.draft.draw(st.sampled_from(ways))
    if way == "published before":
        change.revise(kind, table, key, column, old, new)
    elsewhere = another(change, table, row) if way == "for another row" else key
    yield None
    row[column] = new
    spec = change.draft.specs[table]
    if way == "for another column":
        column = change.draft.draw(
            st.sampled_from([name for name in spec.fields if name not in (*spec.key, column)])
        )
    if way == "of another kind":
        kind = change.draft.draw(
            st.sampled_from(
                [k for k in change.draft.specs["revisions"].fields["kind"].words if k != kind]
            )
        )
    if way not in (SILENTLY, "published before"):
        old, new = (
            "something else" if way == f"with another {which} value" else value
            for which, value in (("old", old), ("new", new))
        )
        change.revise(kind, table, elsewhere, column, old, new)


def another(change: Change, table: str, row: Cells) -> str:
    """The key of another row of the table, a new one if need be."""
    draft = change.draft
    others = [other for other in draft.tables[table] if other is not row]
    return change.key(table, draft.draw(st.sampled_from(others)) if others else draft.new(table))


@dataclass(eq=False)
class Unlawful(Changed):
    """A change in which there is one act, and where its rule is to speak."""

    act: Act
    spots: set[Spot]

    def __repr__(self) -> str:
        return f"{self.act}, at {self.spots}, with {super().__repr__()}"

    @property
    def may_follow(self) -> set[str]:
        """Rules that may speak besides."""
        return {*self.act.follows, *RULES[self.act.rule].implies}


@st.composite
def unlawful(draw: st.DrawFn, act: Act, *, max_claims: int = 3, most: int = 2) -> Unlawful:
    """A lawful change, of as many as `most` parts, to which this act is added, on rows that nothing
    else is done to.
    """
    change = begun(draw, max_claims)
    parts = draw(st.lists(st.sampled_from(LAWFUL), max_size=most, unique=True))
    parts.sort(key=LAWFUL.index)
    carry_out(change, parts)
    spots = set(_done(change, act))
    change.version = change.version or HIGHER
    base, head = change.drawn()
    return Unlawful(base, head, tuple(part.__name__ for part in parts), act, spots)


def _done(change: Change, act: Act) -> Iterator[Spot]:
    """Lets an act publish rows of its own, which may name rows of both versions only, and then lets
    it act.
    """
    draft = change.draft
    published = {
        name: {change.key(name, row) for row in rows} for name, rows in change.base.items()
    }
    hidden = {
        name: [row for row in rows if change.key(name, row) not in published.get(name, ())]
        for name, rows in draft.tables.items()
    }
    before = {}
    for name, rows in draft.tables.items():
        rows[:] = [row for row in rows if change.key(name, row) in published.get(name, ())]
        before[name] = {id(row) for row in rows}
    doing = act.make(change)
    next(doing)
    for name, rows in draft.tables.items():
        change.base[name] += [dict(row) for row in rows if id(row) not in before[name]]
    for name, rows in hidden.items():
        draft.tables[name] += rows
    yield from (spot for spot in doing if spot is not None)


@st.composite
def changed(draw: st.DrawFn, *of: Part, max_claims: int = 4, most: int = 4) -> Changed:
    """A valid package and a lawful change of it: these parts, and others until there are `most`."""
    change = begun(draw, max_claims)
    parts = [
        *of,
        *draw(
            st.lists(
                st.sampled_from([part for part in LAWFUL if part not in of]),
                max_size=max(most - len(of), 0),
                unique=True,
            )
        ),
    ]
    parts.sort(key=LAWFUL.index)
    carry_out(change, parts)
    return Changed(*change.drawn(), tuple(part.__name__ for part in parts))


__all__ = [
    "ACTS",
    "WAYS",
    "Act",
    "Doing",
    "Spot",
    "Unlawful",
    "act",
    "at",
    "changed",
    "unexcused",
    "unlawful",
]
