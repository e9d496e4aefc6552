"""The examples notice a rule that has lost an arm or a cell.

`python tests/mutants.py` breaks rules and columns in every other way too, by night.
"""

from __future__ import annotations

import pytest
from contested.rules.rule import RULES, Rule
from mutants import killed, mutants, of_declaration
from rules.equivalent import EQUIVALENT, reason


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_that_loses_an_arm_or_a_cell_is_missed(rule: Rule) -> None:
    unnoticed = [
        mutant.change
        for mutant in of_declaration(rule)
        if not killed(mutant) and not reason(mutant.name, mutant.change)
    ]
    assert unnoticed == [], rule.name


@pytest.mark.slow
def test_every_reason_for_an_equivalent_mutant_is_still_needed() -> None:
    every = [(mutant.name, mutant.change) for mutant in mutants()]
    assert len(every) > 2000
    assert [
        (name, text)
        for name, text, _ in EQUIVALENT
        if not any(other == name and text in change for other, change in every)
    ] == []
