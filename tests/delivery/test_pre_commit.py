"""The hooks, run by pre-commit itself from a repository, on a repository of data.

pre-commit makes the environment of the hooks as it always does, with a package of contested built
from the repository that it cloned. What contested needs is not fetched: Polars and the others, and
what builds the package, come from this Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest
from delivery.steps import ROOT, parsed
from git.repos import Repo

pytestmark = pytest.mark.slow

HOOKS = {one["id"]: one for one in parsed(".pre-commit-hooks.yaml")}
SHIPPED = ("checks", "schema", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
CLAIMS = "datasets/panjshir-2021/data/claims.csv"


@dataclass
class Data(Repo):
    """A repository of data in which pre-commit is set up."""

    def hook(self, *arguments: str) -> tuple[int, str]:
        """Runs pre-commit: its exit code and what it prints."""
        command = [sys.executable, "-m", "pre_commit", *arguments]
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The repository that has the hooks, as it lies here."""
    folder = tmp_path_factory.mktemp("tool")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    made = Repo(folder).new()
    made.git("add", ".")
    made.git("commit", "-qm", "hooks")
    return made


@pytest.fixture
def data(
    tool: Repo,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Data:
    for name in [
        name
        for name in os.environ
        if name.startswith(("GIT_", "PRE_COMMIT", "PIP_", "VIRTUALENV_"))
    ]:
        monkeypatch.delenv(name)
    own = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    apart = {
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path_factory.getbasetemp() / "pre-commit"),
        "PRE_COMMIT_COLOR": "never",
    }
    for name, value in (own | apart | {"PYTHONPATH": sysconfig.get_path("purelib")}).items():
        monkeypatch.setenv(name, value)
    made = Data(tmp_path / "data")
    made.new()
    shutil.copytree(ROOT / "datasets", made.folder / "datasets")
    hooks = "".join(f"      - id: {name}\n" for name in HOOKS)
    made.folder.joinpath(".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {tool.folder}\n    rev: {tool.git('rev-parse', 'HEAD')}\n   "
        f" hooks:\n{hooks}"
    )
    made.git("add", ".")
    made.git("commit", "-qm", "data")
    return made


def test_both_hooks_pass_on_what_is_in_order(data: Data) -> None:
    code, out = data.hook("run", "--all-files")
    assert code == 0, out
    assert [line.partition("...")[0] for line in out.splitlines() if line.endswith("Passed")] == [
        one["name"] for one in HOOKS.values()
    ]


def test_they_keep_out_of_the_way_where_no_data_changes(data: Data) -> None:
    (data.folder / "README.md").write_text("# Data\n")
    data.git("add", "README.md")
    code, out = data.hook("run")
    assert (code, out.count("(no files to check)Skipped")) == (0, 2)


def test_a_commit_of_a_file_out_of_order_is_stopped_and_the_file_put_in_order(data: Data) -> None:
    data.hook("install")
    ordered = (data.folder / CLAIMS).read_bytes()
    first, *rest = ordered.splitlines(keepends=True)
    (data.folder / CLAIMS).write_bytes(b"".join([first, *reversed(rest)]).replace(b"\n", b"\r\n"))
    data.git("config", "core.autocrlf", "false")
    data.git("add", ".")
    code, _, out = data.tried("commit", "-qm", "spreadsheet")
    assert (code, "files were modified by this hook" in out) == (1, True)
    assert (data.folder / CLAIMS).read_bytes() == ordered


def test_a_commit_of_a_broken_row_is_stopped_with_what_is_wrong(data: Data) -> None:
    data.hook("install")
    actors = data.folder / "datasets/panjshir-2021/data/actors.csv"
    actors.write_bytes(b"".join(actors.read_bytes().splitlines(keepends=True)[:-1]))
    data.git("add", ".")
    code, _, out = data.tried("commit", "-qm", "broken")
    assert (code, "dangling-reference" in out) == (1, True)
    assert data.git("log", "--format=%s") == "data"


def test_the_package_of_the_hooks_is_what_runs(data: Data, tool: Repo) -> None:
    data.hook("run", "--all-files")
    (program,) = (Path(os.environ["PRE_COMMIT_HOME"])).glob("repo*/py_env-*/bin/contested")
    told = subprocess.run(
        [program.with_name("python"), "-c", "import contested; print(contested.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(told.stdout).is_relative_to(program.parent.parent)
