"""The standard grows by its own tools: a column and a word more, and no line of code changes."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import contested
import pytest
from contested import standard

DATASET = Path(__file__).parents[2] / "datasets" / "panjshir-2021"
CLAIMS, DESCRIPTOR = Path("data/claims.csv"), Path("datapackage.json")
COLUMN = {
    "name": "headline",
    "type": "string",
    "title": "Headline",
    "description": "The headline above the passage.",
    "example": "Guard claims gains",
}
WORD = {"value": "podcast", "label": "a series of recordings"}
Run = Callable[..., tuple[int, str]]

pytestmark = pytest.mark.slow


def edited(path: Path, change: Callable[[Any], None]) -> None:
    """Change what a file of JSON says."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def grow(schema: Any) -> None:
    """Add the column in the middle, and the word to a vocabulary."""
    names = [field["name"] for field in schema["fields"]]
    medium = schema["fields"][names.index("medium")]
    medium["constraints"]["enum"].append(WORD["value"])
    medium["categories"].append(WORD)
    schema["fields"].insert(names.index("quote") + 1, COLUMN)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`contested` from a copy whose standard has grown, in a repository with a published
    dataset.
    """
    copy = tmp_path / "copy" / "contested"
    shutil.copytree(Path(contested.__file__).parent, copy)
    if not (copy / "schema").is_dir():
        shutil.copytree(standard.folder(), copy / "schema")
    edited(copy / "schema" / "claims.json", grow)
    shutil.copytree(DATASET, tmp_path / "dataset")
    monkeypatch.chdir(tmp_path / "dataset")
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(copy.parent)}
    for role in ("AUTHOR", "COMMITTER"):
        settings |= {f"GIT_{role}_NAME": "a", f"GIT_{role}_EMAIL": "a@example.org"}

    def ran(*command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env=os.environ | settings
        )
        return done.returncode, done.stdout + done.stderr

    for command in (["init", "-b", "main"], ["add", "."], ["commit", "-m", "1"], ["tag", "v1.0.0"]):
        assert ran("git", *command)[0] == 0
    return lambda *command: ran(sys.executable, "-m", "contested", *command)


def claims() -> list[dict[str, str]]:
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(run: Run) -> tuple[dict[str, str], set[str]]:
    """Return the message of each rule that finds something, and the rules that did not run."""
    report = json.loads(run("validate", "--format", "json", "--today", "2026-11-22")[1])
    found = {one["rule"]: one["message"] for one in report["findings"]}
    return found, {one["rule"] for one in report["not_run"]}


def add_a_claim(book: Path) -> None:
    """Write a claim that uses the new column and the new word into a workbook."""
    import openpyxl

    workbook = openpyxl.load_workbook(book)
    sheet = workbook["claims"]
    names, first = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    row = dict(zip(names, first, strict=True))
    row |= {"claim_id": "clm-999", "locator": "line 999", "statement": "It is said once more."}
    row |= {"medium": WORD["value"], "headline": "A headline"}
    sheet.append([row[name] for name in names])
    workbook.save(book)


def test_a_column_and_a_word_more_need_no_line_of_code(run: Run) -> None:
    before = claims()
    without_texts = {"quote-not-in-source", "locator-beyond-text", "text-mismatch"}
    found, silent = judged(run)
    assert silent == without_texts
    assert set(found) == {"schema-drift", "wrong-header"}
    assert "headline is missing; “contested fmt” adds it, blank." in found["wrong-header"]

    assert run("sync", ".")[0] == 0
    assert run("fmt") == (
        0,
        "data/claims.csv: column headline added, blank\n6 files in order, 1 file mended\n",
    )
    assert judged(run) == ({}, without_texts)
    assert claims() == [row | {"headline": ""} for row in before]
    columns = list(claims()[0])
    assert columns.index("headline") == columns.index("quote") + 1

    assert run("template", ".", "-o", "book.xlsx")[0] == 0
    add_a_claim(Path("book.xlsx"))
    code, told = run("import", "book.xlsx", ".")
    assert code == 0, told
    assert "claims: 1 row added" in told
    added = claims()[-1]
    assert (added["medium"], added["headline"]) == (WORD["value"], "A headline")

    edited(DESCRIPTOR, lambda descriptor: descriptor.update(version="1.1.0"))
    Path("CHANGELOG.md").write_text("## 1.1.0\n\nHeadlines.\n")
    code, told = run("review", "--today", "2026-11-22")
    assert code == 0, told
    assert "rows     claims: 1 added" in told
    assert "0 new errors, 0 new warnings" in told
    code, told = run("release", ".")
    assert code == 0, told
    assert run("release", "--verify", "dist/panjshir-2021-1.1.0.zip")[0] == 0
