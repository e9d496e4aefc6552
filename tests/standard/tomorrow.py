"""The standard of tomorrow: versions 1.1 and 1.2, made in a copy of the code.

1.1 adds a column, a word and a rule, says of a column and of a word that they are outdated, and
puts a description better.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import contested
from contested import standard
from contested.testing import specimen

Told = dict[str, list[tuple[str, str, str, str, str]]]
"""By package: rule, severity, table, column and cell of each finding."""
COLUMN = {
    "name": "mood",
    "type": "string",
    "title": "Mood",
    "description": "How the claimant sounded.",
    "guard": "wording",
    "since": "1.1",
    "categories": [{"value": "calm", "label": "calm"}, {"value": "angry", "label": "angry"}],
    "constraints": {"enum": ["calm", "angry"]},
}
RULE = '''

@rule("moodless-note", on="claims.note", since="1.1", bad="claims clm-a note=x", good=())
def moodless_note(row: Row) -> Expr:
    """The note says “wrong”, and no mood is recorded.

    It is made for a test.

    Allowed: any other note

    Mend: Write another note.
    """
    return (row.note == "wrong") & row.mood.is_null()
'''
JUDGE = """
import datetime, json, sys
from pathlib import Path
from contested.check.validate import validate
from contested.testing.specimen import TODAY, changed
home, lines = Path(sys.argv[1]), json.loads(sys.argv[2])
for name, line in lines.items():
    changed(line).write(home / name)
told = {}
for folder in sorted(home.iterdir()):
    findings = validate(folder, today=datetime.date.fromisoformat(TODAY)).findings()
    told[folder.name] = sorted(
        [f.rule, f.severity, f.table or "", f.column or "", f.found or ""] for f in findings
    )
print(json.dumps(told))
"""


def build(home: Path) -> None:
    """Copy code and schemas below a folder, and make tomorrow's of them."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(contested.__file__).parent, home / "checks" / "contested", ignore=ignored)
    shutil.copytree(standard.folder(), home / "schema")
    with (home / "checks" / "contested" / "rules" / "attribution" / "gaps.py").open("a") as file:
        file.write(RULE)
    profile = _read(home, "profile")
    asked = next(p for p in profile["allOf"] if "contested" in p.get("properties", ()))
    asked["properties"]["contested"]["enum"] += ["1.1", "1.2"]
    _write(home, "profile", profile)
    claims = _read(home, "claims")
    fields = {one["name"]: one for one in claims["fields"]}
    fields["statement"]["description"] = "Put better."
    words = fields["medium"]["categories"]
    outdated = next(one for one in words if one["value"] == "video")
    outdated["deprecated"] = {"since": "1.1", "instead": "broadcast"}
    words.append({"value": "letter", "label": "in a letter", "since": "1.1"})
    fields["medium"]["constraints"]["enum"].append("letter")
    claims["fields"].insert(3, COLUMN)
    _write(home, "claims", claims)
    sources = _read(home, "sources")
    rights = next(one for one in sources["fields"] if one["name"] == "rights")
    rights["deprecated"] = {"since": "1.1", "instead": "note"}
    _write(home, "sources", sources)


def judged(home: Path, packages: Path, lines: Mapping[str, str]) -> Told:
    """Return what tomorrow's code finds in the packages of a folder.

    To these it adds its own specimen, changed by each of the lines.
    """
    told = subprocess.run(
        [sys.executable, "-c", JUDGE, str(packages), json.dumps(lines)],
        env=os.environ | {"PYTHONPATH": str(home / "checks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    found: dict[str, list[list[Any]]] = json.loads(told.stdout)
    return {name: [(a, b, c, d, e) for a, b, c, d, e in rows] for name, rows in found.items()}


def lay(packages: Path, lines: Mapping[str, str]) -> None:
    """Write the specimen of today, changed by each of the lines, into a folder."""
    for name, line in lines.items():
        specimen.changed(line).write(packages / name)


def _read(home: Path, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((home / "schema" / f"{name}.json").read_text("utf-8"))
    return read


def _write(home: Path, name: str, schema: dict[str, Any]) -> None:
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    (home / "schema" / f"{name}.json").write_text(text, "utf-8")
