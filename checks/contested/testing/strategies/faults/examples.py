"""Faults that are a rule's own bad examples, in drawn company.

A line that changes rows stands beside the drawn ones, and beside others like it. One that changes
the descriptor is applied to what is drawn. One that changes bytes stands alone: it names places in
files, and company would move them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, partial
from itertools import chain

from contested import standard
from contested.check.load import LoadedTable, load
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR
from contested.results import Finding
from contested.rules.rule import RULES, Rule
from contested.testing.specimen import Specimen, changed
from contested.testing.strategies.company import Company, add
from contested.testing.strategies.days import TODAY
from contested.testing.strategies.draft import Draft, Edit
from contested.testing.strategies.faults.fault import DRAWN, Fault, Files, Hit, Spot


def faults_of(rule: Rule) -> list[Fault]:
    """Return the ways to light a rule, drawn ones and bad examples.

    Examples that stand alone are among them only where there is nothing else.
    """
    lone = [line for line in rule.bad if changed(line).edits]
    made = [*DRAWN.get(rule.name, ())]
    made += [_in_company(rule, line) for line in rule.bad if line not in lone]
    return made or [Fault(rule.name, line, partial(alone, rule, line), whole=True) for line in lone]


def _in_company(rule: Rule, line: str) -> Fault:
    whole = changed(line).descriptor != changed().descriptor
    return Fault(rule.name, line, partial(over if whole else beside, rule, line), whole=whole)


@cache
def lit_alone(rule: Rule, line: str) -> tuple[tuple[str, Spot], ...]:
    """Return where a rule speaks of the specimen after a line.

    What it implies is told too.
    """
    specimen, rules = changed(line), [RULES[name] for name in (rule.name, *rule.implies)]
    texts = specimen.texts if rule.scope == "text" else None
    package = specimen.package()
    loaded = None if package.fault else load(package, _unchanged())
    report = validate_package(package, rules, TODAY.toordinal(), texts, loaded=loaded)
    found = chain.from_iterable(group.tell(None) for group in report.groups)
    return tuple((one.rule, _spot(one)) for one in found)


@cache
def _unchanged() -> dict[str, LoadedTable]:
    """Return the specimen as it was read, for files without a change."""
    return load(changed().package())


def _spot(found: Finding) -> Spot:
    row = found.place.line if RULES[found.rule].scope == "file" else found.row
    return found.table or "", row, found.column or ""


def beside(rule: Rule, line: str, draft: Draft) -> Iterator[tuple[str, Hit]]:
    """Add the specimen after a line to a draft."""
    specimen = changed(line)
    company, rows = add(draft, specimen)
    if rule.scope == "text":
        draft.texts |= company.texts(specimen)
    for name, (table, row, column) in lit_alone(rule, line):
        yield name, (table, row if row is None else rows[table][row], column)


def over(rule: Rule, line: str, draft: Draft) -> Iterator[tuple[str, Hit]]:
    """Add the specimen to a draft, and apply a line to everything."""
    company, _ = add(draft, changed())

    def make(files: Files) -> Iterator[Spot]:
        tables = {name: [dict(row) for row in rows] for name, rows in draft.tables.items()}
        made = Specimen(tables, json.loads(files[DESCRIPTOR]), {})
        made.change(company.ids(line))
        files.clear()
        files.update(made.files())
        alone, its_own = (
            changed(line),
            [at for name, at in lit_alone(rule, line) if name == rule.name],
        )
        yield from (_in_company_of(made, company, alone, at) for at in its_own)

    draft.edits.append(Edit(rule.name, make))
    yield from ()


def _in_company_of(made: Specimen, company: Company, alone: Specimen, at: Spot) -> Spot:
    """Return where a row of the specimen stands among others."""
    table, number, column = at
    if not isinstance(number, int):
        return at
    row = alone.rows(table)[number]
    names = standard.tables()[table].key if table in standard.TABLES else tuple(row)
    wanted = [company.ids(row[name]) for name in names]
    rows = [[one.get(name, "") for name in names] for one in made.rows(table)]
    return table, rows.index(wanted), column


def alone(rule: Rule, line: str, draft: Draft) -> Iterator[tuple[str, Hit]]:
    """Put the specimen after a line in place of the draft."""

    def make(files: Files) -> Iterator[Spot]:
        files.clear()
        files.update(changed(line).files())
        yield from (at for name, at in lit_alone(rule, line) if name == rule.name)

    draft.edits.append(Edit(rule.name, make))
    yield from ()
