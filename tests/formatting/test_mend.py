"""Mending: hand-broken files and what becomes of them, and what holds for every file."""

from __future__ import annotations

import polars as pl
import pytest
from contested.files.csvfile import CsvFile
from contested.files.lint import lint, lint_rows
from contested.files.read import read
from contested.formatting.mend import mend
from formatting.broken import CASES, GOOD, NOTES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_found_in_a_broken_file(case: Case) -> None:
    linted = lint(case.file)
    if not linted.stopped:
        lint_rows(linted, case.file, read(case.file))
    assert [(rule, spot.line, spot.column, spot.cell) for rule, spot in linted.faults] == case.found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_a_broken_file(case: Case) -> None:
    mended = mend(case.file)
    assert mended.after.decode("utf-8", "replace") == case.result.decode("utf-8", "replace")
    assert mended.after == case.result
    assert mended.done == case.done
    assert [(rule, spot.line) for rule, spot in mended.left] == case.left
    assert mended.doubt == case.doubt


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mending_twice_is_mending_once(case: Case) -> None:
    once = mend(case.file).after
    assert not mend(CsvFile("notes.csv", once, NOTES)).is_changed


def test_a_file_in_order_is_left_alone() -> None:
    mended = mend(CsvFile("notes.csv", GOOD.encode(), NOTES))
    assert (mended.is_changed, mended.done, mended.left, mended.doubt) == (False, [], [], "")


def test_what_a_person_says_of_the_encoding_counts() -> None:
    case = next(case for case in CASES if case.name == "Windows-1251")
    assert mend(case.file, codec="cp1251").after == GOOD.replace("été", "заняли район").encode()


def test_a_file_that_would_read_otherwise_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(frame: pl.DataFrame, *_: object) -> bytes:
        return b"note_id,step,title,note\n"

    monkeypatch.setattr("contested.formatting.mend.canonical", lossy)
    with pytest.raises(RuntimeError, match=r"^notes\.csv could not be written so that it reads the same; nothing was changed$"):
        mend(CsvFile("notes.csv", GOOD.replace("One", " One").encode(), NOTES))
