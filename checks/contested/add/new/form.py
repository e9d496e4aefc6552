"""The form of a single cell, judged before its row is there."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from contested.add.new.choices import Choices
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.files.canonical import canonical
from contested.package.store import MemoryStore
from contested.results import Finding
from contested.rules.cells import missing_value
from contested.rules.page import fill
from contested.rules.references import dangling_reference
from contested.rules.rule import RULES, rule_of
from contested.standard import Table
from contested.standard.versions import NAMED_BY, judged_by
from contested.standard.wording import of_field
from contested.text import nearest, visible


def find_fault(package: Package, table: Table, column: str, typed: str, choices: Choices) -> str:
    """Return the fault of a cell, in the words of its rule.

    It is empty if nothing is wrong, as with a blank.
    """
    if not typed.strip():
        return ""
    rules = [r for r in RULES.values() if r.scope in ("field", "file") and r.severity == "error"]
    alone = pl.DataFrame(
        {name: [typed if name == column else None] for name in table.fields},
        schema=dict.fromkeys(table.fields, pl.String),
    )
    descriptor = {
        NAMED_BY: judged_by(package.descriptor),
        "resources": [_resource(package, table) | {"name": table.name, "path": "row.csv"}],
    }
    files = {"row.csv": canonical(alone, table), DESCRIPTOR: json.dumps(descriptor).encode()}
    report = validate_package(from_store(MemoryStore(files)), rules, 0)
    assert table.name in report.rows
    for group in report.groups:
        for one in group.tell(None):
            if one.table == table.name and one.column in (column, None):
                return text_of(one)
    return _unknown_id(table, column, typed.strip(), choices)


def missing_text(table: Table, column: str) -> str:
    """Return the message that a column has to be filled."""
    return fill(rule_of(missing_value).page["message"], of_field(table.fields[column]))


def text_of(finding: Finding) -> str:
    """Return a finding as text: what is wrong, allowed, and perhaps meant."""
    meant = f" Did you mean {visible(finding.suggestion)}?" if finding.suggestion else ""
    return f"{finding.message}{f' Allowed: {finding.allowed}' if finding.allowed else ''}{meant}"


def _resource(package: Package, table: Table) -> dict[str, Any]:
    """Return the table's resource in the descriptor, or else the standard's schema."""
    return next(
        (r for r in package.resources if r.get("name") == table.name), {"schema": table.schema}
    )


def _unknown_id(table: Table, column: str, typed: str, choices: Choices) -> str:
    """Return the message that no row has an id, or nothing."""
    reference = next((r for r in table.references if r.column == column and not r.when), None)
    known = [one.text for one in choices.all]
    if reference is None or typed in known:
        return ""
    close = nearest(typed, known)
    message = fill(
        rule_of(dangling_reference).page["message"],
        {"cell": visible(typed), "target_table": reference.table},
    )
    return message + (f" Did you mean {close}?" if close else "")
