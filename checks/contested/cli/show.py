"""`contested show`: who says what of one thing, in the terminal."""

from __future__ import annotations

import argparse
from typing import Any

from contested.cli import options
from contested.cli.exits import OK, RefusedError


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "show",
        help="show who says what of a question, claim, actor, document or place",
        description=(
            "Shows one thing of a dataset by its id: of a question all positions side by side, of"
            " an actor, a document or a place all that is said by, in or about it."
        ),
    )
    parser.add_argument("id", metavar="ID", help="such as qst-…, clm-…, act-…, src-… or loc-…")
    options.dataset(parser)
    parser.add_argument("--width", metavar="N", type=int, help="columns (default: the terminal's)")
    parser.set_defaults(command=_show)


def _show(given: argparse.Namespace) -> int:
    import shutil
    import sys

    from contested.package import UnreadableError
    from contested.page.opened import open_facts
    from contested.page.terminal import lines
    from contested.text import nearest

    width = given.width or shutil.get_terminal_size((80, 24)).columns
    try:
        _, facts = open_facts(given.dataset)
        told = lines(facts, given.id, max(20, width), _bold if sys.stdout.isatty() else str)
        print("\n".join(told))
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    except KeyError as error:
        known = [*facts.questions, *facts.actors, *facts.sources, *facts.locations]
        known += facts.claims["claim_id"].drop_nulls().to_list()
        near = nearest(given.id, known)
        advice = f"; did you mean {near}?" if near else ""
        raise RefusedError(f"{given.dataset} has nothing with the id {given.id}{advice}") from error
    return OK


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"
