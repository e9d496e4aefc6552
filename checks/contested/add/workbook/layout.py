"""The sheets of a workbook, and what any workbook can hold."""

from __future__ import annotations

from collections.abc import Iterable

from contested.add.workbook import WorkbookError

README, WORDS, ORIGIN = "Read me", "Words", "Made from"
"""The sheets that are no tables: what to know before writing and, hidden, the words of long
drop-downs and what the dataset was.
"""
LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
"""Rows and columns of a sheet, in Excel and in LibreOffice alike."""
LONGEST_CELL = 32_767
"""Letters of a cell, counted as Excel does: one beyond U+FFFF, such as an emoji, counts twice."""
LONGEST_NAME = 31
"""Letters of a sheet's name."""


def sheet_names(tables: Iterable[str]) -> dict[str, str]:
    """Return the sheet of each table, called like the table.

    As far as a sheet's name can be as long. Raises WorkbookError where two tables would share a
    sheet: capital and small letters are the same to a spreadsheet.
    """
    taken: dict[str, str] = dict.fromkeys(
        (README.casefold(), WORDS.casefold(), ORIGIN.casefold()), ""
    )
    names = {}
    for table in tables:
        names[table] = table[:LONGEST_NAME]
        if (folded := names[table].casefold()) in taken:
            message = (
                f"The tables {taken[folded]} and {table} would need sheets of one name,"
                f" {names[table]}."
            )
            raise WorkbookError(
                f"{message} A sheet's name has {LONGEST_NAME} letters, capital or small: rename one"
                " of the tables."
            )
        taken[folded] = table
    return names
