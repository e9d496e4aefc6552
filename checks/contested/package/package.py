"""A data package in a folder, in a zip, or in memory."""

from __future__ import annotations

import json
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from contested import standard
from contested.package.store import FolderStore, MemoryStore, Store
from contested.standard import EXTENSION_COLUMN, EXTENSION_TABLE, Table, profile, schemas

DESCRIPTOR = "datapackage.json"
SKIPPED = {"node_modules", "site-packages", "__pycache__"}
LARGEST_ZIP = 1 << 30
"""Bytes that a zip may hold when unpacked, all of which are held in memory."""


class UnreadableError(Exception):
    """A path without a package, or a descriptor that cannot be opened."""


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
    fault_at: tuple[int, int] | None = None
    """Line and column of that, where they are known."""
    tables: dict[str, Table] = field(init=False)
    """Every table of the standard and every extension table, absent ones included."""
    parts: dict[str, list[Part]] = field(init=False)
    """The files of each table that the descriptor names."""

    def __post_init__(self) -> None:
        self.tables, self.parts = dict(standard.tables()), {}
        known, taken = schemas.columns(self.resources), set[str]()
        for resource in self.resources:
            name = resource.get("name")
            if not isinstance(name, str) or name in self.parts:
                continue
            schema = schemas.usable(resource.get("schema"), known)
            if name in standard.TABLES:
                self.tables[name] = standard.tables()[name].extended(schema)
            elif name.startswith(EXTENSION_TABLE):
                self.tables[name] = Table.from_schema(name, schema)
            else:
                continue
            self.parts[name] = [self._part(name, path, taken) for path in _paths(resource)]

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

    @cached_property
    def problems(self) -> list[profile.Problem]:
        """Everything in which the descriptor departs from the profile."""
        return profile.problems(self.descriptor)

    def extension_names(self) -> Iterator[str]:
        """Yield the names of tables and columns that this package adds."""
        for resource in self.resources:
            name = resource.get("name")
            if isinstance(name, str) and name not in standard.TABLES:
                yield name
            fields = (
                resource["schema"].get("fields")
                if isinstance(resource.get("schema"), dict)
                else None
            )
            for column in fields if isinstance(fields, list) else []:
                given = column.get("name") if isinstance(column, dict) else None
                if isinstance(given, str) and (
                    name not in standard.TABLES or given.startswith(EXTENSION_COLUMN)
                ):
                    yield given

    def _part(self, table: str, path: str, taken: set[str]) -> Part:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ":" in path or "\\" in path or ".." in pure.parts:
            return Part(path, table, "lies outside the package")
        if str(pure) in taken:
            return Part(path, table, "is named twice in datapackage.json")
        taken.add(str(pure))
        return Part(path, table, self.store.status(path))


def _paths(resource: dict[str, Any]) -> list[str]:
    path = resource.get("path")
    return [p for p in (path if isinstance(path, list) else [path]) if isinstance(p, str) and p]


def from_store(store: Store) -> Package:
    """Return the package whose descriptor a store holds."""
    try:
        text = bytes(store.read(DESCRIPTOR)).decode("utf-8")
        descriptor = json.loads(
            text, object_pairs_hook=_unique_names, parse_constant=_refuse_number
        )
        json.dumps(descriptor, ensure_ascii=False).encode()
        return Package(store, descriptor)
    except OSError as error:
        return Package(store, None, f"it cannot be opened ({error.strerror})")
    except UnicodeDecodeError as error:
        return Package(store, None, f"it is not UTF-8 text (byte {error.start + 1})")
    except UnicodeEncodeError:
        return Package(store, None, "it holds half of a character, written as \\ud800 or the like")
    except json.JSONDecodeError as error:
        if conflict := re.search("^<{7}(?: |$)", text, re.MULTILINE):
            what = (
                "git has left two versions in it, between lines of <<<<<<< and >>>>>>>; keep what"
                " should stand of both and delete those lines"
            )
            return Package(store, None, what, (text.count("\n", 0, conflict.start()) + 1, 1))
        what = (
            "it begins with a byte order mark; save it as plain UTF-8"
            if text.startswith("\ufeff")
            else f"it is not JSON from here on ({error.msg})"
        )
        return Package(store, None, what, (error.lineno, error.colno))
    except ValueError as error:
        return Package(store, None, f"it is not JSON: {error}")
    except RecursionError:
        return Package(store, None, "it is nested too deeply")


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON in which every name stands once.

    Of two, each reader would believe another.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(
            f"“{next(n for n in names if names.count(n) > 1)}” stands twice in one object"
        )
    return found


def _refuse_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def find(path: Path) -> list[Package]:
    """Return every package at a path.

    The path is a descriptor, its folder, a zip of it, or a folder of packages.

    Raises UnreadableError where there is none, so that nothing is ever passed for want of looking.
    """
    if path.is_dir():
        found = [path] if (path / DESCRIPTOR).is_file() else sorted(_folders_below(path))
        if not found:
            raise UnreadableError(f"There is no {DESCRIPTOR} in {path} or below it.")
        return [from_store(FolderStore(folder)) for folder in found]
    if not path.exists():
        raise UnreadableError(f"{path} is not there.")
    if path.name == DESCRIPTOR or path.suffix == ".json":
        if path.name != DESCRIPTOR:
            raise UnreadableError(
                f"{path} is not called {DESCRIPTOR}, as the descriptor of a data package is."
            )
        return [from_store(FolderStore(path.parent))]
    if not path.is_file():
        raise UnreadableError(f"{path} is neither a file nor a folder.")
    return [from_store(store) for store in _unzip(path)]


def find_one(path: Path) -> Package:
    """Return the one package at a path.

    Raises UnreadableError where there is none, more than one, or one whose descriptor cannot be
    read.
    """
    found = find(path)
    if len(found) > 1:
        first = found[0].store.label.rstrip("/")
        raise UnreadableError(
            f"{path} holds {len(found)} packages; name one of them, such as {first}"
        )
    if found[0].fault:
        raise UnreadableError(f"datapackage.json in {path} cannot be read: {found[0].fault}")
    return found[0]


def _folders_below(path: Path) -> Iterator[Path]:
    seen: set[str] = set()
    for folder, names, files in os.walk(path, followlinks=True):
        real = os.path.realpath(folder)
        names[:] = sorted(
            n for n in names if not n.startswith(".") and n not in SKIPPED and real not in seen
        )
        if DESCRIPTOR in files and real not in seen:
            names.clear()
            yield Path(folder)
        seen.add(real)


def _unzip(path: Path) -> list[MemoryStore]:
    """Return the packages in a zip, none of which lies within another.

    Nothing is ever written to disk. Raises UnreadableError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {one.filename: one.file_size for one in archive.infolist() if not one.is_dir()}
            descriptors = sorted(
                (n for n in sizes if PurePosixPath(n).name == DESCRIPTOR),
                key=lambda n: (n.count("/"), n),
            )
            tops = [n.removesuffix(DESCRIPTOR) for n in descriptors]
            tops = [
                top
                for number, top in enumerate(tops)
                if not any(top.startswith(other) for other in tops[:number])
            ]
            _refuse(path, archive, tops, sizes)
            return [
                MemoryStore(
                    {n.removeprefix(top): archive.read(n) for n in sizes if n.startswith(top)},
                    f"{path.as_posix()}/{top}",
                )
                for top in tops
            ]
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        struct.error,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        raise UnreadableError(
            f"{path} is neither a {DESCRIPTOR}, nor a folder, nor a readable zip of one ({error})."
        ) from error


def _refuse(path: Path, archive: zipfile.ZipFile, tops: list[str], sizes: dict[str, int]) -> None:
    if not tops:
        raise UnreadableError(f"There is no {DESCRIPTOR} in {path}.")
    names = [one.filename for one in archive.infolist() if not one.is_dir()]
    if len(names) > len(sizes):
        raise UnreadableError(
            f"{path} holds two files of one name: {next(n for n in sizes if names.count(n) > 1)}."
        )
    if sum(size for name, size in sizes.items() if name.startswith(tuple(tops))) > LARGEST_ZIP:
        raise UnreadableError(
            f"{path} holds more than {LARGEST_ZIP >> 20:,} MB when it is unpacked. Unpack it, and"
            " validate the folder."
        )
