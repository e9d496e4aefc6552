"""The releases before: the tags `<name>-v<version>` of the repository that a dataset lies in."""

from __future__ import annotations

import os
from pathlib import Path

from contested.git import GitError, repository_of
from contested.git.process import answer
from contested.package import Package, UnreadableError
from contested.package.store import FolderStore
from contested.review.bump import Bump


def tags_of(package: Package) -> list[str]:
    """The tags of a package's releases, newest version first; none where it was never released or
    lies in no repository.
    """
    if not isinstance(package.store, FolderStore):
        return []
    try:
        repository = repository_of(Path(package.store.root))
        if repository is None:
            return []
        start = f"{package.name}-v"
        tags = os.fsdecode(answer(repository.top, "tag", "--list", f"{start}*")).split()
    except GitError as error:
        raise UnreadableError(str(error)) from error
    numbered = [
        (numbers, tag) for tag in tags if (numbers := Bump.numbers(tag.removeprefix(start)))
    ]
    return [tag for _, tag in sorted(numbered, reverse=True)]
