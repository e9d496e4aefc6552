"""Git: repositories, and packages as they were at a revision.

All of it asks the `git` program, version 2.30 or later; there is no other dependency.
"""

from __future__ import annotations

from contested.git.process import GitError
from contested.git.repository import Repository, repository_for, repository_of
from contested.git.store import GitStore, packages_at

__all__ = ["GitError", "GitStore", "Repository", "packages_at", "repository_for", "repository_of"]
