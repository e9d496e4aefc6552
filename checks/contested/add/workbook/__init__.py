"""Workbooks: a package as sheets for people who work in Excel, LibreOffice or Google Sheets, and
the way back to its tables.
"""

from __future__ import annotations


class WorkbookError(Exception):
    """A workbook that cannot be made or read at all, and why, in a sentence."""
