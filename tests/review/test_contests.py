"""A contest that ended is told, whatever else is asked, and first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, main
from contested.testing import specimen

SILENT = "claims clm-f answer=yes ; relations -clm-f,contradicts,clm-e"
OPEN = (
    "corrected claims clm-f answer=yes statement=Talks. quote= ; relation_removed relations"
    " -clm-f,contradicts,clm-e"
)
UNTOLD = f"{OPEN} ; revisions rev-3 note="
DAY = ("--today", specimen.TODAY, "--texts", "texts")


def reviewed(folder: Path, line: str, *options: str) -> int:
    """Return the exit code of a review of the specimen after a change."""
    specimen.changed().write(folder / "base")
    specimen.changed(f"descriptor version=2.0.0 ; {line}").write(folder / "head")
    return main(["review", str(folder / "base"), str(folder / "head"), *DAY[:2], *options])


@pytest.mark.parametrize(
    ("line", "code"), [(SILENT, FOUND), (OPEN, OK), (UNTOLD, FOUND), ("claims clm-b note=x", OK)]
)
def test_it_weighs_unless_every_change_has_its_explained_revision(
    line: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reviewed(tmp_path, line, "--select", "references", "--fail-on", "warning") == code
    assert ("contest-ended" in capsys.readouterr().out) is (line != "claims clm-b note=x")


@pytest.mark.parametrize(
    "options",
    [
        ("--ignore", "history"),
        ("--ignore", "contest-ended"),
        ("--select", "dates"),
        ("--only-new",),
        ("--baseline", "known.jsonl"),
    ],
)
def test_no_option_no_setting_and_no_baseline_hides_it(
    options: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("contested.toml").write_text('ignore = { "contest-ended" = "no" }\n', encoding="utf-8")
    reviewed(tmp_path, OPEN, "--write-baseline", "known.jsonl")
    assert "contest-ended" not in Path("known.jsonl").read_text(encoding="utf-8")
    capsys.readouterr()
    reviewed(tmp_path, OPEN, *options)
    assert "contest-ended" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "markdown", "html", "github", "json"])
def test_it_stands_first_in_every_report(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewed(tmp_path, SILENT, "--report", form)
    told = capsys.readouterr().out
    if form == "json":
        told = " ".join(one["rule"] for one in json.loads(told)["findings"])
    names = ("contest-ended", "rewritten-answer", "weakened-relation")
    at = [told.find(name) for name in names]
    assert -1 not in at
    assert min(at) == at[0]
