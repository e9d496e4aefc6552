"""Repositories for tests, made by real git, with nothing in them that depends on the machine or the
day.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from contested.git import Repository, repository_of
from contested.git.process import MISLEADING
from contested.testing.specimen import changed

DAY = "2021-09-01T00:00:00Z"


def alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes everything away that a machine or a CI run tells git.

    The configuration is an empty file and not /dev/null: git replaces a file that it configures,
    and root's git even that one.
    """
    home.mkdir()
    (home / ".gitconfig").touch()
    for name in (
        *MISLEADING,
        "GITHUB_BASE_REF",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    told = {
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(home.parent),
    }
    for name, value in (told | {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}).items():
        monkeypatch.setenv(name, value)


@dataclass
class Repo:
    """A repository in a folder."""

    folder: Path

    def new(self, *options: str) -> Repo:
        """Makes it, empty, with a branch called main."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.git("-c", "init.defaultBranch=main", "init", "--quiet", *options)
        return self.named()

    def named(self) -> Repo:
        """Says who commits."""
        for name, value in {
            "user.name": "Nobody",
            "user.email": "nobody@example.org",
            "commit.gpgsign": "false",
            "tag.gpgsign": "false",
        }.items():
            self.git("config", name, value)
        return self

    def git(self, *arguments: str, given: bytes | None = None) -> str:
        """What git says, without the line end; raises where it fails."""
        code, out, complaint = self.tried(*arguments, given=given)
        assert code == 0, f"git {' '.join(arguments)}: {complaint}"
        return out.removesuffix("\n")

    def tried(self, *arguments: str, given: bytes | None = None) -> tuple[int, str, str]:
        """Exit code, output and complaint of git."""
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            input=given,
            capture_output=True,
            check=False,
        )
        return done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Writes files below the folder."""
        for name, data in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)

    def commit(self, message: str, files: Mapping[str, bytes] | None = None) -> str:
        """Writes files and commits all there is; gives the commit's id."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def specimen(self, folder: str, change: str = "") -> dict[str, bytes]:
        """The files of the specimen, changed, as they lie below a folder of the repository."""
        files = changed(change).files().items()
        return {f"{folder}/{name}".removeprefix("/"): data for name, data in files}

    def clone(self, folder: str, *options: str) -> Repo:
        """A clone of it beside it, by a protocol that can be shallow."""
        made = Repo(self.folder.parent / folder)
        self.git("clone", "--quiet", *options, f"file://{self.folder}", str(made.folder))
        return made.named()


def repository_at(path: Path) -> Repository:
    repository = repository_of(path)
    assert repository
    return repository


def fetch_as_told(repo: Repo, message: str) -> None:
    """Follows the advice at the end of a message."""
    _, _, command = message.partition("git fetch")
    repo.git("fetch", *shlex.split(command.partition(" (")[0]))
