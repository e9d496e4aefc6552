"""Workbooks as LibreOffice saves them, cell by cell."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest
from contested.add.workbook.reading import ODS, read
from contested.add.workbook.sheets import Cell, Row

NAMES = (
    "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}"'
        for name, rest in {
            "office": "office:1.0",
            "table": "table:1.0",
            "text": "text:1.0",
            "style": "style:1.0",
            "number": "datastyle:1.0",
        }.items()
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
STYLES = """
<number:date-style style:name="D1">\
<number:month/><number:text>-</number:text><number:year/></number:date-style>
<number:date-style style:name="D2"><number:day/><number:month/></number:date-style>
<number:date-style style:name="D3"><number:year/></number:date-style>
<number:date-style style:name="D4"><number:day/><number:month/><number:year/></number:date-style>
<number:number-style style:name="N1">\
<number:number number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N3">\
<number:number number:min-integer-digits="3"/></number:number-style>
<number:number-style style:name="NE"><number:scientific-number/></number:number-style>
<number:text-style style:name="T1"><number:text-content/></number:text-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="D1"/>
<style:style style:name="no-year" style:family="table-cell" style:data-style-name="D2"/>
<style:style style:name="year" style:family="table-cell" style:data-style-name="D3"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="D4"/>
<style:style style:name="plain" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="three" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="e" style:family="table-cell" style:data-style-name="NE"/>
<style:style style:name="text" style:family="table-cell" style:data-style-name="T1"/>
<style:style style:name="like-month" style:family="table-cell" style:parent-style-name="month"/>
"""


def ods(path: Path, body: str) -> Path:
    """Write an .ods file with these tables."""
    content = (
        f"<office:document-content{NAMES}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr(
            "content.xml", f"{content}</office:spreadsheet></office:body></office:document-content>"
        )
    return path


def rows(path: Path, sheet: int = 0) -> list[tuple[int, Row]]:
    return read(path)[sheet].rows


def ods_cell(path: Path, cell: str, columns: str = "") -> object:
    """Return the content of the only cell of a sheet."""
    found = rows(
        ods(
            path,
            "<table:table"
            f' table:name="t">{columns}<table:table-row>{cell}</table:table-row></table:table>',
        )
    )
    return found[0][1][0] if found else None


def float_of(style: str, kind: str = "float") -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}"'
        ' office:value="12.5"/>'
    )


def date_of(style: str, value: str = "2021-08-01") -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="date"'
        f' office:date-value="{value}"/>'
    )


FIRST = datetime.datetime(2021, 8, 1)


@pytest.mark.parametrize(
    ("cell", "content"),
    [
        ("<table:table-cell><text:p>plain</text:p></table:table-cell>", "plain"),
        (
            "<table:table-cell><text:p>two</text:p><text:p/><text:p>parts</text:p>"
            "</table:table-cell>",
            "two\n\nparts",
        ),
        (
            (
                '<table:table-cell><text:p>a<text:s text:c="3"/>b<text:s/>c<text:tab/>d'
                "<text:line-break/>e</text:p></table:table-cell>"
            ),
            "a   b c\td\ne",
        ),
        (
            (
                "<table:table-cell><text:p>a\n   b<text:span>old <text:a>link</text:a></text:span>"
                " end</text:p></table:table-cell>"
            ),
            "a bold link end",
        ),
        (
            (
                "<table:table-cell><text:p>a  </text:p><text:p>  b   c \n\t"
                " d</text:p></table:table-cell>"
            ),
            "a  \n  b   c d",
        ),
        (
            (
                "<table:table-cell><office:annotation><text:p>a"
                " note</text:p></office:annotation><text:p>a text</text:p></table:table-cell>"
            ),
            "a text",
        ),
        (
            (
                "<table:table-cell><text:p>a<office:annotation><text:p>a"
                " note</text:p></office:annotation>b</text:p></table:table-cell>"
            ),
            "ab",
        ),
        (
            (
                '<table:table-cell office:value-type="string"'
                ' office:string-value="other"><text:p>007</text:p></table:table-cell>'
            ),
            "007",
        ),
        ("<table:table-cell/>", None),
        (float_of("plain"), Cell("number", 12.5)),
        (float_of("text"), Cell("number", 12.5)),
        (float_of(""), Cell("number", 12.5)),
        (float_of("three"), Cell("number", 12.5, "other")),
        (float_of("e"), Cell("number", 12.5, "other")),
        (float_of("plain", "percentage"), Cell("number", 12.5, "other")),
        (float_of("plain", "currency"), Cell("number", 12.5, "other")),
        (date_of("month"), Cell("date", FIRST, "month")),
        (date_of("like-month"), Cell("date", FIRST, "month")),
        (date_of("year"), Cell("date", FIRST, "year")),
        (date_of("no-year"), Cell("date", FIRST, "no year")),
        (date_of("day"), Cell("date", FIRST, "day")),
        (date_of(""), Cell("date", FIRST, "day")),
        (
            date_of("day", "2021-08-01T14:30:00.000000000"),
            Cell("date", FIRST.replace(hour=14, minute=30), "day"),
        ),
        (date_of("day", "-0044-03-15"), Cell("error", "-0044-03-15")),
        (
            '<table:table-cell office:value-type="time" office:time-value="PT03H04M00S"/>',
            Cell("time", "PT03H04M00S"),
        ),
        (
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
            Cell("boolean", True),
        ),
        (
            (
                '<table:table-cell table:formula="of:=FALSE()" office:value-type="float"'
                ' office:value="0"/>'
            ),
            Cell("boolean", False),
        ),
        (
            (
                '<table:table-cell table:formula="of:=[.A2]" office:value-type="float"'
                ' office:value="0"/>'
            ),
            Cell("formula", "=[.A2]"),
        ),
        (
            (
                '<table:table-cell table:formula="of:=x"'
                ' calcext:value-type="error"><text:p>#NAME?</text:p></table:table-cell>'
            ),
            Cell("error", "#NAME?"),
        ),
    ],
)
def test_what_a_cell_of_libreoffice_holds(tmp_path: Path, cell: str, content: object) -> None:
    assert ods_cell(tmp_path / "book.ods", cell) == content


def test_a_cell_without_a_style_has_that_of_its_row_or_column(tmp_path: Path) -> None:
    column = (
        '<table:table-column table:number-columns-repeated="2"'
        ' table:default-cell-style-name="month"/>'
    )
    column += '<table:table-column table:default-cell-style-name="year"/>'
    cell = '<table:table-cell office:value-type="date" office:date-value="2021-08-01"/>'
    book = ods(
        tmp_path / "book.ods",
        f'<table:table table:name="t">{column}<table:table-row>{cell}<table:table-cell/>{cell}'
        '</table:table-row><table:table-row table:default-cell-style-name="no-year">'
        f"{cell}</table:table-row></table:table>",
    )
    assert rows(book) == [
        (1, {0: Cell("date", FIRST, "month"), 2: Cell("date", FIRST, "year")}),
        (2, {0: Cell("date", FIRST, "no year")}),
    ]


def test_repeated_rows_and_cells_stand_where_they_are_seen(tmp_path: Path) -> None:
    a, gap = (
        "<table:table-cell><text:p>a</text:p></table:table-cell>",
        '<table:table-cell table:number-columns-repeated="2"/>',
    )
    twice = (
        '<table:table-cell table:number-columns-repeated="2"><text:p>b</text:p></table:table-cell>'
    )
    end = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    group = (
        "<table:table-row-group><table:table-row"
        f' table:number-rows-repeated="2">{a}</table:table-row></table:table-row-group>'
    )
    blank = f'<table:table-row table:number-rows-repeated="3">{gap}</table:table-row>'
    table = (
        f"<table:table-row>{a}{gap}{twice}<table:covered-table-cell/>{a}</table:table-row>"
        f"{blank}{group}<table:table-row>{a}</table:table-row>{end}"
    )
    book = ods(
        tmp_path / "book.ods",
        f'<table:table table:name="t">{table}</table:table><table:table'
        f' table:name="u"><table:table-row>{a}</table:table-row></table:table>',
    )
    assert rows(book) == [
        (1, {0: "a", 3: "b", 4: "b", 6: "a"}),
        (5, {0: "a"}),
        (6, {0: "a"}),
        (7, {0: "a"}),
    ]
    assert [sheet.name for sheet in read(book)] == ["t", "u"]
    assert rows(book, 1) == [(1, {0: "a"})]
