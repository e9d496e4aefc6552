"""Importing: from a workbook to what the package's files would hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from contested import standard
from contested.add.workbook import WorkbookError
from contested.add.workbook.change import Missing, SheetChange, compare
from contested.add.workbook.conflicts import conflicts
from contested.add.workbook.current import CurrentTable, current_tables
from contested.add.workbook.incoming import IncomingSheet, Problem, read_sheet
from contested.add.workbook.layout import ORIGIN, README, WORDS, sheet_names
from contested.add.workbook.origin import Origin, Snapshot, read_origin
from contested.add.workbook.reading import read
from contested.add.workbook.sheets import Sheet
from contested.check.baseline import new_findings
from contested.check.validate import validate_package
from contested.package import Package, from_store
from contested.package.store import ReplacedStore
from contested.results import Finding, Place
from contested.rules.rule import Rule
from contested.text import nearest, visible


@dataclass
class ImportPlan:
    """The changes that an import would make, and what forbids them."""

    book: Path
    changes: dict[str, SheetChange] = field(default_factory=dict)
    origin: Origin | None = None
    """What the dataset was when the workbook was made, if that is told."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What somebody who looks at the workbook sees otherwise than it is read."""
    untouched: list[str] = field(default_factory=list)
    """Tables without a sheet."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The new content of the files that change."""
    errors: list[Finding] = field(default_factory=list)
    """What would be wrong in the package then."""
    new_errors: list[Finding] = field(default_factory=list)
    """What of that is not wrong now."""


def plan_import(
    package: Package, book: Path, rules: Collection[Rule], today: int, missing: Missing = "refuse"
) -> ImportPlan:
    """Read a workbook and compare it with a package; write nothing.

    A workbook that does not tell what it was made of, and has none of the package's rows, only adds
    to it. Raises WorkbookError.
    """
    tables = current_tables(package)
    made, sheets = ImportPlan(book), read(book)
    for sheet in sheets:
        if sheet.name == ORIGIN:
            made.origin = read_origin(sheet)
    then = made.origin.tables if made.origin else {}
    incoming = _read(made, sheets, tables, then)
    made.untouched = [name for name in tables if name not in incoming]
    made.changes = {
        name: compare(tables[name], one, then.get(name)) for name, one in incoming.items()
    }
    for one in incoming.values():
        made.problems.extend(one.problems)
    only_adds = made.origin is None and not any(
        one.rows.keys() & tables[name].rows.keys() for name, one in incoming.items()
    )
    settled: Missing = "keep" if only_adds and missing == "refuse" else missing
    for change in made.changes.values():
        if missing == "remove":
            change.removed = change.missing
        if not change.incoming.problems:
            made.problems.extend(conflicts(change, settled))
    if not made.problems:
        for change in made.changes.values():
            made.files |= change.files()
    if made.files:
        _judge(made, package, rules, today)
    return made


def _read(
    made: ImportPlan,
    sheets: Iterable[Sheet],
    tables: Mapping[str, CurrentTable],
    then: Mapping[str, Snapshot],
) -> dict[str, IncomingSheet]:
    names = {sheet: table for table, sheet in sheet_names(tables).items()}
    incoming = {}
    for sheet in sheets:
        if sheet.name in names:
            made.notes += [f"sheet {sheet.name}: {words}" for words in sheet.marks]
            name = names[sheet.name]
            incoming[name] = read_sheet(sheet, tables[name], then.get(name))
        elif sheet.name not in (ORIGIN, README, WORDS):
            made.problems.append(_unknown(sheet.name, list(names)))
    if not incoming and not made.problems:
        raise WorkbookError(
            f"{made.book} has no sheet with the name of a table of the dataset, so that there is"
            f" nothing to import. Its sheets would be called {', '.join(names)}."
        )
    return incoming


def _unknown(name: str, known: list[str]) -> Problem:
    near = nearest(name, known)
    message = (
        f"The dataset has no table “{visible(name)}”.{f' Did you mean {near}?' if near else ''}"
    )
    if name in standard.TABLES:
        message = f"The dataset has no table {name} yet, though the standard has one."
    mend = (
        "Name the sheet as it was, or take it out of the workbook. A new table is added in"
        " datapackage.json."
    )
    return Problem(name, "", "", "", message, f"sheets called {', '.join(known)}", mend)


def _judge(made: ImportPlan, package: Package, rules: Collection[Rule], today: int) -> None:
    after = validate_package(from_store(ReplacedStore(package.store, made.files)), rules, today)
    errors = replace(
        after, groups=tuple(group for group in after.groups if group.severity == "error")
    )
    for group in errors.groups:
        made.errors.extend(group.tell(None))
    made.new_errors = [
        _at_its_cell(made, finding)
        for finding in new_findings(errors, validate_package(package, rules, today))
    ]


def _at_its_cell(made: ImportPlan, finding: Finding) -> Finding:
    """Return a finding, placed at its cell of the workbook."""
    change = made.changes.get(finding.table or "")
    if (
        change is None
        or finding.key not in change.incoming.rows
        or finding.column not in change.incoming.columns
    ):
        return finding
    cell = change.incoming.cell(finding.key, finding.column)
    return replace(
        finding, place=Place(f"{made.book}, sheet {change.incoming.sheet}", None, None, cell)
    )
