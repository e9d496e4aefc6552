"""The report as Markdown, for a comment on a pull request or the summary of a workflow: a table first, then each rule folded.

However much is found, it stays below what GitHub takes for a comment. Text from a data package is not only kept from making
Markdown or HTML: websites also turn @names, #123, addresses and hashes into links and :words: into pictures after the
Markdown was read. Cells therefore stand in code, which they leave alone, and in sentences an unseen space parts such signs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TextIO

from contested.finding import Finding, Report
from contested.report import outline
from contested.words import plural

LARGEST = 60_000
"""Bytes of a report; GitHub takes 65,536 characters for a comment."""
SHOWN = 25
"""Findings of one rule that are told at most."""
BESIDE = 5_000
"""Bytes for what was not judged."""
FEW = 5
"""Findings that are shown unfolded, where there are no more in all."""
MORE = 200
"""Bytes for the line that says what was left out."""
PACKAGES = 3
"""Packages that are named; of the others there is the number."""
APART = "\u200b"
TURNED = re.compile(r"[@#!~%&$^\[](?=\w)|:(?=\S)|(?i:www)(?=\.)|(?i:gh)(?=-[0-9])")
"""What websites make something of, up to where it is parted: names, numbers, addresses, emoji and mathematics."""
HASH = re.compile(r"(?<![0-9A-Za-z])(?![0-9]+(?![0-9A-Za-z]))[0-9a-f]{7,}(?![0-9A-Za-z])")
"""What they take for the hash of a commit."""
SIGNS = {ord(c): f"&#{ord(c)};" for c in '!"#&*+<=>@[\\]^_`{|}~' + APART} | {ord("$"): "<span>$</span>"}

ITEM = "- "
UNFOLD = ["", "</details>", ""]


@dataclass(frozen=True, slots=True)
class Block:
    """A rule, folded: what comes before its findings, some of them, a line each, and how many there are."""

    opening: list[str]
    items: list[str]
    count: int

    @property
    def least(self) -> int:
        """Bytes that it takes up with only the first finding."""
        return size([*self.opening, *self.items[:1], *UNFOLD]) + MORE

    def fitted(self, room: int) -> list[str]:
        """It with as many further findings as there is room for, and how many are left out."""
        items = [*self.items[:1], *fitting(self.items[1:], room)]
        left = self.count - len(items)
        return [*self.opening, *items, *(["", f"{left:,} more of {self.count:,}."] if left else []), *UNFOLD]


def write(report: Report, out: TextIO) -> None:
    """Writes the whole report, below 60 kB."""
    sections = outline.sections(report)
    few = sum(s.count for s in sections) <= FEW
    head, beside, blocks = _head(report, sections), _beside(report), [_block(section, few) for section in sections]
    kept, room = _kept(blocks, LARGEST - size(head) - size(beside) - MORE)
    told = [line for block, more in zip(kept, shares([size(block.items[1:]) for block in kept], room), strict=True) for line in block.fitted(more)]
    everything = sum(line.startswith(ITEM) for line in told) == sum(section.count for section in sections)
    rest = [] if everything else [_left_out(len(blocks) - len(kept))]
    out.writelines(line + "\n" for line in [*head, *told, *beside, *rest])


def _kept(blocks: Iterable[Block], room: int) -> tuple[list[Block], int]:
    """The rules that there is room for, the gravest first, and the room that is left for more of their findings."""
    kept: list[Block] = []
    for block in blocks:
        if block.least <= room:
            kept.append(block)
            room -= block.least
    return kept, room


def size(lines: Iterable[str]) -> int:
    """Bytes that lines take up."""
    return sum(len(line.encode()) + 1 for line in lines)


def fitting(lines: Iterable[str], room: int) -> list[str]:
    """The first lines that there is room for."""
    lines = list(lines)
    ends = accumulate(size([line]) for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= room]


def shares(needs: Sequence[int], room: int) -> list[int]:
    """How much of the room each gets: what it needs, or else as much as any other whose need is not met."""
    given = [0] * len(needs)
    for number, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], max(room, 0) // (len(needs) - number))
        room -= given[at]
    return given


def _head(report: Report, sections: Sequence[outline.Section]) -> list[str]:
    named = ", ".join(code(p.path) for p in report.packages[:PACKAGES])
    more = f" and {len(report.packages) - PACKAGES:,} more" if len(report.packages) > PACKAGES else ""
    lines = [f"## {outline.counted(report)}", "", f"{named}{more}: {outline.judged(report)}.", ""]
    if not sections:
        return [*lines, "Nothing was found.", ""]
    rows = (f"| {s.severity} | `{s.rule}` | {s.count:,} |" for s in sections)
    return [*lines, "| severity | rule | findings |", "|---|---|---:|", *rows, ""]


def _block(section: outline.Section, few: bool) -> Block:
    findings = section.tell(SHOWN)
    shared = outline.shared(findings)
    title = f"{section.severity} <code>{html.escape(section.rule)}</code>: {plural(section.count, 'finding')}"
    opening = [*fold(title, opened=few), text(section.why), "", *([_labelled(shared), ""] if shared else [])]
    return Block(opening, [item(finding, shared) for finding in findings], section.count)


def fold(title: str, opened: bool = False) -> list[str]:
    """The lines that begin something folded, whose title is HTML; `UNFOLD` ends it."""
    return [f"<details{' open' if opened else ''}><summary>{title}</summary>", ""]


def item(finding: Finding, shared: Container[str] = ()) -> str:
    """A finding as one item of a list, without what was said of all of them."""
    place = ", ".join([code(outline.place(finding)), *(f"{label} {code(value)}" for label, value in outline.where(finding))])
    found = [f"**{label}** {code(value)}" for label, value in outline.found(finding)]
    remedy = _labelled({label: told for label, told in outline.remedy(finding).items() if label not in shared})
    return ITEM + "<br>".join(part for part in (place, text(finding.message), ", ".join(found), remedy) if part)


def _labelled(told: Mapping[str, str]) -> str:
    return "<br>".join(f"**{label}** {text(words)}" for label, words in told.items())


def text(words: str) -> str:
    """Text from anywhere in a line of Markdown, also in a table, of which neither Markdown nor a website makes anything."""
    parted = HASH.sub(lambda found: APART.join(re.findall(".{1,6}", found[0])), outline.line(words))
    return TURNED.sub(lambda found: found[0] + APART, parted).translate(SIGNS)


def code(cell: str | None) -> str:
    """A cell in a line of Markdown, as code; not for a table, where an upright line would end it."""
    if cell is None:
        return "(blank)"
    shown = outline.line(cell)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.strip(" ") and (shown[0] in "` " or shown[-1] in "` ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else "(blank)"


def _beside(report: Report) -> list[str]:
    told = [f"- {text(line)}" for line in outline.left_out(report)]
    kept = fitting(told, BESIDE)
    more = [f"- and {len(told) - len(kept):,} more"] if len(told) > len(kept) else []
    return [*fold("Left out or not judged"), *kept, *more, *UNFOLD] if told else []


def _left_out(tabled: int) -> str:
    only = f"Of {plural(tabled, 'rule')} there was room only in the table. " if tabled else ""
    return f"{only}Not every finding is told here; `contested validate {outline.ALL}` writes them all."
