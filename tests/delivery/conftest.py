"""What tests of CI need: git with settings of nobody's, and none of the variables that a CI run of
ours has set.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from git.repos import alone


@pytest.fixture
def nobodys_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks for what depends on nothing of this machine."""
    for name in [name for name in os.environ if name.startswith(("CI_", "GITHUB_", "GIT_"))]:
        monkeypatch.delenv(name)
    alone(tmp_path / "home", monkeypatch)
