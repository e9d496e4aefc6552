"""The oracle over whole packages: valid and broken for both alike."""

from __future__ import annotations

from contested.testing.strategies import Broken, Drawn, broken, packages
from contested.testing.strategies.faults import FAULTS
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.differences import excused
from laws.verdicts import Tables, ours, theirs

SOME = one_in(10)
FORM = (
    "missing-value",
    "wrong-type",
    "not-in-vocabulary",
    "wrong-pattern",
    "out-of-bounds",
    "too-long",
    "malformed-date",
    "repeated-key",
    "dangling-reference",
)
"""Rules that a Table Schema asks for."""
IN_FORM = [fault for rule in FORM for fault in FAULTS[rule]]


@st.composite
def several_faults(draw: st.DrawFn) -> Broken:
    chosen = draw(st.lists(st.sampled_from(IN_FORM), min_size=3, max_size=6, unique_by=str))
    return draw(broken(*chosen))


def tables_of(drawn: Drawn) -> Tables:
    """Return the tables of a package with their schemas."""
    return Tables({r["name"]: r["schema"] for r in drawn.descriptor["resources"]}, drawn.tables)


def beyond(tables: Tables) -> set[tuple[str, str]]:
    """Return the columns of which Table Schema cannot ask as much.

    These are references with a condition, and dependencies.
    """
    found = set()
    for name, schema in tables.schemas.items():
        found |= {(name, key["fields"][0]) for key in schema.get("conditionalKeys", ())}
        found |= {
            (name, needed)
            for all_needed in schema.get("dependentRequired", {}).values()
            for needed in all_needed
        }
    return found


@given(packages(), st.booleans())
@settings(max_examples=SOME)
def test_a_valid_package_is_valid_for_both(drawn: Drawn, trusted: bool) -> None:
    tables = tables_of(drawn)
    assert ours(tables) == theirs(tables, trusted=trusted) == set()


@given(several_faults(), st.booleans())
@settings(max_examples=SOME)
def test_cells_that_are_broken_in_form_are_so_for_both(case: Broken, trusted: bool) -> None:
    """Judge several faults in one package: one may hide another, which test_one_fault rules out."""
    tables = tables_of(case.drawn)
    found = ours(tables)
    assert found
    differing = excused(tables, found, theirs(tables, trusted=trusted))
    assert [
        cell
        for cell, names in differing.items()
        if not names and (cell[0], cell[2]) not in beyond(tables)
    ] == []
