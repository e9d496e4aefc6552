"""Earlier releases that may be out of reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from contested.git import GitError, Repository, packages_at, repository_for
from contested.git.published import numbered_tags
from contested.package import Package, UnreadableError, find
from contested.package.store import FolderStore
from contested.release.blockers import changelogs
from contested.standard import version_numbers
from contested.text import visible

SECTION = re.compile(r"^##+ (?:(?P<name>\S+) )?\[?v?(?P<version>\d+\.\d+\.\d+)\]?(?:\s|$)", re.M)


def refuse_unsure(package: Package) -> None:
    """Refuse to take a release for the first where nobody knows.

    What is not found may be out of reach. Raises UnreadableError with what to do.
    """
    if not isinstance(package.store, FolderStore):
        return
    try:
        repository = repository_for(package.store.root)
        doubts = [*(_in_git(package, repository) if repository else ()), *_in_changelog(package)]
    except GitError as error:
        raise UnreadableError(str(error)) from error
    for doubt in doubts:
        raise UnreadableError(
            f"It cannot be told whether {visible(package.name)} was released before: {doubt} Or"
            " say which release came before (--base), or that this is the first one (--first)."
        )


def _in_git(package: Package, repository: Repository) -> Iterator[str]:
    fetch = f"git fetch --tags {repository.remote}"
    if repository.is_shallow:
        yield (
            f"this is a shallow clone, which may lack its tags. Fetch them: {fetch} --unshallow"
            " (in a GitHub workflow: “fetch-depth: 0” for actions/checkout)."
        )
    if repository.has_no_tags:
        yield f"this clone fetches no tags. Fetch them: {fetch}."
    for name, tag in _renamed(package, repository):
        yield (
            f"the tag {visible(tag)} is a release of {visible(name)}, which is not there any more."
            f" If that is what this was called before, compare with it: --base {visible(tag)}."
        )


def _renamed(package: Package, repository: Repository) -> Iterator[tuple[str, str]]:
    """Yield the packages that were released and are gone."""
    # Each has its newest tag.
    assert isinstance(package.store, FolderStore)
    newest = {name: tag for name, tag in numbered_tags(repository).items() if name != package.name}
    if not newest:
        return
    here = repository.within(package.store.root)
    there = {one.name for one in _packages_in(repository.top)}
    for name, tag in newest.items():
        released = packages_at(repository, repository.commit(tag))
        places = {
            one.store.label.partition(":")[2].rstrip("/") for one in released if one.name == name
        }
        if here in places or (places and name not in there):
            yield name, tag


def _packages_in(top: Path) -> list[Package]:
    try:
        return find(top)
    except UnreadableError:
        return []


def _in_changelog(package: Package) -> Iterator[str]:
    """Yield the changelog that tells of an older version beside this one."""
    assert isinstance(package.store, FolderStore)
    own = version_numbers(str(package.descriptor.get("version")))
    for file in changelogs(package.store.root.resolve()):
        told = {
            version_numbers(one["version"])
            for one in SECTION.finditer(file.read_text(encoding="utf-8", errors="replace"))
            if one["name"] in (None, package.name)
        }
        if own in told and any(one and own and one < own for one in told):
            yield (
                f"{file.name} tells of older versions, and no tag {visible(package.name)}-v… is"
                " here. Fetch the tags, if there are any: git fetch --tags."
            )
