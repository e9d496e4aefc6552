"""Every example of every rule, on both engines: a bad one lights its rule and what that declares, a
good one nothing.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl
import pytest
from cells import letters
from contested import standard
from contested.check.engines import engine
from contested.check.findings import day_number
from contested.check.judge import settle
from contested.check.load import load
from contested.check.validate import validate_package
from contested.package import Package
from contested.package.store import Store
from contested.results import Finding
from contested.rules import FAMILIES
from contested.rules.check import expand
from contested.rules.rule import RULES, Rule
from contested.testing import specimen
from contested.testing.strategies.company import Company
from rules.beside import Beside, beside, needs_own_package
from rules.columns.viewing import untouched

TODAY = day_number(date.fromisoformat(specimen.TODAY))
EXAMPLES = [
    (rule.name, kind, line)
    for rule in RULES.values()
    if not rule.compares
    for kind in ("bad", "good")
    for line in getattr(rule, kind)
]
NOT_ON_ROWS = {rule.name for rule in RULES.values() if not rule.on_rows}
APART = 1000
"""How far apart the record numbers of two examples are that stand in one frame."""
Example = tuple[str, str]
"""The name of a rule, and a line of changes."""


@dataclass(frozen=True)
class Found:
    """What was found in an example, and the files in which it stands."""

    findings: list[Finding]
    store: Store


def found(name: str, line: str) -> Found:
    """Return what an example lights: beside all others, if it can stand there."""
    return together("polars").get((name, line)) or alone(line, RULES[name].scope == "text")


@cache
def crowd() -> tuple[list[Example], Beside]:
    """Return the examples that can stand side by side, and them side by side."""
    made = {
        (name, line): specimen.changed(line)
        for name, _, line in EXAMPLES
        if RULES[name].scope != "text"
    }
    able = {one: changed for one, changed in made.items() if not needs_own_package(changed)}
    return list(able), beside(list(able.values()))


@cache
def together(kind: str) -> dict[Example, Found]:
    """Return what the examples side by side light, judged in one run."""
    examples, every = crowd()
    package = every.specimen.package()
    lit = {one: Found([], package.store) for one in examples}
    report = validate_package(package, list(RULES.values()), TODAY, engine=kind)
    for finding in (finding for group in report.groups for finding in group.tell(None)):
        lit[examples[every.owner(finding)]].findings.append(finding)
    return lit


@cache
def alone(line: str, texts: bool, kind: str = "polars") -> Found:
    """Return what an example lights in a package of its own, where only its own files are read."""
    changed = specimen.changed(line)
    package = changed.package()
    report = validate_package(
        package,
        list(RULES.values()),
        TODAY,
        changed.texts if texts else None,
        kind,
        loaded=None if package.fault else load(package, untouched()),
    )
    return Found([f for group in report.groups for f in group.tell(None)], package.store)


@pytest.mark.parametrize("kind", ["polars", "pandera"])
def test_nothing_is_wrong_with_the_specimen_and_every_rule_judged_it(kind: str) -> None:
    whole = specimen.changed()
    report = validate_package(whole.package(), list(RULES.values()), TODAY, whole.texts, kind)
    assert [g.rule for g in report.groups] == []
    assert [n for n in report.not_run if RULES[n.rule].scope != "text"] == []


@pytest.mark.parametrize(("name", "kind", "line"), EXAMPLES)
def test_an_example_lights_its_rule_and_nothing_else(name: str, kind: str, line: str) -> None:
    rule = RULES[name]
    lit = {finding.rule for finding in found(name, line).findings}
    if kind == "good":
        assert lit == set(), f"{name}: the good example “{line}” lights {sorted(lit)}"
    else:
        assert name in lit, f"{name}: the bad example “{line}” does not light it"
        assert lit <= {
            name,
            *rule.implies,
        }, f"{name}: the bad example “{line}” also lights {sorted(lit - {name, *rule.implies})}"


@pytest.mark.slow
def test_pandera_finds_in_examples_what_polars_finds() -> None:
    """Compare by the whole way, from files to findings, message and place included."""
    polars, pandera = together("polars"), together("pandera")
    assert polars.keys() == pandera.keys()
    differ = [one for one in polars if spots(polars[one]) != spots(pandera[one])]
    assert differ == []


@pytest.mark.slow
@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.nightly)])
def test_pandera_finds_what_polars_finds_in_tables_and_columns_of_ones_own(share: int) -> None:
    """Compare by the whole way, with one example of each rule, by day of some rules."""
    own = {name: line for name, _, line in EXAMPLES if has_own_columns(line)}
    differ = [
        line
        for line in list(own.values())[::share]
        if spots(alone(line, texts=False)) != spots(alone(line, texts=False, kind="pandera"))
    ]
    assert own
    assert differ == []


@cache
def has_own_columns(line: str) -> bool:
    """Return whether tables or columns of its own are in an example's package."""
    tables = specimen.changed(line).package().tables
    of_standard = standard.tables()
    return any(
        name not in of_standard or table.fields.keys() != of_standard[name].fields.keys()
        for name, table in tables.items()
    )


def spots(of: Found) -> list[str]:
    return sorted(map(repr, of.findings))


def frames_of(package: Package) -> dict[str, pl.DataFrame]:
    loaded = load(package, untouched())
    return {name: one.frame for name, one in loaded.items() if one.frame is not None}


def on_rows_alone() -> list[tuple[str, str, str]]:
    """Return the examples of rules on rows that cannot stand side by side."""
    able = set(crowd()[0])
    return [e for e in EXAMPLES if e[0] not in NOT_ON_ROWS and (e[0], e[2]) not in able]


@pytest.mark.slow
def test_pandera_finds_what_polars_finds_where_the_bytes_of_files_are_changed() -> None:
    rest = [example for example in on_rows_alone() if not has_own_columns(example[2])]
    every = [frames_of(specimen.changed(line).package()) for *_, line in rest]
    frames = {
        table: pl.concat(apart(of[table], number) for number, of in enumerate(every))
        for table in standard.TABLES
    }
    on_rows = [r for r in RULES.values() if r.on_rows and not r.name.startswith("repeated-")]
    checks = expand(on_rows, standard.tables())
    polars, pandera = (
        {
            (check.rule.name, check.table, row, check.column)
            for check, rows in settle(
                engine(kind)(frames, standard.tables(), checks, TODAY).hits
            ).items()
            for row in rows
        }
        for kind in ("polars", "pandera")
    )
    assert polars == pandera
    for number, (name, kind, line) in enumerate(rest):
        lit = {rule for rule, _, row, _ in pandera if row // APART == number}
        declared = {name, *RULES[name].implies} if kind == "bad" else set()
        assert lit <= declared, line
        assert name in lit or kind == "good", line


@pytest.mark.slow
def test_pandera_finds_what_polars_finds_where_a_package_has_columns_of_its_own() -> None:
    """Compare all checks on such a column, and all of the rule whose example it is."""
    own = [example for example in on_rows_alone() if has_own_columns(example[2])]
    for name, kind, line in own:
        package = specimen.changed(line).package()
        checks = [
            check
            for check in expand((r for r in RULES.values() if r.on_rows), package.tables)
            if check.rule.name == name or check.column.startswith("x_")
        ]
        polars, pandera = (
            {
                (check.rule.name, check.table, row, check.column)
                for check, rows in engine(one)(
                    frames_of(package), package.tables, checks, TODAY
                ).hits.items()
                for row in rows
            }
            for one in ("polars", "pandera")
        )
        assert polars == pandera, line
        assert {rule for rule, *_ in pandera} == ({name} if kind == "bad" else set()), line


def apart(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    """Return a frame under ids and record numbers of its own; names stay."""
    return frame.with_columns(
        pl.col("row") + number * APART,
        pl.col(pl.String).map_elements(Company(number).ids, pl.String),
    )


@cache
def records(data: bytes) -> tuple[list[str], list[tuple[int, str, list[str]]]]:
    """Return the names of a file's columns, and of each record first line, text and cells.

    They are counted from the bytes with Python's own reader of CSV.
    """
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader(f"{line}\n" for line in lines)
    names, first, found = [name.strip() for name in next(reader)], reader.line_num, []
    for record in reader:
        found.append((first, "\n".join(lines[first : reader.line_num]), record))
        first = reader.line_num
    return names, found


def place_of(data: bytes, row: int, column: str) -> tuple[int, int, str]:
    """Return line, character and spreadsheet cell."""
    names, found = records(data)
    first, raw, record = found[row]
    written = list(re.finditer(r'(?:^|,)("(?:[^"]|"")*"|[^",\n]*)', raw))
    assert [w[1].removeprefix('"').removesuffix('"').replace('""', '"') for w in written] == record
    index = names.index(column) if column in names else 0
    before = raw[: written[index].start(1)].split("\n")
    cell = f"{letters(index)}{row + 2}"
    return first + len(before), len(before[-1]) + 1, cell


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, kind, line in EXAMPLES if kind == "bad"]
)
def test_what_is_told_of_a_bad_example_is_whole_and_in_its_place(name: str, line: str) -> None:
    findings, store = found(name, line).findings, found(name, line).store
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
    lit = {f.rule for line in rule.bad for f in found(rule.name, line).findings}
    assert set(rule.implies) <= lit
    assert set(rule.instead_of) <= silenced(rule)


def silenced(rule: Rule) -> set[str]:
    """Return all rules that some bad example would light, if none silenced another."""
    lit = set()
    for line in rule.bad if rule.instead_of else ():
        package = specimen.changed(line).package()
        checks = expand((r for r in RULES.values() if r.on_rows), package.tables)
        hits = engine("polars")(frames_of(package), package.tables, checks, TODAY).hits
        lit.update(check.rule.name for check in hits)
    return lit
