"""The example that puts sites on Pages: its step that makes them, run in a repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from delivery.steps import BESIDE, Done, parsed, run, step
from git.repos import Repo

pytestmark = pytest.mark.usefixtures("nobodys_git")
MAKE = step(parsed("docs/examples/pages.yml")["jobs"]["pages"]["steps"], "Make the site")


def made(repo: Repo, scratch: Path) -> Done:
    told = {"PATH": f"{BESIDE}{os.pathsep}{os.environ['PATH']}", "HOME": os.environ["HOME"]}
    return run(MAKE, {}, told, repo.folder, scratch)


def test_every_dataset_gets_a_site(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo").new()
    repo.commit("both", repo.specimen("datasets/low-ford") | repo.specimen("datasets/other"))
    done = made(repo, tmp_path / "runner")
    assert done.code == 0, done.log
    for name in ("low-ford", "other"):
        assert (repo.folder / "site" / name / "index.html").is_file()


def test_data_that_is_not_valid_gets_none(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo").new()
    repo.commit("bad", repo.specimen("datasets/low-ford", "claims clm-a stated=2021-08-25"))
    assert made(repo, tmp_path / "runner").code == 1
    assert not (repo.folder / "site").exists()
