"""The examples notice a rule that has lost an arm or a cell.

`python tests/mutants.py` breaks rules and columns in every other way too, by night.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from types import ModuleType

import pytest
from contested.review.judge import judge_versions
from contested.review.views import History
from contested.rules.check import forget
from contested.rules.rule import RULES, Rule
from mutants import Mutant, killed, mutants, of_declaration
from rules.equivalent import EQUIVALENT, reason
from rules.history import test_examples as between
from rules.lit import Crowd, anew, crowd_of, hits
from rules.test_examples import Example, crowd
from rules.users import constants, functions, key, key_of, modules, names_in, texts_in, users


@cache
def in_order() -> Crowd:
    """Return the examples side by side as frames, their tables, and views of them."""
    return crowd_of(crowd()[1].specimen.package())


def lit(rule: Rule) -> set[Example]:
    """Return the examples, of those side by side, that a rule lights as it is now."""
    forget()  # the rule may not be what it was
    if rule.compares:
        versions = anew(between.crowd().versions)
        groups = judge_versions(History(versions), [rule]).groups
        return {between.crowd().example(one) for group in groups for one in group.tell(None)}
    examples, every = crowd()
    return {
        examples[every.owners[check.table][row]]
        for check, rows in hits(rule, in_order()).items()
        for row in rows
    }


def noticed(mutant: Mutant, rule: Rule, whole: set[Example]) -> bool:
    """Return whether a mutant changes which examples its rule lights: side by side, or alone."""
    try:
        with mutant.break_():
            broken = lit(RULES[rule.name])
    except Exception:  # noqa: BLE001 -- whatever it is, it would fail the tests
        return True
    return broken != whole or bool(killed(mutant))


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_that_loses_an_arm_or_a_cell_is_missed(rule: Rule) -> None:
    whole = lit(rule)
    unnoticed = [
        mutant.change
        for mutant in of_declaration(rule)
        if not reason(mutant.name, mutant.change) and not noticed(mutant, rule, whole)
    ]
    assert unnoticed == [], rule.name


def test_what_no_rule_uses_stands_in_examples_alone() -> None:
    for module in modules():
        assert [f.__qualname__ for f in functions(module) if key_of(f) not in users()] == []
        made = {name for name, value in constants(module) if texts_in(value)}
        unused = {name for name in made if key(module.__name__, name) not in users()}
        assert unused <= in_examples(module)


def in_examples(module: ModuleType) -> set[str]:
    """Return the names that a module's decorators speak of, directly or through a constant."""
    statements = ast.parse(inspect.getsource(module)).body
    made = [one for one in statements if isinstance(one, ast.FunctionDef)]
    found = set[str]().union(*(names_in(said) for one in made for said in one.decorator_list))
    for name, value in reversed(constants(module)):
        found |= names_in(value) if name in found else set()
    return found


@pytest.mark.slow
def test_every_reason_for_an_equivalent_mutant_is_still_needed() -> None:
    every = [(mutant.name, mutant.change) for mutant in mutants()]
    assert len(every) > 2000
    assert [
        (name, text)
        for name, text, _ in EQUIVALENT
        if not any(other == name and text in change for other, change in every)
    ] == []
