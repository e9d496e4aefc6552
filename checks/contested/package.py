"""A data package as it lies in a folder, in a zip, or in memory: its descriptor and the bytes of its tables."""

from __future__ import annotations

import json
import mmap
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from contested import standard
from contested.standard import EXTENSION_COLUMN, EXTENSION_TABLE, Table

DESCRIPTOR = "datapackage.json"
SKIPPED = {"node_modules", "site-packages", "__pycache__"}


class UnreadableError(Exception):
    """A path that holds no package, or one whose descriptor cannot even be opened."""


class Store(Protocol):
    """Where a package's files are; names are relative to the descriptor, with forward slashes."""

    @property
    def label(self) -> str: ...

    def read(self, name: str) -> bytes | mmap.mmap: ...
    def status(self, name: str) -> str: ...
    def path(self, name: str) -> Path | None: ...


@dataclass(frozen=True)
class FolderStore:
    """Files below a folder; what a link leads out of it counts as outside."""

    root: Path

    @property
    def label(self) -> str:
        path = os.path.relpath(self.root)
        return "" if path == "." else (str(self.root) if path.startswith("..") else Path(path).as_posix()) + "/"

    def read(self, name: str) -> bytes | mmap.mmap:
        with (self.root / name).open("rb") as file:
            if os.fstat(file.fileno()).st_size < 1 << 20:
                return file.read()
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def status(self, name: str) -> str:
        path = self.root / name
        if not path.is_file():
            return "is a folder" if path.is_dir() else "is not there"
        if not path.resolve().is_relative_to(self.root.resolve()):
            return "is a link that leads out of the package"
        return "is empty" if path.stat().st_size == 0 else ""

    def path(self, name: str) -> Path | None:
        """Where a file lies on disk."""
        return self.root / name


@dataclass(frozen=True)
class MemoryStore:
    """Files held in memory: a zip's, or an example's."""

    files: Mapping[str, bytes]
    label: str = ""

    def read(self, name: str) -> bytes | mmap.mmap:
        return self.files[name]

    def status(self, name: str) -> str:
        return "is not there" if name not in self.files else "" if self.files[name] else "is empty"

    def path(self, name: str) -> Path | None:
        """Nothing: these files are not on disk."""
        return None


@dataclass(frozen=True)
class Part:
    """One file of a table."""

    name: str
    table: str
    fault: str = ""
    """Why the file cannot be read at all, in plain words."""


@dataclass
class Package:
    """A descriptor and where its files are; nothing is judged yet."""

    store: Store
    descriptor: Any
    fault: str = ""
    """Why the descriptor is not JSON, in plain words."""
    tables: dict[str, Table] = field(init=False)
    """Every table of the standard and every extension table, absent ones included."""
    parts: dict[str, list[Part]] = field(init=False)
    """The files of each table that the descriptor names."""

    def __post_init__(self) -> None:
        self.tables, self.parts = dict(standard.tables()), {}
        for resource in self.resources:
            name, schema = resource.get("name"), resource.get("schema")
            if not isinstance(name, str) or name in self.parts:
                continue
            schema = schema if isinstance(schema, dict) else {}
            if name in standard.TABLES:
                self.tables[name] = standard.tables()[name].extended(schema)
            elif name.startswith(EXTENSION_TABLE):
                self.tables[name] = Table.from_schema(name, schema)
            else:
                continue
            self.parts[name] = [self._part(name, path) for path in _paths(resource)]

    @property
    def name(self) -> str:
        """The package's own name, or where it lies if it has none."""
        name = self.descriptor.get("name") if isinstance(self.descriptor, dict) else None
        return name if isinstance(name, str) and name else self.store.label.rstrip("/") or "package"

    @cached_property
    def resources(self) -> list[dict[str, Any]]:
        """The resources that are objects, in order."""
        found = self.descriptor.get("resources") if isinstance(self.descriptor, dict) else None
        return [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []

    def extension_names(self) -> Iterator[str]:
        """The names that this package adds to the standard's: tables, and columns of any table."""
        for resource in self.resources:
            name = resource.get("name")
            if isinstance(name, str) and name not in standard.TABLES:
                yield name
            fields = resource["schema"].get("fields") if isinstance(resource.get("schema"), dict) else None
            for column in fields if isinstance(fields, list) else []:
                given = column.get("name") if isinstance(column, dict) else None
                if isinstance(given, str) and (name not in standard.TABLES or given.startswith(EXTENSION_COLUMN)):
                    yield given

    def _part(self, table: str, path: str) -> Part:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ":" in path or "\\" in path or ".." in pure.parts:
            return Part(path, table, "lies outside the package")
        return Part(path, table, self.store.status(path))


def _paths(resource: dict[str, Any]) -> list[str]:
    path = resource.get("path")
    return [path] if isinstance(path, str) else [p for p in path if isinstance(p, str)] if isinstance(path, list) else []


def from_store(store: Store) -> Package:
    """The package whose descriptor a store holds."""
    try:
        text = bytes(store.read(DESCRIPTOR)).decode("utf-8")
        return Package(store, json.loads(text))
    except UnicodeDecodeError as error:
        return Package(store, None, f"it is not UTF-8 text (byte {error.start + 1})")
    except json.JSONDecodeError as error:
        return Package(store, None, f"it is not JSON: line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:
        return Package(store, None, "it is nested too deeply")


def find(path: Path) -> list[Package]:
    """Every package at a path: a descriptor, its folder, a zip of it, or a folder of packages.

    Raises UnreadableError where there is none, so that nothing is ever passed for want of looking.
    """
    if path.is_dir():
        found = [path] if (path / DESCRIPTOR).is_file() else sorted(_below(path))
        if not found:
            raise UnreadableError(f"There is no {DESCRIPTOR} in {path} or below it.")
        return [from_store(FolderStore(folder)) for folder in found]
    if not path.exists():
        raise UnreadableError(f"{path} is not there.")
    if path.name == DESCRIPTOR or path.suffix == ".json":
        if path.name != DESCRIPTOR:
            raise UnreadableError(f"{path} is not called {DESCRIPTOR}, as the descriptor of a data package is.")
        return [from_store(FolderStore(path.parent))]
    return [from_store(_unzipped(path))]


def _below(path: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(path):
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in SKIPPED)
        if DESCRIPTOR in files:
            names.clear()
            yield Path(folder)


def _unzipped(path: Path) -> MemoryStore:
    try:
        with zipfile.ZipFile(path) as archive:
            descriptors = sorted((n for n in archive.namelist() if PurePosixPath(n).name == DESCRIPTOR), key=lambda n: n.count("/"))
            if not descriptors:
                raise UnreadableError(f"There is no {DESCRIPTOR} in {path}.")
            top = descriptors[0].removesuffix(DESCRIPTOR)
            files = {n.removeprefix(top): archive.read(n) for n in archive.namelist() if n.startswith(top) and not n.endswith("/")}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableError(f"{path} is neither a {DESCRIPTOR}, nor a folder, nor a readable zip of one ({error}).") from error
    return MemoryStore(files, f"{path.as_posix()}/{top}")
