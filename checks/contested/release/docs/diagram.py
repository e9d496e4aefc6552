"""How the tables of a package point to each other, drawn from their keys: as SVG for a page, and as
Mermaid for Markdown.

Tables stand below each other, each with its key and its references. Every table that is pointed to
has a lane of its own at the side, so that lines never run through a table and the picture stays
narrow, however many tables there are.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from contested.release.docs.columns import Sheet
from contested.standard import Reference

LEFT, WIDE, HEAD, ROW, GAP, LANE = 6, 224, 26, 19, 16, 22
"""Of the picture, in its own units: its margin, a table's width, the height of its head and of a
row, the gap below it, and a lane's width.
"""
MOST = 2
"""Tables that a column can point to and still be drawn: lines from one to every table would hide
all others.
"""
DRAWN = (
    "Keys and references of the recorded tables. A dashed line points there only where another"
    " column says so. What can point to more than two tables, as record_id of revisions can, is not"
    " drawn, nor are derived tables, which name the rows of recorded ones in lists."
)
STYLE = """
.er text { font: 12px ui-monospace, monospace; fill: var(--ink); }
.er .head { font-weight: 600; }
.er .table { fill: var(--page); stroke: var(--soft); }
.er .bar { fill: var(--cell); }
.er .line { fill: none; stroke: var(--soft); stroke-width: 1.3; }
.er .sometimes { stroke-dasharray: 4 3; }
.er .end { fill: var(--soft); }
.er .soft { fill: var(--soft); }
"""
KINDS = re.compile(r"[^A-Za-z0-9_-]")


def svg(sheets: list[Sheet]) -> list[str]:
    """The lines of a picture that screen readers are told in words."""
    tops = _tops(sheets)
    targets = [
        sheet.name
        for sheet in sheets
        if any(one.table == sheet.name for other in sheets for one in _references(other))
    ]
    lanes = {name: LEFT + WIDE + LANE * (number + 1) for number, name in enumerate(targets)}
    width, height = (
        LEFT + WIDE + LANE * (len(lanes) + 1),
        sum(_height(sheet) + GAP for sheet in sheets) + LEFT,
    )
    told = "; ".join(
        f"{s.name}: {', '.join(f'{r.column} to {r.table}' for r in _references(s)) or 'to none'}"
        for s in sheets
    )
    lines = [
        (
            f'<svg class="er" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}" role="img" aria-labelledby="er-title er-told">'
        ),
        '<title id="er-title">How the tables point to each other</title>',
        f'<desc id="er-told">{html.escape(told)}</desc>',
    ]
    for name, lane in lanes.items():
        lines += _lane(name, lane, sheets, tops)
    for sheet in sheets:
        lines += _box(sheet, tops[sheet.name])
    return [*lines, "</svg>"]


def mermaid(sheets: list[Sheet]) -> Iterator[str]:
    """The lines of an entity-relationship diagram: keys, and for each reference whether it may be
    left blank.
    """
    yield "erDiagram"
    for sheet in sheets:
        yield f"    {_entity(sheet.name)} {{"
        for name in _rows(sheet):
            column = next(one for one in sheet.columns if one.name == name)
            marks = [
                mark
                for mark, holds in (("PK", column.is_key), ("FK", bool(column.points)))
                if holds
            ]
            yield (
                f"        {KINDS.sub('_', column.kind.split()[0])} {KINDS.sub('_', name)}"
                f" {', '.join(marks)}"
            )
        yield "    }"
    there = {sheet.name for sheet in sheets}
    for sheet in sheets:
        for one in (one for one in _references(sheet) if one.table in there):
            end = "||" if sheet.table.fields[one.column].required and one.when is None else "|o"
            yield (
                f"    {_entity(one.table)} {end}--o{{ {_entity(sheet.name)} :"
                f' "{KINDS.sub("_", one.column)}"'
            )


def _entity(name: str) -> str:
    return KINDS.sub("_", name)


def _references(sheet: Sheet) -> list[Reference]:
    """What is drawn of a table's references: each column with each table that it can point to,
    once.
    """
    found = {
        (one.column, one.table): one
        for one in sheet.table.references
        if one.column in sheet.table.fields
    }
    many = {
        column for column, count in Counter(column for column, _ in found).items() if count > MOST
    }
    return [one for one in found.values() if one.column not in many]


def _rows(sheet: Sheet) -> list[str]:
    """The columns that a table shows: those of its key and those that point somewhere."""
    pointing = {one.column for one in _references(sheet)}
    return [one.name for one in sheet.columns if one.is_key or one.name in pointing]


def _height(sheet: Sheet) -> int:
    return HEAD + ROW * len(_rows(sheet)) + 4


def _tops(sheets: list[Sheet]) -> dict[str, int]:
    tops, top = {}, LEFT
    for sheet in sheets:
        tops[sheet.name] = top
        top += _height(sheet) + GAP
    return tops


def _lane(name: str, lane: int, sheets: list[Sheet], tops: dict[str, int]) -> Iterator[str]:
    """The lines that lead to one table: from each column that points to it across to the lane,
    along it, and back to the table's head.
    """
    end, right = tops[name] + HEAD // 2, LEFT + WIDE
    leading = [
        (tops[s.name] + HEAD + ROW * _rows(s).index(r.column) + ROW // 2, r)
        for s in sheets
        for r in _references(s)
        if r.table == name
    ]
    places = [end, *(place for place, _ in leading)]
    yield f'<path class="line" d="M{lane} {min(places)}V{max(places)}M{lane} {end}H{right + 7}"/>'
    yield f'<path class="end" d="M{right + 1} {end}l8 -4v8z"/>'
    for place, one in leading:
        kind = "line sometimes" if one.when else "line"
        yield (
            f'<path class="{kind}" d="M{right} {place}H{lane}"/><circle class="end" cx="{lane}"'
            f' cy="{place}" r="2.6"/>'
        )


def _box(sheet: Sheet, top: int) -> Iterator[str]:
    rows = _rows(sheet)
    yield (
        f'<rect class="table" x="{LEFT}" y="{top}" width="{WIDE}" height="{_height(sheet)}"'
        ' rx="4"/>'
    )
    yield (
        f'<rect class="bar" x="{LEFT + 1}" y="{top + 1}" width="{WIDE - 2}" height="{HEAD - 2}"'
        ' rx="3"/>'
    )
    yield f'<text class="head" x="{LEFT + 8}" y="{top + 17}">{_cut(sheet.name, 30)}</text>'
    for number, name in enumerate(rows):
        column = next(one for one in sheet.columns if one.name == name)
        at = top + HEAD + ROW * number + 14
        yield f'<text x="{LEFT + 8}" y="{at}">{_cut(name, 24)}</text>'
        if column.is_key:
            yield f'<text class="soft" x="{LEFT + WIDE - 8}" y="{at}" text-anchor="end">key</text>'


def _cut(text: str, longest: int) -> str:
    return html.escape(text if len(text) <= longest else text[: longest - 1] + "…")
