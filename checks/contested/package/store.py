"""Where a package's files are: a folder, memory, or an edited folder."""

from __future__ import annotations

import mmap
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


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
                return "is a folder" if path.is_dir() else "is not there"
            if not path.resolve().is_relative_to(self.root.resolve()):
                return "is a link that leads out of the package"
            with path.open("rb") as file:
                return "" if file.read(1) else "is empty"
        except OSError as error:
            return f"cannot be opened ({error.strerror})"

    def path(self, name: str) -> Path | None:
        """Return where a file lies on disk."""
        return self.root / name


@dataclass(frozen=True)
class MemoryStore:
    """Files held in memory: a zip's, or an example's."""

    files: Mapping[str, bytes]
    label: str = ""

    def read(self, name: str) -> bytes | mmap.mmap:
        return self.files[name]

    def status(self, name: str) -> str:
        if name not in self.files:
            return "is not there"
        return "" if self.files[name] else "is empty"

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
