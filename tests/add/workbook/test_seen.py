"""What a person sees in a workbook otherwise than it is read is told; what would take all memory is
refused.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from add.workbook.books import cell_at
from add.workbook.test_reading_ods import ods
from contested.add.workbook import WorkbookError
from contested.add.workbook.reading import read
from contested.cli import OK
from openpyxl.styles import Font

Run = Callable[..., tuple[int, str, str]]
STYLES_END = "</office:automatic-styles>"
A = "<table:table-cell><text:p>a</text:p></table:table-cell>"


def test_hidden_merged_and_struck_cells_are_told_first(run: Run, ford_book: Path) -> None:
    opened = openpyxl.load_workbook(ford_book)
    actors, claims = opened["actors"], opened["claims"]
    actors.sheet_state = "hidden"
    claims.row_dimensions[3].hidden = claims.row_dimensions[500].hidden = True
    claims.column_dimensions["C"].hidden = True
    merged = f"{cell_at('claims', 'note', 4)}:{cell_at('claims', 'note', 5)}"
    claims.merge_cells(merged)
    struck = cell_at("claims", "statement", 6)
    claims[struck].font = Font(strike=True)
    opened.save(ford_book)
    code, out, _ = run("import", "book.xlsx", "ford")
    assert code == OK
    assert out.splitlines()[:6] == [
        "Look at this first:",
        "  book.xlsx, sheet actors: The sheet is hidden.",
        "  book.xlsx, sheet claims: Hidden rows: 3; they are read like any other.",
        "  book.xlsx, sheet claims: Hidden columns: C; they are read like any other.",
        f"  book.xlsx, sheet claims: Merged cells: {merged}; only the first of them has a text.",
        (
            f"  book.xlsx, sheet claims: Text that is struck through: {struck}; it is read like any"
            " other."
        ),
    ]


def test_words_that_are_struck_through_within_a_text_are_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": 1})
        sheet.write_rich_string("B2", "It is ", struck, "not", " so.")
        sheet.write("B3", "So.")
    (read_back,) = read(tmp_path / "book.xlsx")
    assert read_back.rows == [(2, {1: "It is not so."}), (3, {1: "So."})]
    assert read_back.marks == ["Text that is struck through: B2; it is read like any other."]


def test_what_libreoffice_hides_merges_and_strikes_is_told(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="gone" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="struck" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="words" style:family="text">'
        '<style:text-properties style:text-line-through-type="single"/></style:style>'
    )
    words = '<text:p>a<text:span text:style-name="words">b</text:span></text:p>'
    cells = (
        f'<table:table-cell table:style-name="struck"><text:p>a</text:p></table:table-cell>{A}'
        f"<table:table-cell>{words}</table:table-cell>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell>'
    )
    body = (
        f'<table:table table:name="t" table:style-name="gone"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="9"/>'
        f"<table:table-row>{cells}</table:table-row>"
        f'<table:table-row table:visibility="filter">{A}</table:table-row>'
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048574"/>'
        "</table:table>"
    )
    path = ods(tmp_path / "book.ods", body)
    edited(path, STYLES_END, styles + STYLES_END)
    (sheet,) = read(path)
    assert sheet.rows == [(1, {0: "a", 1: "a", 2: "ab", 3: "a"}), (2, {0: "a"})]
    assert sheet.marks == [
        "The sheet is hidden.",
        "Hidden rows: 2; they are read like any other.",
        "Hidden columns: B; they are read like any other.",
        "Merged cells: D1; only the first of them has a text.",
        "Text that is struck through: A1, C1; it is read like any other.",
    ]


def test_rows_and_columns_without_any_size_are_told_as_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 6):
        sheet.append(["a", "b", "c", "d", "e"])
        sheet.row_dimensions[row].height = 99 if row in (2, 4) else 15
    sheet.column_dimensions.group("B", "C", hidden=False)
    sheet.column_dimensions["B"].width = 99
    sheet.column_dimensions["E"].width = 12
    book.save(tmp_path / "book.xlsx")
    edited(tmp_path / "book.xlsx", '="99"', '="0"')
    assert read(tmp_path / "book.xlsx")[0].marks == [
        "Hidden rows: 2, 4; they are read like any other.",
        "Hidden columns: B, C; they are read like any other.",
    ]


def test_in_an_ods_too(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-{what}"><style:table-{what}-'
        f"properties {said}/></style:style>"
        for name, what, said in (
            ("narrow", "column", 'style:column-width="0cm"'),
            ("wide", "column", 'style:column-width="0.8925in"'),
            ("flat", "row", 'style:row-height="0.000in" style:use-optimal-row-height="false"'),
            ("fitting", "row", 'style:row-height="0in" style:use-optimal-row-height="true"'),
        )
    )
    body = (
        '<table:table table:name="t"><table:table-column table:style-name="wide"/>'
        '<table:table-column table:style-name="narrow"/>'
        f'<table:table-row table:style-name="fitting">{A}{A}</table:table-row>'
        f'<table:table-row table:style-name="flat">{A}{A}</table:table-row></table:table>'
    )
    path = ods(tmp_path / "book.ods", body)
    edited(path, STYLES_END, styles + STYLES_END)
    assert read(path)[0].marks == [
        "Hidden rows: 2; they are read like any other.",
        "Hidden columns: B; they are read like any other.",
    ]


def test_styles_that_would_take_all_memory_are_refused_at_once(tmp_path: Path) -> None:
    path = ods(tmp_path / "book.ods", table(f"<table:table-row>{A}</table:table-row>"))
    edited(path, STYLES_END, f"<style:style>{'a' * 19_000_000}</style:style>{STYLES_END}")
    with pytest.raises(WorkbookError, match=LARGE):
        read(path)


def edited(path: Path, old: str, new: str) -> None:
    """Change the XML of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.replace(old, new))


def repeated(what: str, count: int, cells: str = A) -> str:
    if what == "columns":
        cell = f'<table:table-cell table:number-columns-repeated="{count}"><text:p>a</text:p>'
        return f"<table:table-row>{cell}</table:table-cell></table:table-row>"
    return f'<table:table-row table:number-rows-repeated="{count}">{cells}</table:table-row>'


def table(rows: str, times: int = 1) -> str:
    return f'<table:table table:name="t">{rows}</table:table>' * times


LARGE = "a row or a cell of it takes more than 16 MB"
DEEP = "<text:span>" * 5_000
SPACES = '<table:table-cell><text:p><text:s text:c="{}"/></text:p></table:table-cell>'


BOMBS = [
    (table(repeated("columns", 100_000_000)), "has more than 16,384 columns"),
    (table(repeated("rows", 1_000_000)), "one row is there 1,000,000 times, from row 1 on"),
    (table(repeated("rows", 1_000_000), 30), "one row is there 1,000,000 times"),
    (
        table(f"<table:table-row>{SPACES.format(1_500_000_000)}</table:table-row>"),
        "a cell has 1,500,000,000 spaces in a row",
    ),
    (
        table(repeated("rows", 1, SPACES.format(32_000) * 3000)),
        "it has more cells than are read",
    ),
    (
        table(repeated("rows", 10_000, repeated("columns", 16_384)[17:-18]), 10),
        "it has more cells than are read",
    ),
    (table(repeated("rows", 1 << 20, "") + f"<table:table-row>{A}</table:table-row>"), "rows"),
    (table(repeated("rows", -7)), "rows are there -7 times"),
    (table(repeated("columns", 0)), "columns are there 0 times"),
    (
        table(f"<table:table-row>{A.replace('a<', 'a' * 999 + '<') * 20_000}</table:table-row>"),
        LARGE,
    ),
    (table(repeated("rows", 1, A.replace("a<", f"{'a' * 19_000_000}<"))), LARGE),
    (f'<table:table table:name="{"t" * 19_000_000}"/>', LARGE),
    (table("<table:table-column/>" * 20_000), "has more columns than there are"),
    ('<table:table table:name="t"/>' * 7_000, "it has more cells than are read"),
    (
        table(repeated("rows", 1, A.replace("a<", f"{DEEP}a{DEEP.replace('<', '</')}<"))),
        "is nested too deeply",
    ),
]


@pytest.mark.parametrize(("body", "why"), BOMBS, ids=[why for _, why in BOMBS])
def test_an_ods_that_would_take_all_memory_is_refused_at_once(
    tmp_path: Path, body: str, why: str
) -> None:
    path, begun = ods(tmp_path / "book.ods", body), time.perf_counter()
    with pytest.raises(WorkbookError, match=why):
        read(path)
    assert time.perf_counter() - begun < 20


def test_rows_of_excel_out_of_order_and_far_away_are_read(tmp_path: Path) -> None:
    """By itself openpyxl fills every gap before a cell, and leaves out what stands out of order."""
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(path)
    far = '<row r="{0}"><c r="XFD{0}" t="inlineStr"><is><t>far</t></is></c></row>'
    rows = "".join(far.format(number) for number in range(1_048_576, 1_038_576, -1))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    start, end = parts[name].index("<sheetData>"), parts[name].index("</sheetData>")
    parts[name] = parts[name][:start] + "<sheetData>" + rows + parts[name][end:]
    with zipfile.ZipFile(path, "w") as archive:
        for one, text in parts.items():
            archive.writestr(one, text)
    begun = time.perf_counter()
    (sheet,) = read(path)
    assert [sheet.rows[0], len(sheet.rows)] == [(1_038_577, {16_383: "far"}), 10_000]
    assert time.perf_counter() - begun < 20
