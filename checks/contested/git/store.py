"""Packages at a commit, read from git's own storage.

Nothing is checked out, and nothing is fetched.
"""

from __future__ import annotations

import errno
import hashlib
import mmap
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from contested.git.process import GitError, answer, batch, complaint_of, run
from contested.git.repository import Repository
from contested.git.tree import FILES, FOLDER, NOTHING, SUBMODULE, Entry, Tree, tree_of
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.store import LEADS_OUT, LONGEST_POINTER, is_missing, pointer_of

FAULTS = {
    SUBMODULE: "is in a submodule, which is another repository",
    FOLDER: "is a folder",
}
SHORTEST = 100
"""Bytes of the shortest Git LFS pointer, and a little less."""
OLDEST = 100
"""Older versions of a folder that are looked at where the newer ones cannot be read."""
LARGE = 1 << 20
"""Bytes from which on a file is mapped, as a folder's files are, instead of being held in memory.
"""


@dataclass(frozen=True)
class GitStore:
    """The files below a folder of a repository at a commit.

    Links are followed within the folder, as on disk.
    """

    repository: Repository
    commit: str
    """Its full id, as `Repository.commit` gives it."""
    folder: str = ""
    """From the top of the repository, with forward slashes."""
    shown: str = ""
    """What messages call the commit: the name that somebody typed, or else the beginning of its id.
    """
    linked: str | None = None
    """The name by which a link leads to the folder, where it was found through one."""

    @property
    def place(self) -> str:
        """Where the folder is found: by the link, if one leads there."""
        return self.folder if self.linked is None else self.linked

    @property
    def label(self) -> str:
        return f"{self.shown or self.commit[:12]}:{self.place}{'/' if self.place else ''}"

    def read(self, name: str) -> bytes | mmap.mmap:
        entry = self._entry(name)
        if (fault := self._fault(entry, name)) or entry is None:
            raise OSError(errno.ENOENT, fault, self.label + name)
        if sha := self._pointers.get(entry.id):
            return (self._lfs / sha[:2] / sha[2:4] / sha).read_bytes()
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
        if (fault := self._fault(entry, name)) or entry is None:
            return fault
        return "is empty" if entry.size == 0 else ""

    def path(self, name: str) -> Path | None:
        """Return None: these files are not on disk."""
        return None

    def files(self) -> Iterator[tuple[str, Entry]]:
        """Yield all that is no folder, by name."""
        for name, entry in self._tree.entries.items():
            if entry.mode != FOLDER:
                yield name, entry

    def older(self) -> Iterator[GitStore]:
        """Yield the folder at older commits that changed it, newest first."""
        walk = ("rev-list", f"--max-count={OLDEST}", self.commit, "--", self.folder or ".")
        for commit in answer(self.repository.top, *walk).decode().split():
            if commit != self.commit:
                yield GitStore(self.repository, commit, self.folder, "", self.linked)

    def lacks(self, name: str) -> bool:
        """Return True for a file whose content has to be fetched first."""
        entry = self._entry(name)
        return entry is not None and bool(self._unfetched(entry))

    def _fault(self, entry: Entry | None, name: str) -> str:
        if entry is None:
            return LEADS_OUT
        if entry is NOTHING:
            return is_missing(name, self._tree.entries)
        return FAULTS.get(entry.mode) or self._unfetched(entry)

    def _unfetched(self, entry: Entry) -> str:
        """Return how to fetch a file, unless it is here or lost."""
        if entry.mode in FILES and entry.size is None and self.repository.is_partial:
            return (
                "is not in this clone, which fetches a file only when git needs it. Fetch it"
                f" first: git diff --stat {self.commit}"
            )
        sha = self._pointers.get(entry.id)
        if sha is None or self._is_kept(sha):
            return ""
        return (
            "is only a Git LFS pointer at that commit, a note of where the file is. Fetch the file"
            f" first: git lfs fetch {self.repository.remote} {self.commit}"
        )

    def _entry(self, name: str) -> Entry | None:
        """Return what git has under a name, or None for one outside.

        It may be the submodule that the name leads into.
        """
        real = self._tree.real(name)
        if real is None:
            return None
        return self._tree[self._tree.submodule(real) or real]

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self.repository, self.commit, self.folder)

    @cached_property
    def _pointers(self) -> dict[str, str]:
        """The SHA-256 of each file that Git LFS keeps, by git's ids."""
        small = {
            entry.id
            for entry in self._tree.entries.values()
            if entry.mode in FILES and entry.size and SHORTEST <= entry.size <= LONGEST_POINTER
        }
        found = {one: pointer_of(data) for one, data in batch(self.repository.top, sorted(small))}
        return {one: sha for one, sha in found.items() if sha}

    @cached_property
    def _lfs(self) -> Path:
        """Where Git LFS puts what it has fetched."""
        return self.repository.shared / "lfs" / "objects"

    def _is_kept(self, sha: str) -> bool:
        """Return True if Git LFS has fetched a file whole."""
        path = self._lfs / sha[:2] / sha[2:4] / sha
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha


def packages_at(
    repository: Repository, commit: str, below: str = "", shown: str = ""
) -> list[Package]:
    """Return every package at a commit in a folder or below.

    They are found as in a folder on disk; there may be none.

    `below` is named from the top of the repository, as `Repository.within` does, and may be a
    descriptor, which is that package alone; `shown` is what messages are to call the commit.
    """
    tree = tree_of(repository, commit)
    only = below.rpartition("/")[0] if below.rpartition("/")[2] == DESCRIPTOR else None
    top = below if only is None else only
    found = sorted(tree.packages(top), key=lambda one: one[0].split("/"))
    return [
        from_store(GitStore(repository, commit, folder, shown, None if place == folder else place))
        for place, folder in found
        if only is None or place == only
    ]
