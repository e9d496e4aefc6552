"""`contested page`, `figure` and `show`, as a user runs them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from contested.cli import main
from contested.testing.specimen import changed

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder that holds the specimen as `ford`."""
    monkeypatch.chdir(tmp_path)
    changed().write("ford")

    def ran(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stopped:
            code = int(str(stopped.code))
        return (code, *capsys.readouterr())

    return ran


def files(folder: str | Path) -> dict[str, bytes]:
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_site_is_written_and_an_older_one_replaced_whole(run: Run) -> None:
    code, out, complaint = run("page", "ford", "-o", "out/site")
    assert (code, complaint) == (0, "")
    first = files("out/site")
    assert out == f"out/site/index.html ({len(first) - 1} files)\n"
    assert sorted(first) == sorted([*json.loads(first["files.json"]), "files.json"])
    changed("claims clm-j status=withdrawn ; questions qst-seat question=Where?").write("ford")
    shutil.rmtree("ford/data/none", ignore_errors=True)
    assert run("page", "ford", "-o", "out/site")[0] == 0
    assert files("out/site") != first
    assert [path.name for path in Path("out").iterdir()] == ["site"]


def test_what_lies_in_the_folder_and_is_of_no_site_is_never_lost(run: Run) -> None:
    Path("site").mkdir()
    Path("site/mine.txt").write_text("mine")
    code, out, complaint = run("page", "ford")
    assert (code, out) == (2, "")
    assert "site holds mine.txt, which no site put there" in complaint
    assert files("site") == {"mine.txt": b"mine"}
    assert run("page", "ford", "-o", "ford/datapackage.json")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["page", "none"], "none"),
        (["page", "ford", "--boundaries", "none.geojson"], "none.geojson cannot be read"),
        (["page", "ford", "--since", "none"], "There is no folder or zip none"),
        (["figure", "qst-contrl", "ford"], "did you mean qst-control"),
        (["figure", "qst-control", "ford", "-o", "x.gif"], "ends in .svg or .png"),
        (["show", "act-gard", "ford"], "did you mean act-guard"),
        (["show", "qst-control", "none"], "none"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    run: Run, arguments: list[str], why: str
) -> None:
    before = files(".")
    code, _, complaint = run(*arguments)
    assert code == 2
    assert why in complaint
    assert files(".") == before


def test_a_table_that_cannot_be_read_is_refused(run: Run) -> None:
    Path("ford/data/claims.csv").write_bytes(b"")
    for arguments in (["page", "ford"], ["show", "clm-a", "ford"], ["figure", "qst-seat", "ford"]):
        code, _, complaint = run(*arguments)
        assert (code, "claims" in complaint) == (2, True)
    assert not Path("site").exists()


def test_changes_since_a_folder_are_told(run: Run) -> None:
    changed().write("old")
    changed("claims clm-b certainty=possible").write("ford")
    assert run("page", "ford", "--since", "old")[0] == 0
    assert b"certain" in files("site")["changes.html"]
    assert b"feed.xml" in files("site")["changes.html"]


def test_a_figure_is_drawn_as_its_name_says(run: Run) -> None:
    assert run("figure", "qst-control", "ford") == (0, "qst-control.svg\n", "")
    assert Path("qst-control.svg").read_bytes().startswith(b"<svg")
    assert run("figure", "qst-control", "ford", "-o", "x.png")[0] == 0
    assert Path("x.png").read_bytes().startswith(b"\x89PNG")


def test_without_resvg_a_png_is_refused_with_what_helps(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    code, _, complaint = run("figure", "qst-control", "ford", "-o", "x.png")
    assert (code, Path("x.png").exists()) == (2, False)
    assert "pip install 'contested[figure]'" in complaint
    assert "-o x.svg" in complaint


def test_a_thing_is_shown_without_colours_where_nobody_sees_them(run: Run) -> None:
    code, out, complaint = run("show", "qst-control", "ford", "--width", "70")
    assert (code, complaint) == (0, "")
    assert out.startswith("Who held Low Ford on 21 August 2021?\nContested between sides.\n")
    assert "\x1b" not in out


def test_a_name_with_a_sign_that_steers_a_terminal_steers_none(run: Run) -> None:
    changed("actors act-guard note=x").write("ford")
    path = Path("ford/data/actors.csv")
    path.write_text(path.read_text().replace("River Guard", "River\x1b[2J Guard"))
    assert "\x1b" not in run("show", "act-guard", "ford")[1]
