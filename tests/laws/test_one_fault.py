"""One fault, one rule: each fault lights its rule where it touched something, and nothing else but what it says may follow."""

from __future__ import annotations

import pytest
from contested.rule import RULES
from contested.strategies import Fault, broken
from contested.strategies.faults import FAULTS
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.judging import spots

EVERY = [fault for faults in FAULTS.values() for fault in faults]
FEW = max(settings().max_examples // 20, 1)


@pytest.mark.slow
@pytest.mark.parametrize("fault", EVERY, ids=str)
@given(data=st.data())
@settings(max_examples=FEW)
def test_a_fault_lights_its_rule_where_it_is_and_nothing_else(fault: Fault, data: st.DataObject) -> None:
    case = data.draw(broken(fault))
    found = spots(case)
    assert found.pop(fault.rule, set()) == case.spots[fault.rule], fault.rule
    assert set(found) <= case.may_follow


def test_every_rule_has_a_fault() -> None:
    assert set(FAULTS) == set(RULES)


def test_every_cell_that_a_rule_names_is_touched_by_its_faults() -> None:
    """Rules over every field, key or file choose theirs by chance; the others say on which cells they speak."""
