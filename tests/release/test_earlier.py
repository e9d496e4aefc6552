"""Whether there was an earlier release: asked where it cannot be known, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.cli import FOUND, OK, USAGE, main
from git.conftest import _nobodys_git, repo
from git.repos import Repo

__all__ = ["_nobodys_git", "repo"]
FORD = "datasets/ford"
ONE, TWO = b"## 1.0.0\n\n- x\n", b"## 1.0.1\n\n- y\n\n"
REWRITTEN = "descriptor version=1.0.1 ; claims clm-f claimant_id=act-council"


class Release:
    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, repo: Repo, *options: str, dataset: str = FORD) -> tuple[int, str]:
        self._monkeypatch.chdir(repo.folder)
        code = main(["release", dataset, "--check", "--today", "2021-10-01", *options])
        told = self._capsys.readouterr()
        return code, told.err if code == USAGE else told.out.splitlines()[-1]


@pytest.fixture
def release(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Release:
    return Release(capsys, monkeypatch)


@pytest.fixture
def released(repo: Repo) -> Repo:
    """A repository with a release, and a claim rewritten since."""
    repo.commit("one", repo.specimen(FORD) | {f"{FORD}/CHANGELOG.md": ONE})
    repo.git("tag", "low-ford-v1.0.0")
    repo.commit("two", repo.specimen(FORD, REWRITTEN) | {f"{FORD}/CHANGELOG.md": TWO + ONE})
    return repo


def compared(with_what: str) -> str:
    return f"low-ford cannot be released: 2 things to mend (compared with {with_what})"


FIRST = (
    "low-ford 1.0.0 can be released (there is no earlier release to compare it with)",
    "low-ford 1.0.1 can be released (there is no earlier release to compare it with)",
)


def test_a_first_release_is_no_question(repo: Repo, release: Release) -> None:
    repo.commit("one", repo.specimen(FORD) | {f"{FORD}/CHANGELOG.md": ONE})
    assert release(repo) == (OK, FIRST[0])
    repo.git("tag", "low-ford-v1.0.0")
    assert release(repo) == (OK, FIRST[0])
    assert release(repo.clone("clone")) == (OK, FIRST[0])
    repo.commit("more", repo.specimen("datasets/other", "descriptor name=other"))
    repo.git("tag", "other-v2.0.0")
    assert release(repo) == (OK, FIRST[0])


@pytest.mark.parametrize("options", [["--depth=1"], ["--no-tags"]])
def test_a_clone_whose_tags_are_out_of_reach_says_how_to_fetch_them(
    released: Repo, release: Release, options: list[str]
) -> None:
    assert release(released) == (FOUND, compared("low-ford-v1.0.0"))
    clone = released.clone("clone", *options)
    code, complaint = release(clone)
    assert code == USAGE
    assert "low-ford was released before" in complaint
    assert release(clone, "--first") == (OK, FIRST[1])
    command = complaint.partition("git fetch ")[2].partition(" (")[0].partition(". ")[0]
    clone.git("fetch", *command.split())
    assert release(clone) == (FOUND, compared("low-ford-v1.0.0"))
    assert release(clone, "--first") == (FOUND, compared("low-ford-v1.0.0"))


def test_a_changelog_with_an_older_version_asks_for_it(repo: Repo, release: Release) -> None:
    repo.commit("one", repo.specimen(FORD, REWRITTEN) | {"CHANGELOG.md": TWO + ONE})
    code, complaint = release(repo)
    assert (code, "CHANGELOG.md tells of older versions" in complaint) == (USAGE, True)
    assert release(repo, "--first") == (OK, FIRST[1])
    for other in (b"## other 1.0.0\n", b"## 2.0.0\n"):
        repo.write({"CHANGELOG.md": TWO + other})
        assert release(repo) == (OK, FIRST[1])


@pytest.mark.parametrize("to", [FORD, "elsewhere/ford"])
def test_a_package_that_was_renamed_is_compared_with_what_it_was(
    released: Repo, release: Release, to: str
) -> None:
    (released.folder / to).parent.mkdir(exist_ok=True)
    (released.folder / FORD).rename(released.folder / to)
    name = f"{REWRITTEN} ; descriptor name=ford-2"
    released.write(released.specimen(to, name) | {f"{to}/CHANGELOG.md": TWO})
    code, complaint = release(released, dataset=to)
    assert (code, "the tag low-ford-v1.0.0 is a release of low-ford" in complaint) == (USAGE, True)
    code, told = release(released, "--base", "low-ford-v1.0.0", dataset=to)
    assert (code, told.endswith("(compared with low-ford-v1.0.0)")) == (FOUND, True)
    assert release(released, "--first", dataset=to)[0] == OK


def test_what_is_not_in_the_base_is_not_compared_with_it(repo: Repo, release: Release) -> None:
    repo.commit("empty", {"README": b""})
    repo.git("tag", "low-ford-v0.9.0")
    repo.write(repo.specimen(FORD) | {f"{FORD}/CHANGELOG.md": ONE})
    for options in ([], ["--base", "HEAD"]):
        code, complaint = release(repo, *options)
        assert (code, "holds no package that low-ford could be compared with" in complaint) == (
            USAGE,
            True,
        )


def test_first_and_base_exclude_each_other(repo: Repo, release: Release) -> None:
    assert release(repo, "--first", "--base", "HEAD")[0] == USAGE


def test_outside_of_git_the_changelog_is_asked(tmp_path: Path, release: Release) -> None:
    plain = Repo(tmp_path / "plain")
    plain.write(plain.specimen(FORD, REWRITTEN) | {f"{FORD}/CHANGELOG.md": TWO + ONE})
    assert release(plain)[0] == USAGE
    plain.write({f"{FORD}/CHANGELOG.md": TWO})
    assert release(plain) == (OK, FIRST[1])
