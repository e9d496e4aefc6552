"""What tests of CI need: git with settings of nobody's, and none of the variables that a CI run of
ours has set.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from delivery.steps import ROOT
from git.repos import alone


@pytest.fixture
def nobodys_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks for what depends on nothing of this machine."""
    for name in [name for name in os.environ if name.startswith(("CI_", "GITHUB_", "GIT_"))]:
        monkeypatch.delenv(name)
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a checkout with a copy of the reference dataset."""
    shutil.copytree(ROOT / "datasets", tmp_path / "checkout/datasets")
    (tmp_path / "checkout/.git").mkdir()
    return tmp_path / "checkout"
