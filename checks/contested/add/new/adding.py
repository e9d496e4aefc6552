"""One new row: its file, what changes, and what the rules say.

Nothing is written before the package that would come of it has been judged. In the file that takes
the row, every other row keeps its bytes, because only a file in canonical form is taken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from contested import standard
from contested.add.new.parts import InsertionError, default_file, refuse_new_file
from contested.check import baseline
from contested.check.findings import group_of
from contested.check.load import LoadedTable
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.files.canonical import canonical, clean
from contested.package.files.csvfile import Data
from contested.package.store import ReplacedStore
from contested.results import Finding, PackageReport
from contested.rules.rule import RULES, Rule
from contested.standard import Table

Cells = dict[str, str]
"""One row: column names and what stands in them; a column that is blank may be left out."""


@dataclass(frozen=True)
class Target:
    """The file that takes a row, beside all tables as loaded."""

    package: Package
    loaded: Mapping[str, LoadedTable]
    table: Table
    part: str
    rows: pl.DataFrame
    is_new: bool
    read: Mapping[str, bytes]
    """What every file of the package held when it was loaded, as a digest of it."""

    @property
    def is_stale(self) -> bool:
        """True if the package, which is a folder, has changed on disk."""
        now = from_store(self.package.store)
        if (
            json.dumps(now.descriptor) != json.dumps(self.package.descriptor)
            or now.parts != self.package.parts
        ):
            return True
        parts = [p for parts in now.parts.values() for p in parts if not p.fault]
        read = {now.store.label + p.name: _digest(now.store.read(p.name)) for p in parts}
        return read != self.read or (self.is_new and now.store.status(self.part) != "is not there")

    @property
    def keys(self) -> frozenset[str]:
        """The ids of the table, whose key is one column."""
        frame = self.loaded[self.table.name].frame
        return (
            frozenset(frame[self.table.key[0]].drop_nulls()) if frame is not None else frozenset()
        )

    def files(self, *cells: Mapping[str, str]) -> dict[str, bytes]:
        """Return the files that these rows would change, with their content."""
        rows = [_row(self.table, one) for one in cells]
        made = {self.part: canonical(pl.concat([self.rows, *rows]), self.table)}
        if self.is_new:
            made[DESCRIPTOR] = _with_part(self.package, self.table.name, self.part)
        return made


def clean_row(table: Table, cells: Mapping[str, str]) -> Cells:
    """Return the filled cells as they will be written: trimmed and composed."""
    (row,) = clean(_row(table, cells), table).to_dicts()
    return {name: value for name, value in row.items() if value is not None}


def missing_columns(table: Table, cells: Mapping[str, str]) -> list[str]:
    """Return the columns that lack a value, in schema order."""
    return [
        f.name
        for f in table.fields.values()
        if not cells.get(f.name) and (f.required or any(cells.get(n) for n in f.needed_by))
    ]


def find_target(
    package: Package, loaded: Mapping[str, LoadedTable], name: str, part: str | None = None
) -> Target:
    """Return the file for a row.

    It is the part that is asked for, which may be new, or else the last. Raises InsertionError
    where the descriptor or the table cannot be read, or the part is not in canonical form.
    """
    if not isinstance(package.descriptor, dict) or not isinstance(
        package.descriptor.get("resources"), list
    ):
        raise InsertionError(
            f"{package.store.label}{DESCRIPTOR} has no list of resources, so that there is nothing"
            " to add to. “contested validate” says more."
        )
    table, parts = package.tables[name], package.parts.get(name, [])
    if part is None:
        part = parts[-1].name if parts else default_file(package, name)
    wanted = str(PurePosixPath(part))
    names = [str(PurePosixPath(one.name)) for one in parts]
    number = names.index(wanted) if wanted in names else None
    if parts and loaded[name].frame is None:
        raise InsertionError(
            f"nothing can be added to {name} before it can be read: {loaded[name].reason}."
            " “contested validate” says more."
        )
    read: dict[str, bytes] = {}
    for one in loaded.values():
        read.update({p.file.name: _digest(p.file.data) for p in one.parts})
    if number is None:
        refuse_new_file(package, name, wanted)
        return Target(package, loaded, table, wanted, _row(table, {}).clear(), True, read)
    rows = loaded[name].rows_of(number).drop("row")
    if canonical(rows, table) != bytes(loaded[name].parts[number].file.data):
        file = package.store.label + parts[number].name
        raise InsertionError(
            f"{file} is not in its canonical form, so that a new row would change others too. Run"
            f" contested fmt {file} first, and then this again."
        )
    return Target(package, loaded, table, parts[number].name, rows, False, read)


def new_findings(
    package: Package, files: Mapping[str, bytes], rules: Collection[Rule], today: int
) -> list[Finding]:
    """Return the errors and warnings that these files would bring."""
    after = validate_package(from_store(ReplacedStore(package.store, files)), rules, today)
    grave = replace(
        after, groups=tuple(group for group in after.groups if group.severity != "info")
    )
    return (
        baseline.new_findings(grave, validate_package(package, rules, today))
        if grave.groups
        else []
    )


def report_of(package: Package, findings: Collection[Finding]) -> PackageReport:
    """Return findings as a report, as `validate` has them."""
    groups = []
    for rule in dict.fromkeys(one.rule for one in findings):
        mine = [one for one in findings if one.rule == rule]
        groups.append(group_of(RULES[rule], mine))
    return PackageReport(
        package.store.label.rstrip("/") or ".", package.name, tuple(groups), (), {}
    )


def _digest(data: Data) -> bytes:
    return hashlib.blake2b(data).digest()


def _row(table: Table, cells: Mapping[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        {name: [cells.get(name) or None] for name in table.fields},
        schema=dict.fromkeys(table.fields, pl.String),
    )


def _with_part(package: Package, table: str, part: str) -> bytes:
    """Return the descriptor with one more file of a table."""
    descriptor: dict[str, Any] = json.loads(json.dumps(package.descriptor))
    resources = descriptor["resources"]
    mine = next((r for r in resources if isinstance(r, dict) and r.get("name") == table), None)
    if mine is not None:
        paths = mine.get("path") or []
        mine["path"] = [*([paths] if isinstance(paths, str) else paths), part]
    else:
        earlier = standard.TABLES[: standard.TABLES.index(table)]
        at = max(
            (
                n + 1
                for n, r in enumerate(resources)
                if isinstance(r, dict) and r.get("name") in earlier
            ),
            default=0,
        )
        resources.insert(at, standard.resource(table, package.schema(table), part))
    return (json.dumps(descriptor, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
