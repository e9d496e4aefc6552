"""One fault, one rule: each lights its rule where it is, alone.

A rule's own bad examples light beside any drawn package the cells that they light alone, and many
of them stand side by side. What is drawn may besides light what it says may follow.
"""

from __future__ import annotations

import pytest
from contested.rules.rule import RULES, Rule
from contested.testing.strategies import Fault, broken
from contested.testing.strategies.faults import FAULTS
from contested.testing.strategies.faults.examples import lit_alone
from contested.testing.strategies.faults.fault import DRAWN
from counts import one_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from laws.judging import NOT_THE_SIMPLEST, spots

EVERY = [fault for faults in FAULTS.values() for fault in faults]
APART = [fault for fault in EVERY if fault.whole or fault in DRAWN.get(fault.rule, ())]
TOGETHER = [fault for fault in EVERY if fault not in APART]
BATCHES = [TOGETHER[at : at + 16] for at in range(0, len(TOGETHER), 16)]
FEW = one_in(50)


@pytest.mark.slow
@pytest.mark.parametrize("faults", BATCHES, ids=lambda faults: f"from {faults[0]}")
@given(data=st.data())
@settings(max_examples=FEW)
def test_bad_examples_light_in_any_company_what_they_light_alone(
    faults: list[Fault], data: st.DataObject
) -> None:
    assume(data.draw(NOT_THE_SIMPLEST))
    case = data.draw(broken(*faults))
    assert spots(case) == case.spots


@pytest.mark.slow
@pytest.mark.parametrize("fault", APART, ids=str)
@given(data=st.data())
@settings(max_examples=FEW)
def test_a_fault_lights_its_rule_where_it_is_and_nothing_else(
    fault: Fault, data: st.DataObject
) -> None:
    case = data.draw(broken(fault))
    found = spots(case)
    assert found.pop(fault.rule, set()) == case.spots[fault.rule], fault.rule
    assert set(found) <= case.may_follow


def test_every_rule_of_one_package_has_a_fault() -> None:
    assert all(FAULTS.values())
    assert set(FAULTS) == {rule.name for rule in RULES.values() if not rule.compares}


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.scope == "row"], ids=lambda rule: rule.name
)
def test_every_cell_that_a_rule_names_is_where_some_example_has_it_speak(rule: Rule) -> None:
    """Rules over every field, key or reference find theirs in the schema."""
    named = {cell for arm in rule.arms for cell in arm.on}
    told = {at for line in rule.bad for name, at in lit_alone(rule, line) if name == rule.name}
    assert {f"{table}.{column}" for table, _, column in told} == named
