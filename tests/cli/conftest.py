"""Commands as a user runs them: the specimen in a folder, and what a command gives back."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.commands import Lay, Run
from contested.cli import main
from contested.testing.specimen import changed


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """Lays the specimen, changed, into a folder of the current one, which is empty but for that."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def laid(folder: str, change: str = "") -> Path:
        return changed(change).write(folder)

    return laid


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, what it printed, and what it complained."""

    def ran(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stopped:
            code = int(str(stopped.code))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran
