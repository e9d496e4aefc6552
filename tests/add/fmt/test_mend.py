"""Mending: hand-broken files, and what becomes of them.

And what holds for every file.
"""

from __future__ import annotations

import polars as pl
import pytest
from add.fmt import broken_tables, broken_texts
from add.fmt.broken import GOOD, HEADER, NOTES, Case
from contested.add.fmt.mend import mend
from contested.check.lint import lint, lint_rows
from contested.package.files.csvfile import CsvFile
from contested.package.files.read import read
from contested.standard import Table

CASES = [*broken_texts.CASES, *broken_tables.CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_in_a_broken_file(case: Case) -> None:
    linted = lint(case.file)
    if not linted.stopped:
        lint_rows(linted, case.file, read(case.file))
    assert [(rule, spot.line, spot.column, spot.cell) for rule, spot in linted.faults] == case.found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_a_broken_file(case: Case) -> None:
    mended = mend(case.file, codec=case.codec)
    assert mended.after.decode("utf-8", "replace") == case.result.decode("utf-8", "replace")
    assert mended.after == case.result
    assert mended.done == case.done
    assert [(rule, spot.line) for rule, spot in mended.left] == case.left
    assert mended.doubt == case.doubt


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mending_twice_is_mending_once(case: Case) -> None:
    once = mend(case.file, codec=case.codec).after
    assert not mend(CsvFile("notes.csv", once, NOTES), codec=case.codec).is_changed


def test_a_file_in_order_is_left_alone() -> None:
    mended = mend(CsvFile("notes.csv", GOOD.encode(), NOTES))
    assert (mended.is_changed, mended.done, mended.left, mended.doubt) == (False, [], [], "")


def test_what_a_person_says_of_the_encoding_counts() -> None:
    case = next(case for case in CASES if case.name == "Windows-1251")
    assert mend(case.file, codec="cp1251").after == GOOD.replace("été", "заняли район").encode()


def test_a_file_that_would_read_otherwise_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(frame: pl.DataFrame, *_: object) -> bytes:
        return b"note_id,step,title,note\n"

    monkeypatch.setattr("contested.add.fmt.mend.canonical", lossy)
    mended = mend(CsvFile("notes.csv", GOOD.replace("One", " One").encode(), NOTES))
    assert not mended.is_changed
    assert (
        mended.doubt
        == "Written in canonical form it would not read the same, so it stays. A cell that looks"
        " like git's marks may be why."
    )


def test_a_cell_that_would_look_like_one_of_gits_marks_stays_quoted() -> None:
    table = Table.from_schema(
        "x-words",
        {
            "fields": [{"name": "word", "type": "string"}, {"name": "note", "type": "string"}],
            "primaryKey": "word",
        },
    )
    mended = mend(CsvFile("words.csv", b'word,note\n"=======", x\n', table))
    assert (mended.is_changed, mended.is_left) == (False, True)


@pytest.mark.parametrize("twin", ["nte-e\u0301,1,,", " nte-\u00e9 ,1,,"])
def test_two_keys_are_never_made_one(twin: str) -> None:
    mended = mend(CsvFile("notes.csv", f"{HEADER}nte-\u00e9,1,,\n{twin}\n".encode(), NOTES))
    assert not mended.is_changed
    assert (
        mended.doubt
        == "Two rows would have the key “nte-é 1”: theirs differ only in spaces or in how letters"
        " are put together. Give one of them another."
    )
