"""Running git, always in the repository that was asked for.

It is the program itself, never through a shell.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

MISLEADING = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_CONFIG",
    "GIT_ATTR_SOURCE",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)
"""What git's hooks inherit, and what would lead a question about one folder to another repository.
"""
PLAIN = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
"""No lock for the sake of a look, no question at a terminal, a path that is only a path, errors in
words that can be told apart, and nothing fetched: an address may be a command.
"""
CLOSED = {
    "safe.bareRepository": "explicit",
    "protocol.allow": "never",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
}
"""Settings that stand above every repository's own, so that none of them runs a program, and none
that lies among the data as plain files is taken for one.
"""


class GitError(Exception):
    """A thing that git could not give, and what to do."""


def environment() -> dict[str, str]:
    """Return the variables that git is run with."""
    return {name: value for name, value in os.environ.items() if name not in MISLEADING} | PLAIN


def run(
    folder: Path, *arguments: str, given: bytes = b"", into: IO[bytes] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a git command in a folder to its end.

    The result has its exit code, its complaint, and its output where that did not go into a file.

    Raises GitError where there is no git.
    """
    try:
        return subprocess.run(
            ["git", *_closed(), "-C", str(folder), *arguments],
            input=given,
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    except OSError as error:
        raise GitError(
            f"git could not be run ({error.strerror}). Install it from git-scm.com, or say on the"
            " PATH where it is."
        ) from error


def _closed() -> list[str]:
    """Return the options that no repository's own settings can undo."""
    return [part for name, value in CLOSED.items() for part in ("-c", f"{name}={value}")]


def answer(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return the output of a git command that has to succeed.

    Raises GitError with git's own words where it does not.
    """
    done = run(folder, *arguments, given=given)
    if done.returncode:
        raise GitError(f"git {arguments[0]} failed in {folder}: {complaint_of(done)}")
    return done.stdout


def batch(folder: Path, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the content of objects, but for those that git lacks."""
    if not ids:
        return
    given = "".join(f"{one}\n" for one in ids).encode()
    told = answer(folder, "cat-file", "--batch", given=given)
    for one in ids:
        line, _, told = told.partition(b"\n")
        size = line.split()[-1]
        if size.isdigit():
            yield one, told[: int(size)]
            told = told[int(size) + 1 :]


def complaint_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what git said on standard error, in one line."""
    return " ".join(os.fsdecode(done.stderr).split()).removeprefix("fatal: ")
