"""Reviews in real repositories: branches, merges, moved folders, published versions that are not in
order.
"""

from __future__ import annotations

import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules
from contested.cli import FOUND, OK
from contested.git.pairs import pairs
from contested.git.published import base_of
from contested.package import find
from contested.review.run import review_pair
from contested.rules import FAMILIES
from git.repos import Repo
from review.histories import FAULTY, RAISED, REWRITTEN, Told, only, ran, reviewed


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
    told = only(ford.folder, "HEAD~1")
    renamed = ("changed-in-silence", "head", "datapackage.json", False)
    assert told.name == "upper-ford"
    assert told.counts == {"claims": {"changed": 1}, "datapackage": {"changed": 1}}
    assert sorted(told.findings) == sorted([renamed, *REWRITTEN.findings])


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
            f"{RAISED}{FAULTY} ; corrected claims clm-d stated=2021-08-25 ; claims clm-m"
            " stated=2021-08-25",
        )
    )
    told = only(ford.folder, "HEAD")
    assert [one for one in told.findings if not one[3]] == [
        ("rewritten-attribution", "head", "clm-m", False),
        ("stated-after-publication", "head", "clm-d", False),
    ]
    assert ran(ford.folder, capsys, monkeypatch, "HEAD", "--only-new")[0] == FOUND


def test_a_published_version_that_never_could_be_read_is_said_and_the_proposed_one_still_judged(
    repo: Repo,
) -> None:
    repo.commit("broken", repo.specimen("datasets/ford", "descriptor-bytes {"))
    repo.write(repo.specimen("datasets/ford", FAULTY))
    at = repo.folder / "datasets"
    (pair,) = pairs(base_of("HEAD", at, {}), find(at), at)
    report = review_pair(pair, choose_rules(), choose_rules(compares=True), day_number(None))
    assert report.change is not None
    assert report.change.untold.startswith(
        "the published datapackage.json cannot be read: it is not JSON"
    )
    assert {one.rule for one in report.not_run} >= {
        rule.name for rule in choose_rules(compares=True)
    }
    assert [group.rule for group in report.groups] == ["stated-after-publication"]


def test_a_table_that_never_could_be_read_silences_the_rules_that_need_it_and_no_others(
    repo: Repo,
) -> None:
    repo.commit("broken", repo.specimen("datasets/ford", "encode relations utf-16"))
    repo.write(repo.specimen("datasets/ford", f"{RAISED}claims clm-j answer=no"))
    at = repo.folder / "datasets"
    (pair,) = pairs(base_of("HEAD", at, {}), find(at), at)
    report = review_pair(pair, choose_rules(), choose_rules(compares=True), day_number(None))
    silent = {
        one.rule
        for one in report.not_run
        if one.rule in {rule.name for rule in choose_rules(compares=True)}
    }
    asked = {"contest-ended", "weakened-relation", "vanished-row", "changed-in-silence"}
    assert silent == asked | {"redaction-incomplete"}
    assert "rewritten-answer" in [group.rule for group in report.groups]


def test_the_rules_between_versions_are_a_family_of_their_own() -> None:
    assert {rule.family for rule in choose_rules(compares=True)} == {FAMILIES[-1]} == {"history"}
