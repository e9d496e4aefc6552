"""Rows as text, equal to what Python's own csv module and stock frictionless read."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import polars as pl
import pytest
from contested.check.lint import lint
from contested.package.files.csvfile import CsvFile
from contested.package.files.read import read
from contested.standard import Table
from hypothesis import given
from hypothesis import strategies as st

NOTES = Table.from_schema(
    "x-notes",
    {
        "fields": [{"name": n, "type": "string"} for n in ("id", "note", "x_end")],
        "primaryKey": "id",
    },
)
CELLS = (
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
    | st.text('a,"\n #', max_size=4)
    | st.just("")
)


def rows_of(data: bytes, path: Path | None = None) -> list[tuple[object, ...]]:
    return read(CsvFile("notes.csv", data, NOTES, path)).rows()


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS)),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.permutations(["id", "note", "x_end"]),
)
def test_what_a_strict_csv_reader_reads_is_read(
    rows: list[tuple[str, str, str]], quoting: int, header: list[str]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([header, *rows])
    file = CsvFile("notes.csv", out.getvalue().encode(), NOTES)
    assert lint(file).stopped is None
    expected = [
        (number, *(row[header.index(name)] or None for name in NOTES.fields))
        for number, row in enumerate(list(csv.reader(io.StringIO(out.getvalue()), strict=True))[1:])
        if any(row[1:]) or (row[:1] and row[0].strip(" \t"))
    ]
    assert read(file).rows() == expected


def test_blank_cells_are_null_whether_quoted_or_not_and_as_stock_frictionless_reads_them(
    tmp_path: Path,
) -> None:
    frictionless = pytest.importorskip("frictionless")
    data = 'id,note,x_end\na,"",\n"b","x\ny", z \n"c ","say ""no"", he",بازارک\nNA,null,#1\n'
    (tmp_path / "notes.csv").write_bytes(data.encode())
    schema = {"fields": [{"name": n, "type": "string"} for n in NOTES.fields]}
    dialect = {"skipInitialSpace": False}
    stock = frictionless.Resource(
        {
            "name": "notes",
            "path": "notes.csv",
            "encoding": "utf-8",
            "schema": schema,
            "dialect": {"csv": dialect},
        },
        basepath=str(tmp_path),
    )
    expected = [(i, *row.values()) for i, row in enumerate(r.to_dict() for r in stock.read_rows())]
    assert rows_of(data.encode()) == expected == rows_of(data.encode(), tmp_path / "notes.csv")
    assert expected[0] == (0, "a", None, None)


def test_blank_records_are_counted_and_left_out() -> None:
    data = b'id,note,x_end\n\na,1,x\n,,\n"","",""\n,\n,,,,,\n  \n" ",,\n,b,\n\n'
    assert rows_of(data) == [(1, "a", "1", "x"), (8, None, "b", None)]


def test_a_row_of_spaces_in_another_column_is_not_blank() -> None:
    assert rows_of(b"id,note,x_end\n, ,\n\xc2\xa0,,\n") == [
        (0, None, " ", None),
        (1, "\u00a0", None, None),
    ]


def test_columns_are_found_by_their_names_and_always_text() -> None:
    frame = read(
        CsvFile(
            "notes.csv", b'x_end, "note",id \n,,1\n,,02\n'.replace(b' "note"', b'"note"'), NOTES
        )
    )
    assert dict(frame.schema) == {
        "row": pl.UInt32,
        "id": pl.String,
        "note": pl.String,
        "x_end": pl.String,
    }
    assert frame.rows() == [(0, "1", None, None), (1, "02", None, None)]


def test_a_header_without_rows_has_no_rows_and_all_columns() -> None:
    for data in (b"id,note,x_end", b"id,note,x_end\n"):
        frame = read(CsvFile("notes.csv", data, NOTES))
        assert dict(frame.schema) == {
            "row": pl.UInt32,
            "id": pl.String,
            "note": pl.String,
            "x_end": pl.String,
        }
        assert frame.height == 0


def test_a_mark_at_the_start_and_other_line_ends_are_passed_over_inside_cells_too() -> None:
    for end in (b"\n", b"\r\n", b"\r"):
        data = b"\xef\xbb\xbf" + b'id,note,x_end\na,"1\n2",x\n\nb,3,\n'.replace(b"\n", end)
        assert rows_of(data) == [(0, "a", "1\n2", "x"), (2, "b", "3", None)]


def test_what_cannot_be_seen_is_read_as_it_stands() -> None:
    assert rows_of("id,note,x_end\na\x00b, c\t,\u200bd\ufeff".encode()) == [
        (0, "a\x00b", " c\t", "\u200bd\ufeff")
    ]


def test_a_table_of_one_column_has_blank_records_too() -> None:
    one = Table.from_schema("x-ids", {"fields": [{"name": "id", "type": "string"}]})
    assert read(CsvFile("ids.csv", b'id\n\na\n""\nb\n\n', one)).rows() == [(1, "a"), (3, "b")]


def test_a_table_without_columns_has_no_rows() -> None:
    assert read(CsvFile("bare.csv", b"\n", Table.from_schema("x-bare", {}))).schema == {
        "row": pl.UInt32
    }


@pytest.mark.parametrize("name", ["a[1].csv", "a*.csv", "a?.csv", "**", "[b]"])
def test_a_file_is_opened_by_exactly_its_name(tmp_path: Path, name: str) -> None:
    for decoy in ("a1.csv", "a2.csv", "b"):
        (tmp_path / decoy).write_bytes(b"id,note,x_end\n2,decoy,\n")
    data = b"id,note,x_end\n1,mine,\n"
    (tmp_path / name).write_bytes(data)
    assert rows_of(data, tmp_path / name) == [(0, "1", "mine", None)]


@pytest.mark.parametrize(
    "name", ["~/a.csv", "~root/a.csv", "file:/a.csv", os.fsdecode(b"\xe9.csv")]
)
def test_a_name_is_no_other_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nor is the home of a user meant, nor an address; and it may be no UTF-8."""
    home, here = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    (home / "a.csv").write_bytes(b"id,note,x_end\n2,decoy,\n")
    monkeypatch.setenv("HOME", str(home))
    (here / name).parent.mkdir(parents=True)
    monkeypatch.chdir(here)
    data = b"id,note,x_end\n1,mine,\n"
    Path(name).write_bytes(data)
    assert rows_of(data, Path(name)) == [(0, "1", "mine", None)]
