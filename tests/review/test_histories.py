"""Reviews in real repositories: branches, merges, moved folders, shallow clones, published versions
that are not in order.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from contested.check.findings import day_number
from contested.check.validate import chosen
from contested.cli import FOUND, OK, USAGE, main
from contested.git.published import base_of, pairs
from contested.package import UnreadableError, find
from contested.results import Act, Status
from contested.review.run import review_pair
from contested.rules import FAMILIES
from git.repos import Repo

RAISED = "descriptor version=2.0.0 ; "
FAULTY = "claims clm-a stated=2021-08-24"
"""A fault that validate finds: said a day after it was printed."""
Counts = dict[str, dict[Act, int]]


class Told(NamedTuple):
    """What a review says of one package."""

    name: str
    status: Status
    counts: Counts
    findings: list[tuple[str, str, str, bool]]
    """Rule, side, key and whether the published version has it too."""


def reviewed(folder: Path, base: str | None = None, path: str = "datasets") -> list[Told]:
    """The review of a folder of the repository, without the note that a version is not raised."""
    at = folder / path
    found, told = pairs(base_of(base, at, {}), find(at) if at.exists() else [], at), []
    for pair in found:
        report = review_pair(pair, chosen(), chosen(compares=True), day_number(None))
        assert report.change is not None
        findings = [
            (f.rule, f.side, " ".join(f.key or ()), f.known)
            for group in report.groups
            for f in group.tell(None)
        ]
        told.append(
            Told(
                report.name,
                report.change.status,
                report.change.counts,
                [one for one in findings if one[0] != "version-not-raised"],
            )
        )
    return told


def only(folder: Path, base: str | None = None) -> Told:
    (told,) = reviewed(folder, base)
    return told


def ran(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *arguments: str,
) -> tuple[int, list[str], str]:
    monkeypatch.chdir(folder)
    code = main(["review", *arguments])
    out, complaint = capsys.readouterr()
    return code, out.splitlines(), complaint


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


REWRITTEN = Told(
    "low-ford",
    "changed",
    {"claims": {"changed": 1}},
    [("rewritten-answer", "head", "clm-j", False)],
)


def test_a_branch_is_compared_with_where_it_left_the_main_branch(branched: Repo) -> None:
    assert only(branched.folder) == REWRITTEN


def test_a_revision_that_is_named_is_taken_as_it_is(branched: Repo) -> None:
    gone = Told(
        "low-ford",
        "changed",
        {"claims": {"changed": 1}, "sources": {"gone": 1}},
        [*REWRITTEN.findings, ("vanished-row", "base", "src-new", False)],
    )
    told = only(branched.folder, "main")
    assert (told.counts, sorted(told.findings)) == (gone.counts, sorted(gone.findings))


def test_once_the_main_branch_was_merged_its_rows_are_no_part_of_the_change(branched: Repo) -> None:
    branched.git("merge", "--quiet", "--no-edit", "main")
    of_main = [
        ("unused-row", "head", "src-new", True),
        ("unexplained-inference", "head", "src-new", True),
    ]
    assert only(branched.folder) == REWRITTEN._replace(findings=[*REWRITTEN.findings, *of_main])


def test_what_is_not_committed_yet_is_reviewed_and_nothing_is_touched(ford: Repo) -> None:
    ford.write(ford.specimen("datasets/ford", f"{RAISED}claims clm-j answer=no"))
    before = {name: (ford.folder / name).read_bytes() for name in (".git/index", ".git/HEAD")}
    assert only(ford.folder, "HEAD") == REWRITTEN
    assert {name: (ford.folder / name).read_bytes() for name in before} == before
    assert (
        ford.git("status", "--porcelain")
        == " M datasets/ford/data/claims.csv\n M datasets/ford/datapackage.json"
    )


def test_a_folder_that_was_moved_is_the_same_package(ford: Repo) -> None:
    ford.git("mv", "datasets/ford", "datasets/low-ford")
    ford.commit("moved", ford.specimen("datasets/low-ford", f"{RAISED}claims clm-j answer=no"))
    assert only(ford.folder, "HEAD~1") == REWRITTEN
    (told,) = reviewed(ford.folder, "HEAD~1", "datasets/low-ford")
    assert told == REWRITTEN


def test_a_package_that_was_renamed_where_it_lies_is_the_same_package(ford: Repo) -> None:
    ford.commit(
        "renamed",
        ford.specimen(
            "datasets/ford", f"{RAISED}descriptor name=upper-ford ; claims clm-j answer=no"
        ),
    )
    assert only(ford.folder, "HEAD~1") == REWRITTEN._replace(name="upper-ford")


def test_new_packages_and_those_that_are_gone_are_told_and_others_left_alone(ford: Repo) -> None:
    ford.commit("another", ford.specimen("datasets/mill", "descriptor name=old-mill"))
    ford.git("rm", "--quiet", "-r", "datasets/ford")
    ford.commit("swapped", ford.specimen("datasets/town", "descriptor name=the-town"))
    told = {one.name: one for one in reviewed(ford.folder, "HEAD~1")}
    assert told == {
        "old-mill": Told("old-mill", "same", {}, []),
        "the-town": Told("the-town", "new", {}, [("new-package", "head", "", False)]),
        "low-ford": Told("low-ford", "removed", {}, [("vanished-package", "base", "", False)]),
    }


def test_what_the_published_version_has_too_is_marked(
    ford: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ford.commit("faulty", ford.specimen("datasets/ford", FAULTY))
    known = ("stated-after-publication", "head", "clm-a", True)
    ford.write(ford.specimen("datasets/ford", f"{RAISED}{FAULTY} ; claims clm-e note=Seen."))
    assert only(ford.folder, "HEAD") == Told(
        "low-ford", "changed", {"claims": {"changed": 1}}, [known]
    )
    assert ran(ford.folder, capsys, monkeypatch, "HEAD")[0] == FOUND
    assert ran(ford.folder, capsys, monkeypatch, "HEAD", "--only-new")[0] == OK
    ford.write(
        ford.specimen(
            "datasets/ford",
            f"{RAISED}{FAULTY} ; corrected claims clm-d stated=2021-08-24 ; claims clm-m"
            " stated=2021-08-24",
        )
    )
    told = only(ford.folder, "HEAD")
    assert [one for one in told.findings if not one[3]] == [
        ("rewritten-attribution", "head", "clm-m", False),
        ("stated-after-publication", "head", "clm-d", False),
    ]
    assert ran(ford.folder, capsys, monkeypatch, "HEAD", "--only-new")[0] == FOUND


def test_a_published_version_that_cannot_be_read_is_said_and_the_proposed_one_still_judged(
    ford: Repo,
) -> None:
    ford.commit("broken", ford.specimen("datasets/ford", "descriptor-bytes {"))
    ford.write(ford.specimen("datasets/ford", FAULTY))
    at = ford.folder / "datasets"
    (pair,) = pairs(base_of("HEAD", at, {}), find(at), at)
    report = review_pair(pair, chosen(), chosen(compares=True), day_number(None))
    assert report.change is not None
    assert report.change.untold.startswith(
        "the published datapackage.json cannot be read: it is not JSON"
    )
    assert {one.rule for one in report.not_run} >= {rule.name for rule in chosen(compares=True)}
    assert [group.rule for group in report.groups] == ["stated-after-publication"]


def test_a_table_that_cannot_be_read_in_base_silences_the_rules_that_need_it_and_no_others(
    ford: Repo,
) -> None:
    ford.commit("broken", ford.specimen("datasets/ford", "encode relations utf-16"))
    ford.write(ford.specimen("datasets/ford", f"{RAISED}claims clm-j answer=no"))
    at = ford.folder / "datasets"
    (pair,) = pairs(base_of("HEAD", at, {}), find(at), at)
    report = review_pair(pair, chosen(), chosen(compares=True), day_number(None))
    silent = {
        one.rule
        for one in report.not_run
        if one.rule in {rule.name for rule in chosen(compares=True)}
    }
    assert silent == {"contest-erased", "weakened-relation"}
    assert "rewritten-answer" in [group.rule for group in report.groups]


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


def test_the_rules_between_versions_are_a_family_of_their_own() -> None:
    assert {rule.family for rule in chosen(compares=True)} == {FAMILIES[-1]} == {"history"}
