"""The command and a dataset to release, for tests of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.cli import main
from release.releases import Run, lay


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(["release", *arguments])
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


@pytest.fixture
def ford(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the specimen in `ford`, in nobody's repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    lay(tmp_path / "ford")
    return tmp_path
