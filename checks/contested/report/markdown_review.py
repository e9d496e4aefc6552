"""The blocks that a review adds to a report in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contested.report import changes, outline
from contested.report.blocks import SHOWN, Block
from contested.report.inline import ITEM, UNFOLD, code, fold, line_start, text
from contested.report.meaning import Item, MeaningPart, parts
from contested.report.rows import WITHHELD, Spoken, cells, changed_rows, key, spoken
from contested.results import CellChange, Change, PackageReport, Report, RowChange
from contested.text import markdown_address

FEW = 5
"""Rows that are shown unfolded, where there are no more in all."""
MANY = 10
"""Things of one kind that the change means, from beyond which on they are folded, so that one kind
does not hide the others.
"""
PACKAGES = 3
"""Packages that are named of which there is only one line to tell; of the others the number."""


def title(report: Report) -> list[str]:
    """Return the heading, and the packages that have only one line."""
    others = [
        f"{ITEM}{line_start(name)}: {text(words)}"
        for name, words in changes.unchanged_packages(report)
    ]
    left = [f"{ITEM}and {len(others) - PACKAGES:,} more"] if len(others) > PACKAGES else []
    known = outline.known_counts(report)
    return [
        f"## Review: {outline.counts(report)}",
        "",
        *([f"{changes.KNOWN}: {known}.", ""] if known else []),
        *others[:PACKAGES],
        *left,
        *([""] if others else []),
    ]


def meaning(report: Report) -> Iterator[Block]:
    """Yield for each package its facts, suspicions and meaning."""
    for number, (package, change) in enumerate(changes.changed_packages(report)):
        yield Block(
            "meaning", _facts(package, change, changes.compared(report, change)), package=number
        )
        if suspicions := changes.suspicions(change):
            items = [ITEM + line_start(words) for words in suspicions[:SHOWN]]
            opening = [f"**{changes.FIRST}**", ""]
            yield Block("meaning", opening, items, len(suspicions), [""], number)
        for part in parts(change, SHOWN):
            yield _part(part, number)


def _facts(package: PackageReport, change: Change, base: str) -> list[str]:
    facts = [f"**{label}** {text(words)}" for label, words in changes.facts(change)]
    named = f"{line_start(outline.named(package))}, compared with {text(base)}"
    return ["<br>".join([named, *facts]), ""]


def _part(part: MeaningPart, package: int) -> Block:
    opening, closing = [f"**{part.heading}**", ""], [""]
    if part.count > MANY and not part.is_first:
        opening, closing = fold(f"<b>{part.heading}</b>: {part.count:,}"), UNFOLD
    items = [_item(one) for one in part.items]
    return Block("meaning", opening, items, part.count, closing, package)


def _item(one: Item) -> str:
    first = f"{line_start(one.label)} {code(one.ident)}"
    return ITEM + "<br>".join([first, *(text(words) for words in one.details)])


def rows(report: Report) -> Iterator[Block]:
    """Yield for each package its rows, and what its changelog may say."""
    changed = changes.changed_packages(report)
    for package, change in changed:
        sheets = changed_rows(change)
        if sheets:
            of = f" of {text(outline.named(package))}" if len(changed) > 1 else ""
            yield Block("rows", [f"### {changes.ROWS}{of}", ""])
        few = sum(sheet.count for sheet in sheets) <= FEW
        for sheet in sheets:
            opening = fold(text(sheet.title), opened=few)
            items = [_row(row) for row in sheet.tell(SHOWN)]
            yield Block("rows", opening, items, sheet.count, UNFOLD)
        if change.changelog:
            yield Block("rows", _changelog(change))


def _row(row: RowChange) -> str:
    lines = [f"{code(one.column)}: {_cell(row, one)}" for one in cells(row)]
    if row.act in ("added", "gone"):
        lines = [", ".join(lines)]
    first = f"{line_start(row.label)} {code(key(row))}".strip()
    return ITEM + "<br>".join([first, *_spoken(spoken(row)), *filter(None, lines)])


def _spoken(told: Spoken | None) -> Iterator[str]:
    """Yield the words of a claim, and where they can be read."""
    if told is None:
        return
    if told.quote:
        yield f"“{text(told.quote)}”"
    if told.statement:
        yield text(told.statement)
    if told.where:
        where = text(told.where)
        link = f" [{text(told.host)}]({markdown_address(told.link)})" if told.link else ""
        yield f"{where}{link}"


def _cell(row: RowChange, one: CellChange) -> str:
    if row.act in ("added", "gone"):
        return code(one.new or one.old)
    return f"{WITHHELD if one.withheld else code(one.old)} → {code(one.new)}"


def _changelog(change: Change) -> list[str]:
    """Return the section to paste, in a fence that no line ends."""
    lines = [outline.one_line(line) for line in change.changelog]
    longest = max(len(run) for run in re.findall("`*", "\n".join(lines)))
    fence = "`" * max(3, 1 + longest)
    return [*fold(changes.CHANGELOG), f"{fence}markdown", *lines, fence, *UNFOLD]
