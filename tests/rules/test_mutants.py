"""The examples notice a rule that has lost an arm or a cell.

`python tests/mutants.py` breaks rules and columns in every other way too, by night.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl
import pytest
from contested.check.judge import judge
from contested.check.load import load
from contested.check.masks import wrong_rows
from contested.review.judge import judge_versions
from contested.review.views import History
from contested.rules.check import Check, expand, forget
from contested.rules.frames import Frame
from contested.rules.rule import RULES, Rule
from contested.rules.views import Views
from contested.standard import Table
from mutants import Mutant, killed, mutants, of_declaration
from rules.equivalent import EQUIVALENT, reason
from rules.history import test_examples as between
from rules.lit import anew, unmade
from rules.test_examples import TODAY, Example, crowd


@cache
def in_order() -> tuple[Mapping[str, Frame], Mapping[str, Table], Views]:
    """Return the examples side by side as frames, their tables, and views of them."""
    package = crowd()[1].specimen.package()
    loaded = load(package)
    frames = {name: one.frame.lazy() for name, one in loaded.items() if one.frame is not None}
    form = [check for check in expand(RULES.values(), package.tables) if check.form]
    return frames, package.tables, judge(pl, frames, package.tables, form, TODAY).views


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
        for check, rows in hits(rule).items()
        for row in rows
    }


def hits(rule: Rule) -> dict[Check, pl.Series]:
    """Return what a rule on rows finds in the examples side by side."""
    frames, tables, views = in_order()
    mine = expand([rule] if rule.on_rows else [], tables)
    found: dict[Check, pl.Series] = {}
    if any(check.form for check in mine):
        form = [check for check in expand(RULES.values(), tables) if check.form]
        every = judge(pl, frames, tables, form, TODAY).hits
        found.update((check, rows) for check, rows in every.items() if check.rule is rule)
    fresh = unmade(views)
    for table in dict.fromkeys(check.table for check in mine if not check.form):
        asked = [check for check in mine if not check.form and check.table == table]
        view = fresh.view(table, set[str]().union(*(check.names() for check in asked)))
        found.update(wrong_rows(pl, {table: (view, asked)}, TODAY)[table])
    return found


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


@pytest.mark.slow
def test_every_reason_for_an_equivalent_mutant_is_still_needed() -> None:
    every = [(mutant.name, mutant.change) for mutant in mutants()]
    assert len(every) > 2000
    assert [
        (name, text)
        for name, text, _ in EQUIVALENT
        if not any(other == name and text in change for other, change in every)
    ] == []
