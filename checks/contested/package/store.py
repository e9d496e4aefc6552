"""Where a package's files are: a folder, memory, or an edited folder."""

from __future__ import annotations

import mmap
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

LEADS_OUT = "is a link that leads out of the package"
POINTER = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*version https://[\w.-]+/spec/v1\s+(?:ext-\S+ \S+\s+)*"
    rb"oid sha256:([0-9a-f]{64})\s+size \d+\s*"
)
"""What Git LFS puts into git in place of a file, whatever an editor has made of its lines."""
LONGEST_POINTER = 1024
IS_POINTER = (
    "is only a Git LFS pointer here, a note of where the file is. Fetch the file itself: git lfs"
    " pull (in a GitHub workflow: “lfs: true” for actions/checkout)"
)


def pointer_of(data: bytes) -> str:
    """Return the SHA-256 in a Git LFS pointer, if data is one."""
    found = POINTER.fullmatch(data)
    return found[1].decode() if found else ""


def is_missing(name: str, names: Iterable[str]) -> str:
    """Return that a file is not there, but for its look."""
    composed = unicodedata.normalize("NFC", name)
    if any(unicodedata.normalize("NFC", one) == composed for one in names if one != name):
        return (
            "is not there, only a file whose name looks the same and is written with other"
            " characters (composed letters, or letters and accents)"
        )
    return "is not there"


class Store(Protocol):
    """A place for a package's files.

    Names are relative to the descriptor, with forward slashes.
    """

    @property
    def label(self) -> str: ...

    def read(self, name: str) -> bytes | mmap.mmap: ...
    def status(self, name: str) -> str: ...
    def path(self, name: str) -> Path | None: ...


@dataclass(frozen=True)
class FolderStore:
    """Files below a folder.

    What a link leads out of it counts as outside.
    """

    root: Path

    @property
    def label(self) -> str:
        path = os.path.relpath(self.root)
        if path == ".":
            return ""
        return f"{self.root if path.startswith('..') else Path(path).as_posix()}/"

    def read(self, name: str) -> bytes | mmap.mmap:
        with (self.root / name).open("rb") as file:
            if os.fstat(file.fileno()).st_size < 1 << 20:
                return file.read()
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def status(self, name: str) -> str:
        path = self.root / name
        try:
            if not path.is_file():
                return "is a folder" if path.is_dir() else self._missing(name)
            if not path.resolve().is_relative_to(self.root.resolve()):
                return LEADS_OUT
            with path.open("rb") as file:
                start = file.read(LONGEST_POINTER + 1)
            return IS_POINTER if pointer_of(start) else "" if start else "is empty"
        except OSError as error:
            return f"cannot be opened ({error.strerror})"

    def path(self, name: str) -> Path | None:
        """Return where a file lies on disk."""
        return self.root / name

    def _missing(self, name: str) -> str:
        folder = (self.root / name).parent
        names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
        return is_missing(Path(name).name, names)


@dataclass(frozen=True)
class MemoryStore:
    """Files held in memory: a zip's, or an example's."""

    files: Mapping[str, bytes]
    label: str = ""

    def read(self, name: str) -> bytes | mmap.mmap:
        return self.files[name]

    def status(self, name: str) -> str:
        if name not in self.files:
            return is_missing(name, self.files)
        data = self.files[name]
        if len(data) <= LONGEST_POINTER and pointer_of(data):
            return IS_POINTER
        return "" if data else "is empty"

    def path(self, name: str) -> Path | None:
        """Return None: these files are not on disk."""
        return None


@dataclass(frozen=True)
class ReplacedStore:
    """A store in which some files hold something else.

    It is what a package would be, before anything is written.
    """

    below: Store
    files: Mapping[str, bytes]

    @property
    def label(self) -> str:
        return self.below.label

    def read(self, name: str) -> bytes | mmap.mmap:
        return self.files[name] if name in self.files else self.below.read(name)

    def status(self, name: str) -> str:
        if name in self.files:
            return "" if self.files[name] else "is empty"
        return self.below.status(name)

    def path(self, name: str) -> Path | None:
        """Return where a file lies on disk, unless it is replaced."""
        return None if name in self.files else self.below.path(name)
