"""No command runs a program that a checkout names, nor asks a history that lies among the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from contested.cli import FOUND, main
from git.repos import Repo
from git.traps import FORD, TRAPS, Lair, Trap

CLAIMS = f"{FORD}/data/claims.csv"
REWRITTEN = "descriptor version=2.0.0 ; claims clm-j answer=no"
COMMANDS = (
    "review",
    f"review main {FORD}",
    f"revise main {FORD} --reason other --note told --dry-run",
    "validate",
    "fmt --restore-from main --check",
    f"fmt --restore-from main {CLAIMS} --check",
    f"release {FORD} --check",
    "git-setup",
    "git-setup datasets",
    "git-setup --remove",
    f"git-merge ../base ../ours ../theirs {CLAIMS} ours theirs",
)
"""Each command that asks git, and some that might."""


@pytest.fixture
def checkout(ford: Repo) -> Repo:
    """A rewritten claim, committed on a branch."""
    ford.git("tag", "low-ford-v1.0.0")
    ford.git("switch", "--quiet", "--create", "change")
    ford.commit("rewritten", ford.specimen(FORD, REWRITTEN))
    for name in ("base", "ours", "theirs"):
        (ford.folder.parent / name).write_bytes((ford.folder / CLAIMS).read_bytes())
    return ford


@pytest.fixture
def other(tmp_path: Path) -> Repo:
    """A repository in which what is proposed was published all along, wherever one looks."""
    made = Repo(tmp_path / "other").new()
    for folder in ("", "ford", FORD):
        made.write(made.specimen(folder, REWRITTEN))
    made.commit("published")
    return made


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_nothing_runs_and_the_true_history_is_asked(
    checkout: Repo,
    other: Repo,
    trap: Trap,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lair = Lair(tmp_path / "lair")
    trap(checkout, other, lair)
    for here in ("", "datasets", FORD):
        monkeypatch.chdir(checkout.folder / here)
        for command in COMMANDS if not here else ("review main",):
            capsys.readouterr()
            code = main(
                [*command.split(), *(["--today", "2021-10-01"] if "review" in command else [])]
            )
            told = "".join(capsys.readouterr())
            assert (lair.marks, command) == ("", command)
            if command.startswith("review") and not (here and trap.__name__.startswith("nested")):
                assert (code, command, "rewritten-answer" in told) == (FOUND, command, True)
            if command.startswith("revise"):
                assert (code, "clm-j" in told) == (0, True)


@pytest.mark.parametrize("command", ["review main", f"fmt --restore-from main {FORD}"])
def test_a_file_that_git_lacks_is_fetched_by_nobody(
    checkout: Repo,
    other: Repo,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The user's own settings name an address that is a command."""
    lair = Lair(tmp_path / "lair")
    TRAPS[-1](checkout, other, lair)
    blob = checkout.git("-c", "alias.rev-parse=", "rev-parse", f"main:{CLAIMS}")
    (checkout.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    monkeypatch.chdir(checkout.folder)
    assert main(command.split()) == 2
    assert "is not in this clone" in capsys.readouterr().err
    assert lair.marks == ""
