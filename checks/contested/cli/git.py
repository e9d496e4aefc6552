"""`contested git-setup`, and the two commands that git itself calls."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contested.cli.exits import OK, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contested.add.git.merge import Conflict, Labels

SHOWN = 20
"""Conflicts that are told one by one."""


def add(commands: Any) -> None:
    """Add the command for people, and those for git.

    Help does not list the latter.
    """
    setup = commands.add_parser(
        "git-setup",
        help="have git merge tables row by row and show changes cell by cell",
        description=(
            "Configures the git repository of this folder to merge tables by their rows and cells"
            " and to show changes cell by cell. Each clone needs it once; .gitattributes is to be"
            " committed."
        ),
    )
    setup.add_argument(
        "folder",
        metavar="DIR",
        nargs="?",
        type=Path,
        help="where to look for packages (default: the whole repository)",
    )
    setup.add_argument("--remove", action="store_true", help="undo it")
    setup.set_defaults(command=_setup)
    merge = commands.add_parser(
        "git-merge",
        description="Merges three versions of a table, as git asks its merge drivers to.",
    )
    for name in ("base", "ours", "theirs"):
        merge.add_argument(name, type=Path)
    merge.add_argument("name", help="the file’s path from the top of the work tree")
    merge.add_argument("labels", nargs="*", help="what our version and theirs are called")
    merge.add_argument("--marker-size", type=int, default=7)
    merge.set_defaults(command=_merge)
    convert = commands.add_parser(
        "git-textconv",
        description="Shows a table as a line for each cell, as git asks its diff drivers to.",
    )
    convert.add_argument("file", type=Path)
    convert.set_defaults(command=_convert)


def _setup(given: argparse.Namespace) -> int:
    from contested.add.git.setup import set_up, take_back
    from contested.git import GitError, repository_of
    from contested.package import UnreadableError

    try:
        repository = repository_of(given.folder or Path())
        if repository is None:
            raise RefusedError(
                f"{given.folder or Path.cwd()} is in no git repository. Make one first: git init"
            )
        said = (
            take_back(repository)
            if given.remove
            else set_up(repository, given.folder or repository.top)
        )
    except (GitError, UnreadableError) as error:
        raise RefusedError(str(error)) from error
    print(*said, sep="\n")
    return OK


def _merge(given: argparse.Namespace) -> int:
    """Write the merged table over our version, as git expects.

    The exit code is the driver's own.
    """
    from contested.add.git.drivers import merge_file
    from contested.add.git.merge import UnmergeableError
    from contested.add.git.setup import CLEAN, CONFLICT
    from contested.package import DESCRIPTOR
    from contested.text import visible

    labels = _label(given.labels[:1], "ours", "%X"), _label(given.labels[1:2], "theirs", "%Y")
    if Path(given.name).name == DESCRIPTOR:
        _unite(given)
        return _by_lines(given, labels)
    try:
        result = merge_file(
            given.base.read_bytes(),
            given.ours.read_bytes(),
            given.theirs.read_bytes(),
            given.name,
            labels,
        )
    except UnmergeableError as error:
        print(
            f"{visible(given.name)}: merged line by line, as git does without contested: {error}.",
            file=sys.stderr,
        )
        return _by_lines(given, labels)
    given.ours.write_bytes(result.data)
    _print_conflicts(visible(given.name), result.conflicts)
    return CONFLICT if result.conflicts else CLEAN


def _print_conflicts(name: str, conflicts: Sequence[Conflict]) -> None:
    from contested.text import plural, visible

    for one in conflicts[:SHOWN]:
        what = "both sides changed the cell"
        if one.deleted:
            what = "the row was changed on one side and deleted on the other"
        where = f"{visible(' '.join(one.key))}, column {visible(one.column)}"
        print(f"{name}: {where}: {what}", file=sys.stderr)
    if conflicts:
        print(f"{name}: {plural(len(conflicts), 'cell')} to settle", file=sys.stderr)


def _by_lines(given: argparse.Namespace, labels: Labels) -> int:
    from contested.add.git.drivers import merge_by_lines
    from contested.add.git.setup import CLEAN, CONFLICT
    from contested.git import GitError

    try:
        return (
            CLEAN
            if merge_by_lines(given.base, given.ours, given.theirs, labels, given.marker_size)
            else CONFLICT
        )
    except GitError as failed:
        raise RefusedError(str(failed)) from failed


def _unite(given: argparse.Namespace) -> None:
    """Write the united lists of files into all three descriptors.

    They are files of git's own, which then wants what both sides want.
    """
    from contested.add.git.descriptor import unite

    paths = (given.base, given.ours, given.theirs)
    made = unite((given.base.read_bytes(), given.ours.read_bytes(), given.theirs.read_bytes()))
    for path, data in zip(paths, made or (), strict=False):
        path.write_bytes(data)


def _label(given: list[str], usual: str, unfilled: str) -> str:
    """Return git's word for a side, or the usual one.

    Git before 2.44 does not fill its place in.
    """
    from contested.text import visible

    return visible(given[0]) if given and given[0] not in ("", unfilled) else usual


def _convert(given: argparse.Namespace) -> int:
    from contested.add.git.drivers import cell_lines

    data = given.file.read_bytes()
    lines = cell_lines(data)
    if lines is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return OK
