"""The published version of a review: a revision, a folder or a zip, or why it is none of these."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from contested.cli import FOUND, OK, USAGE
from contested.git.published import base_of
from contested.package import UnreadableError
from git.repos import Repo
from review.histories import RAISED, REWRITTEN, only, ran


def test_a_shallow_clone_says_what_to_fetch_and_works_once_it_was(
    branched: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    branched.git("checkout", "--quiet", "main")
    shallow = branched.clone("shallow", "--depth=1", "--branch=change", "--no-single-branch")
    code, out, complaint = ran(shallow.folder, capsys, monkeypatch)
    assert (code, out) == (USAGE, [])
    assert (
        "a shallow clone, which has only the newest commits. Fetch the others first: git fetch"
        " --unshallow --tags origin" in complaint
    )
    shallow.git("fetch", "--quiet", "--unshallow", "--tags", "origin")
    assert only(shallow.folder) == REWRITTEN


def test_ci_says_which_branch_a_change_goes_into(
    branched: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    branched.git("branch", "-m", "main", "trunk")
    monkeypatch.setenv("GITHUB_BASE_REF", "trunk")
    code, _, complaint = ran(branched.folder, capsys, monkeypatch, "--select", "history")
    assert (code, complaint) == (FOUND, "")
    monkeypatch.setenv("GITHUB_BASE_REF", "elsewhere")
    code, _, complaint = ran(branched.folder, capsys, monkeypatch, "--select", "history")
    assert code == USAGE
    assert "The change is to go into “elsewhere”, which was not fetched" in complaint


def test_an_empty_base_is_the_usual_one(
    branched: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(branched.folder)
    assert ran(branched.folder, capsys, monkeypatch, "--", "", "datasets") == ran(
        branched.folder, capsys, monkeypatch
    )


def test_a_folder_or_a_zip_is_a_published_version_too(ford: Repo, tmp_path: Path) -> None:
    older = tmp_path / "older"
    for name, data in ford.specimen("ford").items():
        (older / name).parent.mkdir(parents=True, exist_ok=True)
        (older / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "older.zip", "w") as archive:
        for path in sorted(p for p in older.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(older).as_posix())
    ford.write(ford.specimen("datasets/ford", f"{RAISED}claims clm-j answer=no"))
    for base in (
        older,
        older / "ford",
        tmp_path / "older.zip",
        older / "ford" / "datapackage.json",
    ):
        assert only(ford.folder, str(base)) == REWRITTEN


def test_a_name_that_is_a_revision_and_a_folder_is_the_revision(
    ford: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ford.folder)
    ford.git("branch", "old")
    ford.write(ford.specimen("old", f"{RAISED}claims clm-e answer=no"))
    ford.write(ford.specimen("datasets/ford", f"{RAISED}claims clm-j answer=no"))
    assert base_of("old", Path("datasets"), {}).packages[0].store.label == "old:datasets/ford/"
    assert base_of(f".{os.sep}old", Path("datasets"), {}).packages[0].store.label == "old/"


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("no-such", "There is no revision “no-such”"),
        ("datasets/ford/data", "There is no datapackage.json in datasets/ford/data or below it."),
    ],
)
def test_a_base_that_is_none_is_refused_with_the_reason(
    ford: Repo, monkeypatch: pytest.MonkeyPatch, base: str, words: str
) -> None:
    monkeypatch.chdir(ford.folder)
    with pytest.raises(UnreadableError, match=words):
        base_of(base, Path("datasets"), {})


@pytest.mark.parametrize(
    "arguments",
    [
        ["datasets"],
        ["datasets/ford"],
        ["./datasets/ford/datapackage.json"],
        ["datasets/ford", "datasets/../datasets/ford"],
    ],
)
def test_a_folder_is_not_compared_with_itself(
    ford: Repo,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
) -> None:
    code, out, complaint = ran(ford.folder, capsys, monkeypatch, *arguments)
    assert (code, out) == (USAGE, [])
    says = (
        "datasets/ford would be compared with itself. Say first what is published, such as a"
        " revision: contested review HEAD datasets/ford"
    )
    assert complaint == f"contested: {says}\n"
    assert ran(ford.folder, capsys, monkeypatch, *complaint.split()[-2:])[0] == OK


def test_outside_of_git_a_base_has_to_be_named(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableError,
        match="is in no git repository, so nobody knows what it is to be compared with",
    ):
        base_of(None, tmp_path, {})
