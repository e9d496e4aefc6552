"""An import loses nothing: what others write meanwhile, and what it could not read."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import EDITS, as_strict, contents, typed
from contested.add.workbook import importing
from contested.cli import FOUND, OK, USAGE
from contested.package import Package
from contested.package.lock import LOCK
from contested.testing.specimen import TODAY

Run = Callable[..., tuple[int, str, str]]


def test_a_row_that_is_added_while_a_workbook_is_imported_stays(run: Run, ford_book: Path) -> None:
    typed(ford_book, {"actors!G2": "A note."})
    started = subprocess.Popen(
        [sys.executable, "-m", "contested", "import", "book.xlsx", "ford"],
        stdout=subprocess.PIPE,
        text=True,
    )
    while not Path("ford", LOCK).exists():
        time.sleep(0.01)
    new = ("new", "actor", "ford", "--name=Newcomer", "--actor-type=media", "--today", TODAY)
    assert run(*new)[0] == OK
    out, _ = started.communicate(timeout=60)
    actors = Path("ford/data/actors.csv").read_text()
    assert (started.returncode, out.splitlines()[-1]) == (OK, "Written: data/actors.csv.")
    assert ("Newcomer" in actors, "A note." in actors) == (True, True)


def test_what_another_program_saves_meanwhile_is_not_written_over(
    run: Run, ford_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(ford_book, EDITS)
    real = importing.plan_import

    def slow(package: Package, *rest: object) -> object:
        made = real(package, *rest)  # type: ignore[arg-type]
        with Path("ford/data/sources.csv").open("a") as file:
            file.write("src-new,,,,,,,,,,,,,\n")
        return made

    monkeypatch.setattr(importing, "plan_import", slow)
    before = contents()
    code, _, complaint = run("import", "book.xlsx", "ford")
    assert (code, complaint) == (
        USAGE,
        "contested: ford has changed in the meantime, so nothing was written; run this again\n",
    )
    assert {name for name, data in contents().items() if data != before[name]} == {
        "ford/data/sources.csv"
    }


def test_a_strict_workbook_is_read_like_any_other(run: Run, ford_book: Path) -> None:
    typed(ford_book, EDITS)
    _, usual, _ = run("import", "book.xlsx", "ford", "--dry-run")
    as_strict(ford_book)
    assert run("import", "book.xlsx", "ford", "--dry-run") == (OK, usual, "")
    assert "2 rows changed" in usual


def test_a_workbook_without_any_of_the_tables_is_an_error(run: Run) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.save("book.xlsx")
    assert run("import", "book.xlsx", "ford") == (
        USAGE,
        "",
        (
            "contested: book.xlsx has no sheet with the name of a table of the dataset, so that"
            " there is nothing to import. Its sheets would be called actors, locations, sources,"
            " questions, claims, relays, relations, citations, revisions.\n"
        ),
    )


def test_of_many_problems_of_one_kind_twenty_are_told_and_the_rest_are_counted(
    run: Run, ford_book: Path
) -> None:
    typed(ford_book, {f"relays!B{n}": n for n in range(10, 96)} | {"relays!E3": "=1"})
    code, out, _ = run("import", "book.xlsx", "ford")
    told = out.splitlines()
    assert code == FOUND
    assert sum("The row has no “" in line for line in told) == 20
    assert told[-3:] == [
        "book.xlsx, sheet relays, column claim_id: 66 more of 86",
        "    mend     Fill it in, or clear every cell of the row if it is not to be there.",
        "Nothing was written: 87 things in the workbook must be settled first.",
    ]
    assert "cell E3: The cell holds a formula" in out
