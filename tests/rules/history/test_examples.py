"""Every example of every rule over two versions: a bad one lights its rule and what that declares,
a good one nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest
from contested.check.load import load
from contested.check.validate import choose_rules, validate_package
from contested.git.pairs import Pair
from contested.package import Package
from contested.package.store import Store
from contested.results import Finding
from contested.review.judge import judge_versions
from contested.review.run import review_pair
from contested.review.version import Version
from contested.review.versions import Versions
from contested.review.views import History
from contested.rules.rule import RULES, Rule
from contested.testing import specimen
from rules.beside import Beside, beside, is_alone, needs_own_package
from rules.test_examples import TODAY, place_of

BETWEEN = choose_rules(compares=True)
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


def against_base(package: Package) -> Versions:
    """Return the specimen and a package made of it, of which only changed files are read."""
    return Versions(base(), Version(package, load(package, base().loaded)))


@dataclass(frozen=True)
class Found:
    """What was found between two versions, and the files in which it stands."""

    findings: tuple[Finding, ...]
    stores: dict[str, Store]


@cache
def found(name: str, line: str) -> Found:
    """Return what an example lights: beside all others, if it can stand there."""
    return together().get((name, line)) or alone(name, line)


@dataclass(frozen=True)
class Crowd:
    """The examples that can stand side by side, published and proposed."""

    examples: list[tuple[str, str]]
    sides: dict[str, Beside]
    versions: Versions

    def example(self, finding: Finding) -> tuple[str, str]:
        """Return the example in which something was found."""
        return self.examples[self.sides[finding.side].owner(finding)]


@cache
def crowd() -> Crowd:
    heads = {(name, line): head_of(name, line) for name, _, line in EXAMPLES}
    heads = {one: head for one, head in heads.items() if not is_alone(one[0], head)}
    raised = [one for one, head in heads.items() if head.descriptor["version"] == "2.0.0"]
    bases, made = beside([specimen.changed()] * len(raised)), beside([heads[o] for o in raised])
    versions = Versions(version(bases.specimen.package()), version(made.specimen.package()))
    return Crowd(raised, {"base": bases, "head": made}, versions)


@cache
def together() -> dict[tuple[str, str], Found]:
    """Return what the examples light that can stand side by side, in one review of them all."""
    every = crowd()
    sides = {"base": every.versions.base, "head": every.versions.head}
    stores = {side: one.package.store for side, one in sides.items()}
    judged = judge_versions(History(every.versions), BETWEEN)
    assert judged.not_run == []
    lit: dict[tuple[str, str], list[Finding]] = {one: [] for one in every.examples}
    for finding in (finding for group in judged.groups for finding in group.tell(None)):
        lit[every.example(finding)].append(finding)
    return {one: Found(tuple(findings), stores) for one, findings in lit.items()}


def alone(name: str, line: str) -> Found:
    head = head_of(name, line)
    stores = {"base": base().package.store, "head": head.package().store}
    if head.status:
        pair = Pair(
            None if head.status == "new" else base().package,
            None if head.status == "removed" else head.package(),
        )
        report = review_pair(pair, [], BETWEEN, TODAY)
        assert report.not_run == ()
        groups = report.groups
    else:
        judged = judge_versions(History(against_base(head.package())), BETWEEN)
        assert judged.not_run == []
        groups = tuple(judged.groups)
    return Found(tuple(f for group in groups for f in group.tell(None)), stores)


@pytest.mark.parametrize(("name", "kind", "line"), EXAMPLES)
def test_an_example_lights_its_rule_and_nothing_else_between_versions(
    name: str, kind: str, line: str
) -> None:
    lit = {f.rule for f in found(name, line).findings}
    if kind == "good":
        assert lit == set(), f"{name}: the good example “{line}” lights {sorted(lit)}"
    else:
        assert name in lit, f"{name}: the bad example “{line}” does not light it"
        assert lit <= {name, *RULES[name].implies}, (
            f"{name}: the bad example “{line}” also lights"
            f" {sorted(lit - {name, *RULES[name].implies})}"
        )


def test_nothing_is_wrong_with_what_good_examples_propose() -> None:
    heads = [head_of(name, line) for name, kind, line in EXAMPLES if kind == "good"]
    alone = [head for head in heads if needs_own_package(head)]
    together = [head for head in heads if head not in alone]
    wrong: list[str] = []
    for head in (beside(together).specimen, *alone):
        report = validate_package(head.package(), choose_rules(), TODAY)
        wrong += [str(f) for g in report.groups if g.severity == "error" for f in g.tell(None)]
    assert wrong == []


@pytest.mark.parametrize(("name", "line"), BAD)
def test_what_is_told_of_a_bad_example_is_whole_and_on_its_side(name: str, line: str) -> None:
    findings, stores = found(name, line).findings, found(name, line).stores
    for finding in findings:
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
    spots = [(f.rule, f.table, f.key, f.column) for f in findings]
    assert len(spots) == len(set(spots))


@pytest.mark.parametrize("rule", BETWEEN, ids=lambda rule: rule.name)
def test_what_a_rule_between_versions_implies_is_lit_and_what_it_silences_would_be(
    rule: Rule,
) -> None:
    assert set(rule.implies) <= {
        f.rule for line in rule.bad for f in found(rule.name, line).findings
    }
    silenced: set[str] = set()
    if rule.instead_of:
        wider = [RULES[name] for name in rule.instead_of]
        between = [one for one in wider if one.compares]
        silenced = {
            g.rule
            for line in rule.bad
            for g in judge_versions(
                History(against_base(head_of(rule.name, line).package())), between
            ).groups
        }
        silenced |= _lit_in_head(rule.bad, [one for one in wider if not one.compares])
    assert set(rule.instead_of) <= silenced


def _lit_in_head(lines: tuple[str, ...], rules: list[Rule]) -> set[str]:
    heads = [specimen.changed(line).package() for line in lines if rules]
    return {g.rule for head in heads for g in validate_package(head, rules, TODAY).groups}


def test_nothing_is_found_between_a_package_and_itself() -> None:
    judged = judge_versions(History(Versions(base(), base())), BETWEEN)
    assert (judged.groups, judged.not_run) == ([], [])
