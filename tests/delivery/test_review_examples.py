"""Workflows that review, the example with a comment and the one of a new repository: their steps,
with real reviews.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from contested.cli import main
from delivery.checkouts import hosted, judged, pulled
from delivery.hub import MARKER, REPO, Hub
from delivery.steps import BESIDE, EXPRESSION, ROOT, Done, parsed, run, step
from git.repos import Repo
from markdown_it import MarkdownIt

pytestmark = pytest.mark.usefixtures("nobodys_git")

EXAMPLE: list[dict[str, Any]] = parsed("docs/examples/review.yml")["jobs"]["review"]["steps"]
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
NOTED = (
    "descriptor version=2.0.0 ; claims clm-j answer=no ; claims clm-e note='Ask @ada/team,"
    " ::error::, <!-- x -->, </details>, or the Guard.'"
)
"""A change whose note would call somebody, if it could."""


def uploaded(clone: Repo, scratch: Path) -> Done:
    """Runs the example's steps one after the other, until there is what it uploads; gives what
    became of the review.
    """
    contexts = {"runner.temp": str(scratch), "github.event.pull_request.number": "7"}
    (action,) = [one for one in EXAMPLE if one.get("uses", "").startswith("OWNER/contested@")]
    done = judged(
        clone,
        scratch,
        **{
            name: EXPRESSION.sub(lambda found: contexts[found[1]], value)
            for name, value in action["with"].items()
        },
    )
    assert (
        run(step(EXAMPLE, "Say which pull request it is"), contexts, {}, clone.folder, scratch).code
        == 0
    )
    return done


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_a_comment_holds_the_whole_review_and_calls_nobody(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    clone = pulled(hosted(tmp_path / "host", NOTED), tmp_path / "clone")
    review = uploaded(clone, tmp_path / "runner")
    assert (review.code, sorted(one.name for one in hub.uploaded.iterdir())) == (
        1,
        ["body.md", "number"],
    )
    done, calls = hub.run()
    assert (done.code, done.log) == (0, "")
    method, path, sent = calls[-1]
    assert (method, path) == ("POST", f"{REPO}/issues/7/comments")
    summary = (hub.uploaded / "body.md").read_text(encoding="utf-8")
    assert sent == {"body": f"{MARKER}\n" + summary.replace("@", "@\u200b")}
    assert summary.startswith("## Review: 1 new error")
    assert "rewritten-answer" in summary
    assert "ada" in summary
    assert not re.search("@(?!\u200b)", sent["body"])
    shown = MarkdownIt("commonmark").render(sent["body"])
    assert shown.count("<details") == shown.count("</details>") > 0
    assert (shown.count("<!--"), "&lt;!-- x --&gt;" in shown) == (1, True)


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_a_review_that_was_refused_is_a_comment_too(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    clone = pulled(hosted(tmp_path / "host"), tmp_path / "clone", depth=1)
    assert uploaded(clone, tmp_path / "runner").code == 2
    _, calls = hub.run()
    assert calls[-1][2]["body"].startswith(
        f"{MARKER}\n## contested could not judge the data\n\n    contested: "
    )


@pytest.fixture
def valley(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Repo:
    """A repository by contested init, with claims on its main branch, and a branch checked out that
    has no change yet.
    """
    monkeypatch.chdir(tmp_path)
    assert main(["init", "valley"]) == 0
    capsys.readouterr()
    host = Repo(tmp_path / "valley").new()
    tables = {name: data for name, data in host.specimen("").items() if name.endswith(".csv")}
    host.commit("published", tables)
    assert {name for name in tables if not (host.folder / name).is_file()} == set()
    clone = host.clone("clone")
    clone.git("checkout", "--quiet", "-b", "change")
    return clone


def reviewed(valley: Repo, scratch: Path) -> Done:
    """Runs the step that reviews, as the workflow of the repository has it."""
    steps = parsed(str(valley.folder / ".github/workflows/validate.yml"))["jobs"]["validate"][
        "steps"
    ]
    told = {
        "PATH": f"{BESIDE}:/usr/bin:/bin",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_BASE_REF": "main",
    }
    return run(step(steps, "Review"), {}, told, valley.folder, scratch)


def test_a_new_repository_refuses_a_claim_that_was_rewritten(valley: Repo, tmp_path: Path) -> None:
    claims = valley.folder / "data/claims.csv"
    published = claims.read_bytes()
    row = next(line for line in published.splitlines() if line.startswith(b"clm-j,"))
    valley.commit(
        "rewritten", {"data/claims.csv": published.replace(row, row.replace(b",yes,", b",no,"))}
    )
    done = reviewed(valley, tmp_path / "1")
    assert done.code == 1
    assert [
        line.partition("::")[2].partition("::")[0]
        for line in done.log.splitlines()
        if line.startswith("::error")
    ] == ["error file=data/claims.csv,line=11,col=132,title=rewritten-answer"]
    assert done.summary.startswith("## Review: 1 new error")
    valley.commit("as it was", {"data/claims.csv": published})
    done = reviewed(valley, tmp_path / "2")
    assert (done.code, "::error" in done.log) == (0, False)
    assert done.summary.startswith("## Review: 0 new errors")


def test_the_inputs_that_the_page_names_exist() -> None:
    named = re.findall(r"^\| `([a-z-]+): .+` \|", PAGE, re.MULTILINE)
    assert (len(named), set(named) - set(parsed("action.yml")["inputs"])) == (6, set())


def test_the_commands_for_any_other_ci_work_in_a_clone_of_one_branch(tmp_path: Path) -> None:
    clone = hosted(tmp_path / "host").clone("clone", "--single-branch", "--branch=change")
    (commands,) = re.findall(r"```\n(.+?)```", PAGE.partition("\n## Elsewhere\n")[2], re.DOTALL)
    done = run(
        {"run": commands},
        {},
        {"PATH": f"{BESIDE}:/usr/bin:/bin"},
        clone.folder,
        tmp_path / "runner",
    )
    assert (done.code, "rewritten-answer" in done.log) == (1, True)
    assert "rewritten-answer" in (clone.folder / "contested.xml").read_text(encoding="utf-8")
