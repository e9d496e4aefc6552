"""`contested rules`, `contested explain` and `contested sync`: the standard, told and written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from contested.cli.exits import OK, RefusedError
from contested.cli.options import unknown_rule


def add(commands: Any) -> None:
    """Add the three commands and their options."""
    rules = commands.add_parser(
        "rules",
        help="list the rules",
        description="Lists the rules with their severity and what each finds.",
    )
    rules.set_defaults(command=_rules)
    explain = commands.add_parser(
        "explain",
        help="tell about one rule",
        description=(
            "Tells why a rule is there, what is allowed, how to mend what it finds, and shows"
            " examples."
        ),
    )
    explain.add_argument("rule", metavar="RULE")
    explain.set_defaults(command=_explain)
    sync = commands.add_parser(
        "sync",
        help="write the standard's schemas into a datapackage.json",
        description=(
            "Rewrites the schemas in a datapackage.json from the standard. Your own columns (x_…)"
            " stay."
        ),
    )
    sync.add_argument(
        "dataset", metavar="DATASET", type=Path, help="the datapackage.json or its folder"
    )
    sync.set_defaults(command=_sync)


def _rules(given: argparse.Namespace) -> int:
    from contested.rules.catalogue import listing

    print(listing())
    return OK


def _explain(given: argparse.Namespace) -> int:
    from contested.rules import RULES
    from contested.rules.catalogue import page

    if given.rule not in RULES:
        raise RefusedError(unknown_rule(given.rule))
    print(page(RULES[given.rule]))
    return OK


def _sync(given: argparse.Namespace) -> int:
    from contested.add.sync import SyncError, sync

    try:
        changed = sync(given.dataset)
    except SyncError as error:
        raise RefusedError(str(error)) from error
    done = f"wrote what the standard says of {', '.join(changed)}" if changed else ""
    print(f"{given.dataset}: {done or 'the schemas are the standard’s already'}")
    return OK
