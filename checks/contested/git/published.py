"""Older versions of packages: at revisions, in folders, in zips.

`base_of` finds the published version of everything under a path, `older_version` that of one
package, and `release_tags` the versions that were released.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contested.git import GitError, packages_at, repository_for
from contested.git.process import answer
from contested.git.repository import Repository
from contested.git.tree import FILES, tree_of
from contested.package import DESCRIPTOR, Package, UnreadableError, find
from contested.package.store import FolderStore
from contested.standard import readable, version_numbers
from contested.text import visible

HEAD = "HEAD"
BRANCH = re.compile("^refs/(heads|remotes/[^/]+)/")
COMMITTED = re.compile(rb"^committer .*> ([0-9]+) [-+0-9]+$", re.MULTILINE)


@dataclass(frozen=True)
class Revision:
    """A commit of a repository, and what of it is under review."""

    repository: Repository
    commit: str
    below: str
    """The folder that is looked at, from the top of the repository."""
    is_whole: bool
    """Whether nobody named that folder, so that all other packages are under review too."""

    def read(self, name: str) -> bytes | None:
        """Return the file of a name from the top, if any."""
        tree = tree_of(self.repository, self.commit)
        entry = tree[tree.real(name) or "."]
        if entry.mode not in FILES:
            return None
        return answer(self.repository.top, "cat-file", "blob", entry.id)

    def name_of(self, path: Path) -> str | None:
        """Return a path from the top, if it lies in the repository."""
        try:
            return self.repository.within(path)
        except GitError:
            return None


@dataclass(frozen=True)
class Base:
    """The published version as a whole."""

    name: str
    """What to call it: a revision, a folder or a zip."""
    told: str
    """The same for people: a branch with its day, or a folder or a zip."""
    packages: Sequence[Package]
    elsewhere: Sequence[Package] = ()
    """Packages of the same revision that lie outside of the folder under review, in case one was
    moved.
    """
    root: str = ""
    """What the labels of packages begin with."""
    at: Revision | None = None
    """Where in git it is, if it is a revision."""
    others: Sequence[Base] = ()
    """Further versions that the change began with, where each side has merged the other."""


def base_of(
    given: str | None,
    path: Path,
    environment: Mapping[str, str] = os.environ,
    *,
    named: bool = True,
) -> Base:
    """Return the published version that was named, or the usual one.

    That is the newest commit in common with the default branch; where there are several, the others
    stand beside it. `named` is whether somebody asked for that path: if not, all packages of the
    revision are under review, wherever they lie.

    A name that is a revision and a path at once is the revision; `./name` is always the path.
    Raises UnreadableError, which says what to do.
    """
    try:
        repository = repository_for(path, named=named)
        if given is not None and _is_path(given, repository):
            found = find(Path(given))
            return Base(given, given, found, root=given)
        if repository is None:
            raise UnreadableError(_no_repository(given, path))
        if given is not None:
            return _at(repository, repository.commit(given), given, path, named)
        branch = repository.default_branch(environment)
        commits = repository.merge_bases(branch, HEAD)
        first, *others = (_at(repository, one, one[:12], path, named, branch) for one in commits)
        return replace(first, others=others)
    except GitError as error:
        raise UnreadableError(str(error)) from error


def _no_repository(given: str | None, path: Path) -> str:
    where = f"{path} is in no git repository"
    if given is None:
        return (
            f"{where}, so nobody knows what it is to be compared with. Name a folder or a zip:"
            f" contested review BASE {path}"
        )
    return (
        f"There is no folder or zip {visible(given)}, and {where} in which it could be a revision."
    )


def _is_path(given: str, repository: Repository | None) -> bool:
    path = Path(given)
    if not path.exists():
        return False
    if (
        repository is None
        or path.is_absolute()
        or given.startswith((".", "~"))
        or given.endswith((os.sep, "/", ".zip", DESCRIPTOR))
    ):
        return True
    try:
        repository.commit(given)
    except GitError:
        return True
    return False


def _at(
    repository: Repository,
    commit: str,
    shown: str,
    path: Path,
    named: bool,
    branch: str | None = None,
) -> Base:
    below = repository.within(path)
    here = packages_at(repository, commit, below if named else "", shown)
    labels = {one.store.label for one in here}
    everywhere = packages_at(repository, commit, "", shown) if named and below else []
    elsewhere = [one for one in everywhere if one.store.label not in labels]
    at = Revision(repository, commit, below, not named)
    told = f"{visible(BRANCH.sub('', branch or shown))} of {_day(repository, commit)}"
    return Base(shown, told, here, elsewhere, f"{shown}:{below}", at)


def _day(repository: Repository, commit: str) -> str:
    """Return the day on which a commit was made, in UTC."""
    told = answer(repository.top, "cat-file", "commit", commit)
    made = COMMITTED.search(told)
    return readable.days(time.strftime("%Y-%m-%d", time.gmtime(int(made[1] if made else 0))))


def older_version(package: Package, given: str) -> Package:
    """Return a package as it is elsewhere, or was at a revision.

    In a folder of several packages, and at a revision at which it lay elsewhere, it is known by its
    name. Raises UnreadableError, with what to do.
    """
    if Path(given).is_dir():
        return _of_one_name(package, find(Path(given)), given)
    assert isinstance(package.store, FolderStore)
    root = package.store.root
    try:
        repository = repository_for(root)
        if repository is None:
            raise UnreadableError(
                f"There is no folder {given}, and {root} is in no git repository in which it could"
                " be a revision."
            )
        base = _at(repository, repository.commit(given), given, root, True)
    except GitError as error:
        raise UnreadableError(str(error)) from error
    for one in base.packages:
        if one.store.label.rstrip("/") == base.root and not one.fault:
            return one
    return _of_one_name(package, [*base.packages, *base.elsewhere], given)


def _of_one_name(package: Package, found: Sequence[Package], given: str) -> Package:
    """Return the only readable one of that name, or at all."""
    readable = [one for one in found if not one.fault]
    same = [one for one in readable if one.name == package.name]
    if len(same) == 1:
        return same[0]
    if len(readable) == 1 and not same:
        return readable[0]
    raise UnreadableError(
        f"{given} holds {'several packages' if same else 'no package'} named {package.name}, so"
        " there is nothing to restore it from."
    )


def release_tags(package: Package) -> list[str]:
    """Return the tags `NAME-vVERSION` of a package's releases, newest version first.

    There are none where it was never released or lies in no repository.
    """
    if not isinstance(package.store, FolderStore):
        return []
    try:
        repository = repository_for(package.store.root)
        tags = _tags(repository) if repository else []
    except GitError as error:
        raise UnreadableError(str(error)) from error
    return [tag for name, _, tag in tags if name == package.name]


def numbered_tags(repository: Repository) -> dict[str, str]:
    """Return the newest tag of each package that was released."""
    return {name: tag for name, _, tag in reversed(_tags(repository))}


def _tags(repository: Repository) -> list[tuple[str, tuple[int, ...], str]]:
    """Return name, version and tag of all releases, newest version first."""
    found = []
    for tag in os.fsdecode(answer(repository.top, "tag", "--list", "*-v*")).split():
        name, _, version = tag.rpartition("-v")
        if numbers := version_numbers(version):
            found.append((name, numbers, tag))
    return sorted(found, key=lambda one: (one[1], one[2]), reverse=True)
