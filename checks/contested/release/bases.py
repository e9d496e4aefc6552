"""The release before: the newest tag `<name>-v<version>` of the repository that a dataset lies in."""

from __future__ import annotations

import os
from pathlib import Path

from contested.git import GitError, repository_of
from contested.git.process import answer
from contested.history.bump import Bump
from contested.package import Package, UnreadableError
from contested.stores import FolderStore


def newest_tag(package: Package) -> str | None:
    """The tag of the newest release of a package, by its version; nothing where it was never released or lies in no repository."""
    if not isinstance(package.store, FolderStore):
        return None
    try:
        repository = repository_of(Path(package.store.root))
        if repository is None:
            return None
        start = f"{package.name}-v"
        tags = os.fsdecode(answer(repository.top, "tag", "--list", f"{start}*")).split()
    except GitError as error:
        raise UnreadableError(str(error)) from error
    numbered = [(numbers, tag) for tag in tags if (numbers := Bump.numbers(tag.removeprefix(start)))]
    return max(numbered)[1] if numbered else None
