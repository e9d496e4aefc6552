"""One fault, one rule: each fault lights its rule where it touched something, and nothing else but what it says may follow."""

from __future__ import annotations

import pytest
from contested.rule import RULES
from contested.strategies.days import TODAY
from contested.strategies.faults import FAULTS, Broken, Fault, broken
from contested.validation import validate_package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EVERY = [fault for faults in FAULTS.values() for fault in faults]
settings.register_profile("laws", settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]))


def found(case: Broken, engine: str) -> dict[str, set[tuple[str, int | None, str]]]:
    """For each rule that speaks where it does: table, row and column, or for a file its line."""
    report = validate_package(case.drawn.package(), list(RULES.values()), TODAY.toordinal(), case.texts or None, engine)
    spots: dict[str, set[tuple[str, int | None, str]]] = {}
    for group in report.groups:
        for one in group.tell(None):
            line = one.place.line if RULES[one.rule].scope == "file" else one.row
            spots.setdefault(one.rule, set()).add((one.table or "", line, one.column or ""))
    return spots


@pytest.mark.parametrize("fault", EVERY, ids=str)
@given(data=st.data())
@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
def test_a_fault_lights_its_rule_where_it_is_and_nothing_else(fault: Fault, data: st.DataObject) -> None:
    case = data.draw(broken(fault))
    spots = found(case, "polars")
    assert spots.pop(fault.rule, set()) == case.spots[fault.rule]
    assert set(spots) <= case.may_follow


def test_every_rule_has_a_fault() -> None:
    assert set(FAULTS) == set(RULES)
