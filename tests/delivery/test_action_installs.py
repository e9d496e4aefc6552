"""The action installs contested, and runs nothing of the checkout."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from delivery.checkouts import DEFAULTS, STEPS, hosted, judged, pulled
from delivery.steps import ROOT, run, step


@pytest.mark.slow
@pytest.mark.usefixtures("nobodys_git")
def test_contested_is_installed_from_the_action_and_nothing_of_the_checkout_is_run(
    folder: Path, tmp_path: Path
) -> None:
    for name in ("pip.py", "venv.py", "contested.py", "json.py"):
        (folder / name).write_text("raise SystemExit('run from the checkout')\n")
    action = tmp_path / "the action"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("checks", "schema"):
        shutil.copytree(ROOT / name, action / name, ignore=ignored)
    for name in ("pyproject.toml", "constraints.txt", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, action / name)
    told = {
        "GITHUB_ACTION_PATH": str(action),
        "GITHUB_EVENT_NAME": "push",
        "PIP_NO_COMPILE": "1",
    }
    installed = run(
        step(STEPS, "Install contested"),
        {"steps.python.outputs.python-path": sys.executable},
        told,
        folder,
        tmp_path / "runner",
    )
    assert installed.code == 0, installed.log
    contexts = {f"inputs.{name}": value for name, value in DEFAULTS.items()} | {
        "steps.install.outputs.program": installed.outputs["program"]
    }
    done = run(step(STEPS, "Judge the data"), contexts, told, folder, tmp_path / "runner")
    assert (done.code, done.outputs["exit-code"]) == (0, "0"), done.log
    assert done.log.splitlines()[-1].endswith(
        " rules: 0 errors, 0 warnings, 0 info; 3 rules did not run everywhere"
    )
    review = judged(
        pulled(hosted(tmp_path / "host"), tmp_path / "clone"),
        tmp_path / "reviewer",
        program=installed.outputs["program"],
    )
    assert (review.code, "title=rewritten-answer::" in review.log) == (1, True), review.log
