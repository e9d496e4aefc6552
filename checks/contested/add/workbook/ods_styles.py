"""The styles of an .ods workbook: what cells show, strike through, hide."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from contested.add.workbook.bounded import pieces
from contested.add.workbook.sheets import ROW_COST, Budget, Shows, is_flat

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
DATA_STYLES = {
    f"{NUMBER}{kind}-style"
    for kind in ("number", "currency", "percentage", "date", "time", "boolean", "text")
}
"""Elements that say how values are written."""
DEEPEST = 100
"""How many styles may be made one from the other."""


@dataclass(frozen=True)
class Styles:
    """What the styles of a workbook say, by their names."""

    shows: dict[str, Shows]
    """What each cell style shows of a number or a date."""
    struck: frozenset[str]
    """Those of cells or of words that strike text through."""
    hidden: frozenset[str]
    """Those of sheets that are not displayed, and of rows and columns without any size."""


def read_styles(archive: zipfile.ZipFile, budget: Budget) -> Styles:
    """Return the styles of a workbook."""
    data: dict[str, Shows] = {}
    cells: dict[str, tuple[str, str]] = {}
    struck, hidden = set[str](), set[str]()
    for part in ("styles.xml", "content.xml"):
        if part not in archive.namelist():
            continue
        with archive.open(part) as file:
            for event, node, _ in pieces(file, f"{STYLE}style", *DATA_STYLES):
                if event == "start":
                    if node.tag == f"{OFFICE}body":
                        break
                    continue
                budget.spend(ROW_COST)
                name = node.get(f"{STYLE}name", "")
                if node.tag in DATA_STYLES:
                    data[name] = _shows(node)
                elif node.tag == f"{STYLE}style":
                    if _is_struck(node):
                        struck.add(name)
                    if _is_undisplayed(node):
                        hidden.add(name)
                    if node.get(f"{STYLE}family") == "table-cell":
                        cells[name] = (
                            node.get(f"{STYLE}data-style-name", ""),
                            node.get(f"{STYLE}parent-style-name", ""),
                        )
    shows = {name: data.get(_data_style(name, cells), "plain") for name in cells}
    return Styles(shows, frozenset(struck), frozenset(hidden))


def _is_struck(style: Element) -> bool:
    properties = style.find(f"{STYLE}text-properties")
    return properties is not None and any(
        properties.get(f"{STYLE}text-line-through-{what}", "none") != "none"
        for what in ("style", "type")
    )


def _is_undisplayed(style: Element) -> bool:
    sheet = style.find(f"{STYLE}table-properties")
    row = style.find(f"{STYLE}table-row-properties")
    column = style.find(f"{STYLE}table-column-properties")
    if row is not None and row.get(f"{STYLE}use-optimal-row-height") != "true":
        return is_flat(row.get(f"{STYLE}row-height"))
    if column is not None:
        return is_flat(column.get(f"{STYLE}column-width"))
    return sheet is not None and sheet.get(f"{TABLE}display") == "false"


def _data_style(name: str, cells: dict[str, tuple[str, str]]) -> str:
    """Return how a style writes values.

    One that does not say does as the style that it is made from.
    """
    for _ in range(DEEPEST):
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
