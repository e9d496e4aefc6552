"""The action on a pull request: a real review, in what actions/checkout leaves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from delivery.checkouts import CLAIMS, REWRITTEN, hosted, judged, pulled
from delivery.steps import Done
from git.repos import Repo

pytestmark = pytest.mark.usefixtures("nobodys_git")

ANNOTATION = re.compile(r"::(\w+) file=([^,]*),(?:line=(\d+),)?(?:col=\d+,)?title=([\w-]+)::")
FAULTY = "claims clm-a stated=2021-08-25"
"""A fault that validate finds as well: said a day after it was printed."""
TOUCHED = f"descriptor version=2.0.0 ; {FAULTY} ; claims clm-e note=Seen."
FETCH = re.compile(r"git (fetch .+?)(?: \(|$)", re.MULTILINE)


def annotations(done: Done) -> list[tuple[str, ...]]:
    """Level, file, line and rule of what would stand beside the files."""
    commands = [line for line in done.log.splitlines() if line.startswith("::")]
    found = [ANNOTATION.match(line) for line in commands]
    assert None not in found, commands
    return [one.groups(default="") for one in found if one]


def test_a_pull_request_is_reviewed_against_the_branch_it_goes_into(tmp_path: Path) -> None:
    clone = pulled(hosted(tmp_path / "host"), tmp_path / "clone")
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner/summary.md").write_text("# Before\n")
    done = judged(clone, tmp_path / "runner", comment="../comment/body.md", sarif="findings.sarif")
    assert (done.code, done.outputs) == (1, {"exit-code": "1"})
    assert annotations(done) == [("error", CLAIMS, "11", "rewritten-answer")]
    before, _, summary = done.summary.partition("\n")
    assert before == "# Before"
    assert summary.splitlines()[0].startswith("## Review: 1 new error, 0 new warnings")
    assert "rewritten-answer" in summary
    assert "Should the bridge at Low Ford be reopened?" in summary
    assert (tmp_path / "comment/body.md").read_text(encoding="utf-8") == summary
    assert '"rewritten-answer"' in (clone.folder / "findings.sarif").read_text(encoding="utf-8")


def test_pages_of_the_touched_questions_are_written_where_asked(tmp_path: Path) -> None:
    clone = pulled(hosted(tmp_path / "host"), tmp_path / "clone")
    done = judged(clone, tmp_path / "runner", site="../site")
    assert done.code == 1
    assert [path.name for path in (tmp_path / "site/1/questions").iterdir()] == ["qst-bridge.html"]
    assert not (clone.folder / "site").exists()


@pytest.mark.slow
def test_only_new_lets_pass_what_was_published_so_and_nothing_else(tmp_path: Path) -> None:
    old = pulled(hosted(tmp_path / "old", TOUCHED, FAULTY), tmp_path / "old clone")
    done = judged(old, tmp_path / "1")
    assert (done.code, annotations(done)) == (1, [])
    assert "stated-after-publication" in done.summary
    done = judged(old, tmp_path / "2", only_new="true")
    assert (done.code, annotations(done), done.outputs) == (0, [], {"exit-code": "0"})
    assert "stated-after-publication" in done.summary
    new = pulled(
        hosted(tmp_path / "new", f"{TOUCHED} ; claims clm-j answer=no", FAULTY),
        tmp_path / "new clone",
    )
    done = judged(new, tmp_path / "3", only_new="true")
    assert (done.code, annotations(done)) == (1, [("error", CLAIMS, "11", "rewritten-answer")])


def test_with_a_path_alone_the_base_is_still_where_the_pull_request_began(tmp_path: Path) -> None:
    other = hosted(
        tmp_path / "host", more=Repo(tmp_path).specimen("datasets/mill", "descriptor name=old-mill")
    )
    clone = pulled(other, tmp_path / "clone")
    done = judged(clone, tmp_path / "1", path="datasets/ford")
    assert (done.code, annotations(done)) == (1, [("error", CLAIMS, "11", "rewritten-answer")])
    done = judged(clone, tmp_path / "2", path="datasets/mill")
    assert (done.code, annotations(done)) == (0, [])
    assert done.summary.startswith("## Review: 0 new errors")


@pytest.mark.slow
def test_a_base_that_is_named_is_compared_with_on_every_event(tmp_path: Path) -> None:
    host = hosted(tmp_path / "host")
    host.git("tag", "v1.0", "main")
    clone = pulled(host, tmp_path / "clone")
    clone.git("fetch", "--quiet", "--tags", "origin")
    for base in ("v1.0", "origin/main"):
        done = judged(clone, tmp_path / base, base_ref="", base=base)
        assert (done.code, annotations(done)) == (1, [("error", CLAIMS, "11", "rewritten-answer")])
    refused = judged(clone, tmp_path / "refused", base="main")
    assert (refused.code, "There is no revision “main”" in refused.summary) == (2, True)


def test_a_shallow_checkout_is_refused_and_what_it_is_told_to_fetch_is_enough(
    tmp_path: Path,
) -> None:
    clone = pulled(hosted(tmp_path / "host"), tmp_path / "clone", depth=1)
    assert clone.git("rev-parse", "--is-shallow-repository") == "true"
    for attempt in range(3):
        done = judged(clone, tmp_path / str(attempt))
        if done.code != 2:
            break
        (annotation,) = done.log.splitlines()
        assert annotation.startswith("::error title=contested::contested: ")
        assert done.summary.splitlines()[0] == "## contested could not judge the data"
        fetch = FETCH.search(done.summary)
        assert fetch, done.summary
        assert fetch[1] in annotation
        clone.git(*fetch[1].split())
    assert attempt > 0
    assert (done.code, annotations(done)) == (1, [("error", CLAIMS, "11", "rewritten-answer")])


def test_a_branch_that_changes_no_data_passes(tmp_path: Path) -> None:
    done = judged(
        pulled(hosted(tmp_path / "host", ""), tmp_path / "clone"),
        tmp_path / "runner",
        fail_on="info",
    )
    assert (done.code, annotations(done)) == (0, [])
    assert done.summary.startswith("## Review: 0 new errors, 0 new warnings, 0 new info")


def test_what_the_main_branch_has_gained_meanwhile_is_not_lost_by_a_pull_request(
    tmp_path: Path,
) -> None:
    host = hosted(tmp_path / "host", f"{REWRITTEN} ; claims clm-j answer=yes")
    clone = pulled(host, tmp_path / "clone")
    host.commit(
        "later", host.specimen("datasets/ford", "+sources src-new title=New publisher_id=act-wire")
    )
    clone.git("fetch", "--quiet", "origin")
    done = judged(clone, tmp_path / "runner")
    assert (done.code, annotations(done)) == (0, [])
    assert "src-new" not in done.log
