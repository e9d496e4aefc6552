"""One fault, one rule: each fault lights its rule where it touched something, and nothing else but
what it says may follow.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from contested.rules.rule import RULES, Rule
from contested.testing.strategies import Broken, Fault, broken
from contested.testing.strategies.faults import FAULTS
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from laws.judging import spots

EVERY = [fault for faults in FAULTS.values() for fault in faults]
FEW = max(settings().max_examples // 50, 1)


@pytest.mark.slow
@pytest.mark.parametrize("fault", EVERY, ids=str)
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
    assert set(FAULTS) == {rule.name for rule in RULES.values() if not rule.compares}


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.scope == "row"], ids=lambda rule: rule.name
)
def test_every_cell_that_a_rule_names_is_where_some_fault_has_it_speak(rule: Rule) -> None:
    """Rules over every field, key or reference choose theirs by chance; the others say on which
    cells they speak.
    """
    named, told = {cell for arm in rule.arms for cell in arm.on}, set()

    def is_all_told(case: Broken) -> bool:
        told.update(f"{table}.{column}" for table, _, column in case.spots[rule.name])
        return told >= named

    for fault in FAULTS[rule.name]:
        with suppress(NoSuchExample):
            find(
                broken(fault),
                is_all_told,
                settings=settings(max_examples=10, phases=[Phase.generate]),
            )
    assert told == named
