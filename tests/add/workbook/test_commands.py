"""`contested template` and `contested import` as somebody uses them: what is printed, what is
written, and the exit code.
"""

from __future__ import annotations

import builtins
import shlex
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from add.workbook.books import laid, typed
from contested import standard
from contested.cli import FOUND, OK, USAGE, main

ROOT = Path(__file__).parents[3]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command beside the specimen, which lies in `ford`: its exit code, what it printed, and
    what it complained.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    laid(Path("ford"))

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


@pytest.fixture
def book(run: Run) -> Path:
    """The template of the specimen."""
    assert run("template", "ford", "-o", "book.xlsx") == (OK, "book.xlsx: 8 sheets, 47 rows\n", "")
    return Path("book.xlsx")


def contents() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("ford").rglob("*.*"))}


EDITS = {
    "claims!X3": "Read twice.",
    "claims!Q2": "2021-08",
    "relays!A6": "clm-f",
    "relays!B6": "1",
    "relays!C6": "act-told",
}
CHANGED = """\
actors: nothing changes
locations: nothing changes
sources: nothing changes
questions: nothing changes
claims: 2 rows changed
  changed  clm-a (data/claims.csv)
      stated: 2021-08-21 → 2021-08
  changed  clm-b (data/claims.csv)
      note: (blank) → Read twice.
relays: 1 row added
  added    clm-f 1 (data/relays.csv)
relations: nothing changes
revisions: nothing changes
The dataset would have no errors.
"""


def test_an_edited_workbook_is_shown_then_written_and_then_changes_nothing(
    run: Run, book: Path
) -> None:
    typed(book, EDITS)
    before = contents()
    dry = (
        "Nothing was written, since this is a dry run. It would change data/claims.csv,"
        " data/relays.csv.\n"
    )
    assert run("import", "book.xlsx", "ford", "--dry-run") == (OK, CHANGED + dry, "")
    assert contents() == before
    assert run("import", "book.xlsx", "ford") == (
        OK,
        CHANGED + "Written: data/claims.csv, data/relays.csv.\n",
        "",
    )
    assert [name for name, data in contents().items() if data != before[name]] == [
        "ford/data/claims.csv",
        "ford/data/relays.csv",
    ]
    written = contents()
    code, out, complaint = run("import", "book.xlsx", "ford/datapackage.json")
    assert (code, out.splitlines()[-1], complaint, contents()) == (
        OK,
        "Nothing changes, and nothing was written.",
        "",
        written,
    )


def test_files_that_do_not_change_are_not_touched(run: Run, book: Path) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in Path("ford").rglob("*.*")}
    assert run("import", "book.xlsx", "ford")[0] == OK
    assert run("import", str(typed(book, {"relays!E2": "Edited."})), "ford")[0] == OK
    assert [path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp] == [
        "relays.csv"
    ]


UNCLEAR = """\
book.xlsx, sheet claims, cell X3: The cell holds a formula, =A1.
    where    column note, row clm-b
    allowed  {allowed}
    mend     Copy the cell and paste it over itself as a value.
book.xlsx, sheet relays: 1 row of relays is not in the workbook: clm-c 1
    allowed  every row that the dataset has
    mend     Put them back. With --keep-missing the dataset keeps them as they are; with \
--allow-missing they are removed from it.
Nothing was written: 2 things in the workbook must be settled first.
"""


def test_what_is_unclear_is_told_whole_and_nothing_is_written(run: Run, book: Path) -> None:
    before = contents()
    typed(book, {"claims!X3": "=A1"}, gone=[("relays", 2)])
    example = f"a text, such as {standard.tables()['claims'].fields['note'].example}"
    assert run("import", "book.xlsx", "ford") == (FOUND, UNCLEAR.format(allowed=example), "")
    assert contents() == before


def test_missing_rows_stay_or_go_as_the_call_says(run: Run, book: Path) -> None:
    typed(book, {}, gone=[("relays", 2)])
    code, out, _ = run("import", "book.xlsx", "ford", "--keep-missing")
    assert (
        code,
        "relays: nothing changes; 1 row that is not in the workbook stays\n" in out,
        out.splitlines()[-1][:15],
    ) == (OK, True, "Nothing changes")
    code, out, _ = run("import", "book.xlsx", "ford", "--allow-missing", "--even-with-errors")
    assert (code, "relays: 1 row removed\n  removed  clm-c 1 (data/relays.csv)\n" in out) == (
        OK,
        True,
    )
    assert (
        Path("ford/data/relays.csv").read_text().splitlines()[1] == "clm-c,2,act-wire,2021-08-22,"
    )


def test_new_errors_are_told_and_keep_it_from_being_written_unless_asked(
    run: Run, book: Path
) -> None:
    before = contents()
    typed(book, {"claims!Q2": "2021-08-24"})
    code, out, complaint = run("import", "book.xlsx", "ford", "--dry-run")
    assert (code, complaint) == (FOUND, "")
    assert (
        out.partition("revisions: nothing changes\n")[2]
        == "book.xlsx, sheet claims: error stated-after-publication: The claim was stated on"
        " 2021-08-24, after its source was published on 2021-08-23.\n    where    column stated,"
        " cell Q2, row clm-a\n    found    2021-08-24\n    allowed  a day no later than"
        " 2021-08-23\n    mend     Look up both dates in the source. If only the publication is"
        " known, leave the day open: ../2021-08-23.\nThe dataset would have 1 error that it does"
        " not have now.\nNothing was written. Mend this in the workbook and import it again, or"
        " write it all the same with --even-with-errors.\n"
    )
    assert run("import", "book.xlsx", "ford")[0] == FOUND
    assert contents() == before
    assert run("import", "book.xlsx", "ford", "--even-with-errors")[:2] == (
        OK,
        out.rpartition("Nothing")[0] + "Written: data/claims.csv.\n",
    )
    code, out, _ = run("import", str(typed(book, {"claims!X3": "Read twice."})), "ford")
    assert (code, out.splitlines()[-2]) == (
        OK,
        "The dataset would have 1 error, as it has now; “contested validate” tells more.",
    )


def test_of_many_new_errors_of_one_rule_twenty_are_told(run: Run, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    for number in range(22):
        opened["relations"].append(["clm-a", "repeats", f"clm-zz{number}", "curator"])
    opened.save(book)
    code, out, _ = run("import", "book.xlsx", "ford")
    assert (
        code,
        out.count("dangling-reference: No row"),
        "\ndangling-reference: 2 more of 22\n" in out,
    ) == (FOUND, 20, True)


def test_rules_that_the_repository_has_settled_are_heeded(run: Run, book: Path) -> None:
    typed(book, {"claims!Q2": "2021-08-24"})
    Path("contested.toml").write_text(
        'ignore = { "stated-after-publication" = "we know better" }\n'
    )
    assert run("import", "book.xlsx", "ford")[0] == OK
    Path("contested.toml").write_text('select = ["date"]\n')
    assert run("import", "book.xlsx", "ford")[0] == USAGE


def test_an_empty_template_adds_what_is_written_into_it(run: Run) -> None:
    assert run("template", "ford", "-o", "new.xlsx", "--empty") == (
        OK,
        "new.xlsx: 8 sheets, 0 rows\n",
        "",
    )
    typed(
        Path("new.xlsx"), {"actors!A2": "act-new", "actors!B2": "Ostra Daily", "actors!C2": "media"}
    )
    code, out, complaint = run("import", "new.xlsx", "ford")
    added = (
        "actors: 1 row added; 9 rows that are not in the workbook stay\n  added    act-new"
        " (data/actors.csv)\n"
    )
    assert (code, complaint, out.startswith(added), out.splitlines()[-1]) == (
        OK,
        "",
        True,
        "Written: data/actors.csv.",
    )


def test_an_empty_template_adds_once_more_to_what_it_has_added(run: Run) -> None:
    assert run("template", "ford", "-o", "new.xlsx", "--empty")[0] == OK
    typed(
        Path("new.xlsx"), {"actors!A2": "act-new", "actors!B2": "Ostra Daily", "actors!C2": "media"}
    )
    assert run("import", "new.xlsx", "ford")[0] == OK
    typed(
        Path("new.xlsx"),
        {"actors!A3": "act-newer", "actors!B3": "Ostra Weekly", "actors!C3": "media"},
    )
    code, out, complaint = run("import", "new.xlsx", "ford")
    assert (code, complaint) == (OK, "")
    assert out.startswith(
        "actors: 1 row added; 9 rows that are not in the workbook stay\n  added    act-newer"
        " (data/actors.csv)\n"
    )


SINCE = """\
relays: 1 row changed; 1 row that is in the dataset only since this workbook was made stays
  changed  clm-c 1 (data/relays.csv)
      note: (blank) → Edited.
  kept     clm-e 1 (data/relays.csv): changed in the dataset since this workbook was made
      note: Theirs., and not (blank) as in the workbook
  left out clm-m 1: removed from the dataset since this workbook was made
"""


def test_what_somebody_else_has_changed_since_is_told_and_stays(run: Run, book: Path) -> None:
    typed(book, {"relays!E2": "Edited."})
    relays = Path("ford/data/relays.csv")
    header, first, second, third, last = relays.read_text(encoding="utf-8").splitlines()
    assert last.startswith("clm-m,1,")
    theirs = [header, first, second, f"{third}Theirs.", "clm-e,2,act-wire,,"]
    relays.write_text("\n".join(theirs) + "\n", encoding="utf-8")
    code, out, complaint = run("import", "book.xlsx", "ford", "--even-with-errors")
    assert (code, complaint, SINCE in out) == (OK, "", True)
    assert relays.read_text(encoding="utf-8").splitlines() == [
        header,
        f"{first}Edited.",
        *theirs[2:],
    ]


def test_a_workbook_that_does_not_tell_what_it_was_made_of_says_so(run: Run, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    for row in range(1, 6):
        opened["Made from"].cell(row, 7).value = None
    opened.save(book)
    untold = (
        "  The workbook does not tell what relays was when it was made; where the two differ, the"
        " workbook counts.\n"
    )
    assert (
        f"relays: nothing changes\n{untold}relations: nothing changes\n"
        in run("import", "book.xlsx", "ford")[1]
    )
    del opened["Made from"]
    opened.save(book)
    assert run("import", "book.xlsx", "ford")[1].splitlines()[:3] == [
        (
            "The workbook does not tell what the dataset was when it was made, so whether the"
            " dataset has changed since cannot be told:"
        ),
        (
            "where the two differ, the workbook counts. Look whether every change below is one that"
            " was made in the workbook."
        ),
        "actors: nothing changes",
    ]


def test_a_descriptor_that_names_no_table_is_refused_by_both_in_one_sentence(
    run: Run, book: Path
) -> None:
    Path("ford/datapackage.json").write_text("[]")
    complaint = (
        "contested: ford/datapackage.json names no table that a workbook could have. “contested"
        " validate” tells more.\n"
    )
    assert run("template", "ford", "-o", "other.xlsx") == (USAGE, "", complaint)
    assert run("import", "book.xlsx", "ford") == (USAGE, "", complaint)


def test_a_workbook_that_is_there_is_not_written_over(run: Run, book: Path) -> None:
    assert run("template", "ford", "-o", "book.xlsx")[0] == OK
    typed(book, EDITS)
    before = book.read_bytes()
    complaint = (
        "contested: -o: book.xlsx is there already and may hold somebody’s work; choose another"
        " name, or take it away first\n"
    )
    assert run("template", "ford", "-o", "book.xlsx") == (USAGE, "", complaint)
    assert (book.read_bytes(), sorted(path.name for path in Path().iterdir())) == (
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
    run: Run, book: Path, arguments: list[str], complaint: str
) -> None:
    Path("folder.xlsx").mkdir()
    laid(Path("two/a"))
    laid(Path("two/b"))
    with zipfile.ZipFile("ford.zip", "w") as archive:
        for path in sorted(Path("ford").rglob("*.*")):
            archive.write(path)
    assert run(*arguments) == (USAGE, "", f"contested: {complaint}\n")


def test_a_template_can_be_made_of_a_zip(run: Run, book: Path) -> None:
    with zipfile.ZipFile("ford.zip", "w") as archive:
        for path in sorted(Path("ford").rglob("*.*")):
            archive.write(path)
    assert run("template", "ford.zip", "-o", "other.xlsx")[0] == OK
    assert Path("other.xlsx").read_bytes() == book.read_bytes()


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
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, library: str, arguments: list[str]
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
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(book, EDITS)
    before = contents()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "ford/data/relays.csv")

    monkeypatch.setattr("contested.package.write.write_all", full)
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
