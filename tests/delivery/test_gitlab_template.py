"""The template for GitLab: its script, run in a repository as a runner would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from delivery.checkouts import CLAIMS, REWRITTEN, hosted
from delivery.steps import BESIDE, ROOT, parsed
from git.repos import Repo
from junitparser import JUnitXml

JOB: dict[str, Any] = parsed("templates/contested.gitlab-ci.yml")["contested"]
MERGING = {
    "CI_PIPELINE_SOURCE": "merge_request_event",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
}
REPORTS = (
    "<--report><text><--report><gitlab=gl-code-quality-report.json>"
    "<--report><junit=contested.xml><--report><html=contested.html>"
)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A clone in which a branch is checked out, and no other is known."""
    for name in [name for name in os.environ if name.startswith(("CI_", "GITHUB_", "GIT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    published = Repo(tmp_path / "published").new()
    shutil.copytree(ROOT / "datasets", published.folder / "datasets")
    published.git("add", ".")
    published.git("commit", "-qm", "published")
    published.git("checkout", "-qb", "proposed")
    published.git(
        "clone", "-q", "--single-branch", published.folder.as_uri(), str(tmp_path / "checkout")
    )
    return Repo(tmp_path / "checkout")


def ran(checkout: Repo, path: str | None = None, **variables: str) -> tuple[int, str]:
    """Exit code and output of the script."""
    given = {name: str(value) for name, value in JOB["variables"].items()} | variables
    command = ["bash", "-eo", "pipefail", "-c", "\n".join(JOB["script"])]
    environment = os.environ | given | {"PATH": path or f"{BESIDE}:{os.environ['PATH']}"}
    done = subprocess.run(
        command,
        cwd=checkout.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture
def called(tmp_path: Path) -> str:
    """A PATH on which contested says how it was called."""
    (tmp_path / "called").mkdir()
    (tmp_path / "called/contested").write_text("#!/usr/bin/env bash\nprintf '<%s>' \"$@\"\n")
    (tmp_path / "called/contested").chmod(0o755)
    return f"{tmp_path / 'called'}:{os.environ['PATH']}"


def test_the_job_hands_over_the_reports_that_it_writes() -> None:
    written = {
        word.partition("=")[2]
        for line in JOB["script"]
        for word in line.split()
        if "=" in word and word.endswith((".json", ".xml", ".html"))
    }
    artifacts = JOB["artifacts"]
    assert artifacts["when"] == "always"
    assert written == {*artifacts["reports"].values(), *artifacts["paths"]}
    assert set(artifacts["reports"]) == {"codequality", "junit"}
    assert JOB["variables"]["GIT_DEPTH"] == "0"
    assert [rule["if"] for rule in JOB["rules"]] == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    ]


def test_it_installs_what_the_variable_says_and_runs_that() -> None:
    assert JOB["before_script"][1].endswith(' "$CONTESTED_INSTALL"')
    assert JOB["before_script"][2].split(":")[0] == 'PATH="' + str(
        Path(JOB["before_script"][1].split()[0]).parent
    )


def test_the_default_branch_is_validated(checkout: Repo) -> None:
    code, out = ran(checkout, CI_PIPELINE_SOURCE="push")
    assert (code, out.splitlines()[-1].partition(" rules: ")[2]) == (
        0,
        "0 errors, 0 warnings, 0 info; 3 rules did not run everywhere",
    )
    assert json.loads((checkout.folder / "gl-code-quality-report.json").read_text()) == []


def test_findings_fail_the_job_and_are_in_all_the_reports(checkout: Repo) -> None:
    actors = checkout.folder / "datasets/panjshir-2021/data/actors.csv"
    actors.write_text(
        "".join(actors.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]),
        encoding="utf-8",
        newline="",
    )
    code, out = ran(checkout, CI_PIPELINE_SOURCE="push")
    assert (code, "dangling-reference" in out) == (1, True)
    quality = json.loads((checkout.folder / "gl-code-quality-report.json").read_text())
    assert {one["check_name"] for one in quality} == {"dangling-reference"}
    assert {one["location"]["path"].rpartition("/")[0] for one in quality} == {
        "datasets/panjshir-2021/data"
    }
    assert JUnitXml.fromfile(str(checkout.folder / "contested.xml")).failures == 1
    assert "dangling-reference" in (checkout.folder / "contested.html").read_text(encoding="utf-8")


def test_variables_of_the_project_become_options(checkout: Repo, called: str) -> None:
    assert ran(checkout, called, CI_PIPELINE_SOURCE="push") == (0, f"<validate>{REPORTS}")
    told = ran(
        checkout,
        called,
        CI_PIPELINE_SOURCE="push",
        CONTESTED_PATH="-my data; touch pwned",
        CONTESTED_FAIL_ON="warning",
    )
    assert told == (0, f"<validate>{REPORTS}<--fail-on=warning><--><-my data; touch pwned>")
    assert not (checkout.folder / "pwned").exists()


def test_a_merge_request_is_reviewed_against_what_its_branch_is_to_go_into(
    checkout: Repo, called: str
) -> None:
    assert checkout.tried("rev-parse", "--verify", "--quiet", "origin/main")[0] == 1
    assert ran(checkout, called, **MERGING) == (0, f"<review>{REPORTS}")
    assert checkout.git("rev-parse", "origin/main") == checkout.git("rev-parse", "HEAD")
    assert ran(checkout, called, CONTESTED_PATH="my data", **MERGING) == (
        0,
        f"<review>{REPORTS}<--><><my data>",
    )


def proposed(tmp_path: Path, *edits: str, **options: str) -> Repo:
    """The clone of a runner, with the one branch of a merge request checked out as a commit, and no
    other known.
    """
    host = hosted(tmp_path / "host", *edits)
    clone = host.clone(
        "runner",
        "--single-branch",
        "--branch=change",
        *(f"--{name}={value}" for name, value in options.items()),
    )
    clone.git("checkout", "--quiet", "--detach")
    return clone


def quality(clone: Repo) -> dict[str, tuple[str, int]]:
    """The rules in the code quality report, each with where the widget shows it."""
    issues = json.loads((clone.folder / "gl-code-quality-report.json").read_text())
    return {
        one["check_name"]: (one["location"]["path"], one["location"]["lines"]["begin"])
        for one in issues
    }


@pytest.mark.usefixtures("nobodys_git")
def test_a_merge_request_is_reviewed_in_a_clone_that_knows_its_branch_alone(tmp_path: Path) -> None:
    clone = proposed(tmp_path)
    code, out = ran(clone, **MERGING)
    assert (code, quality(clone)) == (1, {"rewritten-answer": (CLAIMS, 11)}), out
    assert "Should the bridge at Low Ford be reopened?" in out
    assert JUnitXml.fromfile(str(clone.folder / "contested.xml")).failures == 1
    assert "rewritten-answer" in (clone.folder / "contested.html").read_text(encoding="utf-8")
    assert ran(clone, CONTESTED_PATH="datasets/ford", **MERGING)[0] == 1
    assert quality(clone) == {"rewritten-answer": (CLAIMS, 11)}


@pytest.mark.usefixtures("nobodys_git")
def test_what_main_has_gained_meanwhile_is_not_lost_by_the_merge_request(tmp_path: Path) -> None:
    clone = proposed(tmp_path, f"{REWRITTEN} ; claims clm-j answer=yes")
    host = Repo(tmp_path / "host")
    host.commit(
        "a source",
        host.specimen("datasets/ford", "+sources src-new title=New publisher_id=act-wire"),
    )
    code, out = ran(clone, **MERGING)
    assert (code, quality(clone)) == (0, {}), out


@pytest.mark.usefixtures("nobodys_git")
def test_a_project_that_fetches_fewer_commits_is_told_what_to_fetch(tmp_path: Path) -> None:
    clone = proposed(tmp_path, depth="1")
    code, out = ran(clone, **MERGING)
    assert code == 2
    assert "git fetch --unshallow" in out
    assert not (clone.folder / "gl-code-quality-report.json").exists()
