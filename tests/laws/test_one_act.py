"""One act, one rule: each lights its rule where it is, alone.

The acts are the rules' own bad examples. Beside any lawful change they light the cells that they
light alone, and many of them stand side by side.
"""

from __future__ import annotations

import pytest
from contested.rules.rule import RULES, SCOPES, Rule
from contested.testing.strategies.changes import ACTS, Act, Unlawful, rewritten, unlawful, versions
from contested.testing.strategies.changes.unlawful import lit_alone
from counts import one_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from laws.judging import NOT_THE_SIMPLEST, between, spots, wrong
from rules.history.lines import BAD

EVERY = [act for acts in ACTS.values() for act in acts]
TOGETHER = [act for act in EVERY if not act.is_lone]
ALONE = [act for act in EVERY if act.is_lone and not act.versioned]
BATCHES = [TOGETHER[at : at + 11] for at in range(0, len(TOGETHER), 11)]
BATCHES += [[act] for act in EVERY if act.versioned]
FEW = one_in(50)
HISTORY = [rule for rule in RULES.values() if rule.compares and rule.scope != "packages"]
"""Not the rules over all the packages of two trees, in which there is nothing to draw."""


def several() -> st.SearchStrategy[Unlawful]:
    """Return a strategy for some acts in one change."""
    some = st.lists(st.sampled_from(TOGETHER), min_size=1, max_size=8, unique=True)
    return some.flatmap(lambda acts: unlawful(*acts))


@pytest.mark.slow
@pytest.mark.parametrize("acts", BATCHES, ids=lambda acts: f"from {acts[0]}")
@given(data=st.data())
@settings(max_examples=FEW)
def test_acts_light_beside_any_lawful_change_what_they_light_alone(
    acts: list[Act], data: st.DataObject
) -> None:
    assume(data.draw(NOT_THE_SIMPLEST))
    must_light(data.draw(unlawful(*acts)))


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=2 * FEW)
def test_so_does_an_act_that_stands_beside_no_other(data: st.DataObject) -> None:
    assume(data.draw(NOT_THE_SIMPLEST))
    must_light(data.draw(unlawful(data.draw(st.sampled_from(ALONE)))))


def must_light(case: Unlawful) -> None:
    found = between(case.versions())
    assert wrong(found) == wrong(case.lit)
    assert all(at <= found.get(rule, set()) for rule, at in case.lit.items())


@pytest.mark.slow
@given(several(), st.data())
@settings(max_examples=FEW)
def test_what_is_found_is_the_same_however_the_files_are_written(
    case: Unlawful, data: st.DataObject
) -> None:
    head = data.draw(rewritten(case.head, badly=True))
    assert between(versions(case.base, head)) == between(case.versions())


@pytest.mark.slow
@given(several())
@settings(max_examples=FEW)
def test_what_is_published_before_an_act_is_valid(case: Unlawful) -> None:
    assert [rule for rule in spots(case.base) if RULES[rule].severity == "error"] == []


def test_every_rule_over_two_versions_has_an_act() -> None:
    assert all(ACTS.values())
    assert list(ACTS) == [rule.name for rule in HISTORY]


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", [rule for rule in HISTORY if rule.scope != "versions"], ids=lambda rule: rule.name
)
def test_every_cell_that_a_rule_names_is_where_some_act_has_it_speak(rule: Rule) -> None:
    """Ask of more lines than a page has, where it lacks cells."""
    named = {cell for arm in rule.arms for cell in arm.on if cell not in SCOPES}
    lines = [line for line in BAD.get(rule.name, ()) if " | " not in line]
    acts = [*ACTS[rule.name], *(Act(rule.name, line) for line in lines)]
    told: set[str] = set()
    for act in acts:
        told |= {f"{at[0]}.{at[2]}" for name, at in lit_alone(rule, act) if name == rule.name}
        if told >= named:
            break
    assert told >= named
    assert told == named or any(cell in SCOPES for arm in rule.arms for cell in arm.on)
