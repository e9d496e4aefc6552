"""Reading .xlsx with openpyxl.

It tells how each cell is shown and whether it is a formula.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from bisect import bisect_right
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from contested.add.workbook import WorkbookError
from contested.add.workbook.sheets import (
    ROW_COST,
    Budget,
    Cell,
    Content,
    Row,
    Seen,
    Sheet,
    Shows,
    Struck,
    is_flat,
)
from contested.add.workbook.strict import usual

PLAIN = ("General", "@", "0")
"""Formats in which a number is shown as it is, with nothing added or left out."""
UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""What a number format holds besides its signs: words, colours, spaces."""
TRUTH = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice saves a cell that is true or false."""
BROKEN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    zipfile.BadZipFile,
    SyntaxError,
    InvalidFileException,
)
"""What openpyxl raises over files that are not as they should be."""


def read(path: Path) -> list[Sheet]:
    """Return the sheets of an .xlsx file.

    Raises WorkbookError where openpyxl cannot read it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            strict = usual(archive)
        with strict or path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ExcelReader(file, read_only=True, keep_links=False)
            reader.read_strings = partial(_read_strings, reader)
            reader.read()
            budget = Budget()
            return [_sheet(sheet, budget) for sheet in reader.wb.worksheets]
    except WorkbookError as error:
        raise WorkbookError(f"{path} cannot be read as a workbook: {error}.") from error
    except BROKEN as error:
        why = "a part of it is not XML" if isinstance(error, SyntaxError) else error
        raise WorkbookError(
            f"{path} cannot be read as a workbook ({why}). Open it in a spreadsheet and save it as"
            " .xlsx once more."
        ) from error


def _read_strings(reader: Any) -> None:
    """Read the texts that cells share, as they are saved.

    openpyxl 3.1 takes x005F_ out of them, after which a text such as _x000D_ looks like a line end.
    """
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return
    with reader.archive.open(part.PartName[1:]) as file:
        for _, node in iterparse(file):
            if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                text = Text.from_tree(node)
                is_struck = any(run.rPr is not None and run.rPr.strike for run in text.formatted)
                reader.shared_strings.append(Struck(text.content) if is_struck else text.content)
                node.clear()


def _sheet(sheet: Any, budget: Budget) -> Sheet:
    """Return a sheet, and what a person sees of it otherwise.

    openpyxl's own iteration over rows fills every gap with cells, and leaves rows out that stand
    out of order.
    """
    rows, seen, book = list[tuple[int, Row]](), Seen(sheet.sheet_state != "visible"), sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            budget.spend(ROW_COST + len(cells))
            if row := _row(sheet, cells, seen):
                rows.append((number, row))
    rows.sort(key=itemgetter(0))
    _look(parser, rows, seen)
    return Sheet(sheet.title, rows, seen.sentences())


def _row(sheet: Any, cells: list[dict[str, Any]], seen: Seen) -> Row:
    row: Row = {}
    for found in cells:
        if found["value"] is None:
            continue
        cell = ReadOnlyCell(sheet, **found)
        content = _content(cell)
        if content != "":
            row[cell.column - 1] = content
            if isinstance(cell.value, Struck) or cell.font.strike:
                seen.struck.append(cell.coordinate)
    return row


def _look(parser: Any, rows: list[tuple[int, Row]], seen: Seen) -> None:
    """Note hidden rows and columns in which something stands, and merged cells."""
    usual = getattr(parser, "sheet_format", None)
    for number, _ in rows:
        attributes = parser.row_dimensions.get(str(number), {})
        if _is_hidden(attributes, "ht", getattr(usual, "defaultRowHeight", None)):
            seen.rows.append(number)
    runs = sorted(parser.column_dimensions.values(), key=lambda run: int(run["min"]))
    starts = [int(run["min"]) for run in runs]
    for at in sorted(set[int]().union(*(row for _, row in rows))):
        run = runs[bisect_right(starts, at + 1) - 1] if starts and starts[0] <= at + 1 else {}
        attributes = run if at < int(run.get("max", 0)) else {}
        if _is_hidden(attributes, "width", getattr(usual, "defaultColWidth", None)):
            seen.columns.append(get_column_letter(at + 1))
    if parser.merged_cells is not None:
        seen.merged += [str(one.ref) for one in parser.merged_cells.mergeCell]


def _is_hidden(attributes: dict[str, str], size: str, usual: float | None) -> bool:
    """Return True for a row or a column that nobody sees."""
    return attributes.get("hidden") in ("1", "true") or is_flat(attributes.get(size, usual))


def _content(cell: Any) -> Content:
    kind, value = cell.data_type, cell.value
    if kind == "f":
        formula = str(getattr(value, "text", value))
        return Cell("boolean", TRUTH[formula]) if formula in TRUTH else Cell("formula", formula)
    if kind == "e":
        return Cell("error", str(value))
    if isinstance(value, str):
        text: str = unescape(value)
        return text
    if isinstance(value, bool):
        return Cell("boolean", value)
    if isinstance(value, int | float):
        return Cell("number", value, "plain" if cell.number_format in PLAIN else "other")
    if isinstance(value, datetime.date):
        day = (
            value
            if isinstance(value, datetime.datetime)
            else datetime.datetime.combine(value, datetime.time())
        )
        return Cell("date", day, shows_of(cell.number_format))
    return Cell("time", str(value))


def shows_of(number_format: str) -> Shows:
    """Return what a number format such as `mmm-yy` shows of a date."""
    signs = UNSHOWN.sub("", number_format.partition(";")[0]).lower()
    if "y" not in signs:
        return "no year"
    if "d" in signs:
        return "day"
    return "month" if "m" in signs else "year"
