"""Valid packages and their parts: what other people's tests draw from."""

from __future__ import annotations

from itertools import chain

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contested.rules.rule import RULES
from contested.testing.specimen import changed
from contested.testing.strategies.cells import numbers, prose
from contested.testing.strategies.company import add
from contested.testing.strategies.days import dates
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells, Drawn
from contested.testing.strategies.packages import drafts
from contested.testing.strategies.positions import ANSWER
from contested.testing.strategies.wishes import Wish

_MILDER = [r for r in RULES.values() if r.severity != "error" and r.scope == "row"]
MILD = list(chain.from_iterable(rule.bad for rule in _MILDER))
"""What a package may have and still be valid: somebody should look at it, no more."""


@st.composite
def packages(
    draw: st.DrawFn,
    min_claims: int = 1,
    max_claims: int = 6,
    *,
    clean: bool = False,
    extensions: bool = True,
) -> Drawn:
    """Draw a whole valid package, of which nothing is an error.

    Of a `clean` one there is nothing to say at all. It has at least `min_claims` and about
    `max_claims` claims: what else is drawn may need a few more. With `extensions` it may have
    columns and tables of its own.
    """
    draft = draw(drafts(min_claims, max_claims, extensions=extensions))
    draft.draw = draw
    draft.sweep()
    if not clean and draw(st.integers(0, 3)) == 3:
        add(draft, changed(draw(st.sampled_from(MILD))))
    return draft.drawn()


@st.composite
def rows(draw: st.DrawFn, /, table: str, **wishes: Wish) -> Cells:
    """Draw a row of a table as some valid package has it.

    Wishes are cells that it should have, as in `rows("claims", voice="narrator")`.
    """
    return Draft(draw).new(table, **wishes)


def actors(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for actors of valid packages."""
    return rows("actors", **wishes)


def locations(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for places of valid packages."""
    return rows("locations", **wishes)


def sources(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for documents of valid packages."""
    return rows("sources", **wishes)


def questions(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for questions of valid packages."""
    return rows("questions", **wishes)


def claims(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for claims of valid packages.

    Wishes may be about the question or source too, as in
    `claims(question__answer_type="date")`.
    """
    return rows("claims", **wishes)


def relays(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for steps by which claims travelled."""
    return rows("relays", **wishes)


def relations(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for how two claims stand to each other."""
    return rows("relations", **wishes)


def revisions(**wishes: Wish) -> SearchStrategy[Cells]:
    """Return a strategy for what was changed about rows."""
    return rows("revisions", **wishes)


def positions(answer_type: Wish | None = None) -> SearchStrategy[Cells]:
    """Return a strategy for the cells of an answer.

    They are polarity, answer, and for a quantity its bounds.
    """
    wished = {} if answer_type is None else {"question__answer_type": answer_type}
    return claims(status="active", **wished).map(
        lambda claim: {name: claim[name] for name in ANSWER}
    )


__all__ = [
    "actors",
    "claims",
    "dates",
    "locations",
    "numbers",
    "packages",
    "positions",
    "prose",
    "questions",
    "relations",
    "relays",
    "revisions",
    "rows",
    "sources",
]
