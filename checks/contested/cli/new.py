"""`contested new`: rows added to a package one at a time."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.add.new.options import parse
from contested.cli import options
from contested.cli.exits import FOUND, OK, RefusedError, day, say

if TYPE_CHECKING:
    from contested.add.new.adding import Cells
    from contested.add.new.writing import Insertion
    from contested.package import Package
    from contested.rules.rule import Rule
    from contested.standard import Table

AGAIN = "To go on from here:\n"
TYPES = "claim, source, actor, location, question, relay, relation, citation or revision"


def add(commands: Any) -> None:
    """Add the command.

    The options of a row come from the schema once its table is known.
    """
    new = commands.add_parser(
        "new",
        help="add a row",
        usage="contested new TYPE [DATASET] [--COLUMN VALUE …]",
        description=(
            "Adds a row to a package and prints its id. Without what is required, it asks, at a"
            " terminal. Nothing is written that would not validate."
        ),
        epilog="contested new TYPE --help lists the columns of a table.",
    )
    new.add_argument("type", metavar="TYPE", help=TYPES)
    new.add_argument(
        "rest",
        metavar="…",
        nargs=argparse.REMAINDER,
        help="the package, and what stands in the row",
    )
    new.set_defaults(command=_new)


def _new(given: argparse.Namespace) -> int:
    from contested.add.new.adding import clean_row, find_target, missing_columns
    from contested.add.new.given import command, missing_option, typed_cells
    from contested.add.new.minting import mint, prefix
    from contested.add.new.parts import InsertionError
    from contested.add.new.writing import Insertion
    from contested.check.load import load

    table = _table(given.type)
    typed = parse(given.type, table, given.rest)
    package = _package(typed.dataset, given.type)
    table = package.tables[table.name]
    try:
        where = find_target(package, load(package), table.name, typed.part)
        cells = clean_row(table, typed_cells(typed, table))
    except InsertionError as error:
        raise RefusedError(str(error)) from error
    if prefix(table) and table.key[0] not in cells:
        cells[table.key[0]] = mint(table, where.keys)
    adding = Insertion(where, typed.part, _rules(), day(typed.today).toordinal())
    missing = missing_columns(table, cells)
    if not typed.all and not missing:
        return _add(adding, cells, given.type)
    if not options.is_terminal():
        raise RefusedError(_lacks(given.type, [missing_option(table, one) for one in missing]))
    cells = _ask(adding, cells, typed, given.type)
    again = command(typed, given.type, table, cells)
    return _add(adding, cells, given.type, f"\n{AGAIN}{again}")


def _add(adding: Insertion, cells: Cells, kind: str, again: str = "") -> int:
    """Add the row, or say why not.

    Somebody who has answered questions is told how to get back to the answers.
    """
    from contested.add.new.parts import InsertionError

    try:
        found = adding.write(cells)
    except InsertionError as error:
        raise RefusedError(f"{error}{again}") from error
    except OSError as error:
        raise RefusedError(
            f"{error.filename or adding.place.part} cannot be written: {error.strerror}{again}"
        ) from error
    _tell(adding.place.package, found)
    if any(one.severity == "error" for one in found):
        why = f"the {kind} was not added, because the package would not be valid with it"
        print(f"contested: {why}{again}", file=sys.stderr)
        return FOUND
    print(" ".join(cells[name] for name in adding.place.table.key))
    return OK


def _table(kind: str) -> Table:
    """Return the table that the rows of a type stand in."""
    from contested import standard
    from contested.text import nearest

    types = {name.removesuffix("s"): table for name, table in standard.tables().items()}
    if kind not in types:
        near = nearest(kind, types)
        raise RefusedError(
            f"there is no type “{kind}”{f'; did you mean “{near}”?' if near else '.'} The types are"
            f" {TYPES}."
        )
    return types[kind]


def _package(dataset: Path | None, kind: str) -> Package:
    """Return the package that was named, or the only one there is."""
    from contested.package import UnreadableError, find
    from contested.package.journal import settled
    from contested.package.store import FolderStore

    path = dataset or options.default_path()
    try:
        found = find(path)
    except UnreadableError as error:
        raise RefusedError(f"{error} “contested init” makes a new dataset.") from error
    if len(found) > 1:
        folders = [one.store.label.rstrip("/") for one in found]
        raise RefusedError(
            f"there are several packages in {path}: {', '.join(folders)}. Name one, as in:"
            f" contested new {kind} {shlex.quote(folders[0])}"
        )
    (package,) = found
    if package.fault:
        raise RefusedError(f"{package.store.label}datapackage.json {package.refusal}")
    if not isinstance(package.store, FolderStore):
        raise RefusedError(
            f"{path} is a zip, which rows cannot be added to. Unpack it and name the folder."
        )
    try:
        return settled(package)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error


def _rules() -> list[Rule]:
    """Return the rules that `validate` would ask here."""
    from contested.check import settings
    from contested.check.validate import choose_rules

    try:
        settled = settings.find(Path.cwd())
    except settings.SettingsError as error:
        raise RefusedError(str(error)) from error
    return choose_rules(settled.select or None, settled.ignore)


def _lacks(kind: str, options: list[str]) -> str:
    if not options:
        return "--all asks for every column, and there is no terminal to ask at"
    return (
        f"the new {kind} needs more than was given: {', '.join(options)}. At a terminal, contested"
        f" new {kind} asks for them."
    )


def _ask(adding: Insertion, cells: Cells, typed: argparse.Namespace, kind: str) -> Cells:
    """Return the row once somebody has answered all questions."""
    from contested.add.new.asking import Conversation, StoppedError
    from contested.add.new.given import command
    from contested.add.new.parts import InsertionError
    from contested.add.new.terminal import Terminal

    terminal = Terminal()
    terminal.say(
        f"New {kind}. Tab and the arrows choose from a list, Ctrl-C stops and leaves everything as"
        " it was."
    )
    talk = Conversation(adding.place, terminal, adding.judge, cells)
    try:
        return talk.hold(typed.all)
    except InsertionError as error:
        again = ""
        if talk.cells != cells:
            again = f"\n{AGAIN}{command(typed, kind, talk.place.table, talk.cells)}"
        raise RefusedError(f"{error}{again}") from error
    except StoppedError as stopped:
        again = command(typed, kind, talk.place.table, stopped.cells)
        raise RefusedError(f"stopped; nothing was added. {AGAIN}{again}") from stopped


def _tell(package: Package, found: Iterable[Any]) -> None:
    """Print findings on standard error, as `validate` does."""
    from contested.add.new.adding import report_of
    from contested.report.text import findings

    say(findings(report_of(package, list(found))), sys.stderr)
