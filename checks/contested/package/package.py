"""A data package in a folder, in a zip, or in memory."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from contested import standard
from contested.package.store import Store
from contested.standard import EXTENSION_COLUMN, EXTENSION_TABLE, Table, profile, schemas
from contested.standard.strangers import stranger
from contested.standard.versions import judged_by

DESCRIPTOR = "datapackage.json"
STRANGE = "it describes a data package of another kind"
YAML = ("datapackage.yaml", "datapackage.yml")
NOT_YAML = (
    f"A descriptor of this standard is JSON and called {DESCRIPTOR}. Any converter writes one from"
    f" {YAML[0]}, such as: yq -o json {YAML[0]} > {DESCRIPTOR}"
)
SKIPPED = {"node_modules", "site-packages", "__pycache__"}


def is_looked_into(name: str) -> bool:
    """Return True for a folder in which packages are looked for."""
    return not name.startswith(".") and name not in SKIPPED


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
    """Why the descriptor is not JSON or not one of this standard, in plain words."""
    fault_at: tuple[int, int] | None = None
    """Line and column of that, where they are known."""
    version: str = field(init=False)
    """The version of the standard by which it is judged."""
    tables: dict[str, Table] = field(init=False)
    """Every table of the standard and every extension table, absent ones included."""
    parts: dict[str, list[Part]] = field(init=False)
    """The files of each table that the descriptor names."""

    def __post_init__(self) -> None:
        self.version = judged_by(self.descriptor)
        self.tables, self.parts = dict(standard.tables(self.version)), {}
        known, taken = schemas.columns(self.resources), set[str]()
        for resource in self.resources:
            name = resource.get("name")
            if not isinstance(name, str) or name in self.parts:
                continue
            schema = schemas.usable(resource.get("schema"), known)
            if name in standard.TABLES:
                self.tables[name] = self.tables[name].extended(schema)
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

    @property
    def title(self) -> str:
        """What people call it; blank where its descriptor does not say."""
        title = self.descriptor.get("title") if isinstance(self.descriptor, dict) else None
        return " ".join(title.split()) if isinstance(title, str) else ""

    @property
    def is_strange(self) -> bool:
        """True for a package of another standard."""
        return self.fault.startswith(STRANGE)

    @property
    def refusal(self) -> str:
        """Why a package with such a fault is of no use."""
        if self.is_strange:
            return f"cannot be used: {self.fault}. “contested init” makes a package of claims"
        return f"cannot be read: {self.fault}"

    @cached_property
    def resources(self) -> list[dict[str, Any]]:
        """The resources that are objects, in order."""
        found = self.descriptor.get("resources") if isinstance(self.descriptor, dict) else None
        return [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []

    @cached_property
    def problems(self) -> list[profile.Problem]:
        """Everything in which the descriptor departs from the profile."""
        return profile.problems(self.descriptor)

    def schema(self, table: str) -> dict[str, Any]:
        """Return the schema of a table in this package's version."""
        asked: dict[str, Any] = standard.as_of(standard.schema(table), self.version)
        return asked

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
        if pure.is_absolute() or ":" in path or ".." in pure.parts:
            return Part(path, table, "lies outside the package")
        if "\\" in path:
            return Part(path, table, "is written with backslashes; between folders stands a /")
        if str(pure) in taken:
            return Part(path, table, "is named twice in datapackage.json")
        taken.add(str(pure))
        return Part(path, table, self.store.status(path))


def _paths(resource: dict[str, Any]) -> list[str]:
    path = resource.get("path")
    return [p for p in (path if isinstance(path, list) else [path]) if isinstance(p, str) and p]


def from_store(store: Store) -> Package:
    """Return the package whose descriptor a store holds."""
    if fault := store.status(DESCRIPTOR).removeprefix("is empty"):
        return Package(store, None, f"it {fault}")
    try:
        text = bytes(store.read(DESCRIPTOR)).decode("utf-8")
        descriptor = json.loads(
            text,
            object_pairs_hook=_unique_names,
            parse_constant=_refuse_number,
            parse_float=_finite,
        )
        json.dumps(descriptor, ensure_ascii=False, allow_nan=False).encode()
        kind = stranger(descriptor)
        return Package(store, descriptor, f"{STRANGE} ({kind})" if kind else "")
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


def _finite(digits: str) -> float:
    """Return a number, but none that would be written as Infinity."""
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"{digits[:40]} is larger than any number that programs can hold")
    return number
