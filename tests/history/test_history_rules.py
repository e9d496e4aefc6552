"""Every example of every rule over two versions: a bad one lights its rule and what that declares, a good one nothing."""

from __future__ import annotations

import re
from functools import cache

import pytest
from contested import specimen
from contested.finding import Finding
from contested.history.judging import judge
from contested.history.versions import Version, Versions
from contested.load import load
from contested.package import Package
from contested.rule import RULES
from contested.validation import chosen, validate_package
from rules.test_examples import TODAY, place_of

RAISED = "descriptor version=2.0.0 ; "
"""Examples of other rules are of packages whose version was raised enough for any change."""
EXAMPLES = [(rule.name, kind, line) for rule in RULES.values() if rule.compares for kind in ("bad", "good") for line in getattr(rule, kind)]
BAD = [(name, line) for name, kind, line in EXAMPLES if kind == "bad"]


def versions_of(name: str, line: str) -> Versions:
    head = specimen.changed(line if name == "version-not-raised" else RAISED + line).package()
    return Versions(version(specimen.changed().package()), version(head))


def version(package: Package) -> Version:
    return Version(package, load(package))


@cache
def found(name: str, line: str) -> tuple[Finding, ...]:
    judged = judge(versions_of(name, line), chosen(compares=True))
    assert judged.not_run == []
    return tuple(finding for group in judged.groups for finding in group.tell(None))


@pytest.mark.parametrize(("name", "kind", "line"), EXAMPLES)
def test_an_example_lights_its_rule_and_nothing_else_between_versions(name: str, kind: str, line: str) -> None:
    lit = {f.rule for f in found(name, line)}
    if kind == "good":
        assert lit == set(), f"{name}: the good example “{line}” lights {sorted(lit)}"
    else:
        assert name in lit, f"{name}: the bad example “{line}” does not light it"
        assert lit <= {name, *RULES[name].implies}, f"{name}: the bad example “{line}” also lights {sorted(lit - {name, *RULES[name].implies})}"
