"""Cells as options of `contested new`, and the command with them."""

from __future__ import annotations

import argparse
import shlex

from contested import standard
from contested.add.new.adding import Cells
from contested.add.new.minting import is_minted
from contested.add.new.options import COLUMN, option
from contested.add.new.parts import InsertionError
from contested.standard import Table
from contested.text import nearest


def typed_cells(typed: argparse.Namespace, table: Table) -> Cells:
    """Return the cell that was given for each column.

    Raises InsertionError where a column is given twice, or `--set` names none.
    """
    given: list[tuple[str, str]] = []
    for name, values in vars(typed).items():
        if name.startswith(COLUMN):
            given.extend((name.removeprefix(COLUMN), value) for value in values or ())
    given.extend(_parted(one, table) for one in typed.set or ())
    names = [name for name, _ in given]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InsertionError(f"“{twice}” is given twice; a cell holds one value")
    return dict(given)


def _parted(given: str, table: Table) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise InsertionError(f"--set {given}: this is written --set COLUMN=VALUE")
    if name not in table.fields:
        near = nearest(name, table.fields)
        raise InsertionError(
            f"--set {given}: {table.name} has no column"
            f" “{name}”{f'; did you mean “{near}”?' if near else '.'} Its columns are"
            f" {', '.join(table.fields)}."
        )
    return name, value


def assignment(table: Table, column: str, value: str) -> str:
    """Return the option that gives a column of a table this value."""
    if column in standard.tables()[table.name].fields:
        return f"{option(column)}={value}"
    return f"--set={column}={value}"


def missing_option(table: Table, column: str) -> str:
    """Return a missing column's option, as a message names it."""
    is_known = column in standard.tables()[table.name].fields
    return option(column) if is_known else f"--set {column}=…"


def command(typed: argparse.Namespace, kind: str, table: Table, row: Cells) -> str:
    """Return the command that adds a row, without its minted id."""
    given = typed_cells(typed, table)
    kept = {
        name: value
        for name, value in row.items()
        if name in given or not is_minted(table, table.fields[name])
    }
    return shlex.join(
        [
            "contested",
            "new",
            kind,
            *([str(typed.dataset)] if typed.dataset else []),
            *([f"--part={typed.part}"] if typed.part is not None else []),
            *(assignment(table, name, value) for name, value in kept.items()),
        ]
    )
