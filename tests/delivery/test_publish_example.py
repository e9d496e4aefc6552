"""The example that publishes: its step that makes a release, run in a repository as a pushed tag
leaves it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from delivery.steps import BESIDE, Done, parsed, run, step
from git.repos import Repo

pytestmark = pytest.mark.usefixtures("nobodys_git")
MAKE = step(parsed("docs/examples/publish.yml")["jobs"]["publish"]["steps"], "Make the release")


def tagged(repo: Repo, change: str, tag: str) -> None:
    repo.commit(
        tag,
        repo.specimen("datasets/low-ford", change) | {"CHANGELOG.md": b"## 1.1.0\n\n## 1.0.0\n"},
    )
    repo.git("tag", tag)


def made(repo: Repo, tag: str, scratch: Path) -> Done:
    told = {
        "GITHUB_REF_NAME": tag,
        "PATH": f"{BESIDE}{os.pathsep}{os.environ['PATH']}",
        "HOME": os.environ["HOME"],
    }
    return run(MAKE, {}, told, repo.folder, scratch)


def test_a_tag_makes_the_release_that_it_names_compared_with_the_one_before(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo").new()
    tagged(repo, "", "low-ford-v1.0.0")
    tagged(
        repo,
        "descriptor version=1.1.0 ; +actors act-new name=Somebody actor_type=collective",
        "low-ford-v1.1.0",
    )
    done = made(repo, "low-ford-v1.1.0", tmp_path / "runner")
    assert done.code == 0, done.log
    assert "dist/low-ford-1.1.0.zip (compared with low-ford-v1.0.0)" in done.log
    assert "dist/low-ford-1.1.0.zip is whole" in done.log


def test_a_tag_on_what_may_not_be_released_fails_the_step(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo").new()
    tagged(repo, "", "low-ford-v1.0.0")
    tagged(repo, "descriptor version=1.1.0 ; claims clm-j answer=no", "low-ford-v1.1.0")
    done = made(repo, "low-ford-v1.1.0", tmp_path / "runner")
    assert done.code == 1
    assert "rewritten-answer: What was claimed was changed from yes to no" in done.log
    assert not (repo.folder / "dist").exists()
