"""What an import would change, and everything for which it changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from contested.files.canonical import canonical
from contested.files.csvfile import cell_name
from contested.load import load
from contested.package import DESCRIPTOR, Package, find
from contested.specimen import changed
from contested.validation import validate
from contested.workbook import WorkbookError
from workbook.books import at, book_of, extended, laid, lines, planned, refused, typed

CLAIMS, RELAYS = "data/claims.csv", "data/relays.csv"


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """The specimen in canonical form."""
    found = laid(tmp_path)
    for name, loaded in load(found).items():
        assert loaded.frame is not None
        (tmp_path / f"data/{name}.csv").write_bytes(canonical(loaded.frame, loaded.table))
    return found


@pytest.fixture
def book(package: Package, tmp_path: Path) -> Path:
    """Its template."""
    return book_of(package, tmp_path / "book.xlsx")


def differences(package: Package, files: dict[str, bytes]) -> dict[str, tuple[list[str], list[str]]]:
    """For each file, the lines that are gone and those that are new."""
    found = {}
    for name, content in files.items():
        old, new = bytes(package.store.read(name)).splitlines(), content.splitlines()
        found[name] = [line.decode() for line in old if line not in new], [line.decode() for line in new if line not in old]
    return found


def test_a_template_changes_nothing(package: Package, book: Path) -> None:
    made = planned(package, book)
    assert (made.problems, made.files, made.untouched) == ([], {}, [])
    assert [(name, change.added, change.changed, change.missing) for name, change in made.changes.items()] == [(name, [], {}, []) for name in package.parts]


NEW_RELAY = ["clm-f", "1", "act-told", "2021-08-22", None]


def test_two_cells_and_a_row_change_those_lines_and_no_others(package: Package, book: Path) -> None:
    note, stated = at(package, "claims", "clm-b", "note"), at(package, "claims", "clm-a", "stated")
    row = {f"relays!{letter}6": value for letter, value in zip("ABCDE", NEW_RELAY, strict=True)}
    made = planned(package, typed(book, {note: "Read twice, “carefully”.", stated: "2021-08"} | row))
    old = bytes(package.store.read(CLAIMS)).decode().splitlines()
    assert (made.problems, made.new_errors, made.errors) == ([], [], [])
    assert differences(package, made.files) == {
        CLAIMS: (old[1:3], [old[1].replace(",2021-08-21,stated,", ",2021-08,stated,"), old[2] + "Read twice, “carefully”.".join('""')]),
        RELAYS: ([], ["clm-f,1,act-told,2021-08-22,"]),
    }
    assert made.changes["claims"].changed == {("clm-a",): [("stated", "2021-08-21", "2021-08")], ("clm-b",): [("note", None, "Read twice, “carefully”.")]}
    assert made.changes["relays"].added == [("clm-f", "1")]


def test_what_is_written_is_valid(package: Package, book: Path, tmp_path: Path) -> None:
    made = planned(package, typed(book, {at(package, "claims", "clm-b", "note"): "Read twice."}))
    (tmp_path / CLAIMS).write_bytes(made.files[CLAIMS])
    assert validate(tmp_path).count("error") == 0
    assert planned(package, book).files == {}


def test_real_dates_numbers_and_truth_are_text_again(package: Package, book: Path) -> None:
    cells = {
        at(package, "claims", "clm-a", "occurred"): date(2021, 8, 20),
        at(package, "claims", "clm-i", "occurred"): date(2021, 8, 1),
        at(package, "claims", "clm-d", "quantity_min"): 12,
        at(package, "claims", "clm-d", "quantity_max"): 15.0,
        at(package, "locations", "loc-mill", "latitude"): 12.5,
        at(package, "locations", "loc-mill", "longitude"): -71.26,
        at(package, "questions", "qst-seat", "exclusive"): True,
        at(package, "sources", "src-radio", "accessed"): datetime(2021, 9, 3),
        at(package, "relays", "clm-m 1", "step"): 1,
    }
    made = planned(package, typed(book, cells, {at(package, "claims", "clm-i", "occurred"): "mmm-yy"}))
    assert made.problems == []
    assert {name: change.changed for name, change in made.changes.items() if change.changed} == {
        "claims": {("clm-a",): [("occurred", "2021-08-21", "2021-08-20")]},
        "locations": {("loc-mill",): [("longitude", "-71.25", "-71.26")]},
        "questions": {("qst-seat",): [("exclusive", "false", "true")]},
        "sources": {("src-radio",): [("accessed", "2021-09-02", "2021-09-03")]},
    }


def test_everything_that_is_unclear_is_told_at_once_and_nothing_is_planned(package: Package, book: Path) -> None:
    cells = {
        at(package, "claims", "clm-i", "occurred"): date(2021, 8, 1),
        at(package, "claims", "clm-b", "stated"): datetime(2021, 8, 22, 14, 30),
        at(package, "claims", "clm-c", "note"): "=A1",
        at(package, "claims", "clm-d", "note"): "#N/A",
        at(package, "actors", "act-guard", "name"): True,
        at(package, "claims", "clm-a", "note"): "A real edit.",
        "relays!B2": "=1",
    }
    made = planned(package, typed(book, cells))
    assert (made.files, refused(made)) == (
        {},
        [
            ("actors", "B4", "act-guard", "The cell holds the spreadsheet's own TRUE, and not a text."),
            ("claims", "Q3", "clm-b", "The cell holds a date with a time of day, 2021-08-22 14:30."),
            ("claims", "X4", "clm-c", "The cell holds a formula, =A1."),
            ("claims", "X5", "clm-d", "The cell holds the spreadsheet's error #N/A."),
            ("claims", "S10", "clm-i", "The cell holds the day 2021-08-01 where the dataset has 2021-08, as if a spreadsheet had made a day of it."),
            ("relays", "B2", "", "The cell holds a formula, =1."),
        ],
    )
    assert [(p.column, p.allowed.partition(",")[0]) for p in made.problems if p.cell in ("S10", "B2")] == [
        ("occurred", "2021"),
        ("step", "a whole number in plain digits"),
    ]


@pytest.mark.parametrize("number", [7, 7.0])
def test_a_number_in_a_key_finds_the_row_whose_key_is_written_otherwise(tmp_path: Path, number: float) -> None:
    schema = {"fields": [{"name": "x_id", "type": "string"}, {"name": "x_note", "type": "string"}], "primaryKey": ["x_id"]}
    package = extended(tmp_path, "x-own", schema, "x_id,x_note\n007,a\n08,b\n8,c\n")
    book = typed(book_of(package, tmp_path / "book.xlsx"), {"x-own!A2": number, "x-own!B2": "d", "x-own!A5": 9, "x-own!B5": "e"})
    change = planned(package, book).changes["x-own"]
    assert (change.changed, change.added, change.missing) == ({("007",): [("x_note", "a", "d")]}, [("9",)], [])
    ambiguous = planned(package, typed(book, {"x-own!A3": 8})).problems
    assert [p.message for p in ambiguous] == ["Row 3 has the same x_id, 8."]


SHEETS = {
    "clams": "The dataset has no table “clams”. Did you mean claims?",
    "Sheet1": "The dataset has no table “Sheet1”.",
    "CLAIM": "The dataset has no table “CLAIM”. Did you mean claims?",
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_is_no_table_is_told(package: Package, book: Path, name: str) -> None:
    opened = openpyxl.load_workbook(book)
    opened["claims"].title = name
    opened.save(book)
    made = planned(package, book)
    assert refused(made) == [(name, "", "", SHEETS[name])]
    assert made.problems[0].allowed == "sheets called actors, locations, sources, questions, claims, relays, relations, revisions"


def test_a_sheet_of_a_table_of_the_standard_that_the_dataset_lacks_is_told_as_such(tmp_path: Path) -> None:
    book = book_of(laid(tmp_path), tmp_path / "book.xlsx")
    package = laid(tmp_path / "other", "descriptor -resources.revisions")
    made = planned(package, book)
    assert refused(made) == [("revisions", "", "", "The dataset has no table revisions yet, though the standard has one.")]


def test_a_sheet_that_is_missing_leaves_its_table_and_the_other_sheets_are_no_tables(package: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    del opened["relays"]
    opened.create_sheet("Words")["A1"] = "anything"
    opened["Read me"]["A1"] = "anything"
    opened.save(book)
    made = planned(package, book)
    assert (made.problems, made.files, made.untouched) == ([], {}, ["relays"])


COLUMNS = "claim_id, step, relay_id, relayed, note"
HEADERS = [
    (("claim_id", "step", "relay", "relayed", "note"), {"C1": "The table relays has no column “relay”. Did you mean relay_id?", "": "relay_id"}),
    (("claim_id", "claim_id", "relay_id", "relayed", None), {"B1": "The column claim_id is there twice.", "": "step, note"}),
    (("claim_id", "step", "relay_id", "relayed", "note", "mine"), {"F1": "The table relays has no column “mine”."}),
    ((None, None, None, None, None), {"A1": "Row 1 does not hold the names of the columns."}),
    ((1, "b", "c", "d", "e"), {"A1": "Row 1 does not hold the names of the columns."}),
]


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_columns_that_are_not_those_of_the_table_are_told(
    package: Package, book: Path, header: tuple[str | None, ...], expected: list[tuple[str, str]]
) -> None:
    made = planned(package, typed(book, {f"relays!{letter}1": value for letter, value in zip("ABCDEF", header, strict=False)}))
    missing = {1: "This column is missing from row 1: {}.", 2: "These columns are missing from row 1: {}."}
    told = {cell: message if cell else missing[len(message.split(", "))].format(message) for cell, message in expected.items()}
    assert {p.cell: p.message for p in made.problems} == told
    assert made.problems[0].allowed in (COLUMNS, "each column once")
    assert {p.sheet for p in made.problems} == {"relays"}


def test_the_names_of_the_columns_stand_in_row_1_and_nowhere_else(package: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["relays"].insert_rows(1)
    opened.save(book)
    assert refused(planned(package, book)) == [("relays", "A1", "", "Row 1 does not hold the names of the columns.")]


def test_an_empty_sheet_has_no_columns(package: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["relays"].delete_rows(1, 100)
    opened.save(book)
    assert refused(planned(package, book)) == [("relays", "A1", "", "Row 1 does not hold the names of the columns.")]


def test_moved_columns_sorted_rows_blank_rows_and_padding_change_nothing(package: Package, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    sheet = opened["relays"]
    header, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    for number, row in enumerate([header, [], [" "], *rows[::-1]], start=1):
        for column in range(1, 7):
            value = row[-column] if len(row) >= column else None
            sheet.cell(number, column).value = f" {value}\u00a0" if value else "  "
    opened.save(book)
    made = planned(package, book)
    assert (made.problems, made.files) == ([], {})


def test_a_cell_beside_the_table_is_told(package: Package, book: Path) -> None:
    assert refused(planned(package, typed(book, {"relays!H3": "look", "relays!H4": " "}))) == [
        ("relays", "H3", "", "The cell has no column name above it in row 1.")
    ]


def test_rows_without_a_key_or_with_the_same_are_told(package: Package, book: Path) -> None:
    made = planned(package, typed(book, {"actors!B15": "Nobody", "actors!A16": "act-guard", "relays!A8": "clm-a", "relays!A9": "clm-c", "relays!B9": "2"}))
    assert refused(made) == [
        ("actors", "A15", "", "The row has no “Actor id”."),
        ("actors", "A16", "act-guard", "Row 4 has the same actor_id, act-guard."),
        ("relays", "B8", "", "The row has no “Step”."),
        ("relays", "A9", "clm-c 2", "Row 3 has the same claim_id and step, clm-c 2."),
    ]


def test_missing_rows_are_refused_kept_or_removed(package: Package, book: Path) -> None:
    typed(book, {at(package, "relays", "clm-e 1", "note"): "Edited."}, gone=[("relays", 5), ("relays", 2)])
    made = planned(package, book)
    assert (made.files, refused(made)) == ({}, [("relays", "", "", "2 rows of relays are not in the workbook: clm-c 1, clm-m 1")])
    kept = planned(package, book, "keep")
    assert (differences(package, kept.files), kept.changes["relays"].missing, kept.changes["relays"].removed) == (
        {RELAYS: (["clm-e,1,act-told,,"], ["clm-e,1,act-told,,Edited."])},
        [("clm-c", "1"), ("clm-m", "1")],
        [],
    )
    gone = planned(package, book, "remove")
    assert lines(gone, RELAYS) == ["claim_id,step,relay_id,relayed,note", "clm-c,2,act-wire,2021-08-22,", "clm-e,1,act-told,,Edited."]


def test_of_many_missing_rows_twenty_are_named(tmp_path: Path) -> None:
    package = laid(tmp_path, " ; ".join(f"+relations clm-a,repeats,clm-b{n:02}" for n in range(20)))
    book = typed(book_of(package, tmp_path / "book.xlsx"), {}, gone=[("relations", 2)] * 22)
    (problem,) = planned(package, book).problems
    assert (problem.message.count(", "), problem.message[-14:]) == (19, "19 and 2 more"[-14:].rjust(14, "b"))


def test_a_workbook_with_none_of_the_rows_adds_and_takes_nothing(package: Package, tmp_path: Path) -> None:
    row = {f"relays!{letter}2": value for letter, value in zip("ABCDE", NEW_RELAY, strict=True)}
    book = book_of(package, tmp_path / "empty.xlsx", empty=True)
    assert planned(package, book).files == {}
    made = planned(package, typed(book, row))
    assert differences(package, made.files) == {RELAYS: ([], ["clm-f,1,act-told,2021-08-22,"])}
    assert len(planned(package, book, "remove").changes["claims"].removed) == 13
    again = planned(package, typed(book, {"actors!A2": "act-guard", "actors!B2": "River Guard", "actors!C2": "armed_group"}))
    assert [p.sheet for p in again.problems] == ["actors", "locations", "sources", "questions", "claims", "relays", "relations", "revisions"]


def in_parts(folder: Path) -> Package:
    """The specimen with its claims in three files, of which the one in the middle has no rows."""
    laid(folder)
    text = (folder / CLAIMS).read_text(encoding="utf-8").splitlines(keepends=True)
    for name, some in {"1": text[1:6], "2": [], "3": text[6:]}.items():
        (folder / f"data/claims-{name}.csv").write_text("".join([text[0], *some]), encoding="utf-8")
    (folder / CLAIMS).unlink()
    parts = '["data/claims-1.csv", "data/claims-2.csv", "data/claims-3.csv"]'
    described = (folder / DESCRIPTOR).read_text(encoding="utf-8").replace(f'"{CLAIMS}"', parts)
    (folder / DESCRIPTOR).write_text(described, encoding="utf-8")
    return find(folder)[0]


def test_rows_stay_in_their_part_and_new_ones_go_to_the_last(tmp_path: Path) -> None:
    package = in_parts(tmp_path)
    book = book_of(package, tmp_path / "book.xlsx")
    opened = openpyxl.load_workbook(book)
    for column, value in enumerate(next(opened["claims"].iter_rows(min_row=6, max_row=6, values_only=True)), start=1):
        opened["claims"].cell(15, column).value = "clm-0" if column == 1 else value
    opened["claims"]["G15"] = "line 9"
    opened.save(book)
    made = planned(package, book)
    assert (list(made.files), made.changes["claims"].current.file_of(("clm-0",))) == (["data/claims-3.csv"], "data/claims-3.csv")
    assert [line.partition(",")[0] for line in lines(made, "data/claims-3.csv")] == ["claim_id", "clm-0", *(f"clm-{letter}" for letter in "fghijklm")]
    made = planned(package, typed(book, {"claims!X2": "first", "claims!X14": "last"}, gone=[("claims", 15), ("claims", 3)]), "remove")
    assert [[line.partition(",")[0] for line in lines(made, name)] for name in ("data/claims-1.csv", "data/claims-3.csv")] == [
        ["claim_id", "clm-a", "clm-c", "clm-d", "clm-e"],
        ["claim_id", *(f"clm-{letter}" for letter in "fghijklm")],
    ]
    assert [
        lines(made, name)[-1].endswith(end) for name, end in (("data/claims-1.csv", ",yes,,,2021-08-22,stated,2021-08-22,,,,,"), ("data/claims-3.csv", ",last"))
    ] == [True, True]


KEYLESS = {"fields": [{"name": "x_a", "type": "string"}, {"name": "x_b", "type": "string"}]}


def test_a_table_without_a_key_tells_its_rows_apart_by_all_cells(tmp_path: Path) -> None:
    package = extended(tmp_path, "x-own", KEYLESS, "x_a,x_b\n1,2\n1,2\n3,\n")
    book = book_of(package, tmp_path / "book.xlsx")
    assert planned(package, book).files == {}
    made = planned(package, typed(book, {"x-own!B4": "new", "x-own!A5": "1", "x-own!B5": "2"}))
    assert refused(made) == [("x-own", "", "", "1 row of x-own is not in the workbook: 3")]
    made = planned(package, book, "remove")
    assert lines(made, "data/x-own.csv") == ["x_a,x_b", "1,2", "1,2", "3,new", "1,2"]


def test_new_errors_are_told_at_the_cells_of_the_workbook_and_old_ones_are_not(tmp_path: Path) -> None:
    package = laid(tmp_path, "claims clm-b claimant_id=act-gard ; claims clm-c stated=21/08/2021")
    book = typed(
        book_of(package, tmp_path / "book.xlsx"), {at(package, "claims", "clm-a", "stated"): "2021-08-24", at(package, "claims", "clm-b", "note"): "!"}
    )
    made = planned(package, book)
    assert [(f.rule, f.key, f.place.file, f.place.line, f.place.cell) for f in made.new_errors] == [
        ("stated-after-publication", ("clm-a",), f"{book}, sheet claims", None, "Q2")
    ]
    assert sorted(f.rule for f in made.errors) == ["dangling-reference", "malformed-date", "stated-after-publication"]


def test_an_error_whose_row_moves_down_is_not_new(tmp_path: Path) -> None:
    package = laid(tmp_path, "claims clm-b claimant_id=act-gard")
    row = [*changed("claims clm-a locator='line 9'").tables["claims"][0].values()]
    cells = {f"claims!{cell_name(at, 14)}": value or None for at, value in enumerate(["clm-0", *row[1:]])}
    made = planned(package, typed(book_of(package, tmp_path / "book.xlsx"), cells))
    assert (made.changes["claims"].added, [f.rule for f in made.errors], made.new_errors) == ([("clm-0",)], ["dangling-reference"], [])


def test_an_error_that_moves_to_another_row_is_new(tmp_path: Path) -> None:
    package = laid(tmp_path, "claims clm-b claimant_id=act-gard")
    cells = {at(package, "claims", "clm-b", "claimant_id"): "act-council", at(package, "claims", "clm-c", "claimant_id"): "act-gard"}
    made = planned(package, typed(book_of(package, tmp_path / "book.xlsx"), cells))
    assert [(f.rule, f.key) for f in made.new_errors] == [("dangling-reference", ("clm-c",))]


def test_an_error_in_a_row_that_is_not_in_the_workbook_is_told_where_it_would_be(package: Package, book: Path) -> None:
    made = planned(package, typed(book, {}, gone=[("actors", 4)]), "remove")
    found = {(f.rule, f.table, f.place.file) for f in made.new_errors}
    assert found == {("dangling-reference", "claims", f"{book}, sheet claims")}


def test_a_file_that_is_not_canonical_is_so_when_it_is_written_and_not_before(tmp_path: Path) -> None:
    package = laid(tmp_path)
    path = tmp_path / RELAYS
    header, *rows = path.read_text().splitlines()
    path.write_text("\r\n".join([header, *(f'"{row.split(",")[0]}",{row.partition(",")[2]}' for row in rows[::-1])]) + "\r\n", newline="")
    book = book_of(package, tmp_path / "book.xlsx")
    assert planned(package, book).files == {}
    made = planned(package, typed(book, {at(package, "relays", "clm-e 1", "note"): "Edited."}))
    assert made.files[RELAYS].decode() == "\n".join([header, *rows]).replace("clm-e,1,act-told,,", "clm-e,1,act-told,,Edited.") + "\n"


def test_a_dataset_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    book = book_of(laid(tmp_path), tmp_path / "book.xlsx")
    with pytest.raises(WorkbookError, match=r"^The dataset's tables cannot all be read: relays \(data/relays\.csv is not there\)\."):
        planned(laid(tmp_path / "other", "delete relays"), book)
