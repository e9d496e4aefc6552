"""The command line: one thin function a command.

Each imports what it needs only when it runs.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from typing import Any

from contested.cli import (
    fmt,
    git,
    init,
    new,
    page,
    release,
    review,
    revise,
    rules,
    serve,
    show,
    stats,
    validate,
    workbook,
)
from contested.cli.exits import FOUND, OK, USAGE, RefusedError, complain, let_go

__all__ = ["FOUND", "OK", "USAGE", "main"]

FULL = (errno.ENOSPC, errno.EDQUOT)
COMMANDS = (
    validate,
    review,
    revise,
    release,
    page,
    serve,
    show,
    stats,
    fmt,
    rules,
    git,
    init,
    new,
    workbook,
)
"""Each module adds its commands to the parser, and gives each a function from what was typed to an
exit code.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    It never raises, and never gives 0 for a crash.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        given = _parser().parse_args(arguments)
        code: int = given.command(given)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        let_go()
        return USAGE
    except KeyboardInterrupt:
        return complain("stopped before it was finished")
    except RefusedError as refused:
        return complain(str(refused))
    except Exception as error:
        if os.environ.get("CONTESTED_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno in FULL:
            return complain(
                f"{error.filename or 'what it says'} cannot be written: {error.strerror}"
            )
        return complain(
            f"could not finish: {type(error).__name__}: {error}\nThis is a fault of contested."
            " CONTESTED_DEBUG=1 shows where it is."
        )


class _Parser(argparse.ArgumentParser):
    """A parser that takes no option for another; commands get one too."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more | {"allow_abbrev": False})

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, and refuse here what only this parser's options resemble."""
        found, rest = super().parse_known_args(args, namespace)
        for one in rest:
            if near := self._nearest(one.partition("=")[0]):
                self.error(f"unrecognized arguments: {one}; did you mean {near}?")
        return found, rest

    def _nearest(self, word: str) -> str | None:
        from contested.text import nearest

        options = [one for one in self._option_string_actions if one.startswith("--")]
        if not word.startswith("--") or len(word) == len("--"):
            return None
        begun = (one for one in options if one.startswith(word))
        return next(begun, None) or nearest(word, options)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        "contested",
        description=(
            "Checks data packages of contested claims: who said what, when and through which"
            " source, and never which of them is right."
        ),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from contested import __version__

        print(f"contested {__version__}")
        parser.exit(OK)
