"""Every example of every rule, on both engines: a bad one lights its rule and what that declares, a
good one nothing.
"""

from __future__ import annotations

import csv
import re
import string
from datetime import date
from functools import cache

import polars as pl
import pytest
from contested import standard
from contested.check.engines import engine
from contested.check.findings import day_number
from contested.check.judge import settle
from contested.check.load import load
from contested.check.validate import validate_package
from contested.package import Package
from contested.results import Finding, PackageReport
from contested.rules import FAMILIES
from contested.rules.check import expand
from contested.rules.rule import RULES, Rule
from contested.testing import specimen

TODAY = day_number(date.fromisoformat(specimen.TODAY))
EXAMPLES = [
    (rule.name, kind, line)
    for rule in RULES.values()
    if not rule.compares
    for kind in ("bad", "good")
    for line in getattr(rule, kind)
]
NOT_ON_ROWS = {rule.name for rule in RULES.values() if not rule.on_rows}
ON_ROWS = [(name, kind, line) for name, kind, line in EXAMPLES if name not in NOT_ON_ROWS]
ALONE = [one for one in ON_ROWS if one[0] == "repeated-name"]
TOGETHER = [one for one in ON_ROWS if one not in ALONE]
BATCHES = [TOGETHER[at : at + 30] for at in range(0, len(TOGETHER), 30)] + [[one] for one in ALONE]
AN_ID = r"\b(act|clm|loc|qst|rev|src)-"
APART = 1000
"""How far apart the record numbers of two examples are that stand in one package."""


@cache
def judged(line: str, kind: str, texts: bool) -> PackageReport:
    changed = specimen.changed(line)
    return validate_package(
        changed.package(), list(RULES.values()), TODAY, changed.texts if texts else None, kind
    )


def found(line: str, kind: str, rule: Rule) -> list[Finding]:
    return [
        finding
        for group in judged(line, kind, rule.scope == "text").groups
        for finding in group.tell(None)
    ]


@pytest.mark.parametrize("kind", ["polars", "pandera"])
def test_nothing_is_wrong_with_the_specimen_and_every_rule_judged_it(kind: str) -> None:
    report = judged("", kind, True)
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
        assert lit <= {
            name,
            *rule.implies,
        }, f"{name}: the bad example “{line}” also lights {sorted(lit - {name, *rule.implies})}"


def frames_of(line: str) -> tuple[Package, dict[str, pl.DataFrame]]:
    package = specimen.changed(line).package()
    return package, {
        name: one.frame for name, one in load(package).items() if one.frame is not None
    }


def side_by_side(examples: list[tuple[str, str, str]]) -> dict[str, pl.DataFrame]:
    """The examples as one package: each has rows of its own, and ids of its own, so that none of
    them can change what another one lights.
    """
    every = [frames_of(line)[1] for *_, line in examples]
    assert all(list(frames) == list(standard.TABLES) for frames in every), (
        "an example that adds a table cannot stand beside others"
    )

    def apart(frame: pl.DataFrame, number: int) -> pl.DataFrame:
        return frame.with_columns(
            pl.col("row") + number * APART,
            pl.col(pl.String).str.replace_all(AN_ID, f"${{1}}-{number}-"),
        )

    return {
        table: pl.concat(apart(frames[table], number) for number, frames in enumerate(every))
        for table in every[0]
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "examples", BATCHES, ids=[f"{batch[0][0]}-to-{batch[-1][0]}" for batch in BATCHES]
)
def test_pandera_finds_in_examples_what_polars_finds(examples: list[tuple[str, str, str]]) -> None:
    """Examples that stand side by side share names, which is what `repeated-name` is about: its own
    examples stand alone.
    """
    frames, tables = side_by_side(examples), standard.tables()
    checks = expand((r for r in RULES.values() if r.name not in NOT_ON_ROWS), tables)
    polars, pandera = (
        {
            (c.rule.name, c.table, row, c.column)
            for c, rows in settle(engine(kind)(frames, tables, checks, TODAY).hits).items()
            for row in rows
        }
        for kind in ("polars", "pandera")
    )
    assert [
        (examples[row // APART], rule, table, row % APART, column)
        for rule, table, row, column in polars ^ pandera
    ] == []
    for number, (name, kind, line) in enumerate(examples):
        lit = {rule for rule, _, row, _ in pandera if row // APART == number} - (
            {"repeated-name"} if len(examples) > 1 else set()
        )
        declared = {name} if kind == "bad" else set()
        assert declared <= lit <= declared.union(RULES[name].implies if declared else ()), (
            f"{name}: {kind} example “{line}”"
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    "family", [family for family in FAMILIES if family not in ("package", "history")]
)
def test_pandera_finds_by_the_whole_way_what_polars_finds(family: str) -> None:
    line = next(line for name, _, line in ON_ROWS if RULES[name].family == family)
    polars, pandera = (
        [list(g.tell(None)) for g in sorted(judged(line, kind, False).groups, key=lambda g: g.rule)]
        for kind in ("polars", "pandera")
    )
    assert polars
    assert polars == pandera


def place_of(data: bytes, row: int, column: str) -> tuple[int, int, str]:
    """Line, character and spreadsheet cell, counted from the bytes with Python's own
    reader of CSV.
    """
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader(f"{line}\n" for line in lines)
    names, first = [name.strip() for name in next(reader)], reader.line_num
    for number, record in enumerate(reader):
        if number == row:
            raw = "\n".join(lines[first : reader.line_num])
            written = list(re.finditer(r'(?:^|,)("(?:[^"]|"")*"|[^",\n]*)', raw))
            assert [
                w[1].removeprefix('"').removesuffix('"').replace('""', '"') for w in written
            ] == record
            index = names.index(column) if column in names else 0
            before = raw[: written[index].start(1)].split("\n")
            return (
                first + len(before),
                len(before[-1]) + 1,
                f"{string.ascii_uppercase[index]}{row + 2}",
            )
        first = reader.line_num
    raise IndexError(row)


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, kind, line in EXAMPLES if kind == "bad"]
)
def test_what_is_told_of_a_bad_example_is_whole_and_in_its_place(name: str, line: str) -> None:
    findings, store = found(line, "polars", RULES[name]), specimen.changed(line).package().store
    for finding in findings:
        told = f"{finding.message} {finding.allowed} {finding.mend}"
        assert not re.search(r"\{\w*\}|\bline \?|\bNone\b|\bnan\b", told), told
        assert finding.message
        assert finding.allowed
        assert finding.mend
        where = finding.place
        if finding.row is None:
            assert where.file.endswith((".csv", "datapackage.json"))
        else:
            assert (where.line, where.column, where.cell) == place_of(
                bytes(store.read(where.file)), finding.row, finding.column or ""
            )
    spots = [
        (f.rule, f.table, f.row, f.column, f.place, f.message if f.row is None else "")
        for f in findings
    ]
    assert len(spots) == len(set(spots))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_a_whole_page(rule: Rule) -> None:
    assert all(rule.page.values()), rule.page
    assert rule.bad
    assert rule.good
    assert rule.family in FAMILIES
    assert re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", rule.name)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if not rule.compares], ids=lambda rule: rule.name
)
def test_what_a_rule_implies_is_lit_by_some_example_and_what_it_silences_would_be(
    rule: Rule,
) -> None:
    assert set(rule.implies) <= {f.rule for line in rule.bad for f in found(line, "polars", rule)}
    silenced = set()
    for line in rule.bad if rule.instead_of else ():
        package, frames = frames_of(line)
        checks = expand((r for r in RULES.values() if r.name not in NOT_ON_ROWS), package.tables)
        silenced |= {
            check.rule.name
            for check in engine("polars")(frames, package.tables, checks, TODAY).hits
        }
    assert set(rule.instead_of) <= silenced


CATALOGUE = {
    "files": (
        "missing-file not-utf-8 byte-order-mark wrong-line-ends wrong-delimiter wrong-header"
        " ragged-row blank-row broken-quoting merge-conflict control-character padded-cell"
        " unsorted-rows:warning formula-cell:warning"
    ),
    "package": (
        "invalid-descriptor missing-table unknown-table schema-drift unpinned-file missing-licence"
        " missing-metadata:warning"
    ),
    "cells": (
        "missing-value wrong-type not-in-vocabulary wrong-pattern out-of-bounds too-long"
        " malformed-date"
    ),
    "references": (
        "repeated-key dangling-reference circular-places circular-sources place-out-of-order"
        " unused-row:info repeated-name:warning"
    ),
    "attribution": (
        "several-claimants narrator-is-not-publisher publisher-as-claimant:warning"
        " shared-anonymous-publisher broken-relay relay-repeats-end quote-without-speech"
        " unexplained-inference:warning quote-not-in-source text-mismatch"
        " title-as-attribute:warning"
    ),
    "dates": (
        "stated-after-publication relayed-out-of-order observed-before-it-happened"
        " predicted-after-the-fact:warning accessed-before-publication future-date"
        " undated-occurrence:warning unspanned-occurrence open-statement-date"
        " outside-question-period:warning"
    ),
    "separation": (
        "fact-table wrong-kind-of-answer merged-answer exclusive-misplaced double-negative"
        " range-nobody-stated backwards-range repeated-claim claimant-contradicts-self:warning"
        " loaded-question unasked-contest:info relation-to-itself relation-across-questions"
        " superseded-by-another circular-supersession false-corroboration agreeing-contradiction"
    ),
    "privacy": (
        "private-person-named unnamed-source-named pinpointed-person:warning withheld-content"
    ),
    "history": (
        "vanished-row reused-key reworded-question rewritten-attribution rewritten-answer"
        " hardened-certainty reassigned-question collapsed-claims contest-erased laundered-range"
        " lost-voice silent-merge weakened-relation unredacted revision-rewritten"
        " version-not-raised:warning vanished-package new-package:info"
    ),
}


def test_the_rules_are_those_of_the_catalogue() -> None:
    wanted = {
        (family, *(f"{one}:error".split(":")[:2]))
        for family, names in CATALOGUE.items()
        for one in names.split()
    }
    assert {(r.family, r.name, r.severity) for r in RULES.values()} == wanted
    assert len(RULES) == 95
