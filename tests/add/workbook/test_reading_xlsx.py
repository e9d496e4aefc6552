"""Workbooks as Excel saves them, cell by cell."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from contested.add.workbook.reading import read
from contested.add.workbook.sheets import Cell, Row
from contested.add.workbook.xlsx import shows_of
from openpyxl.comments import Comment

FIRST = datetime.datetime(2021, 8, 1)


def rows(path: Path, sheet: int = 0) -> list[tuple[int, Row]]:
    return read(path)[sheet].rows


def test_what_cells_of_excel_hold(tmp_path: Path) -> None:
    opened = openpyxl.Workbook()
    sheet = opened.active
    assert sheet is not None
    values = {
        "A1": "text",
        "B1": "a\nb  c ",
        "C1": 12,
        "D1": 12.5,
        "E1": True,
        "F1": datetime.date(2021, 8, 1),
        "G1": datetime.datetime(2021, 8, 1, 14, 30),
        "H1": datetime.time(3, 4),
        "I1": "#N/A",
        "J1": "=1/0",
        "K1": "=TRUE()",
        "L1": 0.5,
        "M1": 7,
        "N1": "",
        "C4": "far",
        "A6": "_x005F_x000D_ _x000a_",
    }
    for cell, value in values.items():
        sheet[cell] = value
    sheet["A9"].comment = Comment("a note is no cell", "somebody")
    sheet["F1"].number_format, sheet["L1"].number_format, sheet["M1"].number_format = (
        "mmm-yy",
        "0%",
        "000",
    )
    opened.save(tmp_path / "book.xlsx")
    number = [
        Cell("number", 12),
        Cell("number", 12.5),
        Cell("boolean", True),
        Cell("date", FIRST, "month"),
    ]
    rest = [
        Cell("date", FIRST.replace(hour=14, minute=30), "day"),
        Cell("time", "03:04:00"),
        Cell("error", "#N/A"),
        Cell("formula", "=1/0"),
    ]
    contents = [
        "text",
        "a\nb  c ",
        *number,
        *rest,
        Cell("boolean", True),
        Cell("number", 0.5, "other"),
        Cell("number", 7, "other"),
    ]
    assert rows(tmp_path / "book.xlsx") == [
        (1, dict(enumerate(contents))),
        (4, {2: "far"}),
        (6, {0: "_x000D_ \n"}),
    ]


def test_texts_that_cells_share_are_read_as_excel_means_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as made:
        sheet = made.add_worksheet()
        for number, text in enumerate(["_x000D_", "a\x0bb", "_x005F_"]):
            sheet.write_string(number, 0, text)
    assert rows(tmp_path / "book.xlsx") == [
        (1, {0: "_x000D_"}),
        (2, {0: "a\x0bb"}),
        (3, {0: "_x005F_"}),
    ]


@pytest.mark.parametrize(
    ("number_format", "shows"),
    [
        ("yyyy-mm-dd", "day"),
        ("dd/mm/yy", "day"),
        ("mmm-yy", "month"),
        ("[$-407]mmm\\ yy;@", "month"),
        ("yyyy", "year"),
        ("d-mmm", "no year"),
        ("[Red]d\\.m\\.", "no year"),
        ("h:mm", "no year"),
        ('"day of the year" mmm yy', "month"),
        ("mmm", "no year"),
        ("_dmmm yy", "month"),
        ("m/d/yy h:mm", "day"),
        ("MMMM YYYY", "month"),
    ],
)
def test_what_a_format_of_excel_shows_of_a_date(number_format: str, shows: str) -> None:
    assert shows_of(number_format) == shows
