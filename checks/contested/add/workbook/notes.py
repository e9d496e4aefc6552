"""Explanations in a workbook: first sheet and column notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contested.add.workbook.layout import LONGEST_CELL
from contested.package import Package
from contested.standard import Field, Table
from contested.standard.wording import form_of
from contested.text import visible

Line = tuple[str, str]
"""What a line is about, and what it says."""
WRITING: tuple[Line, ...] = (
    (
        "How to write",
        (
            "The note at the top of each column says what belongs there, with an example. What has"
            " a darker heading must be filled in."
        ),
    ),
    (
        "",
        (
            "Every cell is text, so nothing that you type is changed. If you paste from elsewhere,"
            " paste as text or as values only."
        ),
    ),
    (
        "",
        (
            "Dates are written 2021, 2021-08 or 2021-08-21, as exactly as the source gives them,"
            " and never 21/08/2021 or Aug-21."
        ),
    ),
    (
        "",
        (
            "Where a cell has a list, choose from it. Lists of ids show what is in the other"
            " sheets; write a new row there first."
        ),
    ),
    ("", "A blank cell means that something is not recorded. No cell may be a formula."),
    (
        "Leave as they are",
        (
            "The names of the sheets and of the columns in row 1. Columns may be moved, and rows"
            " may be sorted."
        ),
    ),
    ("", "The ids of rows that are there already: they are how a row is found again."),
)
BACK: tuple[Line, ...] = (
    (
        "How to bring it back",
        (
            "Save it as .xlsx, or from LibreOffice as .ods, and send it to whoever keeps the"
            " dataset; or run this, with the names that fit:"
        ),
    ),
    ("", "contested import WORKBOOK DATASET --dry-run"),
    (
        "",
        (
            "It shows each row and each cell that would change, and what is wrong, if anything is."
            " Without --dry-run it writes the dataset's files."
        ),
    ),
)
FULL: Line = (
    "",
    (
        "Rows: do not delete any that were there. One that is wrong is withdrawn, as its columns"
        " allow, so that nothing is lost."
    ),
)
EMPTY: Line = (
    "Only new rows",
    (
        "This workbook was made without the rows that the dataset has. What you write is added to"
        " them, and they stay as they are."
    ),
)


def readme_lines(package: Package, tables: Mapping[str, Table], empty: bool) -> Iterator[Line]:
    """Yield the lines of the first sheet.

    `tables` is by the name of their sheet.
    """
    title = package.descriptor.get("title")
    dataset = _fitted(package.name)
    if isinstance(title, str):
        dataset += f": {_fitted(title)}"
    yield "Read me", ""
    yield "This workbook", f"The dataset {dataset}. Each sheet is one of its tables."
    for sheet, table in tables.items():
        yield sheet, _fitted(table.description or table.title)
    yield from WRITING
    yield EMPTY if empty else FULL
    yield from BACK


def heading_note(field: Field, table: Table) -> str:
    """Return what a column's heading says when it is pointed at.

    Title, meaning, form, words, example, and when it must be filled in.
    """
    references = [r.table for r in table.references if r.column == field.name and r.when is None]
    needed = "" if field.required else f" where {' or '.join(field.needed_by)} is"
    parts = [
        field.title,
        field.description,
        f"Must be filled in{needed}." if field.required or field.needed_by else "",
        (
            f"Written as: {form_of(field)}."
            if field.form not in ("text", "edtf") and not field.words
            else ""
        ),
        f"Words: {', '.join(field.words)}." if field.words else "",
        f"An id that stands in the sheet {references[0]}." if references else "",
        f"At most {field.max_length} characters." if field.max_length else "",
        f"Example: {field.example}" if field.example else "",
    ]
    return _fitted("\n".join(part for part in parts if part))


def _fitted(text: str) -> str:
    """Return a text of the descriptor as a cell can hold it."""
    return "\n".join(visible(line, LONGEST_CELL // 8) for line in text.split("\n"))[
        : LONGEST_CELL // 2
    ]
