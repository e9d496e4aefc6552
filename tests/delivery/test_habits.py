"""What we ask of others, done at home: our own hooks, forms, and how to cite the tool."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import contested
import pytest
from delivery.steps import BESIDE, ROOT, parsed
from git.repos import Repo

FORMS = {
    ".github/dependabot.yml": "dependabot",
    ".github/ISSUE_TEMPLATE/bug.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/rule.yml": "github-issue-forms",
    "CITATION.cff": "citation-file-format",
}
"""Files that somebody else's schema describes, and that schema's name."""
CLAIMS = "datasets/panjshir-2021/data/claims.csv"


def test_the_hooks_that_we_offer_are_those_that_we_use() -> None:
    (local,) = parsed(".pre-commit-config.yaml")["repos"]
    used = {hook["id"]: hook for hook in local["hooks"]}
    for offered in parsed(".pre-commit-hooks.yaml"):
        here = {"entry": f".venv/bin/{offered['entry']}", "language": "system"}
        del offered["description"]
        assert used[offered["id"]] == offered | here


@pytest.fixture
def checkout(tmp_path: Path, nobodys_git: None, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Make a checkout with our settings, our datasets, one module and an environment."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    made = Repo(tmp_path / "checkout").new()
    for name in (".gitignore", ".pre-commit-config.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, made.folder / name)
    shutil.copytree(ROOT / "datasets", made.folder / "datasets")
    (made.folder / "module.py").write_text("import os\n\nprint(os.name)\n")
    (made.folder / ".venv").mkdir()
    (made.folder / ".venv/bin").symlink_to(BESIDE)
    made.git("add", ".")
    return made


def run_hooks(checkout: Repo) -> tuple[int, str]:
    """Run pre-commit on all files: its exit code and what it prints."""
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    done = subprocess.run(command, cwd=checkout.folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_our_own_hooks_pass_on_what_is_in_order_and_stop_what_is_not(checkout: Repo) -> None:
    code, told = run_hooks(checkout)
    assert (code, told.count("Passed")) == (0, 4), told
    claims = checkout.folder / CLAIMS
    claims.write_bytes(claims.read_bytes().replace(b"\n", b"\r\n"))
    module = checkout.folder / "module.py"
    module.write_text("import os\n")
    checkout.git("config", "core.autocrlf", "false")
    checkout.git("add", ".")
    code, told = run_hooks(checkout)
    assert (code, told.count("Failed")) == (1, 2), told
    assert b"\r" not in claims.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "schema"), FORMS.items())
def test_somebody_elses_schema_takes_it(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, ROOT / name], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("ok -- validation done\n", 0)


def test_it_cites_the_version_that_this_is() -> None:
    cited = parsed("CITATION.cff")
    assert (cited["title"], cited["version"]) == ("contested", contested.__version__)
