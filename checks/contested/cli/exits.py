"""Exit codes and refusals, which all commands share."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from contested.results import Report

OK, FOUND, USAGE = 0, 1, 2
"""Exit codes: all is well; something was found that has to be looked at; a call or a package that
could not be followed.
"""


MOST = 20
"""Reasons that a complaint gives; of the others there is the number."""


class RefusedError(Exception):
    """A call that cannot be followed, and why."""


def say(lines: Iterable[str], out: TextIO | None = None) -> None:
    """Print lines so that no cell commands a runner."""
    from contested.text import disarm

    for line in lines:
        print("\n".join(map(disarm, line.split("\n"))), file=out)


NOTHING_JUDGED = "a datapackage.json could not be used, so nothing in its package was judged"


def complain(message: str) -> int:
    """Print why a command failed, and return its exit code."""
    say([f"contested: {message}"], sys.stderr)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        let_go()
    return USAGE


def code_of(report: Report) -> int:
    """Return the exit code for a report; complain if it is 2.

    A finding that counts is worth a code of its own; what could not be judged never passes.
    """
    from contested.report import outline
    from contested.text import visible

    verdict = outline.verdict(report)
    if verdict != "unjudged":
        return FOUND if verdict == "found" else OK
    told = [visible(outline.sentence(one), 1000) for one in outline.reasons(report)]
    more = [f"and {len(told) - MOST:,} more"] if len(told) > MOST else []
    return complain("\n  ".join([f"what {outline.NOT_JUDGED}:", *told[:MOST], *more]))


def let_go() -> None:
    """Give up on standard output.

    What is left in its buffer would fail once more when Python ends, and change the exit code.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def source_date() -> datetime.datetime | None:
    """Return the moment of SOURCE_DATE_EPOCH, if it is set.

    It says what time it is where everything made twice has to be the same; see
    https://reproducible-builds.org/specs/source-date-epoch/. Raises RefusedError.
    """
    import datetime

    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else None
    except (ValueError, OverflowError, OSError) as error:
        raise RefusedError(
            f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not “{seconds}”"
        ) from error


def day(given: str | None) -> datetime.date:
    """Return the day that --today gives, or else today.

    Raises RefusedError.
    """
    import datetime

    try:
        return datetime.date.fromisoformat(given) if given else datetime.date.today()
    except ValueError as error:
        raise RefusedError(f"--today is a day such as 2021-08-23, not “{given}”") from error
