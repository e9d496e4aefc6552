"""Every example of every rule, on both engines: a bad one lights its rule and what that declares, a good one nothing."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from contested import specimen
from contested.finding import Finding, PackageReport
from contested.rule import RULES, Rule
from contested.rules import FAMILIES
from contested.tell import day_number
from contested.validation import validate_package

TODAY = day_number(date.fromisoformat(specimen.TODAY))
EXAMPLES = [(rule.name, kind, line) for rule in RULES.values() for kind in ("bad", "good") for line in getattr(rule, kind)]
ON_ROWS = [(name, kind, line) for name, kind, line in EXAMPLES if RULES[name].scope not in ("file", "package", "text")]


@cache
def judged(line: str, engine: str, texts: bool) -> PackageReport:
    changed = specimen.changed(line)
    return validate_package(changed.package(), list(RULES.values()), TODAY, changed.texts if texts else None, engine)


def found(line: str, engine: str, rule: Rule) -> list[Finding]:
    return [finding for group in judged(line, engine, rule.scope == "text").groups for finding in group.tell(None)]


def cells(findings: list[Finding]) -> set[tuple[str, str | None, int | None, str | None]]:
    return {(f.rule, f.table, f.row, f.column) for f in findings}


@pytest.mark.parametrize("engine", ["polars", "pandera"])
def test_nothing_is_wrong_with_the_specimen_and_every_rule_judged_it(engine: str) -> None:
    report = judged("", engine, True)
    assert [g.rule for g in report.groups] == []
    assert [n for n in report.not_run if n.rule != "quote-not-in-source"] == []


@pytest.mark.parametrize(("name", "kind", "line"), EXAMPLES)
def test_an_example_lights_its_rule_and_nothing_else(name: str, kind: str, line: str) -> None:
    rule = RULES[name]
    lit = {f.rule for f in found(line, "polars", rule)}
    if kind == "good":
        assert lit == set(), f"{name}: the good example “{line}” lights {sorted(lit)}"
    else:
        assert name in lit, f"{name}: the bad example “{line}” does not light it"
        assert lit <= {name, *rule.implies}, f"{name}: the bad example “{line}” also lights {sorted(lit - {name, *rule.implies})}"


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind", "line"), ON_ROWS)
def test_pandera_finds_in_an_example_what_polars_finds(name: str, kind: str, line: str) -> None:
    rule = RULES[name]
    assert cells(found(line, "pandera", rule)) == cells(found(line, "polars", rule)), f"{name}: “{line}”"


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, kind, line in EXAMPLES if kind == "bad"])
def test_what_is_told_of_a_bad_example_is_whole(name: str, line: str) -> None:
    findings = found(line, "polars", RULES[name])
    for finding in findings:
        told = f"{finding.message} {finding.allowed} {finding.mend}"
        assert "{" not in told.replace('{"delimiter": ","}', ""), told
        assert finding.allowed
        assert finding.mend
        assert finding.place.file.endswith((".csv", "datapackage.json"))
    spots = [(f.rule, f.place, f.message) for f in findings]
    assert len(spots) == len(set(spots))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_a_whole_page(rule: Rule) -> None:
    assert all(rule.page.values()), rule.page
    assert rule.bad
    assert rule.family in FAMILIES


CATALOGUE = {
    "files": "missing-file not-utf-8 byte-order-mark wrong-line-ends wrong-delimiter wrong-header ragged-row blank-row broken-quoting merge-conflict "
    "control-character padded-cell",
    "package": "invalid-descriptor missing-table unknown-table schema-drift unpinned-file missing-licence missing-metadata:warning",
    "cells": "missing-value wrong-type not-in-vocabulary wrong-pattern out-of-bounds too-long malformed-date",
    "references": "repeated-key dangling-reference circular-places circular-sources place-out-of-order unused-row:info repeated-name:warning",
    "attribution": "several-claimants narrator-is-not-publisher publisher-as-claimant:warning shared-anonymous-publisher broken-relay relay-repeats-end "
    "quote-without-speech unexplained-inference:warning quote-not-in-source text-mismatch title-as-attribute:warning",
    "dates": "stated-after-publication relayed-out-of-order observed-before-it-happened predicted-after-the-fact:warning accessed-before-publication "
    "future-date undated-occurrence:warning unspanned-occurrence open-statement-date outside-question-period:warning",
    "separation": "fact-table wrong-kind-of-answer merged-answer exclusive-misplaced double-negative range-nobody-stated backwards-range repeated-claim "
    "claimant-contradicts-self:warning loaded-question unasked-contest:info relation-to-itself relation-across-questions superseded-by-another "
    "circular-supersession false-corroboration agreeing-contradiction",
    "privacy": "private-person-named unnamed-source-named pinpointed-person:warning withheld-content",
}


def test_the_rules_are_those_of_the_catalogue() -> None:
    wanted = {(family, *(f"{one}:error".split(":")[:2])) for family, names in CATALOGUE.items() for one in names.split()}
    assert {(r.family, r.name, r.severity) for r in RULES.values()} == wanted
    assert len(RULES) == 75
