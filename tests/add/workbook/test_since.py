"""Workbooks that are older than their dataset.

What somebody else has changed there since stays, and nothing is undone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from add.workbook.books import (
    RELAY,
    RELAYS,
    at,
    book_of,
    cell_at,
    corrected,
    differences,
    extended,
    lines,
    new_relay,
    place,
    planned,
    refused,
    typed,
)
from contested.package import Package, find

SINCE = "since this workbook was made"


def test_a_cell_that_only_the_dataset_has_changed_stays_beside_an_edit_of_the_same_row(
    package: Package, book: Path, tmp_path: Path
) -> None:
    typed(book, {at(package, "relays", "clm-e 1", "relayed"): "2021-08-22"})
    since = corrected(tmp_path, RELAYS, RELAY, RELAY + "Corrected.")
    made = planned(since, book)
    change = made.changes["relays"]
    assert (made.problems, differences(since, made.files)) == (
        [],
        {RELAYS: ([RELAY + "Corrected."], ["clm-e,1,act-told,2021-08-22,Corrected."])},
    )
    assert (change.kept, change.changed) == (
        {("clm-e", "1"): [("note", "Corrected.", None)]},
        {("clm-e", "1"): [("relayed", None, "2021-08-22")]},
    )


def test_a_cell_that_both_have_changed_is_told_with_both_texts_and_nothing_is_planned(
    package: Package, book: Path, tmp_path: Path
) -> None:
    typed(
        book,
        {
            at(package, "relays", "clm-e 1", "note"): "Mine.",
            at(package, "claims", "clm-b", "note"): "Read twice.",
        },
    )
    made = planned(corrected(tmp_path, RELAYS, RELAY, RELAY + "Theirs."), book)
    message = f"The workbook has “Mine.” and the dataset “Theirs.”, and both have changed {SINCE}."
    assert (made.files, refused(made)) == (
        {},
        [("relays", cell_at("relays", "note", 4), "clm-e 1", message)],
    )
    assert (
        made.problems[0].mend
        == "If the dataset is right, write its text here. If the workbook is, take a new workbook"
        " from “contested template” and write it there."
    )


def test_what_both_have_changed_alike_is_no_difference(
    package: Package, book: Path, tmp_path: Path
) -> None:
    typed(book, {at(package, "relays", "clm-e 1", "note"): "The same."})
    made = planned(corrected(tmp_path, RELAYS, RELAY, RELAY + "The same."), book)
    assert (made.problems, made.files, made.changes["relays"].kept) == ([], {}, {})


def test_a_blank_that_the_workbook_has_made_is_an_edit(package: Package, book: Path) -> None:
    made = planned(package, typed(book, {at(package, "relays", "clm-c 2", "relayed"): None}))
    assert made.changes["relays"].changed == {("clm-c", "2"): [("relayed", "2021-08-22", None)]}


@pytest.mark.parametrize("missing", ["refuse", "remove", "keep"])
def test_a_row_that_the_dataset_alone_has_added_stays(
    package: Package, book: Path, tmp_path: Path, missing: str
) -> None:
    typed(book, {at(package, "relays", "clm-c 1", "note"): "Edited."})
    made = planned(
        corrected(tmp_path, RELAYS, RELAY, f"{RELAY}\nclm-e,2,act-wire,,"), book, missing
    )  # type: ignore[arg-type]
    change = made.changes["relays"]
    assert (made.problems, change.missing, change.newer, lines(made, RELAYS)[-2]) == (
        [],
        [],
        [("clm-e", "2")],
        "clm-e,2,act-wire,,",
    )


def test_a_row_that_the_dataset_alone_has_removed_stays_away(
    package: Package, book: Path, tmp_path: Path
) -> None:
    since = corrected(tmp_path, RELAYS, f"{RELAY}\n", "")
    made = planned(since, book)
    assert (made.problems, made.files, made.changes["relays"].gone) == ([], {}, [("clm-e", "1")])
    edited = planned(since, typed(book, {place("relays", "note", 4): "Edited."}))
    assert refused(edited) == [
        (
            "relays",
            cell_at("relays", "claim_id", 4),
            "clm-e 1",
            f"The row was changed in the workbook, but removed from the dataset {SINCE}.",
        )
    ]


def test_a_row_that_the_workbook_removes_and_the_dataset_has_changed_is_told(
    package: Package, book: Path, tmp_path: Path
) -> None:
    typed(book, {}, gone=[("relays", 4), ("relays", 2)])
    since = corrected(tmp_path, RELAYS, RELAY, RELAY + "Theirs.")
    message = (
        f"1 row of relays is not in the workbook, but was changed in the dataset {SINCE}: clm-e 1"
    )
    made = planned(since, book, "remove")
    assert (made.files, refused(made), planned(since, book, "keep").problems) == (
        {},
        [("relays", "", "", message)],
        [],
    )


def test_a_row_that_both_have_added_is_told_where_the_two_differ(
    package: Package, book: Path, tmp_path: Path
) -> None:
    typed(book, new_relay(6))
    since = corrected(tmp_path, RELAYS, RELAY, f"{RELAY}\nclm-f,1,act-wire,2021-08-22,")
    message = (
        "The dataset has this row too, which was not in the workbook when it was made, with"
        " “act-wire” where the workbook has “act-told”."
    )
    assert refused(planned(since, book)) == [
        ("relays", cell_at("relays", "relay_id", 6), "clm-f 1", message)
    ]


def test_a_table_without_a_key_keeps_what_the_dataset_has_changed(tmp_path: Path) -> None:
    keyless = {"fields": [{"name": "x_a", "type": "string"}, {"name": "x_b", "type": "string"}]}
    book = book_of(
        extended(tmp_path, "x-own", keyless, "x_a,x_b\n1,2\n1,2\n3,\n"), tmp_path / "book.xlsx"
    )
    since = corrected(tmp_path, "data/x-own.csv", "3,\n", "3,4\n5,6\n")
    assert (planned(since, book).problems, planned(since, book).files) == ([], {})
    made = planned(since, typed(book, {"x-own!A5": "7"}))
    assert (made.problems, lines(made, "data/x-own.csv")) == (
        [],
        ["x_a,x_b", "1,2", "1,2", "3,4", "5,6", "7,"],
    )


def test_an_empty_workbook_adds_twice_and_takes_nothing(package: Package, tmp_path: Path) -> None:
    book = book_of(package, tmp_path / "empty.xlsx", empty=True)
    assert planned(package, book).files == {}
    first = planned(package, typed(book, new_relay(2)))
    assert differences(package, first.files) == {RELAYS: ([], ["clm-f,1,act-told,2021-08-22,"])}
    (tmp_path / RELAYS).write_bytes(first.files[RELAYS])
    since = find(tmp_path)[0]
    second = planned(
        since,
        typed(
            book,
            {
                place("relays", "claim_id", 3): "clm-f",
                place("relays", "step", 3): "2",
                place("relays", "relay_id", 3): "act-wire",
            },
        ),
    )
    assert (second.problems, differences(since, second.files)) == (
        [],
        {RELAYS: ([], ["clm-f,2,act-wire,,"])},
    )
    assert planned(since, book, "remove").changes["claims"].removed == []


def test_an_empty_workbook_does_not_write_over_a_row_that_is_there(
    package: Package, tmp_path: Path
) -> None:
    book = typed(
        book_of(package, tmp_path / "empty.xlsx", empty=True),
        {
            place("relays", "claim_id", 2): "clm-e",
            place("relays", "step", 2): "1",
            place("relays", "relay_id", 2): "act-wire",
        },
    )
    assert [(p.cell, p.row) for p in planned(package, book).problems] == [
        (cell_at("relays", "relay_id", 2), "clm-e 1")
    ]
