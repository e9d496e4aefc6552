"""A new repository, and the commands as a user runs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from contested.cli import main
from contested.testing.specimen import changed

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command.

    It gives the exit code, what was printed, and what was complained.
    """

    def ran(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stopped:
            code = int(str(stopped.code))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


@pytest.fixture
def ford(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the specimen into a folder of its own.

    It is the current folder.
    """
    folder = changed().write(tmp_path / "ford")
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder
