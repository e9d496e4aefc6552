"""`contested template` and `contested import` as somebody uses them.

What is printed, what is written, and the exit code.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from add.workbook.books import EDITS, cell_at, contents, place, typed
from contested import standard
from contested.cli import FOUND, OK, USAGE

ROOT = Path(__file__).parents[3]
Run = Callable[..., tuple[int, str, str]]


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
citations: nothing changes
revisions: nothing changes
The dataset would have no errors.
"""


def test_an_edited_workbook_is_shown_then_written_and_then_changes_nothing(
    run: Run, ford_book: Path
) -> None:
    typed(ford_book, EDITS)
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


def test_files_that_do_not_change_are_not_touched(run: Run, ford_book: Path) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in Path("ford").rglob("*.*")}
    assert run("import", "book.xlsx", "ford")[0] == OK
    assert (
        run("import", str(typed(ford_book, {place("relays", "note", 2): "Edited."})), "ford")[0]
        == OK
    )
    assert [path.name for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp] == [
        "relays.csv"
    ]


UNCLEAR = """\
book.xlsx, sheet claims, cell {cell}: The cell holds a formula, =A1.
    where    column note, row clm-b
    allowed  {allowed}
    mend     Copy the cell and paste it over itself as a value.
book.xlsx, sheet relays: 1 row of relays is not in the workbook: clm-c 1
    allowed  every row that the dataset has
    mend     Put them back. With --keep-missing the dataset keeps them as they are; with \
--allow-missing they are removed from it.
Nothing was written: 2 things in the workbook must be settled first.
"""


def test_what_is_unclear_is_told_whole_and_nothing_is_written(run: Run, ford_book: Path) -> None:
    before = contents()
    typed(ford_book, {place("claims", "note", 3): "=A1"}, gone=[("relays", 2)])
    example = f"a text, such as {standard.tables()['claims'].fields['note'].example}"
    assert run("import", "book.xlsx", "ford") == (
        FOUND,
        UNCLEAR.format(cell=cell_at("claims", "note", 3), allowed=example),
        "",
    )
    assert contents() == before


def test_missing_rows_stay_or_go_as_the_call_says(run: Run, ford_book: Path) -> None:
    typed(ford_book, {}, gone=[("relays", 2)])
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
    run: Run, ford_book: Path
) -> None:
    before = contents()
    typed(ford_book, {place("claims", "stated", 2): "2021-08-25"})
    code, out, complaint = run("import", "book.xlsx", "ford", "--dry-run")
    assert (code, complaint) == (FOUND, "")
    assert (
        out.partition("revisions: nothing changes\n")[2]
        == "book.xlsx, sheet claims: error stated-after-publication: The claim was stated on"
        " 2021-08-25, after its source was published on 2021-08-23.\n    where    column stated,"
        f" cell {cell_at('claims', 'stated', 2)}, row clm-a\n    found    2021-08-25\n"
        "    allowed  a day no later than the day after 2021-08-23\n"
        "    mend     Look up both dates in the source. If only the publication is known, leave"
        " the day open: ../2021-08-23.\n"
        "The dataset would have 1 error that it does not have now.\n"
        "Nothing was written. Mend this in the workbook and import it again, or write it all the"
        " same with --even-with-errors.\n"
    )
    assert run("import", "book.xlsx", "ford")[0] == FOUND
    assert contents() == before
    assert run("import", "book.xlsx", "ford", "--even-with-errors")[:2] == (
        OK,
        out.rpartition("Nothing")[0] + "Written: data/claims.csv.\n",
    )
    code, out, _ = run(
        "import", str(typed(ford_book, {place("claims", "note", 3): "Read twice."})), "ford"
    )
    assert (code, out.splitlines()[-2]) == (
        OK,
        "The dataset would have 1 error, as it has now; “contested validate” tells more.",
    )


def test_of_many_new_errors_of_one_rule_twenty_are_told(run: Run, ford_book: Path) -> None:
    opened = openpyxl.load_workbook(ford_book)
    for number in range(22):
        opened["relations"].append(["clm-a", "repeats", f"clm-zz{number}", "curator"])
    opened.save(ford_book)
    code, out, _ = run("import", "book.xlsx", "ford")
    assert (
        code,
        out.count("dangling-reference: No row"),
        "\ndangling-reference: 2 more of 22\n" in out,
    ) == (FOUND, 20, True)


def test_rules_that_the_repository_has_settled_are_heeded(run: Run, ford_book: Path) -> None:
    typed(ford_book, {place("claims", "stated", 2): "2021-08-25"})
    Path("contested.toml").write_text(
        'ignore = { "stated-after-publication" = "we know better" }\n'
    )
    assert run("import", "book.xlsx", "ford")[0] == OK
    Path("contested.toml").write_text('select = ["date"]\n')
    assert run("import", "book.xlsx", "ford")[0] == USAGE


def test_an_empty_template_adds_what_is_written_into_it(run: Run) -> None:
    assert run("template", "ford", "-o", "new.xlsx", "--empty") == (
        OK,
        "new.xlsx: 9 sheets, 0 rows\n",
        "",
    )
    typed(
        Path("new.xlsx"),
        {
            place("actors", "actor_id", 2): "act-new",
            place("actors", "name", 2): "Ostra Daily",
            place("actors", "actor_type", 2): "media",
        },
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
        Path("new.xlsx"),
        {
            place("actors", "actor_id", 2): "act-new",
            place("actors", "name", 2): "Ostra Daily",
            place("actors", "actor_type", 2): "media",
        },
    )
    assert run("import", "new.xlsx", "ford")[0] == OK
    typed(
        Path("new.xlsx"),
        {
            place("actors", "actor_id", 3): "act-newer",
            place("actors", "name", 3): "Ostra Weekly",
            place("actors", "actor_type", 3): "media",
        },
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


def test_what_somebody_else_has_changed_since_is_told_and_stays(run: Run, ford_book: Path) -> None:
    typed(ford_book, {place("relays", "note", 2): "Edited."})
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


def test_a_workbook_that_does_not_tell_what_it_was_made_of_says_so(
    run: Run, ford_book: Path
) -> None:
    opened = openpyxl.load_workbook(ford_book)
    for row in range(1, 6):
        opened["Made from"].cell(row, 7).value = None
    opened.save(ford_book)
    untold = (
        "  The workbook does not tell what relays was when it was made; where the two differ, the"
        " workbook counts.\n"
    )
    assert (
        f"relays: nothing changes\n{untold}relations: nothing changes\n"
        in run("import", "book.xlsx", "ford")[1]
    )
    del opened["Made from"]
    opened.save(ford_book)
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
