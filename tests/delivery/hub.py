"""A GitHub that answers from a file, for the example that makes a comment of a review."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from delivery.steps import Done, parsed, run, step

COMMENT = parsed("docs/examples/comment.yml")["jobs"]["comment"]
REPO, HEAD = "repos/valley/data", "ford/data 4d3c"
BOT = {"login": "github-actions[bot]"}
MARKER = "<!-- contested review -->"

GH = """#!/usr/bin/env python3
import json, pathlib, subprocess, sys
here, given = pathlib.Path(__file__).parent, sys.argv[2:]
options = {"--jq": "", "--method": "GET", "--input": ""}
for name in options:
    if name in given:
        options[name] = given[given.index(name) + 1]
(path,) = [one for one in given if one.startswith("repos/")]
sent = json.loads(pathlib.Path(options["--input"]).read_text()) if options["--input"] else None
with (here / "calls").open("a") as calls:
    calls.write(json.dumps([options["--method"], path, sent]) + "\\n")
if options["--method"] == "GET":
    answer = json.loads((here / "answers.json").read_text())[path]
    asked = subprocess.run(["jq", "-r", options["--jq"]], input=json.dumps(answer), text=True)
    sys.exit(asked.returncode)
"""
"""As much of GitHub's own program as the example uses: it writes down what is asked, and answers
what a file says.
"""


@dataclass
class Hub:
    """A GitHub that answers from a file."""

    folder: Path
    comments: list[dict[str, Any]] = field(default_factory=list)
    head: dict[str, Any] = field(
        default_factory=lambda: {"repo": {"full_name": "ford/data"}, "sha": "4d3c"}
    )

    @property
    def uploaded(self) -> Path:
        """The folder into which the artifact is unpacked."""
        return self.folder / "runner/comment"

    def comment(self, number: str = "7\n", body: str = "## 1 error\n") -> tuple[Done, list[Any]]:
        """Runs the step that comments on what was uploaded: what became of it, and what it asked
        for.
        """
        self.uploaded.mkdir(parents=True)
        (self.uploaded / "number").write_text(number)
        (self.uploaded / "body.md").write_text(body, encoding="utf-8")
        return self.run()

    def run(self) -> tuple[Done, list[Any]]:
        """The same, on whatever lies in the folder."""
        made, answers = (
            self.folder / "bin",
            {
                f"{REPO}/pulls/7": {"head": self.head},
                f"{REPO}/issues/7/comments?per_page=100": self.comments,
            },
        )
        made.mkdir(exist_ok=True)
        (made / "gh").write_text(GH)
        (made / "gh").chmod(0o755)
        (made / "answers.json").write_text(json.dumps(answers))
        owner, sha = HEAD.split()
        contexts = {
            "github.token": "none",
            "runner.temp": str(self.folder / "runner"),
            "github.event.workflow_run.head_repository.full_name": owner,
            "github.event.workflow_run.head_sha": sha,
        }
        told = {"PATH": f"{made}:/usr/bin:/bin", "GITHUB_REPOSITORY": "valley/data"}
        done = run(
            step(COMMENT["steps"], "Comment"), contexts, told, self.folder, self.folder / "runner"
        )
        calls = (made / "calls").read_text().splitlines() if (made / "calls").exists() else []
        return done, [json.loads(line) for line in calls]
