"""Two judges of one small package: stock frictionless and this package.

Each gives the set of cells that it finds wrong.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from contested import standard
from contested.check.validate import validate_package
from contested.package import DESCRIPTOR, from_store
from contested.package.store import MemoryStore
from contested.results import PackageReport
from contested.rules.rule import RULES
from contested.standard.versions import newest
from frictionless import Package, system

Schema = dict[str, Any]
Cell = tuple[str, int, str]
"""Table, record number from 0, column; of a key of several columns, its first."""

JUDGED = [
    r
    for r in RULES.values()
    if (r.family in ("cells", "references") and r.severity == "error")
    or r.name in ("padded-cell", "control-character")
]
"""What any Table Schema asks of cells, and the two rules that speak of a cell before those do."""


@dataclass(frozen=True)
class Tables:
    """Tables beside the standard's: their Table Schemas and rows."""

    schemas: dict[str, Schema]
    rows: dict[str, list[dict[str, str]]]

    def field(self, table: str, column: str) -> dict[str, Any]:
        """One column as its schema describes it."""
        return next(f for f in self.schemas[table]["fields"] if f["name"] == column)

    def files(self) -> dict[str, bytes]:
        """Return the package's files, the descriptor among them."""
        resources = [
            standard.resource(name, schema, f"{name}.csv") for name, schema in self.schemas.items()
        ]
        described = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "drawn",
            "contested": newest(),
            "resources": resources,
        }
        return {f"{name}.csv": self._csv(name) for name in self.schemas} | {
            DESCRIPTOR: json.dumps(described).encode()
        }

    def _csv(self, name: str) -> bytes:
        out = io.StringIO()
        writer = csv.DictWriter(
            out, [f["name"] for f in self.schemas[name]["fields"]], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(self.rows[name])
        return out.getvalue().encode()


def report(tables: Tables, engine: str = "polars") -> PackageReport:
    """Return this package's report, in which every cell was judged."""
    found = validate_package(from_store(MemoryStore(tables.files())), JUDGED, 0, engine=engine)
    assert {name: len(rows) for name, rows in tables.rows.items()}.items() <= found.rows.items()
    return found


def ours(tables: Tables, engine: str = "polars") -> set[Cell]:
    """Return the cells that this package finds wrong.

    No rule speaks twice of one.
    """
    found = report(tables, engine)
    told = [f for group in found.groups for f in group.tell(None)]
    assert (
        len({(f.rule, f.table, f.row, f.column) for f in told})
        == len(told)
        == sum(group.count for group in found.groups)
    )
    return {(f.table, f.row, f.column) for f in told if f.table and f.row is not None and f.column}


def theirs(tables: Tables, *, trusted: bool = False) -> set[Cell]:
    """Return the cells that stock frictionless finds wrong."""
    with TemporaryDirectory() as folder, system.use_context(trusted=trusted):
        for name, data in tables.files().items():
            (Path(folder) / name).write_bytes(data)
        return wrong_cells(Path(folder) / DESCRIPTOR)


def wrong_cells(descriptor: Path) -> set[Cell]:
    """Return the cells of a package that stock frictionless finds wrong.

    It must be able to read them all.
    """
    keys = {
        r["name"]: r["schema"].get("primaryKey")
        for r in json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
    }
    validated = Package(str(descriptor)).validate()
    assert validated.errors == []
    found: set[Cell] = set()
    for task in validated.tasks:
        for error in task.errors:
            told: dict[str, Any] = error.to_dict()
            if told["type"] == "primary-key":
                column = keys[task.name] if isinstance(keys[task.name], str) else keys[task.name][0]
            else:
                column = told["fieldName"] if "fieldName" in told else told["fieldNames"][0]
            found.add((task.name, told["rowNumber"] - 2, column))
    return found
