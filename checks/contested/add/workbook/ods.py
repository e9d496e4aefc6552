"""Reading .ods, LibreOffice's own form, from its XML.

The readers that there are either drop tabs, formulas and how a date is shown (python-calamine 0.9),
or are no longer kept and leave repeated cells and rows to their caller (odfpy 1.4), so the standard
library's XML parser is as short a way.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from contested.add.workbook import WorkbookError
from contested.add.workbook.sheets import Cell, Content, Row, Sheet, Shows

NAMESPACES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{rest}}}"
    for name, rest in {
        "office": "office:1.0",
        "table": "table:1.0",
        "text": "text:1.0",
        "style": "style:1.0",
        "number": "datastyle:1.0",
    }.items()
}
OFFICE, TABLE, TEXT, STYLE, NUMBER = NAMESPACES.values()
VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
LAST_ROW = 1 << 20
TRUTH = {"of:=TRUE()": True, "of:=FALSE()": False}
"""How LibreOffice saves a cell that is true or false."""

Styles = dict[str, Shows]
"""What each cell style shows of a number or a date."""


def read(path: Path) -> list[Sheet]:
    """Return the sheets of an .ods file.

    Raises WorkbookError where its XML cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            styles = _styles(archive)
            with archive.open("content.xml") as file:
                return _sheets(file, styles)
    except (KeyError, ValueError, OSError, ParseError, zipfile.BadZipFile, RuntimeError) as error:
        raise WorkbookError(
            f"{path} cannot be read as a workbook ({error}). Open it in LibreOffice and save it"
            " once more."
        ) from error


def _sheets(file: IO[bytes], styles: Styles) -> list[Sheet]:
    """Return every sheet.

    Its columns' styles are those of cells that name none; a row that is repeated is there as often.
    """
    sheets, rows, columns, number = (
        list[Sheet](),
        list[tuple[int, Row]](),
        list[tuple[int, str]](),
        1,
    )
    for event, node in iterparse(file, ("start", "end")):
        if event == "start":
            if node.tag == f"{TABLE}table":
                rows, columns, number = [], [], 1
                sheets.append(Sheet(node.get(f"{TABLE}name", ""), rows))
        elif node.tag == f"{TABLE}table-column":
            columns.append(
                (_count(node, "columns"), node.get(f"{TABLE}default-cell-style-name", ""))
            )
        elif node.tag == f"{TABLE}table-row":
            row, count = _row(node, columns, styles), _count(node, "rows")
            rows.extend(
                (number + n, row) for n in range(min(count, LAST_ROW + 1 - number) if row else 0)
            )
            number += count
            node.clear()
    return sheets


def _styles(archive: zipfile.ZipFile) -> Styles:
    data: dict[str, Shows] = {}
    cells: dict[str, tuple[str, str]] = {}
    for part in ("styles.xml", "content.xml"):
        if part not in archive.namelist():
            continue
        with archive.open(part) as file:
            for event, node in iterparse(file, ("start", "end")):
                if event == "start":
                    if node.tag == f"{OFFICE}body":
                        break
                elif node.tag.startswith(NUMBER) and node.tag.endswith("-style"):
                    data[node.get(f"{STYLE}name", "")] = _shows(node)
                elif node.tag == f"{STYLE}style" and node.get(f"{STYLE}family") == "table-cell":
                    cells[node.get(f"{STYLE}name", "")] = (
                        node.get(f"{STYLE}data-style-name", ""),
                        node.get(f"{STYLE}parent-style-name", ""),
                    )
    return {name: data.get(_data_style(name, cells), "plain") for name in cells}


def _data_style(name: str, cells: dict[str, tuple[str, str]]) -> str:
    """Return how a style writes values.

    One that does not say does as the style that it is made from.
    """
    for _ in range(len(cells)):
        own, name = cells.get(name, ("", ""))
        if own or not name:
            return own
    return ""


def _shows(style: Element) -> Shows:
    parts = {child.tag.removeprefix(NUMBER): child for child in style}
    if style.tag == f"{NUMBER}date-style":
        if "year" not in parts:
            return "no year"
        if "day" in parts:
            return "day"
        return "month" if "month" in parts else "year"
    number = parts.get("number")
    if style.tag == f"{NUMBER}text-style":
        return "plain"
    if style.tag != f"{NUMBER}number-style" or len(parts) > 1 or number is None:
        return "other"
    digits = (
        number.get(f"{NUMBER}decimal-places", "0"),
        number.get(f"{NUMBER}min-integer-digits", "1"),
        number.get(f"{NUMBER}grouping", "false"),
    )
    return "plain" if digits == ("0", "1", "false") else "other"


def _count(node: Element, what: str) -> int:
    return int(node.get(f"{TABLE}number-{what}-repeated", "1"))


def _row(node: Element, columns: list[tuple[int, str]], styles: Styles) -> Row:
    row: Row = {}
    at = 0
    for child in node:
        if child.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            count = _count(child, "columns")
            style = child.get(f"{TABLE}style-name") or node.get(f"{TABLE}default-cell-style-name")
            content = _content(child, styles.get(style or _style_at(columns, at), "plain"))
            if content != "":
                row.update(dict.fromkeys(range(at, at + count), content))
            at += count
    return row


def _style_at(columns: list[tuple[int, str]], at: int) -> str:
    for count, style in columns:
        if at < count:
            return style
        at -= count
    return ""


def _content(node: Element, shows: Shows) -> Content:
    kind, formula = node.get(f"{OFFICE}value-type", ""), node.get(f"{TABLE}formula", "")
    if node.get(VALUE_TYPE) == "error":
        return Cell("error", _text(node))
    if formula in TRUTH:
        return Cell("boolean", TRUTH[formula])
    if formula:
        return Cell("formula", formula.removeprefix("of:"))
    if kind == "boolean":
        return Cell("boolean", node.get(f"{OFFICE}boolean-value") == "true")
    if kind in ("float", "percentage", "currency"):
        return Cell(
            "number",
            float(node.get(f"{OFFICE}value", "nan")),
            shows if kind == "float" and shows == "plain" else "other",
        )
    if kind == "date":
        value = node.get(f"{OFFICE}date-value", "")
        try:
            return Cell(
                "date",
                datetime.datetime.fromisoformat(value[:26]),
                "day" if shows in ("plain", "other") else shows,
            )
        except ValueError:
            return Cell("error", value)
    return Cell("time", node.get(f"{OFFICE}time-value", "")) if kind == "time" else _text(node)


def _text(cell: Element) -> str:
    """Return the text of a cell: its paragraphs, parted by line breaks.

    Notes that hang on it are no part of it.
    """
    return "\n".join(_inline(child) for child in cell if child.tag == f"{TEXT}p")


def _inline(node: Element) -> str:
    parts = [_unwrapped(node.text)]
    for child in node:
        if child.tag == f"{TEXT}s":
            parts.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            parts.append("\t" if child.tag == f"{TEXT}tab" else "\n")
        elif child.tag != f"{OFFICE}annotation":
            parts.append(_inline(child))
        parts.append(_unwrapped(child.tail))
    return "".join(parts)


def _unwrapped(text: str | None) -> str:
    """Return text of the XML without its line ends and tabs.

    They are there for the XML's sake, and one space with all that is around them. Any run of spaces
    should be one as well, but LibreOffice 7.4 saves a cell of several lines with its spaces as they
    are.
    """
    return re.sub(r" *[\t\r\n][ \t\r\n]*", " ", text or "")
