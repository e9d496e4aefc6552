"""Engines agree: whatever a package is like, Polars and pandera find the same in it."""

from __future__ import annotations

import pytest
from contested.strategies import Broken, Drawn, Fault, broken, packages
from contested.strategies.faults import FAULTS
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.judging import spots

FEW = max(settings().max_examples // 10, 1)
EVERY = [fault for faults in FAULTS.values() for fault in faults]


@pytest.mark.slow
@given(packages())
@settings(max_examples=FEW)
def test_both_engines_find_the_same_in_a_valid_package(drawn: Drawn) -> None:
    assert spots(drawn, "pandera") == spots(drawn, "polars")


@st.composite
def badly_broken(draw: st.DrawFn) -> Broken:
    """A package with up to five faults."""
    chosen: list[Fault] = draw(st.lists(st.sampled_from(EVERY), min_size=1, max_size=5, unique_by=lambda fault: fault.name))
    return draw(broken(*chosen))


@pytest.mark.slow
@given(badly_broken())
@settings(max_examples=2 * FEW)
def test_both_engines_find_the_same_in_a_broken_package(case: Broken) -> None:
    assert spots(case, "pandera") == spots(case, "polars")
