"""`contested stats`: counts what a package holds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from contested.cli.exits import OK, RefusedError


def add(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "stats",
        help="count claims, and tell what each side says",
        description=(
            "Counts claims by claimant, source, topic and place; contested, one-sided and"
            " unanswered questions; and how exactly claims are dated. Then it tells what each side"
            " says, what changed when, which numbers are approximate, and what could not be"
            " confirmed."
        ),
    )
    parser.add_argument(
        "dataset",
        metavar="DATASET",
        type=Path,
        help="the datapackage.json, its folder, or a zip of it",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="json has everything, text the most of each list (default: text)",
    )
    parser.set_defaults(command=_stats)


def _stats(given: argparse.Namespace) -> int:
    import json

    from contested.derived.stats import stats
    from contested.derived.stats_text import lines
    from contested.package import UnreadableError, find_one

    try:
        told = stats(find_one(given.dataset))
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    print(
        json.dumps(told, ensure_ascii=False, allow_nan=False, indent=2)
        if given.format == "json"
        else "\n".join(lines(told))
    )
    return OK
