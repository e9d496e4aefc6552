"""Repositories on a host, with a change that is proposed there, and the clones of them that runners
make.
"""

from __future__ import annotations

from pathlib import Path

from delivery.steps import BESIDE, Done, parsed, run, step
from git.repos import Repo

ACTION = parsed("action.yml")
STEPS = ACTION["runs"]["steps"]
DEFAULTS = {name: one["default"] for name, one in ACTION["inputs"].items()}
CLAIMS = "datasets/ford/data/claims.csv"
REWRITTEN = "descriptor version=2.0.0 ; claims clm-j answer=no"
"""A claim that says something else than was published, which no revision explains."""


def hosted(
    folder: Path, change: str = REWRITTEN, published: str = "", more: dict[str, bytes] | None = None
) -> Repo:
    """A repository with the specimen on `main`, a branch `change` that changes it, and a main
    branch that has gone on since.
    """
    host = Repo(folder).new()
    host.commit("published", host.specimen("datasets/ford", published) | (more or {}))
    host.git("checkout", "--quiet", "-b", "change")
    host.commit("proposed", host.specimen("datasets/ford", change))
    host.git("checkout", "--quiet", "main")
    host.commit("meanwhile", {"notes.txt": b"meanwhile\n"})
    return host


def pulled(host: Repo, folder: Path, depth: int = 0) -> Repo:
    """What actions/checkout leaves on a pull request: the merge of the branch into main, checked
    out without a branch.

    It fetches all branches if it is told `fetch-depth: 0`, and otherwise that one commit.
    """
    host.git("checkout", "--quiet", "--detach", "main")
    host.git("merge", "--quiet", "--no-edit", "change")
    merge = host.git("rev-parse", "HEAD")
    host.git("update-ref", "refs/pull/7/merge", merge)
    host.git("checkout", "--quiet", "main")
    clone = Repo(folder).new()
    clone.git("remote", "add", "origin", host.folder.as_uri())
    wanted = (
        [f"--depth={depth}", "origin"]
        if depth
        else ["origin", "+refs/heads/*:refs/remotes/origin/*"]
    )
    clone.git(
        "fetch", "--quiet", "--no-tags", "--prune", *wanted, f"+{merge}:refs/remotes/pull/7/merge"
    )
    clone.git("checkout", "--quiet", "--force", "refs/remotes/pull/7/merge")
    return clone


def judged(
    clone: Repo,
    scratch: Path,
    base_ref: str = "main",
    program: str | Path = BESIDE / "contested",
    **inputs: str,
) -> Done:
    """Runs the step of the action that judges on a pull request, with inputs of the action."""
    given = DEFAULTS | {name.replace("_", "-"): value for name, value in inputs.items()}
    contexts = {f"inputs.{name}": value for name, value in given.items()} | {
        "steps.install.outputs.program": str(program)
    }
    told = {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_BASE_REF": base_ref,
        "GITHUB_HEAD_REF": "change",
    }
    return run(step(STEPS, "Judge the data"), contexts, told, clone.folder, scratch)
