"""Packages at a commit, read from git's own storage.

Nothing is checked out.
"""

from __future__ import annotations

import errno
import mmap
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from contested.git.process import GitError, answer, complaint_of, run
from contested.git.repository import Repository
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.package import SKIPPED

LINK, SUBMODULE, FOLDER = "120000", "160000", "040000"
FAULTS = {
    LINK: "is a link, and none is followed in git",
    SUBMODULE: "is in a submodule, which is another repository",
    FOLDER: "is a folder",
}
EMPTY = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
}
"""What git calls a file of no bytes, by SHA-1 and by SHA-256: asking for sizes would fetch every
file of a partial clone.
"""
LARGE = 1 << 20
"""Bytes from which on a file is mapped, as a folder's files are, instead of being held in memory.
"""


class Entry(NamedTuple):
    """One name in git's listing of a folder."""

    mode: str
    id: str


@dataclass(frozen=True)
class GitStore:
    """The files below a folder of a repository at a commit."""

    repository: Repository
    commit: str
    """Its full id, as `Repository.commit` gives it."""
    folder: str = ""
    """From the top of the repository, with forward slashes."""
    shown: str = ""
    """What messages call the commit: the name that somebody typed, or else the beginning of its id.
    """

    @property
    def label(self) -> str:
        return f"{self.shown or self.commit[:12]}:{self.folder}{'/' if self.folder else ''}"

    def read(self, name: str) -> bytes | mmap.mmap:
        entry = self._entry(name)
        if fault := self._fault(entry):
            raise OSError(errno.ENOENT, fault, self.label + name)
        with tempfile.TemporaryFile() as file:
            done = run(self.repository.top, "cat-file", "blob", entry.id, into=file)
            if done.returncode:
                raise GitError(f"git could not read {self.label}{name}: {complaint_of(done)}")
            if file.seek(0, os.SEEK_END) >= LARGE:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            file.seek(0)
            return file.read()

    def status(self, name: str) -> str:
        entry = self._entry(name)
        return self._fault(entry) or ("is empty" if entry.id in EMPTY else "")

    def path(self, name: str) -> Path | None:
        """Return None: these files are not on disk."""
        return None

    def _fault(self, entry: Entry) -> str:
        return FAULTS.get(entry.mode, "" if entry.id else "is not there")

    def _entry(self, name: str) -> Entry:
        """Return what git has under a name.

        That may be the link or submodule that the name leads through.
        """
        path = PurePosixPath(name)
        for above in path.parents:
            if (found := self._entries.get(str(above))) and found.mode in (LINK, SUBMODULE):
                return found
        return self._entries.get(str(path), Entry("", ""))

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        listed = _listed(self.repository, self.commit, self.folder, "-t")
        fields = (line.partition("\t") for line in listed)
        start = f"{self.folder}/" if self.folder else ""
        return {
            name.removeprefix(start): Entry(said.split()[0], said.split()[2])
            for said, _, name in fields
            if name.startswith(start)
        }


def packages_at(
    repository: Repository, commit: str, below: str = "", shown: str = ""
) -> list[Package]:
    """Return every package at a commit in a folder or below.

    None lies within another nor in a hidden folder; there may be none.

    `below` is named from the top of the repository, as `Repository.within` does, and may be a
    descriptor; `shown` is what messages are to call the commit.
    """
    top = PurePosixPath(below)
    top = top.parent if top.name == DESCRIPTOR else top
    folders = sorted(_described(repository, commit, top), key=lambda folder: folder.parts)
    outer: list[PurePosixPath] = []
    for folder in folders:
        if not (outer and folder.is_relative_to(outer[-1])):
            outer.append(folder)
    return [
        from_store(
            GitStore(repository, commit, "" if folder == PurePosixPath() else str(folder), shown)
        )
        for folder in outer
    ]


def _described(repository: Repository, commit: str, top: PurePosixPath) -> Iterator[PurePosixPath]:
    for name in _listed(
        repository, commit, "" if top == PurePosixPath() else str(top), "--name-only"
    ):
        path = PurePosixPath(name)
        if path.name == DESCRIPTOR and not any(
            part.startswith(".") or part in SKIPPED for part in path.parent.relative_to(top).parts
        ):
            yield path.parent


def _listed(repository: Repository, commit: str, folder: str, option: str) -> list[str]:
    below = ["--", f"{folder}/"] if folder else []
    listed = answer(repository.top, "ls-tree", "-r", "-z", option, "--full-tree", commit, *below)
    return [os.fsdecode(line) for line in listed.split(b"\0") if line]
