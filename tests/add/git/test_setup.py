"""`contested git-setup`: what it writes, leaves alone and refuses.

And how it is undone.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from contested.add.git.setup import settings
from contested.cli import main
from git.repos import Repo

Run = Callable[..., tuple[int, str, str]]
LINE = "datasets/*/data/*.csv text eol=lf merge=contested diff=contested"
FIRST = f"""\
merge.contested: git merges these tables by rows and cells from now on
diff.contested: git shows changes in them cell by cell from now on
.gitattributes: added “{LINE}”
"""
AGAIN = "merge.contested: as it was\ndiff.contested: as it was\n.gitattributes: as it was\n"
ATTRIBUTES = ["text", "eol", "merge", "diff"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the command in a folder.

    It gives the exit code, what was printed, and what was complained.
    """

    def ran(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        code = main(["git-setup", *arguments])
        return code, *capsys.readouterr()

    return ran


def attributes(repo: Repo, name: str) -> list[str]:
    told = repo.git("check-attr", "-z", *ATTRIBUTES, "--", name).split("\0")
    return told[2::3]


def test_it_configures_the_clone_and_says_so_and_the_second_time_has_nothing_to_do(
    ford: Repo, run: Run
) -> None:
    assert run(ford.folder) == (0, FIRST, "")
    state = (
        (ford.folder / ".git/config").read_bytes(),
        (ford.folder / ".gitattributes").read_bytes(),
    )
    assert state[1].decode() == f"{LINE}\n"
    assert {name: ford.git("config", "--local", name) for name in settings()} == settings()
    assert attributes(ford, "datasets/ford/data/claims.csv") == [
        "set",
        "lf",
        "contested",
        "contested",
    ]
    assert attributes(ford, "other.csv") == ["unspecified"] * 4
    assert run(ford.folder / "datasets/ford") == (0, AGAIN, "")
    assert (
        (ford.folder / ".git/config").read_bytes(),
        (ford.folder / ".gitattributes").read_bytes(),
    ) == state


def test_the_commands_run_this_very_python_wherever_it_lies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/it's here/100% mine/python")
    quoted = shlex.quote("/it's here/100% mine/python")
    assert settings()["merge.contested.driver"].startswith(
        quoted.replace("%", "%%") + " -P -m contested git-merge "
    )
    assert quoted + " -P -m contested git-textconv" in settings()["diff.contested.textconv"]


def test_a_python_in_a_folder_with_any_name_is_called(
    ford: Repo, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "it's 100% “mine”; exit 0 #" / "python"
    python.parent.mkdir()
    python.write_text(
        f'#!/bin/sh\necho called >> "{tmp_path}/calls"\nexec {shlex.quote(sys.executable)} "$@"\n'
    )
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    assert run(ford.folder)[0] == 0
    ford.commit("attributes")
    name = "datasets/ford/data/relays.csv"
    data = (ford.folder / name).read_bytes()
    ford.git("switch", "--quiet", "--create", "other")
    ford.commit("theirs", {name: data + b"clm-n,1,act-wire,,\n"})
    ford.git("switch", "--quiet", "main")
    ford.commit("ours", {name: data + b"clm-o,1,act-wire,,\n"})
    ford.git("merge", "--no-edit", "other")
    ford.git("diff", "HEAD~1")
    assert (tmp_path / "calls").read_text() == "called\n" * 3
    assert (ford.folder / name).read_bytes() == data + b"clm-n,1,act-wire,,\nclm-o,1,act-wire,,\n"


def test_removing_it_leaves_everything_as_it_was_before(ford: Repo, run: Run) -> None:
    (ford.folder / ".gitattributes").write_text("*.png binary\n")
    config = ford.git("config", "--local", "--list")
    run(ford.folder)
    removed = (
        f"merge.contested: removed\ndiff.contested: removed\n.gitattributes: removed “{LINE}”\n"
    )
    assert run(ford.folder, "--remove") == (0, removed, "")
    assert ford.git("config", "--local", "--list") == config
    assert (ford.folder / ".gitattributes").read_text() == "*.png binary\n"
    nothing = (
        "merge.contested: was not there\ndiff.contested: was not there\n.gitattributes: as it was\n"
    )
    assert run(ford.folder, "--remove") == (0, nothing, "")


def test_a_file_that_it_made_itself_is_gone_with_its_lines(ford: Repo, run: Run) -> None:
    run(ford.folder)
    run(ford.folder, "--remove")
    assert ford.git("status", "--porcelain") == ""


def test_lines_that_are_committed_are_everybody_s_and_stay(ford: Repo, run: Run) -> None:
    run(ford.folder)
    ford.commit("attributes")
    ford.write(ford.specimen("more"))
    run(ford.folder)
    kept, removed = (
        f"kept “{LINE}”, which is committed",
        "removed “more/data/*.csv text eol=lf merge=contested diff=contested”",
    )
    assert run(ford.folder, "--remove")[1].splitlines()[2:] == [
        f".gitattributes: {kept}",
        f".gitattributes: {removed}",
    ]
    assert (ford.folder / ".gitattributes").read_text() == f"{LINE}\n"


@pytest.mark.parametrize(
    "before", [b"", b"# ours\n*.csv -diff\n", b"*.csv text", b"\xff\xfe old\r\n"]
)
def test_lines_that_are_there_stay(ford: Repo, run: Run, before: bytes) -> None:
    (ford.folder / ".gitattributes").write_bytes(before)
    assert run(ford.folder)[0] == 0
    kept = before if before.endswith(b"\n") or not before else before + b"\n"
    assert (ford.folder / ".gitattributes").read_bytes() == kept + LINE.encode() + b"\n"


def test_what_other_lines_say_already_is_not_said_twice(ford: Repo, run: Run) -> None:
    (ford.folder / ".gitattributes").write_text(
        "*.csv text eol=lf merge=contested diff=contested\n"
    )
    assert run(ford.folder)[1].endswith("\n.gitattributes: as it was\n")


def test_a_new_place_for_tables_gets_a_line_of_its_own(ford: Repo, run: Run) -> None:
    run(ford.folder)
    ford.write(
        ford.specimen("datasets/mill")
        | ford.specimen("more", "descriptor resources.claims.path=parts/claims.csv")
        | {"more/parts/claims.csv": b"x"}
    )
    added = [
        f"more/{folder}/*.csv text eol=lf merge=contested diff=contested"
        for folder in ("data", "parts")
    ]
    assert run(ford.folder)[1] == AGAIN.replace(".gitattributes: as it was\n", "") + "".join(
        f".gitattributes: added “{line}”\n" for line in added
    )


def test_a_command_of_another_python_is_brought_up_to_date(ford: Repo, run: Run) -> None:
    run(ford.folder)
    ford.git("config", "merge.contested.driver", "/old/python -m contested git-merge %O %A %B %P")
    assert run(ford.folder)[1] == AGAIN.replace("merge.contested: as it was", FIRST.splitlines()[0])
    assert ford.git("config", "merge.contested.driver") == settings()["merge.contested.driver"]


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (".gitattributes", ".gitattributes, line 2"),
        ("datasets/.gitattributes", "datasets/.gitattributes, line 2"),
        (".git/info/attributes", ".git/info/attributes, line 2"),
        (".git/own", "git’s attributes of datasets/ford/data/actors.csv"),
    ],
)
def test_a_union_is_refused_with_its_line_and_nothing_is_changed(
    ford: Repo, run: Run, place: str, where: str
) -> None:
    ford.git("config", "core.attributesFile", str(ford.folder / ".git/own"))
    ford.write({place: b"# a comment\n*.csv text merge=union\n"})
    state = (
        ford.git("config", "--local", "--list"),
        ford.git("status", "--porcelain", "--untracked-files=all"),
    )
    why = "that keeps both versions of a row that two people changed, and tells nobody"
    mend = "Take it out of that line, then run contested git-setup again."
    assert run(ford.folder) == (
        2,
        "",
        f"contested: {where} says merge=union of datasets/ford/data/actors.csv: {why}. {mend}\n",
    )
    assert (
        ford.git("config", "--local", "--list"),
        ford.git("status", "--porcelain", "--untracked-files=all"),
    ) == state


@pytest.mark.parametrize(("said", "value"), [("merge=lfs", "merge=lfs"), ("-merge", "-merge")])
def test_another_driver_is_refused_too(ford: Repo, run: Run, said: str, value: str) -> None:
    ford.write({".gitattributes": f"*.csv {said}\n".encode()})
    told = (
        f".gitattributes, line 1 says {value} of datasets/ford/data/actors.csv: that is another way"
        " to merge this file."
    )
    assert run(ford.folder) == (
        2,
        "",
        f"contested: {told} Take it out of that line, then run contested git-setup again.\n",
    )


def test_a_stronger_line_is_pointed_to(ford: Repo, run: Run) -> None:
    ford.write({"datasets/ford/.gitattributes": b"*.csv -text\n"})
    places = (
        ".git/info/attributes, datasets/ford/data/.gitattributes, datasets/ford/.gitattributes,"
        " datasets/.gitattributes"
    )
    told = (
        "A stronger line than those in .gitattributes speaks of datasets/ford/data/actors.csv."
        f" Look for it in {places}, and take it out there."
    )
    assert run(ford.folder) == (2, "", f"contested: {told}\n")


def test_without_a_repository_or_a_package_that_is_said(
    repo: Repo, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "empty") == (
        2,
        "",
        "contested: empty is in no git repository. Make one first: git init\n",
    )
    assert run(tmp_path) == (
        2,
        "",
        f"contested: {tmp_path} is in no git repository. Make one first: git init\n",
    )
    assert run(repo.folder) == (
        2,
        "",
        f"contested: There is no datapackage.json in {repo.folder} or below it.\n",
    )


def test_packages_of_another_repository_are_left_to_it(
    ford: Repo, run: Run, tmp_path: Path
) -> None:
    other = Repo(tmp_path / "other")
    other.write(other.specimen("mill"))
    (ford.folder / "linked").symlink_to(other.folder)
    assert run(ford.folder, "linked/mill")[0] == 2
    assert run(ford.folder, "datasets") == (0, FIRST, "")
    code, out, complaint = run(ford.folder)
    assert (code, out) == (2, "")
    assert "linked is a link that leads out of" in complaint


def test_only_the_packages_of_the_folder_that_is_named_are_looked_at(ford: Repo, run: Run) -> None:
    ford.write(ford.specimen("more"))
    assert run(ford.folder, "more")[1].splitlines()[2:] == [
        ".gitattributes: added “more/data/*.csv text eol=lf merge=contested diff=contested”"
    ]


def test_a_linked_work_tree_has_its_own_attributes_and_the_same_configuration(
    ford: Repo, run: Run, tmp_path: Path
) -> None:
    ford.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    assert run(tmp_path / "linked") == (0, FIRST, "")
    assert run(ford.folder)[1].splitlines()[:2] == AGAIN.splitlines()[:2]
