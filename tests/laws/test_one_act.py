"""One act, one rule: each unlawful act lights its rule where it was done, and nothing else but what
it says may follow.
"""

from __future__ import annotations

import pytest
from contested.rules.rule import RULES, Rule
from contested.testing.strategies.changes import ACTS, Act, Unlawful, rewritten, unlawful, versions
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from laws.judging import NOT_THE_SIMPLEST, between, spots

EVERY = [act for acts in ACTS.values() for act in acts]
FEW = max(settings().max_examples // 100, 1)
ELSEWHERE = {"new-package", "vanished-package"}
"""Rules over all the packages of two trees, in which there is nothing to draw."""
HISTORY = [rule for rule in RULES.values() if rule.compares and rule.name not in ELSEWHERE]


@pytest.mark.slow
@pytest.mark.parametrize("act", EVERY, ids=str)
@given(data=st.data())
@settings(max_examples=FEW)
def test_an_act_lights_its_rule_where_it_is_done_and_nothing_else(
    act: Act, data: st.DataObject
) -> None:
    assume(data.draw(NOT_THE_SIMPLEST))
    case = data.draw(unlawful(act))
    found = between(case.versions())
    assert found.pop(act.rule, set()) == case.spots, act.rule
    assert set(found) <= case.may_follow


@pytest.mark.slow
@given(st.sampled_from(EVERY).flatmap(unlawful), st.data())
@settings(max_examples=FEW * 4)
def test_what_is_found_is_the_same_however_the_files_are_written(
    case: Unlawful, data: st.DataObject
) -> None:
    head = data.draw(rewritten(case.head, badly=True))
    assert between(versions(case.base, head)) == between(case.versions())


@pytest.mark.slow
@given(st.sampled_from(EVERY).flatmap(unlawful))
@settings(max_examples=FEW * 4)
def test_what_is_published_before_an_act_is_valid(case: Unlawful) -> None:
    assert [rule for rule in spots(case.base) if RULES[rule].severity == "error"] == []


def test_every_rule_over_two_versions_has_two_acts() -> None:
    assert {name for name, acts in ACTS.items() if len(acts) > 1} == {rule.name for rule in HISTORY}


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", [rule for rule in HISTORY if rule.scope != "versions"], ids=lambda rule: rule.name
)
def test_every_cell_that_a_rule_names_is_where_some_act_has_it_speak(rule: Rule) -> None:
    named, told = {cell for arm in rule.arms for cell in arm.on}, set()
    for act in ACTS[rule.name]:

        @settings(max_examples=1, phases=[Phase.generate])
        @given(unlawful(act, max_claims=1, most=0))
        def collect(case: Unlawful) -> None:
            told.update(f"{table}.{column}" for table, _, column, _ in case.spots)

        collect()
    assert told == named
