"""Reading .xlsx with openpyxl.

It tells how each cell is shown and whether it is a formula.
"""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from contested.add.workbook import WorkbookError
from contested.add.workbook.sheets import Cell, Content, Row, Sheet, Shows
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
            return [Sheet(sheet.title, list(_rows(sheet))) for sheet in reader.wb.worksheets]
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
                reader.shared_strings.append(Text.from_tree(node).content)
                node.clear()


def _rows(sheet: Any) -> Iterator[tuple[int, Row]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = {
            at: content
            for at, cell in enumerate(cells)
            if cell.value is not None and (content := _content(cell)) != ""
        }
        if row:
            yield number, row


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
