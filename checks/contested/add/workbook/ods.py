"""Reading .ods, LibreOffice's own form, from its XML.

The readers that there are either drop tabs, formulas and how a date is shown (python-calamine 0.9),
or are no longer kept and leave repeated cells and rows to their caller (odfpy 1.4), so the standard
library's XML parser is as short a way.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from contested.add.workbook import WorkbookError
from contested.add.workbook.bounded import pieces
from contested.add.workbook.layout import LAST_COLUMN, LAST_ROW, LONGEST_CELL
from contested.add.workbook.ods_styles import OFFICE, TABLE, TEXT, Styles, read_styles
from contested.add.workbook.sheets import (
    ROW_COST,
    Budget,
    Cell,
    Content,
    Row,
    Seen,
    Sheet,
    Shows,
)
from contested.package.files.csvfile import cell_name
from contested.text import visible

VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
HIDDEN = ("collapse", "filter")
"""What is said of rows and columns that are not shown."""
REPEATS = 10_000
"""How often one row may be there in a row. LibreOffice writes down so what somebody has filled down
to the end of the sheet.
"""
SHEET_COST = 10_000
"""As many cells as a sheet counts for, which leaves room for thousands."""
TRUTH = {"of:=TRUE()": True, "of:=FALSE()": False}
"""How LibreOffice saves a cell that is true or false."""


def read(path: Path) -> list[Sheet]:
    """Return the sheets of an .ods file.

    Raises WorkbookError where its XML cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            budget = Budget()
            styles = read_styles(archive, budget)
            with archive.open("content.xml") as file:
                return [Sheet(t.name, t.rows, t.sentences) for t in _tables(file, styles, budget)]
    except WorkbookError as error:
        raise WorkbookError(f"{path} cannot be read as a workbook: {error}.") from error
    except RecursionError as error:
        raise WorkbookError(
            f"{path} cannot be read as a workbook: a cell of it is nested too deeply."
        ) from error
    except (KeyError, ValueError, OSError, ParseError, zipfile.BadZipFile, RuntimeError) as error:
        raise WorkbookError(
            f"{path} cannot be read as a workbook ({error}). Open it in LibreOffice and save it"
            " once more."
        ) from error


def _tables(file: IO[bytes], styles: Styles, budget: Budget) -> list[_Table]:
    """Return every sheet."""
    tables = list[_Table]()
    for event, node, is_inside in pieces(file, f"{TABLE}table-row"):
        if event == "start":
            if node.tag == f"{TABLE}table":
                budget.spend(SHEET_COST)
                tables.append(_Table.of(node, styles, budget))
            continue
        budget.spend(1 if is_inside else ROW_COST)
        if tables and node.tag == f"{TABLE}table-column":
            tables[-1].add_column(node)
        elif tables and node.tag == f"{TABLE}table-row":
            tables[-1].add_row(node)
    return tables


@dataclass
class _Table:
    """One sheet while it is read.

    Its columns' styles are those of cells that name none; a row that is repeated is there as often.
    """

    name: str
    styles: Styles
    budget: Budget
    seen: Seen
    rows: list[tuple[int, Row]] = field(default_factory=list)
    number: int = 1
    starts: list[int] = field(default_factory=list)
    """Where each run of columns begins, with its style and whether it is hidden."""
    kinds: list[tuple[str, bool]] = field(default_factory=list)
    width: int = 0

    @classmethod
    def of(cls, node: Element, styles: Styles, budget: Budget) -> _Table:
        is_hidden = node.get(f"{TABLE}style-name", "") in styles.hidden
        return cls(node.get(f"{TABLE}name", ""), styles, budget, Seen(is_hidden))

    def add_column(self, node: Element) -> None:
        if len(self.starts) == LAST_COLUMN:
            raise WorkbookError(f"the sheet {visible(self.name)} has more columns than there are")
        self.starts.append(self.width)
        default = node.get(f"{TABLE}default-cell-style-name", "")
        self.kinds.append((default, self._is_hidden(node)))
        self.width += _count(node, "columns")

    def add_row(self, node: Element) -> None:
        self.budget.spend(ROW_COST + sum(map(_spaces, node.iter(f"{TEXT}s"))))
        row, count = self._row(node), _count(node, "rows")
        if row and count > REPEATS:
            raise WorkbookError(
                f"in the sheet {visible(self.name)} one row is there {count:,} times, from row"
                f" {self.number:,} on. Clear the rows that are not used"
            )
        if row and self.number + count > LAST_ROW + 1:
            raise WorkbookError(f"the sheet {visible(self.name)} has more than {LAST_ROW:,} rows")
        if row:
            self.budget.spend(count * (len(row) + ROW_COST))
            self.rows.extend((self.number + n, row) for n in range(count))
            if self._is_hidden(node):
                self.seen.rows.extend(range(self.number, self.number + count))
        self.number += count

    def _is_hidden(self, node: Element) -> bool:
        """Return True for a row or column that nobody sees."""
        is_flat = node.get(f"{TABLE}style-name") in self.styles.hidden
        return is_flat or node.get(f"{TABLE}visibility") in HIDDEN

    def _row(self, node: Element) -> Row:
        row: Row = {}
        at = 0
        for child in node:
            if child.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                count = _count(child, "columns")
                style = child.get(f"{TABLE}style-name") or node.get(
                    f"{TABLE}default-cell-style-name"
                )
                style = style or self._column(at)[0]
                content = _content(child, self.styles.shows.get(style, "plain"))
                if content != "":
                    if at + count > LAST_COLUMN:
                        raise WorkbookError(
                            f"row {self.number:,} of the sheet {visible(self.name)} has more than"
                            f" {LAST_COLUMN:,} columns. Clear what is not used"
                        )
                    row.update(dict.fromkeys(range(at, at + count), content))
                    self._look(child, style, at)
                at += count
        return row

    def _look(self, cell: Element, style: str, at: int) -> None:
        name = cell_name(at, self.number - 1)
        spans = (cell.get(f"{TABLE}number-{what}-spanned", "1") for what in ("columns", "rows"))
        if any(span != "1" for span in spans):
            self.seen.merged.append(name)
        inside = (one.get(f"{TEXT}style-name") for one in cell.iter(f"{TEXT}span"))
        if style in self.styles.struck or any(one in self.styles.struck for one in inside):
            self.seen.struck.append(name)

    def _column(self, at: int) -> tuple[str, bool]:
        """Return the style of a column, and if it is hidden."""
        return self.kinds[bisect_right(self.starts, at) - 1] if at < self.width else ("", False)

    @property
    def sentences(self) -> list[str]:
        """What a person sees otherwise than it is read."""
        filled = sorted(set[int]().union(*(row for _, row in self.rows)))
        hidden = [cell_name(at, 0)[:-1] for at in filled if self._column(at)[1]]
        return replace(self.seen, columns=hidden).sentences()


def _count(node: Element, what: str) -> int:
    count = int(node.get(f"{TABLE}number-{what}-repeated", "1"))
    if count < 1:
        raise WorkbookError(f"{what} are there {count} times")
    return count


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
            parts.append(" " * _spaces(child))
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            parts.append("\t" if child.tag == f"{TEXT}tab" else "\n")
        elif child.tag != f"{OFFICE}annotation":
            parts.append(_inline(child))
        parts.append(_unwrapped(child.tail))
    return "".join(parts)


def _spaces(node: Element) -> int:
    count = int(node.get(f"{TEXT}c", "1"))
    if count > LONGEST_CELL:
        raise WorkbookError(f"a cell has {count:,} spaces in a row")
    return count


def _unwrapped(text: str | None) -> str:
    """Return text of the XML without its line ends and tabs.

    They are there for the XML's sake, and one space with all that is around them. Any run of spaces
    should be one as well, but LibreOffice 7.4 saves a cell of several lines with its spaces as they
    are.
    """
    return re.sub(r" *[\t\r\n][ \t\r\n]*", " ", text or "")
