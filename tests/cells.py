"""Cells by the name of their column: where a file of the standard's order has them."""

from __future__ import annotations

from contested import standard


def letters(number: int) -> str:
    """Return the letters of a spreadsheet's column, the first being 0."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def column_of(table: str, column: str) -> str:
    """Return the letters of a table's column."""
    return letters(list(standard.tables()[table].fields).index(column))


def cell_of(table: str, column: str, line: int) -> str:
    """Return a cell as a spreadsheet calls it."""
    return f"{column_of(table, column)}{line}"


def character_of(table: str, column: str, line: str) -> int:
    """Return which character of a line of CSV a cell begins with, the first being 1."""
    commas, is_quoted = list(standard.tables()[table].fields).index(column), False
    for number, character in enumerate(line, 1):
        if not commas:
            return number
        is_quoted ^= character == '"'
        commas -= character == "," and not is_quoted
    return len(line) + 1
