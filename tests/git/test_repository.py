"""Finding a repository, and which commit a name means; every refusal says what to do, and what it
says works.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from contested.git import GitError, Repository, repository_of
from git.repos import Repo, fetch_as_told, repository_at


def refused(repo: Repo, revision: str) -> str:
    with pytest.raises(GitError) as error:
        repository_at(repo.folder).commit(revision)
    return str(error.value)


def test_a_repository_is_found_from_every_file_and_folder_in_it_there_or_not(ford: Repo) -> None:
    for name in ("", "datasets", "datasets/ford/datapackage.json", "datasets/new/data"):
        assert repository_of(ford.folder / name) == Repository(ford.folder)


def test_outside_of_a_repository_there_is_none(tmp_path: Path) -> None:
    assert repository_of(tmp_path) is None


@pytest.mark.parametrize("name", ["a folder", "“päck”", 'it\'s "here"', "دره", "line\nbreak", "-x"])
def test_the_name_of_its_folder_may_be_any(tmp_path: Path, name: str) -> None:
    repo = Repo(tmp_path / name).new()
    head = repo.commit("one", {"datasets/x": b""})
    assert repository_of(repo.folder / "datasets") == Repository(repo.folder)
    assert repository_at(repo.folder).commit("HEAD") == head


def test_a_linked_work_tree_is_found_and_git_s_own_folder_belongs_to_its_work_tree(
    ford: Repo, tmp_path: Path
) -> None:
    head = ford.git("rev-parse", "HEAD")
    linked = tmp_path / "linked"
    ford.git("worktree", "add", "--quiet", str(linked))
    assert repository_at(linked / "datasets").commit("HEAD") == head
    for path, top in ((linked / "datasets", linked), (ford.folder / ".git/refs", ford.folder)):
        assert repository_at(path).top == top


def test_a_repository_without_a_work_tree_is_none_as_it_may_have_come_with_the_data(
    ford: Repo, tmp_path: Path
) -> None:
    bare = ford.clone("bare.git", "--bare").folder
    assert [repository_of(path) for path in (bare, bare / "refs")] == [None, None]
    bare.rename(ford.folder / "datasets/bare")
    for path in ("datasets/bare", "datasets/bare/refs", "datasets/bare/gone"):
        assert repository_at(ford.folder / path).top == ford.folder


def test_what_a_hook_inherits_does_not_lead_to_another_repository(
    ford: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo(tmp_path / "other").new()
    other.commit("another")
    head = ford.git("rev-parse", "HEAD")
    for name, value in {
        "GIT_DIR": ".git",
        "GIT_WORK_TREE": ".",
        "GIT_INDEX_FILE": ".git/index",
        "GIT_OBJECT_DIRECTORY": ".git/objects",
    }.items():
        monkeypatch.setenv(name, str(other.folder / value))
    assert (
        repository_at(ford.folder / "datasets").top,
        repository_at(ford.folder).commit("HEAD"),
    ) == (
        ford.folder,
        head,
    )


def test_without_git_that_is_said(ford: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(ford.folder))
    with pytest.raises(GitError) as error:
        repository_of(ford.folder)
    assert (
        str(error.value)
        == "git could not be run (No such file or directory). Install it from git-scm.com, or say"
        " on the PATH where it is."
    )


def test_a_repository_of_somebody_else_is_refused_in_git_s_own_words(
    ford: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError) as error:
        repository_of(ford.folder)
    advice = (
        "To add an exception for this directory, call: git config --global --add safe.directory"
        f" {ford.folder}"
    )
    assert (
        str(error.value)
        == f"git will not look into {ford.folder}: detected dubious ownership in repository at"
        f" '{ford.folder}' {advice}"
    )


def test_a_revision_is_a_branch_a_tag_an_id_or_what_git_makes_of_it(ford: Repo) -> None:
    first = ford.git("rev-parse", "HEAD")
    ford.git("tag", "--annotate", "v1.0", "--message", "first")
    second = ford.commit("second", {"é": b"1"})
    repository = repository_at(ford.folder)
    assert [
        repository.commit(r)
        for r in ("v1.0", "HEAD~1", first, first[:9], "main^", "HEAD^{/a data}")
    ] == [first] * 6
    assert [repository.commit(r) for r in ("main", "HEAD", "refs/heads/main", "@")] == [second] * 4


@pytest.mark.parametrize(
    "revision",
    [
        "nothing",
        "--all",
        "-h",
        "--show-toplevel",
        "",
        "HEAD~9",
        "a..b",
        "0" * 40,
        "HEAD^{/nobody said this}",
    ],
)
def test_a_revision_that_is_not_there_is_told_as_it_was_typed(ford: Repo, revision: str) -> None:
    assert refused(ford, revision) == f"There is no revision “{revision}” in {ford.folder}."


def test_a_revision_with_what_cannot_be_seen_is_shown(ford: Repo) -> None:
    assert refused(ford, "a\0b") == f"There is no revision “a⟨U+0000⟩b” in {ford.folder}."


def test_the_name_that_was_perhaps_meant_is_told_and_where_to_fetch_it(ford: Repo) -> None:
    ford.git("tag", "v1.0.0")
    fetch = "If it is newer than this clone, fetch it first: git fetch --tags origin"
    assert (
        refused(ford, "v1.0.1")
        == f"There is no revision “v1.0.1” in {ford.folder}; did you mean “v1.0.0”?"
    )
    clone = ford.clone("clone")
    ford.git("tag", "v1.0.1")
    message = refused(clone, "v1.0.1")
    assert (
        message
        == f"There is no revision “v1.0.1” in {clone.folder}; did you mean “v1.0.0”? {fetch}"
    )
    fetch_as_told(clone, message)
    assert repository_at(clone.folder).commit("v1.0.1") == ford.git("rev-parse", "HEAD")


def test_before_the_first_commit_there_is_no_revision(repo: Repo) -> None:
    assert (
        refused(repo, "HEAD") == f"There is no commit in {repo.folder} yet, so there is no “HEAD”."
    )


def test_a_file_or_a_folder_is_no_revision(ford: Repo) -> None:
    ford.git("tag", "file", "HEAD:datasets/ford/datapackage.json")
    assert (
        refused(ford, "file")
        == "“file” is not a commit, but a file or a folder. Name a branch, a tag or a commit."
    )


def alike(tree: str) -> list[tuple[str, bytes]]:
    """Two commits whose ids begin with the same four letters."""
    seen: dict[str, tuple[str, bytes]] = {}
    for number in range(5000):
        data = (
            f"tree {tree}\nauthor N <n> 1630454400 +0000\ncommitter N <n> 1630454400"
            f" +0000\n\n{number}\n".encode()
        )
        made = hashlib.sha1(b"commit %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        if made[:4] in seen:
            return [seen[made[:4]], (made, data)]
        seen[made[:4]] = made, data
    raise AssertionError("none of 5000")


def test_of_several_commits_that_begin_alike_none_is_picked(ford: Repo) -> None:
    pair = alike(ford.git("rev-parse", "HEAD^{tree}"))
    for _, data in pair:
        ford.git("hash-object", "-t", "commit", "-w", "--stdin", given=data)
    letters = pair[0][0][:4]
    shown = ", ".join(sorted(ford.git("rev-parse", "--short=7", made) for made, _ in pair))
    assert (
        refused(ford, letters)
        == f"“{letters}” may be any of several commits ({shown}). Give more of its letters."
    )


def test_a_shallow_clone_says_how_to_fetch_all_that_it_lacks(ford: Repo) -> None:
    first = ford.git("rev-parse", "HEAD")
    ford.git("tag", "v1.0")
    ford.commit("second")
    clone = ford.clone("clone", "--depth=1")
    advice = (
        "Fetch the others first: git fetch --unshallow --tags origin (in a GitHub workflow:"
        " “fetch-depth: 0” for actions/checkout)"
    )
    for revision in ("v1.0", "HEAD~1"):
        lacks = (
            f"There is no revision “{revision}” in {clone.folder}, a shallow clone, which has only"
            f" the newest commits. {advice}"
        )
        assert refused(clone, revision) == lacks
    fetch_as_told(clone, refused(clone, "v1.0"))
    assert (
        repository_at(clone.folder).commit("v1.0"),
        repository_at(clone.folder).commit("HEAD~1"),
    ) == (
        first,
        first,
    )


def test_a_shallow_clone_says_how_to_fetch_one_commit_or_branch(ford: Repo) -> None:
    first = ford.git("rev-parse", "HEAD")
    ford.git("branch", "other/branch")
    ford.commit("second")
    clone = ford.clone("clone", "--depth=1")
    only = (
        f"in {clone.folder}, a shallow clone, which has only the newest commits. Fetch it first:"
        " git fetch --depth=1 origin"
    )
    assert refused(clone, first) == f"There is no revision “{first}” {only} {first}"
    branch = refused(clone, "origin/other/branch")
    assert (
        branch == f"There is no revision “origin/other/branch” {only}"
        " other/branch:refs/remotes/origin/other/branch"
    )
    fetch_as_told(clone, branch)
    assert [repository_at(clone.folder).commit(r) for r in ("origin/other/branch", first)] == [
        first,
        first,
    ]
    assert repository_at(clone.folder).is_shallow


def test_a_path_is_named_from_the_top(
    ford: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = repository_at(ford.folder)
    monkeypatch.chdir(ford.folder / "datasets")
    assert [
        repository.within(path) for path in (Path(), Path("ford"), ford.folder, Path("../new"))
    ] == ["datasets", "datasets/ford", "", "new"]
    with pytest.raises(GitError) as error:
        repository.within(tmp_path)
    assert str(error.value) == f"{tmp_path} is not in the repository {ford.folder}."
