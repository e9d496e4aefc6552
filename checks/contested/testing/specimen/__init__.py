"""One small valid package, and the one-line changes that make examples.

A change is written so that a reader of the docs can follow it:

    claims clm-a stated=2021-08-25         sets cells of a row (commas join a key of several parts)
    +claims clm-new from=clm-a answer=no   adds a row like another one; without `from`, with what
                                           is required and no more
    claims -clm-a                          takes a row out
    descriptor contested=2.0               sets a value in datapackage.json (resources by name);
                                           -path takes it out
    column claims x_final, table x-photos  adds an extension
    bytes claims OLD NEW, bytes-all        replaces bytes of a file, once or everywhere
    encode claims utf-16, delete claims, empty claims, descriptor-bytes TEXT, text FILE OLD NEW
    file NAME TEXT                         adds a file that datapackage.json does not name
    corrected claims clm-e answer=no       sets cells and adds a revision for each; so do redacted
                                           and reassigned; completed adds one for all of them
    withdrawn claims clm-k                 sets the status, with a revision; withdrawn actors
                                           -act-told takes the row out
    relation_removed relations -clm-f,contradicts,clm-e
    identity_merged actors -act-wire=act-radio
    package -low-ford                      takes the whole package out; +package low-ford makes
                                           it a new one

Several changes on one line are parted by ` ; `. `{300}` stands for that many characters.
"""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
import shlex
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from contested import standard
from contested.package import DESCRIPTOR, Package, from_store
from contested.package.store import MemoryStore

HERE = Path(__file__).parent
REVISED = {
    "corrected": "transcription_error",
    "completed": "new_information",
    "withdrawn": "duplicate_entry",
    "redacted": "protection",
    "reassigned": "wrong_question",
    "identity_merged": "other",
    "relation_removed": "other",
}
"""The kinds of revision, each with a reason that fits it."""
WHY = dict.fromkeys(("corrected", "identity_merged", "relation_removed"), "Told in line 1.")
"""What the note of a revision says where one has to say something."""
STATUSES: dict[str, Literal["new", "removed"]] = {"package": "removed", "+package": "new"}
TODAY = "2021-10-01"
"""The day on which the specimen is looked at."""


@dataclass
class Specimen:
    """The specimen's parts, each of which a change can touch."""

    tables: dict[str, list[dict[str, str]]]
    descriptor: dict[str, Any]
    texts: dict[str, bytes]
    edits: list[list[str]] = field(default_factory=list)
    status: Literal["", "new", "removed"] = ""
    """Whether, of two versions, only one has the package."""

    def files(self) -> dict[str, bytes]:
        """Return the content of each file, by its path within the package."""
        files = {f"data/{name}.csv": self._csv(name) for name in self.tables}
        files[DESCRIPTOR] = json.dumps(self.descriptor, ensure_ascii=False).encode()
        for what, name, *rest in self.edits:
            path = f"data/{name}.csv"
            if what == "delete":
                del files[path]
            elif what == "empty":
                files[path] = b""
            elif what == "encode":
                files[path] = files[path].decode().encode(rest[0])
            elif what == "file":
                files[name] = rest[0].encode()
            elif what == "descriptor-bytes":
                files[DESCRIPTOR] = name.encode()
            else:
                old, new = (_unescaped(text) for text in rest)
                files[path] = files[path].replace(old, new, 1 if what == "bytes" else -1)
        return files

    def package(self) -> Package:
        """Return the package that these parts make, in memory."""
        return from_store(MemoryStore(self.files()))

    def write(self, folder: str | Path) -> Path:
        """Write the package's files below a folder, and return the folder."""
        for name, data in self.files().items():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return Path(folder)

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return a table's rows in the order of its key."""
        key = standard.tables()[name].key if name in standard.TABLES else ()
        return sorted(self.tables[name], key=lambda row: [_sortable(row[k]) for k in key])

    def _csv(self, name: str) -> bytes:
        out = io.StringIO()
        resource: dict[str, Any] = next(
            (r for r in self.descriptor.get("resources", ()) if r["name"] == name), {}
        )
        schema, is_ours = resource.get("schema"), name in standard.TABLES
        extra = (
            [f["name"] for f in schema["fields"] if f["name"].startswith("x_") or not is_ours]
            if isinstance(schema, dict)
            else []
        )
        columns = list(standard.tables()[name].fields) if is_ours else []
        writer = csv.DictWriter(out, [*columns, *extra], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows(name))
        return out.getvalue().encode()

    def change(self, line: str) -> None:
        """Apply one line of changes.

        Raises ValueError where it names something that is not there.
        """
        for part in line.split(" ; "):
            word, _, rest = _filled(part).partition(" ")
            self._apply(word, [rest] if word.startswith("descriptor") else shlex.split(rest))

    def _apply(self, word: str, rest: list[str]) -> None:
        if word in ("bytes", "bytes-all", "encode", "delete", "empty", "descriptor-bytes", "file"):
            self.edits.append([word, *rest])
        elif word in STATUSES:
            self.status = STATUSES[word]
        elif word == "text":
            file, old, new = rest
            self.texts[file] = (
                self.texts.get(file, b"").replace(old.encode(), new.encode())
                if old
                else new.encode()
            )
        elif word == "descriptor":
            self._describe(rest[0])
        elif word == "column":
            next(r for r in self.descriptor["resources"] if r["name"] == rest[0])["schema"][
                "fields"
            ].append({"name": rest[1], "type": "string"})
        elif word == "table":
            self.tables[rest[0]] = [{"x_id": "1"}]
            schema = {"fields": [{"name": "x_id", "type": "string"}], "primaryKey": ["x_id"]}
            self.descriptor["resources"].append(standard.resource(rest[0], schema))
        elif word.startswith("+"):
            self._add(word[1:], rest[0], dict(one.split("=", 1) for one in rest[1:]))
        elif word in REVISED:
            self._revise(word, rest[0], rest[1], dict(one.split("=", 1) for one in rest[2:]))
        elif rest[0].startswith("-"):
            self.tables[word].remove(self._row(word, rest[0][1:]))
        else:
            self._row(word, rest[0]).update(dict(one.split("=", 1) for one in rest[1:]))

    def _key(self, table: str, key: str) -> dict[str, str]:
        return dict(zip(standard.tables()[table].key, key.split(","), strict=True))

    def _row(self, table: str, key: str) -> dict[str, str]:
        for row in self.tables[table]:
            if self._key(table, key).items() <= row.items():
                return row
        raise ValueError(f"the specimen has no {table} {key}")

    def _add(self, table: str, key: str, cells: dict[str, str]) -> None:
        like = cells.pop("from", None)
        try:
            row = dict(self._row(table, like or key))
        except ValueError:
            first = self.tables[table][0]
            row = {
                f.name: first[f.name] if f.required else ""
                for f in standard.tables()[table].fields.values()
            }
        self.tables[table].append(row | self._key(table, key) | cells)

    def _revise(self, kind: str, table: str, key: str, cells: dict[str, str]) -> None:
        """Change a row, or take it out, and record revisions.

        A hyphen before its key takes it out; there is a revision for each cell that
        changes.
        """
        key, _, into = key.partition("=")
        row = self._row(table, key.removeprefix("-"))
        record = " ".join(row[name] for name in standard.tables()[table].key)
        if kind == "withdrawn" and not key.startswith("-"):
            cells = {"status": "withdrawn"}
        told = cells or {"": into}
        if kind == "completed":
            told = {" ".join(cells): ""}
        for name, value in told.items():
            old = {"redacted": "[redacted]", "identity_merged": ""}.get(kind, row.get(name, ""))
            said = {
                "table": table,
                "record_id": record,
                "field": name,
                "kind": kind,
                "old_value": old,
                "new_value": value,
                "reason": REVISED[kind],
                "note": WHY.get(kind, ""),
            }
            self._add(
                "revisions", f"rev-{len(self.tables['revisions']) + 1}", said | {"revised": TODAY}
            )
        row.update(cells)
        if key.startswith("-"):
            self.tables[table].remove(row)

    def _describe(self, change: str) -> None:
        path, _, value = change.removeprefix("-").partition("=")
        *steps, last = path.split(".")
        at: Any = self.descriptor
        for step in steps:
            at = _in(at, step)
        if isinstance(at, list):
            del at[at.index(_in(at, last))]
        elif value == "":
            del at[last]
        else:
            try:
                at[last] = json.loads(value) if value[0] in '[{"' else value
            except json.JSONDecodeError:
                at[last] = value


def _in(at: Any, step: str) -> Any:
    if isinstance(at, list):
        return at[int(step)] if step.isdecimal() else next(one for one in at if one["name"] == step)
    return at[step]


def _filled(text: str) -> str:
    text = text.replace("{sha}", "a" * 64)
    return re.sub(r"\{([0-9]+)\}", lambda found: "x" * int(found[1]), text)


def _sortable(cell: str) -> tuple[bool, int, str]:
    return not cell, int(cell) if cell.isdecimal() else 0, cell


def _unescaped(text: str) -> bytes:
    return re.sub(
        r"\\(?:[nrt0\\]|u[0-9a-f]{4}|x[0-9a-f]{2})",
        lambda m: m[0].encode().decode("unicode_escape"),
        text,
    ).encode()


@cache
def _pickled() -> bytes:
    """Return the specimen unchanged: unpickling is five times faster than copying."""
    descriptor = json.loads((HERE / DESCRIPTOR).read_text(encoding="utf-8"))
    tables = {}
    for resource in descriptor["resources"]:
        resource["schema"] = standard.schema(resource["name"])
        with (HERE / resource["path"]).open(encoding="utf-8", newline="") as file:
            tables[resource["name"]] = list(csv.DictReader(file))
    texts = {p.name: p.read_bytes() for p in (HERE / "texts").iterdir()}
    return pickle.dumps(Specimen(tables, descriptor, texts))


def changed(line: str = "") -> Specimen:
    """Return the specimen after one line of changes."""
    specimen: Specimen = pickle.loads(_pickled())
    if line:
        specimen.change(line)
    return specimen
