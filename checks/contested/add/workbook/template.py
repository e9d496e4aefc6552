"""The template: a package as a workbook.

A spreadsheet changes nothing in it by itself.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from contested.add.workbook import WorkbookError
from contested.add.workbook.current import CurrentTable, current_tables
from contested.add.workbook.layout import (
    LAST_COLUMN,
    LAST_ROW,
    LONGEST_CELL,
    ORIGIN,
    README,
    WORDS,
    sheet_names,
)
from contested.add.workbook.notes import heading_note, readme_lines
from contested.add.workbook.origin import ABOUT, EMPTY, FULL, snapshot_cells
from contested.package import Package
from contested.standard import Field, Table
from contested.text import visible

MADE = datetime.datetime(2000, 1, 1)
"""When every workbook says that it was made, so that the same package always gives the same bytes.
"""
TEXT = 49
"""The number of the format that Excel calls Text."""
UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What XML, which a workbook is made of, cannot hold; a carriage return is a line feed by then."""
LONGEST_LIST = 255
"""Letters of a list of words that Excel takes in a cell's own rule; longer ones stand in a sheet.
"""
NEW_ROWS = 1000
"""Rows below those that are there whose ids are offered too."""
SHOWN = 20
WIDTHS = {"prose": 44, "key": 26, "other": 16}
"""Widths of columns in letters: sentences, ids, and all else."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A workbook as bytes, and how much of the package it holds."""

    content: bytes
    sheets: int
    rows: int


@dataclass
class _Draft:
    """The workbook that is being written, with its formats.

    `lists` are those that are too long for a cell's own rule.
    """

    book: Any
    tables: Mapping[str, CurrentTable]
    sheets: dict[str, str]
    empty: bool
    formats: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)


def template(package: Package, *, empty: bool = False) -> TemplateFile:
    """Return a workbook with a sheet for each table of a package.

    With its rows or without; the same package gives the same bytes. Raises WorkbookError where a
    table cannot be read, or holds what no workbook can.
    """
    tables = current_tables(package)
    draft = _Draft(None, tables, sheet_names(tables), empty)
    for one in () if empty else tables.values():
        _check(one)
    out = io.BytesIO()
    draft.book = Workbook(out, {"constant_memory": True})
    draft.book.set_properties({"title": package.name, "created": MADE})
    draft.formats = {
        "text": draft.book.add_format({"num_format": TEXT, "valign": "top"}),
        "required": draft.book.add_format(
            {"num_format": TEXT, "bold": True, "bg_color": "#BFD3E6"}
        ),
        "optional": draft.book.add_format(
            {"num_format": TEXT, "bold": True, "bg_color": "#E6EDF3"}
        ),
        "line": draft.book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "top"}),
        "title": draft.book.add_format({"num_format": TEXT, "bold": True, "font_size": 14}),
    }
    _write_readme(draft, package)
    for one in tables.values():
        _write_table(draft, one)
    _write_words(draft)
    _write_origin(draft)
    draft.book.close()
    return TemplateFile(
        out.getvalue(), len(tables), 0 if empty else sum(len(one.rows) for one in tables.values())
    )


def _check(one: CurrentTable) -> None:
    """Raise WorkbookError where a sheet cannot hold a table as it is.

    It names every such cell.
    """
    name = one.table.name
    if len(one.rows) >= LAST_ROW:
        raise WorkbookError(
            f"The table {name} has {len(one.rows):,} rows, and a sheet holds {LAST_ROW - 1:,}. Edit"
            " its CSV file instead."
        )
    if len(one.table.fields) > LAST_COLUMN:
        raise WorkbookError(
            f"The table {name} has {len(one.table.fields):,} columns, and a sheet holds"
            f" {LAST_COLUMN:,}."
        )
    found = list(_impossible(one))
    if found:
        more = f"\n  and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
        raise WorkbookError(
            f"A workbook cannot hold every cell of {name}. Mend these first:\n  "
            + "\n  ".join(found[:SHOWN])
            + more
        )


def _impossible(one: CurrentTable) -> Iterator[str]:
    for key, row in one.rows.items():
        for column, text in zip(one.table.fields, row, strict=True):
            where = f"{column} of {one.name_of(key)} in {one.file_of(key)}"
            if text is None:
                continue
            if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
                yield f"{where} has {len(text):,} letters, and a cell holds {LONGEST_CELL:,}"
            elif unheld := UNHELD.search(text):
                yield f"{where} has a character that no workbook can hold, {visible(unheld[0])}"


def _write_readme(draft: _Draft, package: Package) -> None:
    sheet = draft.book.add_worksheet(README)
    sheet.set_column(0, 0, 24, draft.formats["text"])
    sheet.set_column(1, 1, 110, draft.formats["line"])
    for at, (head, line) in enumerate(
        readme_lines(
            package,
            {draft.sheets[name]: one.table for name, one in draft.tables.items()},
            draft.empty,
        )
    ):
        sheet.write_string(at, 0, head, draft.formats["title" if at == 0 else "line"])
        if line:
            sheet.write_string(at, 1, line, draft.formats["line"])
    sheet.hide_gridlines(2)
    sheet.activate()


def _write_table(draft: _Draft, one: CurrentTable) -> None:
    sheet, table = draft.book.add_worksheet(draft.sheets[one.table.name]), one.table
    for at, column in enumerate(table.fields.values()):
        sheet.set_column(at, at, _width(column, table), draft.formats["text"])
    for at, column in enumerate(table.fields.values()):
        text = heading_note(column, table)
        # With constant_memory, xlsxwriter 3.3 silently drops a note on a row above the last one
        # written.
        sheet.write_comment(
            0,
            at,
            text,
            {
                "author": "",
                "width": 320,
                "height": 24 + 16 * sum(1 + len(line) // 52 for line in text.split("\n")),
            },
        )
        sheet.write_string(
            0, at, column.name, draft.formats["required" if column.required else "optional"]
        )
        if rule := _choice(draft, one, column):
            sheet.data_validation(1, at, LAST_ROW - 1, at, rule)
    for number, row in enumerate(() if draft.empty else one.rows.values(), start=1):
        for at, cell in enumerate(row):
            if cell is not None:
                sheet.write_string(number, at, cell, draft.formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, 0 if draft.empty else len(one.rows), len(table.fields) - 1)
    sheet.ignore_errors(
        {"number_stored_as_text": f"A1:{xl_col_to_name(LAST_COLUMN - 1)}{LAST_ROW}"}
    )


def _width(column: Field, table: Table) -> int:
    is_id = column.name in table.key or column.pattern
    usual = WIDTHS["key" if is_id else "other"]
    return max(WIDTHS["prose"] if column.prose else usual, len(column.name) + 4)


def _choice(draft: _Draft, one: CurrentTable, column: Field) -> dict[str, Any] | None:
    """Return the drop-down of a column.

    Its words and no others, or the ids that another sheet has, to which new ones may be added.
    """
    chosen = column.words or (*column.true_words, *column.false_words)
    if chosen:
        refused = {
            "error_title": "Not one of the words",
            "error_message": "Please choose one of the words in the list.",
        }
        return {
            "validate": "list",
            "source": _words(draft, f"{one.table.name}.{column.name}", chosen),
        } | refused
    to = next(
        (
            r
            for r in one.table.references
            if r.column == column.name and r.when is None and r.table in draft.tables
        ),
        None,
    )
    if to is None:
        return None
    there = draft.tables[to.table]
    at = list(there.table.fields).index(to.keys[0])
    last = 1 + NEW_ROWS + (0 if draft.empty else len(there.rows))
    return {
        "validate": "list",
        "source": _range(draft.sheets[to.table], at, min(last, LAST_ROW)),
        "show_error": False,
    }


def _words(draft: _Draft, name: str, chosen: tuple[str, ...]) -> list[str] | str:
    """Return words as Excel takes them.

    In the rule itself, or in a column of the hidden sheet.
    """
    if (
        len(",".join(chosen)) <= LONGEST_LIST
        and not any("," in word or '"' in word or word != word.strip() for word in chosen)
        and chosen[0][:1] != "="
    ):
        return list(chosen)
    draft.lists[name] = chosen
    return _range(WORDS, len(draft.lists) - 1, len(chosen) + 1)


def _range(sheet: str, column: int, last: int) -> str:
    letters = xl_col_to_name(column)
    return f"={quote_sheetname(sheet)}!${letters}$2:${letters}${last}"


def _write_words(draft: _Draft) -> None:
    if not draft.lists:
        return
    sheet = draft.book.add_worksheet(WORDS)
    sheet.hide()
    sheet.set_column(0, len(draft.lists) - 1, 30, draft.formats["text"])
    columns = [[name, *chosen] for name, chosen in draft.lists.items()]
    for number in range(max(map(len, columns))):
        for at, column in enumerate(columns):
            if number < len(column):
                sheet.write_string(number, at, column[number], draft.formats["text"])


def _write_origin(draft: _Draft) -> None:
    sheet = draft.book.add_worksheet(ORIGIN)
    sheet.very_hidden()
    columns = [
        iter((EMPTY if draft.empty else FULL, ABOUT)),
        *(snapshot_cells(one, draft.empty) for one in draft.tables.values()),
    ]
    for number, row in enumerate(zip_longest(*columns)):
        for at, cell in enumerate(row):
            if cell is not None:
                sheet.write_string(number, at, cell, draft.formats["text"])
