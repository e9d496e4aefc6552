"""Relations of which an end cannot be read: they join nothing, and stop nothing."""

from __future__ import annotations

import pytest
from contested.check.validate import choose_rules, validate_package
from contested.testing.specimen import changed
from contested.testing.strategies.days import TODAY as DAY


@pytest.mark.parametrize("relation", ["same_utterance", "contradicts", "supersedes", "retracts"])
@pytest.mark.parametrize("ends", ["CLM-B,{},clm-a", "clm-b,{},CLM-A", "?,{},?"])
def test_an_end_that_is_no_id_is_told_and_the_rest_is_judged(relation: str, ends: str) -> None:
    line = f"+relations {ends.format(relation)} basis=curator"
    report = validate_package(changed(line).package(), choose_rules(), DAY.toordinal())
    assert "wrong-pattern" in {finding.rule for g in report.groups for finding in g.tell(None)}
