"""Lines beyond the examples of the rules over two versions: a bad one lights its rule and a good
one does not, whatever else they light.
"""

from __future__ import annotations

from functools import cache

import pytest
from contested.check.load import load
from contested.review.judge import judge_versions
from contested.review.version import Version
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.rule import RULES
from contested.testing import specimen
from contested.testing.specimen import Specimen
from rules.beside import beside, is_alone
from rules.history.lines import BAD, GOOD
from rules.history.told import TOLD

RAISED = "descriptor version=2.0.0"
LINES = {True: BAD, False: GOOD}


def specimens(line: str) -> tuple[Specimen, Specimen]:
    """Return the published and the proposed specimen that a line is about.

    The proposed one is raised enough unless the line says which version it is.
    """
    before, _, after = line.rpartition(" | ")
    if after and "descriptor version=" not in after:
        after = f"{RAISED} ; {after}"
    return specimen.changed(before), specimen.changed(after)


def compared(line: str) -> Versions:
    """Return the two versions that a line is about."""
    package = specimens(line)[1].package()
    base = published_version(line.rpartition(" | ")[0])
    return Versions(base, Version(package, load(package, base.loaded)))


@cache
def published_version(line: str) -> Version:
    package = specimen.changed(line).package()
    return Version(package, load(package))


def told(name: str, versions: Versions) -> dict[str, dict[str, str | None]]:
    """What a rule finds, by the key of the row."""
    found = [
        finding
        for group in judge_versions(History(versions), [RULES[name]]).groups
        for finding in group.tell(None)
    ]
    assert len({finding.key for finding in found}) == len(found)
    return {" ".join(finding.key or ()): finding.values for finding in found}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({*BAD, *GOOD}))
def test_lines_between_versions_light_the_rule_or_do_not(name: str) -> None:
    """The lines of a rule stand side by side in one review, if they can."""
    lines = {line: lit for lit, of in LINES.items() for line in of.get(name, ())}
    assert len(lines) == len(BAD.get(name, ())) + len(GOOD.get(name, ()))
    pairs = {line: specimens(line) for line in lines}
    alone = [line for line, pair in pairs.items() if any(is_alone(name, one) for one in pair)]
    together = [line for line in lines if line not in alone]
    lit = set()
    for line in alone:
        judged = judge_versions(History(compared(line)), [RULES[name]])
        assert judged.not_run == []
        lit.update(line for _ in judged.groups)
    if together:
        lit.update(_lit_beside(name, {line: pairs[line] for line in together}))
    assert {line: line in lit for line in lines} == lines


def _lit_beside(name: str, pairs: dict[str, tuple[Specimen, Specimen]]) -> set[str]:
    """Return the lines that light a rule, of those that stand side by side."""
    lines = list(pairs)
    sides = [beside([pairs[line][side] for line in lines]) for side in (0, 1)]
    versions = Versions(*(Version(p, load(p)) for p in (one.specimen.package() for one in sides)))
    judged = judge_versions(History(versions), [RULES[name]])
    assert judged.not_run == []
    found = (finding for group in judged.groups for finding in group.tell(None))
    return {lines[sides[one.side == "head"].owner(one)] for one in found}


@pytest.mark.parametrize(("name", "line", "values"), TOLD)
def test_what_a_rule_between_versions_tells_is_exact(
    name: str, line: str, values: dict[str, dict[str, str | None]]
) -> None:
    assert told(name, compared(line)) == values
