"""Valid packages and their parts: what other people's tests draw from."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from contested.rules.rule import RULES
from contested.testing.specimen import changed
from contested.testing.strategies.cells import numbers, prose
from contested.testing.strategies.company import add
from contested.testing.strategies.days import dates
from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells, Drawn
from contested.testing.strategies.packages import drafts
from contested.testing.strategies.positions import ANSWER

MILD = [
    line
    for rule in RULES.values()
    if rule.severity != "error" and rule.scope == "row"
    for line in rule.bad
]
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
    """A whole valid package, of which nothing is an error; of a clean one there is nothing to say
    at all.

    It has at least `min_claims` and about `max_claims` claims: what else is drawn may need a few
    more. With `extensions` it may have columns and tables of its own.
    """
    draft = draw(drafts(min_claims, max_claims, extensions=extensions))
    draft.draw = draw
    draft.sweep()
    if not clean and draw(st.integers(0, 3)) == 3:
        add(draft, changed(draw(st.sampled_from(MILD))))
    return draft.drawn()


@st.composite
def rows(draw: st.DrawFn, /, table: str, **wishes: Wish) -> Cells:
    """A row of a table as some valid package has it; wishes are cells that it should have, as in
    `rows("claims", voice="narrator")`.
    """
    return Draft(draw).new(table, **wishes)


def actors(**wishes: Wish) -> SearchStrategy[Cells]:
    """An actor of some valid package."""
    return rows("actors", **wishes)


def locations(**wishes: Wish) -> SearchStrategy[Cells]:
    """A place of some valid package."""
    return rows("locations", **wishes)


def sources(**wishes: Wish) -> SearchStrategy[Cells]:
    """A document of some valid package."""
    return rows("sources", **wishes)


def questions(**wishes: Wish) -> SearchStrategy[Cells]:
    """A question of some valid package."""
    return rows("questions", **wishes)


def claims(**wishes: Wish) -> SearchStrategy[Cells]:
    """A claim of some valid package; wishes may be about its question or source too, as in
    `claims(question__answer_type="date")`.
    """
    return rows("claims", **wishes)


def relays(**wishes: Wish) -> SearchStrategy[Cells]:
    """A step by which a claim of some valid package travelled."""
    return rows("relays", **wishes)


def relations(**wishes: Wish) -> SearchStrategy[Cells]:
    """How two claims of some valid package stand to each other."""
    return rows("relations", **wishes)


def revisions(**wishes: Wish) -> SearchStrategy[Cells]:
    """What was changed about a row of some valid package."""
    return rows("revisions", **wishes)


def positions(answer_type: Wish | None = None) -> SearchStrategy[Cells]:
    """The cells of an answer: polarity, answer, and for a quantity its bounds."""
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
