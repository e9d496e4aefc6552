"""Lawful changes: of honest work no rule over two versions speaks.

It does not matter how the files are written.
"""

from __future__ import annotations

import pytest
from contested.rules.rule import RULES
from contested.testing.strategies import Drawn
from contested.testing.strategies.changes import LAWFUL, LawfulAct, changed, rewritten, versions
from counts import one_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from laws.judging import NOT_THE_SIMPLEST, between, spots, wrong

FEW = one_in(100)


def errors(drawn: Drawn) -> list[str]:
    return [rule for rule in spots(drawn) if RULES[rule].severity == "error"]


@pytest.mark.slow
@pytest.mark.parametrize("part", LAWFUL, ids=lambda part: part.__name__)
@given(data=st.data())
@settings(max_examples=FEW)
def test_of_a_lawful_change_nothing_is_said_and_it_stays_valid(
    part: LawfulAct, data: st.DataObject
) -> None:
    assume(data.draw(NOT_THE_SIMPLEST))
    case = data.draw(changed(part, most=1))
    assert errors(case.head) == []
    assert wrong(between(case.versions())) == {}


@pytest.mark.slow
@given(st.data())
@settings(max_examples=FEW * 4)
def test_of_several_at_once_nothing_is_said_however_they_are_written(data: st.DataObject) -> None:
    assume(data.draw(NOT_THE_SIMPLEST))
    case = data.draw(changed())
    head = data.draw(rewritten(case.head))
    assert errors(case.base) == errors(head) == []
    assert wrong(between(versions(case.base, head))) == {}
