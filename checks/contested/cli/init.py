"""`contested init`: a new data repository."""

from __future__ import annotations

import argparse
import datetime
import shlex
from pathlib import Path
from typing import Any

from contested.add.new.options import text
from contested.cli.exits import OK, RefusedError, day, source_date


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "init",
        help="make a new data repository",
        description=(
            "Makes a new data repository: a package without rows that is valid as it is, and all"
            " that a repository needs around it."
        ),
    )
    option = parser.add_argument
    option("folder", metavar="DIR", type=Path, help="a folder that is empty or not there yet")
    option(
        "--name",
        type=text,
        help="the package's name, such as panjshir-2021 (default: the folder's)",
    )
    option("--title", type=text, default="", help="the dataset's title")
    option("--description", type=text, default="", help="what the dataset is about")
    option("--contributor", metavar="NAME", type=text, default="", help="who makes it")
    option(
        "--licence",
        "--license",
        metavar="NAME",
        default="CC-BY-4.0",
        help="the licence of the data (default: CC-BY-4.0)",
    )
    option(
        "--install-from",
        metavar="REQUIREMENT",
        type=text,
        help=(
            "what pip installs contested from, in the files that are made (default: this version"
            " of it)"
        ),
    )
    option("--today", metavar="DAY", help="take this day (2021-08-23) for today")
    parser.set_defaults(command=_init)


def _init(given: argparse.Namespace) -> int:
    from dataclasses import replace

    from contested import standard
    from contested.add.init.make import (
        NewDataset,
        StartError,
        name_of,
        repository,
        write_repository,
    )

    folder, today = given.folder, _today(given.today)
    try:
        name = name_of(folder) if given.name is None else given.name
        plan = NewDataset(
            name, today, given.title, given.description, given.contributor, given.licence
        )
        if given.install_from is not None:
            plan = replace(plan, install_from=given.install_from)
        files = repository(plan)
        write_repository(files, folder)
    except StartError as error:
        raise RefusedError(str(error)) from error
    except OSError as error:
        raise RefusedError(f"{folder} cannot be made: {error.strerror}") from error
    is_here = str(folder) == "."
    print(
        f"Made the dataset “{plan.words['title']}”{'' if is_here else f' in {folder}'}:"
        f" {len(files)} files, among them a table for each of {', '.join(standard.tables())}."
    )
    go = "" if is_here else f"cd {shlex.quote(str(folder))}, then "
    print(f"Next: {go}contested new actor. CONTRIBUTING.md tells the rest.")
    return OK


def _today(given: str | None) -> datetime.date:
    moment = None if given else source_date()
    return moment.date() if moment else day(given)
