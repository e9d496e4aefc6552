"""What the tests with real git share: nobody's own settings, and the specimen in a repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.add.git.setup import set_up
from contested.git import Repository
from git.repos import Repo, alone


@pytest.fixture(autouse=True)
def _nobodys_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path / "home", monkeypatch)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """An empty repository."""
    return Repo(tmp_path / "repo").new()


@pytest.fixture
def ford(repo: Repo) -> Repo:
    """A repository whose first commit has the specimen in `datasets/ford`."""
    repo.commit("a dataset", repo.specimen("datasets/ford"))
    return repo


@pytest.fixture
def driven(ford: Repo) -> Repo:
    """The same repository after `contested git-setup`."""
    set_up(Repository(ford.folder), ford.folder)
    ford.commit("attributes")
    return ford
