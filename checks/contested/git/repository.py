"""A git repository: where it is, and which commit is meant."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from subprocess import CompletedProcess

from contested.git.process import GitError, answer, complaint_of, run
from contested.text import nearest, visible

CI_BASES = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
"""Where GitHub and GitLab say into which branch a change is to go."""
USUAL = ("main", "master")
WHOLE_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
REF = re.compile(r"[\w./-]+")
"""A plain name of a branch or a tag, nothing that git would have to work out."""


@dataclass(frozen=True)
class Repository:
    """A repository on this machine.

    Whatever is asked of it, no file of its work tree is touched.
    """

    top: Path
    """The top folder of its work tree; of a bare repository, the repository itself."""

    def commit(self, revision: str) -> str:
        """Return the full id of the commit that a revision names.

        A revision is a branch, a tag, an id or the beginning of one, `HEAD~2`.

        Raises GitError with what to do about it: fetch it, in a shallow clone, or spell it out.
        """
        if "\0" in revision:
            raise GitError(f"There is no revision “{visible(revision)}” in {self.top}.")
        asked = self._resolved(revision)
        if asked.returncode:
            raise GitError(self._why_not(revision, os.fsdecode(asked.stderr)))
        return asked.stdout.decode().strip()

    def merge_base(self, one: str, other: str) -> str:
        """Return the full id of the newest commit in common.

        Raises GitError where there is none.
        """
        asked = run(self.top, "merge-base", self.commit(one), self.commit(other))
        if asked.returncode == 0:
            return asked.stdout.decode().strip()
        if asked.returncode > 1:
            raise GitError(f"git could not compare “{one}” with “{other}”: {complaint_of(asked)}")
        if self.is_shallow:
            raise GitError(
                f"“{one}” and “{other}” have no commit in common in {self.top}, {self._shallow}"
            )
        raise GitError(
            f"“{one}” and “{other}” have no commit in common, so neither is a change of the other."
            " Name another revision."
        )

    def default_branch(self, environment: Mapping[str, str] = os.environ) -> str:
        """Return the full name of the branch that changes go into.

        It is what CI says, else what the remote says, else main or master.

        Raises GitError where there is none of these, or where CI names one that was not fetched.
        """
        for name in (environment[variable] for variable in CI_BASES if environment.get(variable)):
            if found := self._first(f"refs/remotes/{self.remote}/{name}", f"refs/heads/{name}"):
                return found
            raise GitError(
                f"The change is to go into “{name}”, which was not fetched. Fetch it first:"
                f" {self._fetch_whole(name)}"
            )
        head = run(self.top, "symbolic-ref", "--quiet", f"refs/remotes/{self.remote}/HEAD")
        told = [os.fsdecode(head.stdout).strip()] if head.returncode == 0 else []
        remote = (f"refs/remotes/{self.remote}/{name}" for name in USUAL)
        if found := self._first(*told, *remote, *(f"refs/heads/{name}" for name in USUAL)):
            return found
        raise GitError(
            f"Nobody says which is the main branch of {self.top}: there is no main and no master."
            " Name the revision to compare with."
        )

    def within(self, path: Path) -> str:
        """Return a path from the top of the repository.

        It has forward slashes, and is empty for the top itself. GitError for one outside.
        """
        try:
            name = path.resolve().relative_to(self.top).as_posix()
        except ValueError as error:
            raise GitError(f"{path} is not in the repository {self.top}.") from error
        return "" if name == "." else name

    @property
    def is_shallow(self) -> bool:
        """True for a clone of only the newest commits."""
        return answer(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    @cached_property
    def remote(self) -> str:
        """The remote to fetch from: origin, or the first there is.

        Where there is none it is origin too.
        """
        names = os.fsdecode(answer(self.top, "remote")).split()
        return "origin" if "origin" in names or not names else names[0]

    def _resolved(self, revision: str) -> CompletedProcess[bytes]:
        return run(self.top, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")

    def _first(self, *references: str) -> str | None:
        return next((name for name in references if self._resolved(name).returncode == 0), None)

    def _why_not(self, revision: str, said: str) -> str:
        """Return why a revision names no commit, and what to do."""
        shown = f"“{visible(revision)}”"
        if "expected commit type" in said:
            return (
                f"{shown} is not a commit, but a file or a folder. Name a branch, a tag or a"
                " commit."
            )
        if "is ambiguous" in said:
            several = re.findall(r"^hint: +([0-9a-f]+) commit", said, re.MULTILINE)
            return (
                f"{shown} may be any of several commits ({', '.join(several)}). Give more of its"
                " letters."
            )
        if not run(self.top, "rev-list", "--all", "--max-count=1").stdout and not self.is_shallow:
            return f"There is no commit in {self.top} yet, so there is no {shown}."
        if self.is_shallow:
            if (
                WHOLE_ID.fullmatch(revision) or revision.startswith(f"{self.remote}/")
            ) and REF.fullmatch(revision):
                fetched = self._fetch(revision.removeprefix(f"{self.remote}/"))
                return (
                    f"There is no revision {shown} in {self.top}, a shallow clone, which has only"
                    f" the newest commits. Fetch it first: {fetched}"
                )
            return f"There is no revision {shown} in {self.top}, {self._shallow}"
        names = os.fsdecode(answer(self.top, "for-each-ref", "--format=%(refname:short)")).split()
        there = f"{self.remote}/{revision}"
        near = there if there in names else nearest(revision, names)
        fetch = (
            f" If it is newer than this clone, fetch it first: git fetch --tags {self.remote}"
            if answer(self.top, "remote")
            else ""
        )
        return (
            f"There is no revision {shown} in"
            f" {self.top}{f'; did you mean “{near}”?' if near else '.'}{fetch}"
        )

    def _fetch(self, name: str) -> str:
        """Return the command that brings one commit without its history."""
        where = "" if WHOLE_ID.fullmatch(name) else f":refs/remotes/{self.remote}/{name}"
        return f"git fetch {'--depth=1 ' if self.is_shallow else ''}{self.remote} {name}{where}"

    def _fetch_whole(self, name: str) -> str:
        """Return the command that brings a branch with its history.

        It is the history that it shares with this one.
        """
        deeper = "--unshallow " if self.is_shallow else ""
        hint = " (in a GitHub workflow: “fetch-depth: 0” for actions/checkout)" if deeper else ""
        return f"git fetch {deeper}{self.remote} {name}:refs/remotes/{self.remote}/{name}{hint}"

    @property
    def _shallow(self) -> str:
        return (
            "a shallow clone, which has only the newest commits. Fetch the others first: git fetch"
            f" --unshallow --tags {self.remote} (in a GitHub workflow: “fetch-depth: 0” for"
            " actions/checkout)"
        )


def repository_of(path: Path) -> Repository | None:
    """Return the repository that a path lies in, if any.

    The file or folder may be there or not.

    Raises GitError where git is missing, or will not look into a repository that belongs to
    somebody else.
    """
    folder = next(folder for folder in (path.resolve(), *path.resolve().parents) if folder.is_dir())
    asked = run(folder, "rev-parse", "--is-inside-work-tree", "--absolute-git-dir")
    if asked.returncode:
        if b"not a git repository" in asked.stderr:
            return None
        raise GitError(f"git will not look into {folder}: {complaint_of(asked)}")
    inside, _, own = os.fsdecode(asked.stdout).partition("\n")
    top = os.fsdecode(answer(folder, "rev-parse", "--show-toplevel")) if inside == "true" else own
    return Repository(Path(top.removesuffix("\n")).resolve())
