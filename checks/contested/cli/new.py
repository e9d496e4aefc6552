"""`contested init` and `contested new`: a new data repository, and rows added to a package one at a
time.
"""

from __future__ import annotations

import argparse
import datetime
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.add.new.options import COLUMN, option, parsed, text
from contested.cli import options
from contested.cli.exits import FOUND, OK, RefusedError, day, source_date

if TYPE_CHECKING:
    from contested.add.new.adding import Cells
    from contested.add.new.writing import Adding
    from contested.package import Package
    from contested.rules.rule import Rule
    from contested.standard import Table

TYPES = "claim, source, actor, location, question, relay, relation or revision"


def add(commands: Any) -> None:
    """Adds the two commands; the options of `new` are made from the schema once it is known which
    table is meant.
    """
    init = commands.add_parser(
        "init",
        help="make a new data repository",
        description=(
            "Makes a new data repository: a package without rows that is valid as it is, and all"
            " that a repository needs around it."
        ),
    )
    init.add_argument(
        "folder", metavar="DIR", type=Path, help="a folder that is empty or not there yet"
    )
    init.add_argument(
        "--name",
        type=text,
        help="the package's name, such as panjshir-2021 (default: the folder's)",
    )
    init.add_argument("--title", type=text, default="", help="the dataset's title")
    init.add_argument("--description", type=text, default="", help="what the dataset is about")
    init.add_argument("--contributor", metavar="NAME", type=text, default="", help="who makes it")
    init.add_argument(
        "--licence",
        "--license",
        metavar="NAME",
        default="CC-BY-4.0",
        help="the licence of the data (default: CC-BY-4.0)",
    )
    init.add_argument(
        "--install-from",
        metavar="REQUIREMENT",
        type=text,
        help=(
            "what pip installs contested from, in the files that are made (default: this version"
            " of it)"
        ),
    )
    init.add_argument("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    init.set_defaults(command=_init)
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


def _init(given: argparse.Namespace) -> int:
    from dataclasses import replace

    from contested.add.init.make import Plan, StartError, name_of, repository, settle

    try:
        name = given.name if given.name is not None else name_of(given.folder)
        plan = Plan(
            name,
            _today(given.today),
            given.title,
            given.description,
            given.contributor,
            given.licence,
        )
        plan = (
            replace(plan, install_from=given.install_from)
            if given.install_from is not None
            else plan
        )
        files = repository(plan)
        settle(files, given.folder)
    except StartError as error:
        raise RefusedError(str(error)) from error
    except OSError as error:
        raise RefusedError(f"{given.folder} cannot be made: {error.strerror}") from error
    inside = f" in {given.folder}" if str(given.folder) != "." else ""
    print(
        f"Made the dataset “{plan.told['title']}”{inside}: {len(files)} files, among them a table"
        f" for each of {', '.join(_tables())}."
    )
    print(
        f"Next: {f'cd {shlex.quote(str(given.folder))}, then ' if inside else ''}contested new"
        " actor. CONTRIBUTING.md tells the rest."
    )
    return OK


def _new(given: argparse.Namespace) -> int:
    from contested.add.new.adding import cleaned, lacking, place
    from contested.add.new.minting import mint, prefix
    from contested.add.new.parts import AddingError
    from contested.add.new.writing import Adding
    from contested.check.load import load

    table = _table(given.type)
    typed = parsed(given.type, table, given.rest)
    package = _package(typed.dataset, given.type)
    table = package.tables[table.name]
    try:
        where = place(package, load(package), table.name, typed.part)
    except AddingError as error:
        raise RefusedError(str(error)) from error
    cells = cleaned(table, _cells(typed, table))
    if prefix(table) and table.key[0] not in cells:
        cells[table.key[0]] = mint(table, where.keys)
    adding = Adding(where, typed.part, _rules(), day(typed.today).toordinal())
    missing = lacking(table, cells)
    if not typed.all and not missing:
        return _added(adding, cells, given.type)
    if not _is_terminal():
        raise RefusedError(_unasked(given.type, table, missing))
    cells = _asked(adding, cells, typed, given.type)
    return _added(adding, cells, given.type, f"\n{_again(typed, given.type, table, cells)}")


def _added(adding: Adding, cells: Cells, kind: str, again: str = "") -> int:
    """Adds the row, or says why not and how somebody who has answered questions gets back to their
    answers.
    """
    from contested.add.new.parts import AddingError

    try:
        found = adding.write(cells)
    except AddingError as error:
        raise RefusedError(f"{error}{again}") from error
    except OSError as error:
        raise RefusedError(
            f"{error.filename or adding.place.part} cannot be written: {error.strerror}{again}"
        ) from error
    _tell(adding.place.package, found)
    if any(one.severity == "error" for one in found):
        print(
            f"contested: the {kind} was not added, because the package would not be valid with"
            f" it{again}",
            file=sys.stderr,
        )
        return FOUND
    print(" ".join(cells[name] for name in adding.place.table.key))
    return OK


def _tables() -> Mapping[str, Table]:
    from contested import standard

    return standard.tables()


def _table(kind: str) -> Table:
    """The table that the rows of a type stand in."""
    from contested.text import nearest

    types = {name.removesuffix("s"): table for name, table in _tables().items()}
    if kind not in types:
        near = nearest(kind, types)
        raise RefusedError(
            f"there is no type “{kind}”{f'; did you mean “{near}”?' if near else '.'} The types are"
            f" {TYPES}."
        )
    return types[kind]


def _package(dataset: Path | None, kind: str) -> Package:
    """The package that was named, or the only one there is."""
    from contested.package import UnreadableError, find
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
        raise RefusedError(f"{package.store.label}datapackage.json cannot be read: {package.fault}")
    if not isinstance(package.store, FolderStore):
        raise RefusedError(
            f"{path} is a zip, which rows cannot be added to. Unpack it and name the folder."
        )
    return package


def _cells(typed: argparse.Namespace, table: Table) -> Cells:
    """What was given for each column, once."""
    from contested.text import nearest

    given = [
        (name.removeprefix(COLUMN), value)
        for name, values in vars(typed).items()
        if name.startswith(COLUMN)
        for value in values or ()
    ]
    for one in typed.set or ():
        name, equals, value = one.partition("=")
        if not equals:
            raise RefusedError(f"--set {one}: this is written --set COLUMN=VALUE")
        if name not in table.fields:
            near = nearest(name, table.fields)
            raise RefusedError(
                f"--set {one}: {table.name} has no column"
                f" “{name}”{f'; did you mean “{near}”?' if near else '.'} Its columns are"
                f" {', '.join(table.fields)}."
            )
        given.append((name, value))
    names = [name for name, _ in given]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RefusedError(f"“{twice}” is given twice; a cell holds one value")
    return dict(given)


def _rules() -> list[Rule]:
    """The rules that `validate` would ask here."""
    from contested.check import settings
    from contested.check.validate import chosen

    try:
        settled = settings.find(Path.cwd())
    except settings.SettingsError as error:
        raise RefusedError(str(error)) from error
    return chosen(settled.select or None, settled.ignore)


def _is_terminal() -> bool:
    """Whether somebody can be asked: they type on standard input and read standard error."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _unasked(kind: str, table: Table, missing: Iterable[str]) -> str:
    options = [
        option(name) if name in _tables()[table.name].fields else f"--set {name}=…"
        for name in missing
    ]
    if not options:
        return "--all asks for every column, and there is no terminal to ask at"
    return (
        f"the new {kind} needs more than was given: {', '.join(options)}. At a terminal, contested"
        f" new {kind} asks for them."
    )


def _asked(adding: Adding, cells: Cells, typed: argparse.Namespace, kind: str) -> Cells:
    """The row, once somebody has answered all that there is to ask."""
    from contested.add.new.asking import Conversation, StoppedError
    from contested.add.new.parts import AddingError
    from contested.add.new.terminal import Terminal

    terminal = Terminal()
    terminal.say(
        f"New {kind}. Tab and the arrows choose from a list, Ctrl-C stops and leaves everything as"
        " it was."
    )
    talk = Conversation(adding.place, terminal, adding.judged, cells)
    try:
        return talk.hold(typed.all)
    except AddingError as error:
        again = (
            f"\n{_again(typed, kind, talk.place.table, talk.cells)}" if talk.cells != cells else ""
        )
        raise RefusedError(f"{error}{again}") from error
    except StoppedError as stopped:
        raise RefusedError(
            f"stopped; nothing was added. {_again(typed, kind, talk.place.table, stopped.cells)}"
        ) from stopped


def _again(typed: argparse.Namespace, kind: str, table: Table, cells: Cells) -> str:
    """How to go on from what stands in a row by now, without the id that was minted for it."""
    from contested.add.new.minting import is_minted

    given = _cells(typed, table)
    kept = {n: v for n, v in cells.items() if n in given or not is_minted(table, table.fields[n])}
    part = [f"--part={typed.part}"] if typed.part is not None else []
    again = [
        "contested",
        "new",
        kind,
        *([str(typed.dataset)] if typed.dataset else []),
        *part,
        *_options(table, kept),
    ]
    return f"To go on from here:\n{shlex.join(again)}"


def _options(table: Table, cells: Cells) -> list[str]:
    """The options that say what stands in a row."""
    return [
        f"{option(n)}={v}" if n in _tables()[table.name].fields else f"--set={n}={v}"
        for n, v in cells.items()
    ]


def _tell(package: Package, found: Iterable[Any]) -> None:
    """Tells findings on standard error, as `validate` does."""
    from contested.add.new.adding import reported
    from contested.report.text import COLOURS, told

    for line in told(reported(package, list(found)), dict.fromkeys([*COLOURS, "end"], "")):
        print(line, file=sys.stderr)


def _today(given: str | None) -> datetime.date:
    moment = None if given else source_date()
    return moment.date() if moment else day(given)
