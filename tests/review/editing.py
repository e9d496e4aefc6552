"""A copy of the reference dataset that is edited as a person edits it: in the cells of its tables,
then saved.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DATASET = ROOT / "datasets" / "panjshir-2021"
KEYS = {
    "actors": 1,
    "locations": 1,
    "sources": 1,
    "questions": 1,
    "claims": 1,
    "relations": 3,
    "relays": 2,
    "revisions": 1,
}
"""How many of the first columns of a table are its key."""


class Dataset:
    """The tables of a copy, as rows of named cells; `save` writes those that were touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor: dict[str, Any] = json.loads(
            (folder / "datapackage.json").read_text(encoding="utf-8")
        )
        self._tables: dict[str, list[dict[str, str]]] = {}

    def table(self, name: str) -> list[dict[str, str]]:
        """All rows of a table."""
        if name not in self._tables:
            with self.path(name).open(encoding="utf-8", newline="") as file:
                self._tables[name] = list(csv.DictReader(file))
        return self._tables[name]

    def path(self, name: str) -> Path:
        """The file of a table."""
        return self.folder / "data" / f"{name}.csv"

    def edit(self, table: str, key: str, /, **cells: str) -> None:
        """Types these cells into the row with this key."""
        (row,) = (row for row in self.table(table) if _key(table, row) == key)
        assert set(cells) <= set(row)
        row.update(cells)

    def add(self, table: str, like: str = "", /, **cells: str) -> None:
        """Adds a row with these cells, and with those of another row for the rest."""
        rows = self.table(table)
        (base,) = (
            (row for row in rows if _key(table, row) == like)
            if like
            else [dict.fromkeys(rows[0], "")]
        )
        assert set(cells) <= set(base)
        rows.append(base | cells)

    def delete(self, name: str, key: str) -> None:
        """Deletes the row with this key."""
        before = self.table(name)
        self._tables[name] = [row for row in before if _key(name, row) != key]
        assert len(self._tables[name]) == len(before) - 1

    def revise(self, *revisions: dict[str, str]) -> None:
        """Adds revisions, and with the first the table itself."""
        schema = json.loads((ROOT / "schema" / "revisions.json").read_text(encoding="utf-8"))
        if not self.path("revisions").exists():
            told = {
                "title": "Revisions",
                "description": "What was changed after publication, and why.",
                "path": "data/revisions.csv",
            }
            sample = self.descriptor["resources"][0]
            self.descriptor["resources"].append(
                {**sample, "name": "revisions", **told, "schema": schema}
            )
            self._tables["revisions"] = []
        columns = [field["name"] for field in schema["fields"]]
        for revision in revisions:
            number = len(self.table("revisions")) + 1
            row = {"revision_id": f"rev-{number:03}", "revised": "2026-11-23"} | revision
            self._tables["revisions"].append({name: row.get(name, "") for name in columns})

    def save(self) -> None:
        """Writes the tables that were touched, in order, and the descriptor."""
        for name, rows in self._tables.items():
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(sorted(rows, key=lambda row: tuple(row.values())[: KEYS[name]]))
            self.path(name).write_text(out.getvalue(), encoding="utf-8", newline="")
        text = json.dumps(self.descriptor, ensure_ascii=False, indent=2)
        (self.folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def copied(source: Path, folder: Path) -> Dataset:
    """A copy of a dataset, ready to be edited."""
    shutil.copytree(source, folder)
    return Dataset(folder)


def _key(name: str, row: dict[str, str]) -> str:
    return " ".join(tuple(row.values())[: KEYS[name]])
