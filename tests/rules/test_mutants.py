"""The examples and the other cases notice when a rule is broken: a sample of what `python
tests/mutants.py` runs in whole.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from contested.rules.rule import RULES, Rule
from mutants import killed, mutants, of_declaration
from rules.equivalent import EQUIVALENT, reason

SAMPLE = 60


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
def test_no_mutant_of_a_sample_survives(record_property: Callable[[str, object], None]) -> None:
    every = [mutant for mutant in mutants() if not reason(mutant.name, mutant.change)]
    assert len(every) > 2000
    survivors = [
        f"{m.place}: {m.name}: {m.change}"
        for m in random.Random(2021).sample(every, SAMPLE)
        if not killed(m)
    ]
    record_property(
        "mutants",
        f"of {len(every)} mutants {SAMPLE} were tried: {SAMPLE - len(survivors)} killed,"
        f" {len(survivors)} survived",
    )
    assert survivors == []


@pytest.mark.slow
def test_every_reason_for_an_equivalent_mutant_is_still_needed() -> None:
    every = [(mutant.name, mutant.change) for mutant in mutants()]
    assert [
        (name, text)
        for name, text, _ in EQUIVALENT
        if not any(other == name and text in change for other, change in every)
    ] == []
