"""Workbooks: a package as sheets, and the way back to its tables.

For people who work in Excel, LibreOffice or Google Sheets.
"""

from __future__ import annotations


class WorkbookError(Exception):
    """A workbook that cannot be made or read at all.

    Says why, in a sentence.
    """
