"""`contested template` and `contested import`: a package as a workbook, and back."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli.exits import FOUND, OK, RefusedError, say
from contested.cli.options import unknown_rule

if TYPE_CHECKING:
    from contested.add.workbook.importing import ImportPlan
    from contested.package import Package
    from contested.package.journal import Replace
    from contested.rules.rule import Rule


def add(commands: Any) -> None:
    """Add the two commands and their options."""
    _add_template(commands)
    _add_import(commands)


def _add_template(commands: Any) -> None:
    template = commands.add_parser(
        "template",
        help="write a dataset as a workbook to edit in a spreadsheet",
        description=(
            "Writes a workbook with a sheet for each table: every cell text, so that a spreadsheet"
            " changes nothing, with notes and drop-downs."
        ),
    )
    template.add_argument(
        "dataset",
        metavar="DATASET",
        type=Path,
        help="a datapackage.json, its folder, or a zip of it",
    )
    template.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help="the workbook to write, such as book.xlsx",
    )
    template.add_argument(
        "--empty", action="store_true", help="leave the rows out, for a workbook that adds new ones"
    )
    template.set_defaults(command=_template)


def _add_import(commands: Any) -> None:
    imported = commands.add_parser(
        "import",
        help="bring a workbook back into its dataset",
        description=(
            "Shows what a workbook changes in its dataset, then writes it. Nothing is written if"
            " anything in the workbook is unclear."
        ),
    )
    option = imported.add_argument
    option(
        "book",
        metavar="WORKBOOK",
        type=Path,
        help="an .xlsx or .ods file made from “contested template”",
    )
    option("dataset", metavar="DATASET", type=Path, help="the datapackage.json or its folder")
    option("--dry-run", action="store_true", help="show what would change, and write nothing")
    missing = imported.add_mutually_exclusive_group()
    missing.add_argument(
        "--allow-missing",
        dest="missing",
        action="store_const",
        const="remove",
        default="refuse",
        help="remove rows that were taken out of the workbook",
    )
    missing.add_argument(
        "--keep-missing",
        dest="missing",
        action="store_const",
        const="keep",
        help="leave rows that are not in the workbook as they are",
    )
    option(
        "--even-with-errors",
        action="store_true",
        help="write even what makes new errors in the dataset",
    )
    imported.set_defaults(command=_import)


def _template(given: argparse.Namespace) -> int:
    from contested.package.write import write_all
    from contested.text import plural

    package, output = _package(given.dataset), given.output
    if output.suffix.lower() != ".xlsx":
        raise RefusedError(f"-o: a workbook’s name ends in .xlsx, and {output} does not")
    if not output.parent.is_dir():
        raise RefusedError(f"-o: there is no folder {output.parent}")
    with _refusing():
        from contested.add.workbook.template import template

        made = template(package, empty=given.empty)
    try:
        if not output.exists():
            write_all({output: made.content})
        elif output.read_bytes() != made.content:
            raise RefusedError(
                f"-o: {output} is there already and may hold somebody’s work; choose another name,"
                " or take it away first"
            )
    except OSError as error:
        raise RefusedError(f"-o: {output} cannot be written: {error.strerror}") from error
    print(f"{output}: {plural(made.sheets, 'sheet')}, {plural(made.rows, 'row')}")
    return OK


def _import(given: argparse.Namespace) -> int:
    from contested.package import UnreadableError
    from contested.package.journal import JOURNAL, changing

    package = _package(given.dataset)
    root = package.store.path("")
    if root is None:
        raise RefusedError(
            f"{given.dataset} is a zip, in which nothing is written; unpack it, and name the folder"
        )
    rules = _rules()
    if given.dry_run:
        if not package.store.status(JOURNAL):
            raise RefusedError(
                f"a command was stopped while it replaced files of {given.dataset}; run “contested"
                " fmt”, which finishes it"
            )
        return _carry_out(*_planned(package, rules, given), given, None)
    try:
        with changing(root) as replace:
            return _carry_out(*_planned(_package(given.dataset), rules, given), given, replace)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    except OSError as error:
        raise RefusedError(f"{error.filename} cannot be written: {error.strerror}") from error


def _rules() -> list[Rule]:
    from contested.check import settings
    from contested.check.validate import choose_rules

    try:
        settled = settings.find(Path.cwd())
        return choose_rules(settled.select or None, settled.ignore)
    except settings.SettingsError as error:
        raise RefusedError(str(error)) from error
    except KeyError as error:
        raise RefusedError(unknown_rule(error.args[0])) from error


def _planned(
    package: Package, rules: Collection[Rule], given: argparse.Namespace
) -> tuple[ImportPlan, Callable[[], bool]]:
    """Return what an import would do, and if that is stale."""
    from contested.check.findings import day_number
    from contested.package import from_store
    from contested.package.journal import fingerprint

    before = fingerprint(package)
    with _refusing():
        from contested.add.workbook.importing import plan_import

        made = plan_import(package, given.book, rules, day_number(None), given.missing)
    return made, lambda: fingerprint(from_store(package.store)) != before


def _carry_out(
    made: ImportPlan,
    is_stale: Callable[[], bool],
    given: argparse.Namespace,
    replace: Replace | None,
) -> int:
    """Print what was planned, and do it if nothing is against it."""
    from contested.add.workbook import lines

    say(lines.notes(made))
    if made.problems:
        say(lines.problems(made))
        return FOUND
    say(lines.changes(made))
    if not made.files:
        print("Nothing changes, and nothing was written.")
        return OK
    say(lines.errors(made))
    if made.new_errors and not given.even_with_errors:
        print(
            "Nothing was written. Mend this in the workbook and import it again, or write it all"
            " the same with --even-with-errors."
        )
        return FOUND
    if replace is None:
        print(
            "Nothing was written, since this is a dry run. It would change"
            f" {', '.join(made.files)}."
        )
        return OK
    if is_stale():
        raise RefusedError(
            f"{given.dataset} has changed in the meantime, so nothing was written; run this again"
        )
    replace(made.files)
    print(f"Written: {', '.join(made.files)}.")
    return OK


def _package(path: Path) -> Package:
    """Return the one package at a path."""
    from contested.package import UnreadableError, find_one

    try:
        return find_one(path)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn faults of a workbook and missing libraries into refusals."""
    from contested.add.workbook import WorkbookError

    try:
        yield
    except WorkbookError as error:
        raise RefusedError(str(error)) from error
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in ("xlsxwriter", "openpyxl"):
            raise
        raise RefusedError(
            f"workbooks need {missing}, which is not installed: pip install"
            " 'contested[spreadsheet]'"
        ) from error
