"""A git repository: where it is, and which commit is meant."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
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

    def merge_bases(self, one: str, other: str) -> list[str]:
        """Return the full ids of the newest commits in common.

        There are several where each side has merged the other; the newest comes first.

        Raises GitError where there is none, or where a shallow clone may lack a newer one.
        """
        tips = self.commit(one), self.commit(other)
        asked = run(self.top, "merge-base", "--all", *tips)
        if asked.returncode > 1:
            raise GitError(f"git could not compare “{one}” with “{other}”: {complaint_of(asked)}")
        found = asked.stdout.decode().split()
        if self.is_shallow and (not found or self._is_cut_between(found, tips)):
            told = "have no commit in common" if not found else "may have a newer commit in common"
            raise GitError(
                f"“{one}” and “{other}” {told}{'' if not found else ' than there is'} in"
                f" {self.top}, {self._shallow}"
            )
        if not found:
            raise GitError(
                f"“{one}” and “{other}” have no commit in common, so neither is a change of the"
                " other. Name another revision."
            )
        order = answer(self.top, "rev-list", "--no-walk=sorted", *found)
        return order.decode().split()

    def _is_cut_between(self, bases: Sequence[str], tips: Sequence[str]) -> bool:
        """Return True if history is cut between bases and tips."""
        name = os.fsdecode(answer(self.top, "rev-parse", "--git-path", "shallow"))
        cut = (self.top / name.removesuffix("\n")).read_bytes().split()
        between = answer(self.top, "rev-list", *tips, "--not", *bases).split()
        return not set(cut).isdisjoint(between)

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

        It has forward slashes, and is empty for the top itself. A link below the top keeps its own
        name: where it leads may be another place in another version. GitError for one outside.
        """
        for one in (Path(os.path.normpath(path.absolute())), path.resolve()):
            if one.is_relative_to(self.top):
                name = one.relative_to(self.top).as_posix()
                return "" if name == "." else name
        raise GitError(f"{path} is not in the repository {self.top}.")

    def tracks(self, path: Path) -> bool:
        """Return True if the index or the newest commit has anything there."""
        name = self.within(path)
        return any(
            run(self.top, *asked, "--", name).stdout
            for asked in (("ls-files", "--stage"), ("ls-tree", "--full-tree", "HEAD"))
        )

    def staged(self, name: str) -> dict[str, tuple[str, bool]]:
        """Return the files below a folder that a commit would have.

        Each has git's id, and whether it is left out of the work tree by a sparse checkout.
        """
        below = ["--", name] if name else []
        told = answer(self.top, "ls-files", "-z", "-t", "--stage", *below)
        found = {}
        for line in told.split(b"\0"):
            said, _, path = os.fsdecode(line).partition("\t")
            if said:
                tag, _, identity, _ = said.split()
                found[path] = (identity, tag == "S")
        return found

    @cached_property
    def shared(self) -> Path:
        """The folder that all work trees of the repository share."""
        named = os.fsdecode(answer(self.top, "rev-parse", "--git-common-dir"))
        return (self.top / named.removesuffix("\n")).resolve()

    @property
    def is_shallow(self) -> bool:
        """True for a clone of only the newest commits."""
        return answer(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    @property
    def has_no_tags(self) -> bool:
        """True for a clone that was told to fetch no tags."""
        asked = run(self.top, "config", "--get-regexp", r"^remote\..*\.tagopt$")
        return b" --no-tags" in asked.stdout

    @cached_property
    def is_partial(self) -> bool:
        """True for a clone that fetches files one by one."""
        asked = run(self.top, "config", "--get-regexp", r"^remote\..*\.promisor$")
        return b" true" in asked.stdout

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
    """Return the repository in whose work tree a path lies, if any.

    The file or folder may be there or not. A repository without a work tree is none: it may have
    come as plain files among the data, with settings and a history of their author's choice.

    Raises GitError where git is missing, or will not look into a repository that belongs to
    somebody else.
    """
    for folder in (path.resolve(), *path.resolve().parents):
        if not folder.is_dir():
            continue
        asked = run(folder, "rev-parse", "--is-inside-work-tree")
        if asked.returncode == 0 and asked.stdout.strip() == b"true":
            named = os.fsdecode(answer(folder, "rev-parse", "--show-toplevel"))
            top = Path(named.removesuffix("\n")).resolve()
            if os.path.lexists(top / ".git"):
                return Repository(top)
        if asked.returncode and b"not a git repository" in asked.stderr:
            return None
        if asked.returncode and b"cannot use bare repository" not in asked.stderr:
            raise GitError(f"git will not look into {folder}: {complaint_of(asked)}")
    return None


def repository_for(path: Path, *, named: bool = True) -> Repository | None:
    """Return the repository to ask about a path, if there is one.

    It is the one that the user stands in, for all that it tracks, whatever lies there now. A path
    outside of it is asked for in its own, and so is one in a nested repository that the outer one
    knows nothing of, if the user has named it.

    Raises GitError for a link that leads out, and for a nested repository that nobody named.
    """
    here, own = repository_of(Path.cwd()), repository_of(path)
    if here is None or own == here:
        return own
    if not path.resolve().is_relative_to(here.top):
        if Path(os.path.normpath(path.absolute())).is_relative_to(here.top):
            raise GitError(
                f"{path} is a link that leads out of the repository {here.top}. Name the folder"
                f" itself: {path.resolve()}"
            )
        return own
    if own is None or own.shared == here.shared:
        return own or here
    if here.tracks(own.top):
        return here
    if not named:
        raise GitError(
            f"{path} lies in a repository of its own, {own.top}. Name it, or go there first:"
            f" cd {own.top}"
        )
    return own
