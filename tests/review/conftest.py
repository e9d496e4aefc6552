"""What the reviews in real repositories share: the specimen in one, and a branch of it."""

from __future__ import annotations

import pytest
from git.conftest import _nobodys_git, ford, repo
from git.repos import Repo
from review.histories import RAISED

__all__ = ["_nobodys_git", "ford", "repo"]


@pytest.fixture
def branched(ford: Repo) -> Repo:
    """A branch with one claim rewritten, and a main branch that has gone on by a source."""
    ford.git("checkout", "--quiet", "-b", "change")
    ford.commit("a claim", ford.specimen("datasets/ford", f"{RAISED}claims clm-j answer=no"))
    ford.git("checkout", "--quiet", "main")
    ford.commit(
        "a source",
        ford.specimen("datasets/ford", f"{RAISED}+sources src-new title=New publisher_id=act-wire"),
    )
    ford.git("checkout", "--quiet", "change")
    return ford
