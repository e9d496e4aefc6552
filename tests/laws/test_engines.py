"""Engines agree: Polars and pandera find the same in any package."""

from __future__ import annotations

import pytest
from contested.rules.rule import RULES
from contested.testing.strategies import Broken, Drawn, Fault, broken, packages
from contested.testing.strategies.faults import FAULTS
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.judging import spots

FEW = one_in(30)
EVERY = [fault for faults in FAULTS.values() for fault in faults]
ON_FILES = [
    fault
    for fault in EVERY
    if fault.whole or RULES[fault.rule].scope in ("file", "package", "text")
]
ON_ROWS = [fault for fault in EVERY if fault not in ON_FILES]


@pytest.mark.slow
@given(packages())
@settings(max_examples=FEW)
def test_both_engines_find_the_same_in_a_valid_package(drawn: Drawn) -> None:
    assert spots(drawn, "pandera") == spots(drawn, "polars")


@st.composite
def badly_broken(draw: st.DrawFn) -> Broken:
    """Draw a package with up to five faults, one in its files.

    Two changes to one file would undo each other.
    """
    chosen: list[Fault] = draw(
        st.lists(st.sampled_from(ON_ROWS), min_size=1, max_size=4, unique_by=str)
    )
    return draw(broken(*chosen, *draw(st.lists(st.sampled_from(ON_FILES), max_size=1))))


@pytest.mark.slow
@given(badly_broken())
@settings(max_examples=2 * FEW)
def test_both_engines_find_the_same_in_a_broken_package(case: Broken) -> None:
    assert spots(case, "pandera") == spots(case, "polars")
