"""What every command says in the same way: exit codes, refusals, what cannot be written."""

from __future__ import annotations

import os
import sys

OK, FOUND, USAGE = 0, 1, 2
"""Exit codes: all is well; something was found that has to be looked at; a call or a package that could not be followed."""


class RefusedError(Exception):
    """A call that cannot be followed, and why."""


def complain(message: str) -> int:
    """Says on standard error why a command could not be followed, and gives the exit code for that."""
    print(f"contested: {message}", file=sys.stderr)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        let_go()
    return USAGE


def let_go() -> None:
    """Gives up on standard output: what is left in its buffer would fail once more when Python ends, and change the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
