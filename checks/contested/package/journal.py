"""Several files of a package change together, or none of them.

The new files are written into a folder beside the descriptor, then a journal that says which file
goes where, and only then do they take their places. A run that is killed before the journal is
there has changed nothing; the next run finishes what one after it has left. git never adds that
folder, since it may hold words that were just taken out.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from contested.package.lock import lock
from contested.package.package import DESCRIPTOR, Package, UnreadableError, from_store
from contested.package.write import keep, refuse_read_only, sync_folder, write_through

FOLDER = ".contested.part"
JOURNAL = f"{FOLDER}/journal.json"
IGNORED = ".gitignore"
NAME = re.compile(r"datapackage\.json|.+\.(csv|tsv|tab|txt)", re.IGNORECASE)
Replace = Callable[[Mapping[str, bytes]], None]
"""Gives files, by their names in the package, other content: all of them or none."""


class UnfinishedError(UnreadableError):
    """What an earlier run has left and only a person can settle."""


@dataclass(frozen=True)
class Step:
    """One file that takes the place of another."""

    name: str
    """What it is called in the package."""
    number: int
    """What its new and its old content are called in the folder."""
    was: str
    """The digest of its old content; blank where there was no such file."""
    becomes: str

    def __post_init__(self) -> None:
        """Refuse what is no table.

        A journal that lies there may have come from anybody.
        """
        parts = PurePosixPath(self.name).parts
        if "\\" in self.name or any(part.startswith((".", "/", "~")) for part in parts):
            raise ValueError(self.name)
        if not parts or not NAME.fullmatch(parts[-1]) or not isinstance(self.number, int):
            raise ValueError(self.name)


@contextmanager
def changing(root: Path) -> Iterator[Replace]:
    """Hold a package's lock, and yield what replaces its files.

    What an earlier run has left is finished first. Raises UnfinishedError, and OSError, which names
    the file that could not be written.
    """
    with lock(root):
        _settle(root)
        yield lambda files: _replace(root, files)


def settled(package: Package) -> Package:
    """Return the package after finishing what a stopped run has left.

    To be asked before its tables are read. Raises UnreadableError.
    """
    root = package.store.path("")
    if root is None or not os.path.lexists(root / FOLDER):
        return package
    try:
        with changing(root):
            return from_store(package.store)
    except OSError as error:
        raise UnfinishedError(
            f"A command was stopped while it replaced files of {root}, and what it has left cannot"
            f" be finished: {error.filename or root} cannot be written: {error.strerror}."
        ) from error


def fingerprint(package: Package) -> dict[str, str]:
    """Return what tells one content of a package's files from others."""
    names = [DESCRIPTOR, *(part.name for parts in package.parts.values() for part in parts)]
    return {
        name: hashlib.sha256(package.store.read(name)).hexdigest()
        for name in names
        if not package.store.status(name)
    }


def _replace(root: Path, files: Mapping[str, bytes]) -> None:
    folder = target = root / FOLDER
    steps: list[Step] = []
    try:
        folder.mkdir()
        write_through(folder / IGNORED, b"*\n")
        for number, (name, content) in enumerate(files.items()):
            target = _target(root, name)
            refuse_read_only(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            steps.append(_step(name, number, target, content))
            write_through(folder / f"{number}.new", content, target)
            keep(target, folder / f"{number}.old")
        target = root / JOURNAL
        _write_journal(root, steps, is_undone=False)
        for step in steps:
            target = _target(root, step.name)
            _put(folder / f"{step.number}.new", target)
    except BaseException as error:
        _undo(root, steps)
        _clear(root)
        if isinstance(error, OSError):
            raise type(error)(error.errno, error.strerror, str(target)) from error
        raise
    for parent in {_target(root, step.name).parent for step in steps}:
        sync_folder(parent)
    _clear(root)


def _step(name: str, number: int, target: Path, content: bytes) -> Step:
    try:
        return Step(name, number, _digest(target), hashlib.sha256(content).hexdigest())
    except ValueError as error:
        raise OSError(errno.EINVAL, "its name is not one that a table can have") from error


def _write_journal(root: Path, steps: Sequence[Step], *, is_undone: bool) -> None:
    """Write down what is going on, in case this run is killed."""
    said = {"is_undone": is_undone, "steps": [asdict(step) for step in steps]}
    part = root / FOLDER / "journal.part"
    write_through(part, json.dumps(said, indent=1).encode())
    part.replace(root / JOURNAL)
    sync_folder(root / FOLDER)
    sync_folder(root)


def _settle(root: Path) -> None:
    """Bring what an earlier run has left to an end."""
    folder = root / FOLDER
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise UnfinishedError(f"{folder} is no folder of contested’s. Take it away.")
    if not (root / JOURNAL).exists():
        _clear(root)
        return
    try:
        said: Any = json.loads((root / JOURNAL).read_bytes())
        steps = [Step(**step) for step in said["steps"]]
        is_undone = said["is_undone"] is True
        for step in steps:
            _target(root, step.name)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UnfinishedError(
            f"{root / JOURNAL} is not what contested writes there. Compare the tables with their"
            f" last version, and delete the folder {folder}."
        ) from error
    if is_undone:
        _undo(root, steps)
    else:
        _finish(root, steps)
    _clear(root)


def _finish(root: Path, steps: Sequence[Step]) -> None:
    """Put every file into its place that is not there yet.

    A file that somebody has changed since is not written over: nothing at all is done then.
    """
    left = [step for step in steps if _is_file(root / FOLDER / f"{step.number}.new")]
    for step in left:
        if _digest(_target(root, step.name)) not in (step.was, step.becomes):
            raise UnfinishedError(
                f"{root / step.name} was changed after a command was stopped that was to replace"
                f" it. What the command had made of it is {root / FOLDER / f'{step.number}.new'}."
                f" Write into {root / step.name} what should stand, and delete the folder"
                f" {root / FOLDER}."
            )
    for step in left:
        _put(root / FOLDER / f"{step.number}.new", _target(root, step.name))
    for parent in {_target(root, step.name).parent for step in left}:
        sync_folder(parent)


def _undo(root: Path, steps: Sequence[Step]) -> None:
    """Give every file that was replaced its old content."""
    folder = root / FOLDER
    if (root / JOURNAL).exists():
        with suppress(OSError):
            _write_journal(root, steps, is_undone=True)
    for step in reversed(steps):
        target, old = _target(root, step.name), folder / f"{step.number}.old"
        if step.was == step.becomes or _digest(target) != step.becomes:
            continue
        if _is_file(old):
            _put(old, target)
        elif not step.was:
            target.unlink(missing_ok=True)


def _put(part: Path, target: Path) -> None:
    """Put a file into the place of another, on any disk."""
    try:
        part.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{target.name}.part")
        shutil.copy2(part, beside)
        beside.replace(target)


def _clear(root: Path) -> None:
    """Take the folder away, the journal first, .gitignore last."""
    folder = root / FOLDER
    (root / JOURNAL).unlink(missing_ok=True)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != IGNORED:
            path.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _target(root: Path, name: str) -> Path:
    """Return the file itself, where the name is that of a link.

    Raises ValueError where it lies outside of the package.
    """
    target = (root / name).resolve()
    if not target.is_relative_to(root.resolve()):
        raise ValueError(name)
    return target


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _digest(path: Path) -> str:
    """Return the digest of a file, blank for no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
