"""Branches: what two revisions have in common, and where changes go."""

from __future__ import annotations

import pytest
from contested.git import GitError
from git.repos import Repo, fetch_as_told, repository_at


def test_the_merge_base_is_the_newest_commit_that_two_revisions_share(ford: Repo) -> None:
    base = ford.commit("base")
    ford.git("branch", "other")
    ford.commit("on main")
    ford.git("switch", "--quiet", "other")
    ford.commit("on the other")
    repository = repository_at(ford.folder)
    assert repository.merge_bases("main", "other") == [base]
    assert repository.merge_bases("main", base) == [base]


def test_without_a_common_commit_there_is_no_merge_base(ford: Repo) -> None:
    ford.git("switch", "--quiet", "--orphan", "other")
    ford.commit("from nothing")
    with pytest.raises(GitError) as error:
        repository_at(ford.folder).merge_bases("main", "other")
    assert (
        str(error.value)
        == "“main” and “other” have no commit in common, so neither is a change of the other. Name"
        " another revision."
    )


def test_where_a_shallow_clone_lacks_the_merge_base_it_says_how_to_fetch_it(ford: Repo) -> None:
    base = ford.git("rev-parse", "HEAD")
    ford.git("branch", "other")
    ford.commit("on main")
    ford.git("switch", "--quiet", "other")
    ford.commit("on the other")
    clone = ford.clone("clone", "--depth=1", "--no-single-branch")
    with pytest.raises(GitError) as error:
        repository_at(clone.folder).merge_bases("origin/main", "HEAD")
    advice = (
        "git fetch --unshallow --tags origin (in a GitHub workflow: “fetch-depth: 0” for"
        " actions/checkout)"
    )
    lacks = (
        f"in {clone.folder}, a shallow clone, which has only the newest commits. Fetch the others"
        f" first: {advice}"
    )
    assert str(error.value) == f"“origin/main” and “HEAD” have no commit in common {lacks}"
    fetch_as_told(clone, str(error.value))
    assert repository_at(clone.folder).merge_bases("origin/main", "HEAD") == [base]


def test_the_default_branch_is_what_the_remote_says_or_else_main_or_master(ford: Repo) -> None:
    assert repository_at(ford.folder).default_branch({}) == "refs/heads/main"
    ford.git("branch", "trunk")
    ford.git("symbolic-ref", "HEAD", "refs/heads/trunk")
    clone = ford.clone("clone")
    assert repository_at(clone.folder).default_branch({}) == "refs/remotes/origin/trunk"
    clone.git("remote", "set-head", "origin", "--delete")
    assert repository_at(clone.folder).default_branch({}) == "refs/remotes/origin/main"
    ford.git("branch", "--move", "main", "master")
    assert repository_at(ford.folder).default_branch({}) == "refs/heads/master"
    ford.git("branch", "--delete", "master")
    with pytest.raises(GitError) as error:
        repository_at(ford.folder).default_branch({})
    says = (
        f"Nobody says which is the main branch of {ford.folder}: there is no main and no master."
        " Name the revision to compare with."
    )
    assert str(error.value) == says


def test_a_head_of_the_remote_that_was_not_fetched_is_passed_over(ford: Repo) -> None:
    clone = ford.clone("clone")
    clone.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    assert repository_at(clone.folder).default_branch({}) == "refs/remotes/origin/main"


def test_a_remote_may_have_any_name(ford: Repo) -> None:
    clone = ford.clone("clone", "--origin", "upstream")
    clone.git("branch", "--move", "main", "mine")
    assert repository_at(clone.folder).default_branch({}) == "refs/remotes/upstream/main"


@pytest.mark.parametrize("variable", ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"])
def test_in_ci_it_is_the_branch_that_the_change_goes_into(ford: Repo, variable: str) -> None:
    ford.git("branch", "next")
    clone = ford.clone("clone", "--depth=1")
    with pytest.raises(GitError) as error:
        repository_at(clone.folder).default_branch({variable: "next"})
    fetch = (
        "Fetch it first: git fetch --unshallow origin next:refs/remotes/origin/next (in a GitHub"
        " workflow: “fetch-depth: 0” for actions/checkout)"
    )
    assert str(error.value) == f"The change is to go into “next”, which was not fetched. {fetch}"
    fetch_as_told(clone, str(error.value))
    assert (
        repository_at(clone.folder).default_branch({variable: "next"}) == "refs/remotes/origin/next"
    )
    assert repository_at(ford.folder).default_branch({variable: "next"}) == "refs/heads/next"
    assert repository_at(ford.folder).default_branch({variable: ""}) == "refs/heads/main"
