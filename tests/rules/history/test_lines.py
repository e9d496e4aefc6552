"""Lines beyond the examples of the rules over two versions: a bad one lights its rule and a good
one does not, whatever else they light.
"""

from __future__ import annotations

from functools import cache

import pytest
from contested.check.load import load
from contested.review.judge import judge
from contested.review.versions import Version, Versions
from contested.rules.rule import RULES
from contested.testing import specimen
from rules.history.bad_lines import BAD
from rules.history.good_lines import GOOD, TOLD

RAISED = "descriptor version=2.0.0"
LINES = {True: BAD, False: GOOD}


def compared(line: str) -> Versions:
    """The two versions that a line is about, the proposed one raised enough unless the line says
    which it is.
    """
    before, _, after = line.rpartition(" | ")
    package = specimen.changed(
        after if "descriptor version=" in after else f"{RAISED} ; {after}" if after else ""
    ).package()
    base = published_version(before)
    return Versions(base, Version(package, load(package, base.loaded)))


@cache
def published_version(line: str) -> Version:
    package = specimen.changed(line).package()
    return Version(package, load(package))


def told(name: str, versions: Versions) -> dict[str, dict[str, str | None]]:
    """What a rule finds, by the key of the row."""
    found = [
        finding for group in judge(versions, [RULES[name]]).groups for finding in group.tell(None)
    ]
    assert len({finding.key for finding in found}) == len(found)
    return {" ".join(finding.key or ()): finding.values for finding in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "line", "lit"),
    [(name, line, lit) for lit, lines in LINES.items() for name in lines for line in lines[name]],
)
def test_a_line_between_versions_lights_the_rule_or_does_not(
    name: str, line: str, lit: bool
) -> None:
    judged = judge(compared(line), [RULES[name]])
    assert judged.not_run == []
    assert {group.rule for group in judged.groups} == ({name} if lit else set())


@pytest.mark.parametrize(("name", "line", "values"), TOLD)
def test_what_a_rule_between_versions_tells_is_exact(
    name: str, line: str, values: dict[str, dict[str, str | None]]
) -> None:
    assert told(name, compared(line)) == values
