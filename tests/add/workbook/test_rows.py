"""Rows that a workbook adds, lacks or has twice.

The files they are written to, and the errors they would make.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from add.workbook.books import (
    CLAIMS,
    RELAYS,
    at,
    book_of,
    cell_at,
    differences,
    extended,
    laid,
    lines,
    place,
    planned,
    refused,
    typed,
)
from contested import standard
from contested.add.workbook import WorkbookError
from contested.package import DESCRIPTOR, Package, find
from contested.testing.specimen import changed


def test_rows_without_a_key_or_with_the_same_are_told(package: Package, book: Path) -> None:
    made = planned(
        package,
        typed(
            book,
            {
                place("actors", "name", 15): "Nobody",
                place("actors", "actor_id", 16): "act-guard",
                place("relays", "claim_id", 8): "clm-a",
                place("relays", "claim_id", 9): "clm-c",
                place("relays", "step", 9): "2",
            },
        ),
    )
    assert refused(made) == [
        ("actors", cell_at("actors", "actor_id", 15), "", "The row has no “Actor id”."),
        (
            "actors",
            cell_at("actors", "actor_id", 16),
            "act-guard",
            "Row 4 has the same actor_id, act-guard.",
        ),
        ("relays", cell_at("relays", "step", 8), "", "The row has no “Step”."),
        (
            "relays",
            cell_at("relays", "claim_id", 9),
            "clm-c 2",
            "Row 3 has the same claim_id and step, clm-c 2.",
        ),
    ]


def test_missing_rows_are_refused_kept_or_removed(package: Package, book: Path) -> None:
    typed(
        book,
        {at(package, "relays", "clm-e 1", "note"): "Edited."},
        gone=[("relays", 5), ("relays", 2)],
    )
    made = planned(package, book)
    assert (made.files, refused(made)) == (
        {},
        [("relays", "", "", "2 rows of relays are not in the workbook: clm-c 1, clm-m 1")],
    )
    kept = planned(package, book, "keep")
    assert (
        differences(package, kept.files),
        kept.changes["relays"].missing,
        kept.changes["relays"].removed,
    ) == (
        {RELAYS: (["clm-e,1,act-told,,"], ["clm-e,1,act-told,,Edited."])},
        [("clm-c", "1"), ("clm-m", "1")],
        [],
    )
    gone = planned(package, book, "remove")
    assert lines(gone, RELAYS) == [
        "claim_id,step,relay_id,relayed,note",
        "clm-c,2,act-wire,2021-08-22,",
        "clm-e,1,act-told,,Edited.",
    ]


def test_of_many_missing_rows_twenty_are_named(tmp_path: Path) -> None:
    package = laid(tmp_path, " ; ".join(f"+relations clm-a,repeats,clm-b{n:02}" for n in range(20)))
    book = typed(book_of(package, tmp_path / "book.xlsx"), {}, gone=[("relations", 2)] * 22)
    (problem,) = planned(package, book).problems
    assert (problem.message.count(", "), problem.message[-14:]) == (
        19,
        "19 and 2 more"[-14:].rjust(14, "b"),
    )


def in_parts(folder: Path) -> Package:
    """Write the specimen with its claims in three files.

    The one in the middle has no rows.
    """
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
    for column, value in enumerate(
        next(opened["claims"].iter_rows(min_row=6, max_row=6, values_only=True)), start=1
    ):
        opened["claims"].cell(15, column).value = "clm-0" if column == 1 else value
    opened["claims"][cell_at("claims", "locator", 15)] = "line 9"
    opened.save(book)
    made = planned(package, book)
    assert (list(made.files), made.changes["claims"].current.file_of(("clm-0",))) == (
        ["data/claims-3.csv"],
        "data/claims-3.csv",
    )
    assert [line.partition(",")[0] for line in lines(made, "data/claims-3.csv")] == [
        "claim_id",
        "clm-0",
        *(f"clm-{letter}" for letter in "fghijklm"),
    ]
    made = planned(
        package,
        typed(
            book,
            {place("claims", "note", 2): "first", place("claims", "note", 14): "last"},
            gone=[("claims", 15), ("claims", 3)],
        ),
        "remove",
    )
    assert [
        [line.partition(",")[0] for line in lines(made, name)]
        for name in ("data/claims-1.csv", "data/claims-3.csv")
    ] == [
        ["claim_id", "clm-a", "clm-c", "clm-d", "clm-e"],
        ["claim_id", *(f"clm-{letter}" for letter in "fghijklm")],
    ]
    assert [
        lines(made, name)[-1].endswith(end)
        for name, end in (
            ("data/claims-1.csv", ",yes,,,,2021-08-22,stated,2021-08-22,,,,,"),
            ("data/claims-3.csv", ",last"),
        )
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


def test_new_errors_are_told_at_the_cells_of_the_workbook_and_old_ones_are_not(
    tmp_path: Path,
) -> None:
    package = laid(tmp_path, "claims clm-b claimant_id=act-gard ; claims clm-c stated=21/08/2021")
    book = typed(
        book_of(package, tmp_path / "book.xlsx"),
        {
            at(package, "claims", "clm-a", "stated"): "2021-08-25",
            at(package, "claims", "clm-b", "note"): "!",
        },
    )
    made = planned(package, book)
    assert [(f.rule, f.key, f.place.file, f.place.line, f.place.cell) for f in made.new_errors] == [
        (
            "stated-after-publication",
            ("clm-a",),
            f"{book}, sheet claims",
            None,
            cell_at("claims", "stated", 2),
        )
    ]
    assert sorted(f.rule for f in made.errors) == [
        "dangling-reference",
        "malformed-date",
        "stated-after-publication",
    ]


def test_an_error_whose_row_moves_down_is_not_new(tmp_path: Path) -> None:
    package = laid(tmp_path, "claims clm-b claimant_id=act-gard")
    row = changed("claims clm-a claim_id=clm-0 locator='line 9'").tables["claims"][0]
    cells = {place("claims", column, 15): value or None for column, value in row.items()}
    made = planned(package, typed(book_of(package, tmp_path / "book.xlsx"), cells))
    assert (made.changes["claims"].added, [f.rule for f in made.errors], made.new_errors) == (
        [("clm-0",)],
        ["dangling-reference"],
        [],
    )


def test_an_error_that_moves_to_another_row_is_new(tmp_path: Path) -> None:
    package = laid(tmp_path, "claims clm-b claimant_id=act-gard")
    cells = {
        at(package, "claims", "clm-b", "claimant_id"): "act-council",
        at(package, "claims", "clm-c", "claimant_id"): "act-gard",
    }
    made = planned(package, typed(book_of(package, tmp_path / "book.xlsx"), cells))
    assert [(f.rule, f.key) for f in made.new_errors] == [("dangling-reference", ("clm-c",))]


def test_an_error_in_a_row_that_is_not_in_the_workbook_is_told_where_it_would_be(
    package: Package, book: Path
) -> None:
    made = planned(package, typed(book, {}, gone=[("actors", 4)]), "remove")
    found = {(f.rule, f.table, f.place.file) for f in made.new_errors}
    assert found == {("dangling-reference", "claims", f"{book}, sheet claims")}


def test_a_file_that_is_not_canonical_is_so_when_it_is_written_and_not_before(
    tmp_path: Path,
) -> None:
    package = laid(tmp_path)
    path = tmp_path / RELAYS
    header, *rows = path.read_text().splitlines()
    path.write_text(
        "\r\n".join(
            [header, *(f'"{row.split(",")[0]}",{row.partition(",")[2]}' for row in rows[::-1])]
        )
        + "\r\n",
        newline="",
    )
    book = book_of(package, tmp_path / "book.xlsx")
    assert planned(package, book).files == {}
    made = planned(package, typed(book, {at(package, "relays", "clm-e 1", "note"): "Edited."}))
    assert (
        made.files[RELAYS].decode()
        == "\n".join([header, *rows]).replace("clm-e,1,act-told,,", "clm-e,1,act-told,,Edited.")
        + "\n"
    )


def test_a_dataset_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    book = book_of(laid(tmp_path), tmp_path / "book.xlsx")
    with pytest.raises(
        WorkbookError,
        match=(
            r"^The dataset's tables cannot all be read: relays \(data/relays\.csv is not there\)\."
        ),
    ):
        planned(laid(tmp_path / "other", "delete relays"), book)


def test_documents_that_claimants_name_come_and_change_by_their_two_keys(tmp_path: Path) -> None:
    header = "claim_id,source_id,locator,note"
    text = f"{header}\nclm-d,src-wire,,\n"
    package = extended(tmp_path, "citations", standard.schema("citations"), text)
    cells = {
        place("citations", "locator", 2): "page iv",
        place("citations", "claim_id", 3): "clm-d",
        place("citations", "source_id", 3): "src-leaflet",
    }
    book = typed(book_of(package, tmp_path / "book.xlsx"), cells)
    made = planned(package, book)
    assert (made.problems, made.new_errors) == ([], [])
    assert lines(made, "data/citations.csv") == [
        header,
        "clm-d,src-leaflet,,",
        "clm-d,src-wire,page iv,",
    ]
    made = planned(package, typed(book, {place("citations", "source_id", 3): None}))
    assert refused(made) == [
        ("citations", "B3", "", "The row has no “Document”."),
    ]


def test_who_withholds_without_saying_how_is_told_at_the_cell(package: Package, book: Path) -> None:
    cells = {"polarity": "withholds", "answer": None, "certainty": "unstated"}
    made = planned(
        package, typed(book, {place("claims", name, 11): text for name, text in cells.items()})
    )
    assert [(one.rule, one.column, one.key) for one in made.new_errors] == [
        ("withheld-misplaced", "withheld", ("clm-j",))
    ]
