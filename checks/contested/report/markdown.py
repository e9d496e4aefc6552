"""The report as Markdown, for a comment on a pull request or the summary of a workflow: a table
first, then each rule folded.

However much is found, it stays below what GitHub takes for a comment. Text from a data package is
not only kept from making Markdown or HTML: websites also turn @names, #123, addresses and hashes
into links and :words: into pictures after the Markdown was read. Cells therefore stand in code,
which they leave alone, and in sentences an unseen space parts such signs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from contested.report import changes, outline, room
from contested.report.room import Block
from contested.results import CellChange, Change, Finding, PackageReport, Report, RowChange
from contested.text import plural

LARGEST = 60_000
"""Bytes of a report; GitHub takes 65,536 characters for a comment."""
SHOWN = 25
"""Findings of one rule that are told at most."""
BESIDE = 5_000
"""Bytes for what was not judged."""
FEW = 5
"""Findings that are shown unfolded, where there are no more in all."""
MANY = 10
"""Things of one kind that the change means, from beyond which on they are folded, so that one kind
does not hide the others.
"""
PACKAGES = 3
"""Packages that are named; of the others there is the number."""
APART = "\u200b"
TURNED = re.compile(r"[@#!~%&$^\[](?=\w)|:(?=\S)|(?i:www)(?=\.)|(?i:gh)(?=-[0-9])")
"""What websites make something of, up to where it is parted: names, numbers, addresses, emoji and
mathematics.
"""
HASH = re.compile(r"(?<![0-9A-Za-z])(?![0-9]+(?![0-9A-Za-z]))[0-9a-f]{7,}(?![0-9A-Za-z])")
"""What they take for the hash of a commit."""
START = re.compile(r"^(?:-|[0-9]{1,9}[.)](?= |$))")
"""What at the beginning of a line makes an item of a list or a line across the page."""
SIGNS = {ord(c): f"&#{ord(c)};" for c in '!"#&*+<=>@[\\]^_`{|}~' + APART} | {
    ord("$"): "<span>$</span>"
}

ITEM = "- "
UNFOLD = ["", "</details>", ""]


def write(report: Report, out: TextIO) -> None:
    """Writes the whole report, below 60 kB."""
    sections = outline.sections(report)
    few = sum(s.count for s in sections if not s.known) <= FEW
    blocks = [
        _block(section, few and (section.severity == "error" or not report.compares))
        for section in sections
    ]
    if report.compares:
        head, blocks = _title(report), _review(report, sections, blocks)
    else:
        head = _head(report, sections)
    beside = _beside(report)
    told, dropped, whole = room.told(
        blocks, LARGEST - room.size(head) - room.size(beside) - 2 * room.MORE
    )
    rest = [] if whole else [_left_out(report, dropped)]
    out.writelines(line + "\n" for line in [*head, *told, *beside, *rest])


def _title(report: Report) -> list[str]:
    """The heading of a review, and the packages of which there is only one line to tell."""
    others = [f"{ITEM}{code(path)}: {text(words)}" for path, words in changes.unchanged(report)]
    more = [f"{ITEM}and {len(others) - PACKAGES:,} more"] if len(others) > PACKAGES else []
    also = [f"{changes.KNOWN}: {outline.known(report)}.", ""] if outline.known(report) else []
    return [
        f"## Review: {outline.counted(report)}",
        "",
        *also,
        *others[:PACKAGES],
        *more,
        *([""] if others else []),
    ]


def _review(
    report: Report, sections: Sequence[outline.Section], found: Sequence[Block]
) -> list[Block]:
    """The parts of a review in their order: what each change means, the findings, then each
    change's rows and what to put into the changelog.
    """
    changed = changes.changed(report)
    blocks = [
        block
        for package, change in changed
        for block in (_facts(package, change), *_meaning(change))
    ]
    judged = f"{'Judged' if sections else 'Nothing was found in'}: {outline.judged(report)}."
    blocks.append(
        Block(
            [f"### {changes.FINDINGS}", "", judged, "", *(_table(sections) if sections else [])],
            (),
            0,
            rank="first",
        )
    )
    blocks += found
    for package, change in changed:
        sheets = changes.sheets(change)
        rows = [_rows(sheet, sum(one.count for one in sheets) <= FEW) for sheet in sheets]
        if rows:
            of = f" of {code(package.path)}" if len(changed) > 1 else ""
            blocks.append(Block([f"### {changes.ROWS}{of}", ""], (), 0, rank="rows"))
        blocks += [*rows, *_changelog(change)]
    return blocks


def _facts(package: PackageReport, change: Change) -> Block:
    told = [f"**{label}** {text(words)}" for label, words in changes.facts(change)]
    lines = [f"{code(package.path)}, compared with {code(change.base)}", *told]
    return Block(["<br>".join(lines), ""], (), 0, rank="head")


def _meaning(change: Change) -> Iterator[Block]:
    """What to look at first, and what the change means, a part for each kind."""
    if suspect := changes.suspicions(change):
        yield Block(
            [f"**{changes.FIRST}**", ""],
            [ITEM + starting(words) for words in suspect],
            len(suspect),
            [""],
            "first",
        )
    for part in changes.meaning(change, SHOWN):
        is_open = part.is_first or part.count <= MANY
        opening, closing = (
            ([f"**{part.heading}**", ""], [""])
            if is_open
            else (fold(f"<b>{part.heading}</b>: {part.count:,}"), UNFOLD)
        )
        yield Block(opening, [_item(one) for one in part.items], part.count, closing, "meaning")


def _item(one: changes.Item) -> str:
    return ITEM + "<br>".join(
        [f"{starting(one.label)} {code(one.ident)}", *(text(words) for words in one.told)]
    )


def _rows(sheet: changes.Sheet, few: bool) -> Block:
    """Rows of one table of which the same became, folded, each with its cells below it."""
    rows = [_row(row) for row in sheet.tell(SHOWN)]
    return Block(fold(text(sheet.title), opened=few), rows, sheet.count, UNFOLD, "rows")


def _row(row: RowChange) -> str:
    cells = [f"{code(one.column)}: {_cell(row, one)}" for one in changes.cells(row)]
    lines = [*cells[:1], ", ".join(cells[1:])] if row.act in ("added", "gone") else cells
    return ITEM + "<br>".join(
        [f"{starting(row.label)} {code(changes.key(row))}".strip(), *filter(None, lines)]
    )


def _cell(row: RowChange, one: CellChange) -> str:
    if row.act in ("added", "gone"):
        return code(one.new or one.old)
    return f"{changes.WITHHELD if one.withheld else code(one.old)} → {code(one.new)}"


def _changelog(change: Change) -> list[Block]:
    """The section to paste, in a fence that none of its lines can end."""
    if not change.changelog:
        return []
    lines = [outline.line(line) for line in change.changelog]
    fence = "`" * max(3, 1 + max(len(run) for line in lines for run in re.findall("`*", line)))
    return [
        Block(
            [*fold(changes.CHANGELOG), f"{fence}markdown", *lines, fence],
            (),
            0,
            UNFOLD,
            "changelog",
        )
    ]


def _head(report: Report, sections: Sequence[outline.Section]) -> list[str]:
    named = ", ".join(code(p.path) for p in report.packages[:PACKAGES])
    more = (
        f" and {len(report.packages) - PACKAGES:,} more" if len(report.packages) > PACKAGES else ""
    )
    lines = [f"## {outline.counted(report)}", "", f"{named}{more}: {outline.judged(report)}.", ""]
    return [*lines, *(_table(sections) if sections else ["Nothing was found.", ""])]


def _table(sections: Iterable[outline.Section]) -> list[str]:
    rows = (
        f"| {s.severity} | `{s.rule}`{f' {outline.KNOWN}' if s.known else ''} | {s.count:,} |"
        for s in sections
    )
    return ["| severity | rule | findings |", "|---|---|---:|", *rows, ""]


def _block(section: outline.Section, few: bool) -> Block:
    findings = section.tell(SHOWN)
    shared = outline.shared(findings)
    also = f" {outline.KNOWN}" if section.known else ""
    title = (
        f"{section.severity} <code>{html.escape(section.rule)}</code>:"
        f" {plural(section.count, 'finding')}{also}"
    )
    opening = [
        *fold(title, opened=few and not section.known),
        text(section.why),
        "",
        *([_labelled(shared), ""] if shared else []),
    ]
    return Block(
        opening,
        [item(finding, shared) for finding in findings],
        section.count,
        UNFOLD,
        "known" if section.known else "findings",
    )


def fold(title: str, opened: bool = False) -> list[str]:
    """The lines that begin something folded, whose title is HTML; `UNFOLD` ends it."""
    return [f"<details{' open' if opened else ''}><summary>{title}</summary>", ""]


def item(finding: Finding, shared: Container[str] = ()) -> str:
    """A finding as one item of a list, without what was said of all of them."""
    place = ", ".join(
        [
            code(outline.place(finding)),
            *(f"{label} {code(value)}" for label, value in outline.where(finding)),
        ]
    )
    found = [f"**{label}** {code(value)}" for label, value in outline.found(finding)]
    remedy = _labelled(
        {label: told for label, told in outline.remedy(finding).items() if label not in shared}
    )
    return ITEM + "<br>".join(
        part for part in (place, text(finding.message), ", ".join(found), remedy) if part
    )


def _labelled(told: Mapping[str, str]) -> str:
    return "<br>".join(f"**{label}** {text(words)}" for label, words in told.items())


def text(words: str) -> str:
    """Text from anywhere in a line of Markdown, also in a table, of which neither Markdown nor a
    website makes anything.
    """
    parted = HASH.sub(lambda found: APART.join(re.findall(".{1,6}", found[0])), outline.line(words))
    return TURNED.sub(lambda found: found[0] + APART, parted).translate(SIGNS)


def starting(words: str) -> str:
    """Text at the beginning of a line, which makes no list, no line across the page and no block of
    code there.
    """
    return START.sub(
        lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", text(words.lstrip(" "))
    )


def code(cell: str | None) -> str:
    """A cell in a line of Markdown, as code; not for a table, where an upright line would
    end it.
    """
    if cell is None:
        return "(blank)"
    shown = outline.line(cell)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.strip(" ") and (shown[0] in "` " or shown[-1] in "` ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else "(blank)"


def _beside(report: Report) -> list[str]:
    told = [f"- {text(line)}" for line in outline.left_out(report)]
    kept = room.fitting(told, BESIDE)
    more = [f"- and {len(told) - len(kept):,} more"] if len(told) > len(kept) else []
    return [*fold("Left out or not judged"), *kept, *more, *UNFOLD] if told else []


def _left_out(report: Report, dropped: Sequence[Block]) -> str:
    rules = sum(block.rank in ("findings", "known") for block in dropped)
    only = f"Of {plural(rules, 'rule')} there was room only in the table. " if rules else ""
    parts = (
        f"{plural(len(dropped) - rules, 'other part')} of the review had no room at all. "
        if len(dropped) > rules
        else ""
    )
    what = "Not everything is told here" if report.compares else "Not every finding is told here"
    return (
        f"{only}{parts}{what}; `{outline.command(report)}` writes"
        f" {'it' if report.compares else 'them'} all."
    )
