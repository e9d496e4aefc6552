"""Older versions of packages: at revisions, in folders, in zips.

`base_of` and `pairs` find the published version of everything under a path, `older_version` that of
one package, and `release_tags` the versions that were released.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contested.git import GitError, packages_at, repository_of
from contested.git.process import answer
from contested.git.repository import Repository
from contested.package import DESCRIPTOR, Package, UnreadableError, find
from contested.package.store import FolderStore
from contested.standard import version_numbers
from contested.text import visible

HEAD = "HEAD"


@dataclass(frozen=True)
class Pair:
    """A package in both versions, or in one of them."""

    base: Package | None
    head: Package | None


@dataclass(frozen=True)
class Base:
    """The published version as a whole."""

    name: str
    """What to call it: a revision, a folder or a zip."""
    packages: Sequence[Package]
    elsewhere: Sequence[Package] = ()
    """Packages of the same revision that lie outside of the folder under review, in case one was
    moved.
    """
    root: str = ""
    """What the labels of packages begin with."""


def base_of(given: str | None, path: Path, environment: Mapping[str, str] = os.environ) -> Base:
    """Return the published version that was named, or the usual one.

    That is the newest commit in common with the default branch.

    A name that is a revision and a path at once is the revision; `./name` is always the path.
    Raises UnreadableError, which says what to do.
    """
    try:
        repository = repository_of(path)
        if given is not None and _is_path(given, repository):
            found = find(Path(given))
            return Base(given, found, root=given)
        if repository is None:
            where = f"{path} is in no git repository"
            if given is None:
                raise UnreadableError(
                    f"{where}, so nobody knows what it is to be compared with. Name a folder or a"
                    f" zip: contested review BASE {path}"
                )
            raise UnreadableError(
                f"There is no folder or zip {visible(given)}, and {where} in which it could be a"
                " revision."
            )
        if given is None:
            commit = repository.merge_base(repository.default_branch(environment), HEAD)
            return _at(repository, commit, commit[:12], path)
        return _at(repository, repository.commit(given), given, path)
    except GitError as error:
        raise UnreadableError(str(error)) from error


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


def _at(repository: Repository, commit: str, shown: str, path: Path) -> Base:
    below = repository.within(path)
    here = packages_at(repository, commit, below, shown)
    labels = {one.store.label for one in here}
    elsewhere = (
        [one for one in packages_at(repository, commit, "", shown) if one.store.label not in labels]
        if below
        else []
    )
    return Base(shown, here, elsewhere, f"{shown}:{below}")


def pairs(base: Base, heads: Sequence[Package], path: Path) -> list[Pair]:
    """Return each package with its other version, if it has one.

    That is the one in the same place, or else the one of the same name; the rest stand alone.

    Two single packages are one package, whatever they are called and wherever they are. Raises
    UnreadableError where a folder would be compared with itself.
    """
    left = list(base.packages)
    found: dict[int, Package] = {}
    for number, head in enumerate(heads):
        for one in left:
            if _place(one, base.root) == _place(head, str(path)):
                found[number] = one
                left.remove(one)
                break
    for number, head in enumerate(heads):
        if number not in found:
            same = [
                one
                for one in (*left, *base.elsewhere)
                if one.name == head.name and one not in found.values()
            ]
            if len(same) == 1:
                found[number] = same[0]
                left = [one for one in left if one is not same[0]]
    if len(heads) == len(left) == 1 and not found:
        found[0] = left.pop()
    made = [
        *(Pair(found.get(number), head) for number, head in enumerate(heads)),
        *(Pair(one, None) for one in left),
    ]
    _refuse_itself(made)
    return made


def _refuse_itself(made: Sequence[Pair]) -> None:
    """Refuse to compare a folder with itself.

    Nothing would be found where somebody names the folder under review as BASE, since `validate`
    takes it in that place.
    """
    for base, head in (
        (pair.base.store, pair.head.store) for pair in made if pair.base and pair.head
    ):
        if (
            isinstance(base, FolderStore)
            and isinstance(head, FolderStore)
            and base.root.resolve() == head.root.resolve()
        ):
            shown = base.label.rstrip("/") or "."
            raise UnreadableError(
                f"{shown} would be compared with itself. Say first what is published, such as a"
                f" revision: contested review HEAD {shown}"
            )


def _place(package: Package, root: str) -> str:
    """Return where a package lies below what it was found in.

    That is a folder, a revision or a zip.
    """
    if isinstance(package.store, FolderStore):
        top = Path(root).resolve()
        top = top if top.is_dir() else top.parent
        return Path(os.path.relpath(package.store.root.resolve(), top)).as_posix()
    return package.store.label.rstrip("/").removeprefix(root.rstrip("/")).strip("/") or "."


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
        repository = repository_of(root)
        if repository is None:
            raise UnreadableError(
                f"There is no folder {given}, and {root} is in no git repository in which it could"
                " be a revision."
            )
        base = _at(repository, repository.commit(given), given, root)
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
    start = f"{package.name}-v"
    try:
        repository = repository_of(package.store.root)
        if repository is None:
            return []
        tags = os.fsdecode(answer(repository.top, "tag", "--list", f"{start}*")).split()
    except GitError as error:
        raise UnreadableError(str(error)) from error
    versions = {tag: version_numbers(tag.removeprefix(start)) for tag in tags}
    numbered = [(numbers, tag) for tag, numbers in versions.items() if numbers]
    return [tag for _, tag in sorted(numbered, reverse=True)]
