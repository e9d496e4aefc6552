"""The repositories of tests/git."""

from __future__ import annotations

from git.conftest import _nobodys_git, driven, ford, repo

__all__ = ["_nobodys_git", "driven", "ford", "repo"]
