"""Every example of every rule over two versions: a bad one lights its rule and what that declares,
a good one nothing.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from contested.check.load import load
from contested.check.validate import chosen, validate_package
from contested.git.published import Pair
from contested.package import Package
from contested.results import Finding
from contested.review.judge import judge
from contested.review.run import review_pair
from contested.review.versions import Version, Versions
from contested.rules.rule import RULES, Rule
from contested.testing import specimen
from rules.test_examples import TODAY, place_of

BETWEEN = chosen(compares=True)
RAISED = "descriptor version=2.0.0 ; "
"""Examples of other rules are of packages whose version was raised enough for any change."""
EXAMPLES = [
    (rule.name, kind, line)
    for rule in BETWEEN
    for kind in ("bad", "good")
    for line in getattr(rule, kind)
]
BAD = [(name, line) for name, kind, line in EXAMPLES if kind == "bad"]


def head_of(name: str, line: str) -> specimen.Specimen:
    return specimen.changed(line if RULES[name].scope == "versions" else RAISED + line)


@cache
def base() -> Version:
    return version(specimen.changed().package())


def version(package: Package) -> Version:
    return Version(package, load(package))


@cache
def found(name: str, line: str) -> tuple[Finding, ...]:
    head = head_of(name, line)
    if head.status:
        pair = Pair(
            None if head.status == "new" else base().package,
            None if head.status == "removed" else head.package(),
        )
        report = review_pair(pair, [], BETWEEN, TODAY)
        assert report.not_run == ()
        return tuple(finding for group in report.groups for finding in group.tell(None))
    judged = judge(Versions(base(), version(head.package())), BETWEEN)
    assert judged.not_run == []
    return tuple(finding for group in judged.groups for finding in group.tell(None))


@pytest.mark.parametrize(("name", "kind", "line"), EXAMPLES)
def test_an_example_lights_its_rule_and_nothing_else_between_versions(
    name: str, kind: str, line: str
) -> None:
    lit = {f.rule for f in found(name, line)}
    if kind == "good":
        assert lit == set(), f"{name}: the good example “{line}” lights {sorted(lit)}"
    else:
        assert name in lit, f"{name}: the bad example “{line}” does not light it"
        assert lit <= {name, *RULES[name].implies}, (
            f"{name}: the bad example “{line}” also lights"
            f" {sorted(lit - {name, *RULES[name].implies})}"
        )


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, kind, line in EXAMPLES if kind == "good"]
)
def test_nothing_is_wrong_with_what_a_good_example_proposes(name: str, line: str) -> None:
    report = validate_package(head_of(name, line).package(), chosen(), TODAY)
    assert [g.rule for g in report.groups if g.severity == "error"] == []


@pytest.mark.parametrize(("name", "line"), BAD)
def test_what_is_told_of_a_bad_example_is_whole_and_on_its_side(name: str, line: str) -> None:
    stores = {"base": base().package.store, "head": head_of(name, line).package().store}
    for finding in found(name, line):
        told = f"{finding.message} {finding.allowed} {finding.mend}"
        assert not re.search(r"\{\w*\}|\bNone\b|\bnan\b", told), told
        assert all((finding.message, finding.allowed, finding.mend))
        if finding.row is None:
            assert finding.place.file == "datapackage.json"
        else:
            where = finding.place
            assert (where.line, where.column, where.cell) == place_of(
                bytes(stores[finding.side].read(where.file)), finding.row, finding.column or ""
            )
            assert (finding.anchor is None) is (finding.side == "head")
    spots = [(f.rule, f.table, f.key, f.column) for f in found(name, line)]
    assert len(spots) == len(set(spots))


@pytest.mark.parametrize("rule", BETWEEN, ids=lambda rule: rule.name)
def test_what_a_rule_between_versions_implies_is_lit_and_what_it_silences_would_be(
    rule: Rule,
) -> None:
    assert set(rule.implies) <= {f.rule for line in rule.bad for f in found(rule.name, line)}
    silenced: set[str] = set()
    if rule.instead_of:
        wider = [RULES[name] for name in rule.instead_of]
        silenced = {
            g.rule
            for line in rule.bad
            for g in judge(
                Versions(base(), version(head_of(rule.name, line).package())), wider
            ).groups
        }
    assert set(rule.instead_of) <= silenced


def test_nothing_is_found_between_a_package_and_itself() -> None:
    judged = judge(Versions(base(), base()), BETWEEN)
    assert (judged.groups, judged.not_run) == ([], [])
