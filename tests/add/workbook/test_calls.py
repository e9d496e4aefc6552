"""Calls of `contested template` and `contested import` that cannot be followed."""

from __future__ import annotations

import builtins
import shlex
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from add.workbook.books import EDITS, contents, laid, typed
from contested.cli import OK, USAGE, main

ROOT = Path(__file__).parents[3]
Run = Callable[..., tuple[int, str, str]]


def test_a_descriptor_that_names_no_table_is_refused_by_both_in_one_sentence(
    run: Run, ford_book: Path
) -> None:
    Path("ford/datapackage.json").write_text("[]")
    complaint = (
        "contested: ford/datapackage.json names no table that a workbook could have. “contested"
        " validate” tells more.\n"
    )
    assert run("template", "ford", "-o", "other.xlsx") == (USAGE, "", complaint)
    assert run("import", "book.xlsx", "ford") == (USAGE, "", complaint)


def test_a_workbook_that_is_there_is_not_written_over(run: Run, ford_book: Path) -> None:
    assert run("template", "ford", "-o", "book.xlsx")[0] == OK
    typed(ford_book, EDITS)
    before = ford_book.read_bytes()
    complaint = (
        "contested: -o: book.xlsx is there already and may hold somebody’s work; choose another"
        " name, or take it away first\n"
    )
    assert run("template", "ford", "-o", "book.xlsx") == (USAGE, "", complaint)
    assert (ford_book.read_bytes(), sorted(path.name for path in Path().iterdir())) == (
        before,
        [".git", "book.xlsx", "ford"],
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["template", "none", "-o", "b.xlsx"], "none is not there."),
        (
            ["template", "ford", "-o", "b.csv"],
            "-o: a workbook’s name ends in .xlsx, and b.csv does not",
        ),
        (["template", "ford", "-o", "none/b.xlsx"], "-o: there is no folder none"),
        (
            ["template", "ford", "-o", "folder.xlsx"],
            "-o: folder.xlsx cannot be written: Is a directory",
        ),
        (
            ["template", "two", "-o", "b.xlsx"],
            "two holds 2 packages; name one of them, such as two/a",
        ),
        (["import", "none.xlsx", "ford"], "none.xlsx cannot be opened: No such file or directory."),
        (
            ["import", "ford/data/claims.csv", "ford"],
            (
                "ford/data/claims.csv is not a workbook. Save it as .xlsx, or from LibreOffice as"
                " .ods."
            ),
        ),
        (["import", "book.xlsx", "none"], "none is not there."),
        (
            ["import", "book.xlsx", "ford.zip"],
            "ford.zip is a zip, in which nothing is written; unpack it, and name the folder",
        ),
    ],
)
def test_a_call_that_cannot_be_followed_is_refused_in_a_sentence(
    run: Run, ford_book: Path, arguments: list[str], complaint: str
) -> None:
    Path("folder.xlsx").mkdir()
    laid(Path("two/a"))
    laid(Path("two/b"))
    with zipfile.ZipFile("ford.zip", "w") as archive:
        for path in sorted(Path("ford").rglob("*.*")):
            archive.write(path)
    assert run(*arguments) == (USAGE, "", f"contested: {complaint}\n")


def test_a_template_can_be_made_of_a_zip(run: Run, ford_book: Path) -> None:
    with zipfile.ZipFile("ford.zip", "w") as archive:
        for path in sorted(Path("ford").rglob("*.*")):
            archive.write(path)
    assert run("template", "ford.zip", "-o", "other.xlsx")[0] == OK
    assert Path("other.xlsx").read_bytes() == ford_book.read_bytes()


def test_options_that_contradict_each_other_are_refused(run: Run) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["import", "book.xlsx", "ford", "--allow-missing", "--keep-missing"])
    assert stopped.value.code == USAGE


@pytest.mark.parametrize(
    ("library", "arguments"),
    [
        ("xlsxwriter", ["template", "ford", "-o", "b.xlsx"]),
        ("openpyxl", ["import", "book.xlsx", "ford"]),
    ],
)
def test_without_the_libraries_it_says_what_to_install(
    run: Run, ford_book: Path, monkeypatch: pytest.MonkeyPatch, library: str, arguments: list[str]
) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return whole(name, *rest, **named)

    for name in ("template", "xlsx"):
        monkeypatch.delitem(sys.modules, f"contested.add.workbook.{name}", raising=False)
        monkeypatch.delattr(f"contested.add.workbook.{name}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert run(*arguments) == (
        USAGE,
        "",
        (
            f"contested: workbooks need {library}, which is not installed: pip install"
            " 'contested[spreadsheet]'\n"
        ),
    )


def test_a_file_that_cannot_be_written_leaves_every_other_as_it_was(
    run: Run, ford_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(ford_book, EDITS)
    before = contents()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "ford/data/relays.csv")

    monkeypatch.setattr("contested.package.journal._replace", full)
    code, _, complaint = run("import", "book.xlsx", "ford")
    assert (code, complaint, contents()) == (
        USAGE,
        "contested: ford/data/relays.csv cannot be written: No space left on device\n",
        before,
    )


def test_the_commands_of_the_page_on_workbooks_can_be_followed(run: Run) -> None:
    page = (ROOT / "docs/workbooks.md").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "datasets", "datasets")
    block = page.partition("\n```\n")[2].partition("\n```\n")[0]
    commands = [shlex.split(line, comments=True)[1:] for line in block.splitlines()]
    assert [(command[0], run(*command)[0]) for command in commands] == [
        ("template", OK),
        ("import", OK),
        ("import", OK),
    ]
