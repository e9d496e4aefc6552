"""The report as Markdown, for a pull request or a workflow's summary.

A table comes first, then each rule folded.

However much is found, it stays below what GitHub takes for a comment.
"""

from __future__ import annotations

import html
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TextIO

from contested.report import changes, markdown_review, outline
from contested.report.blocks import SHOWN, Block, Limits, fit, lines, size
from contested.report.inline import ITEM, UNFOLD, code, fold, line_start, text
from contested.report.outline import Section
from contested.results import Finding, Report
from contested.text import plural

LARGEST = 60_000
"""Bytes of a report; GitHub takes 65,536 characters for a comment."""
NOT_JUDGED = 5_000
"""Bytes for what was not judged."""
LAST = 500
"""Bytes for the line that says that something is left out."""
FEW = 5
"""Findings that are shown unfolded, where there are no more in all."""
PACKAGES = 3
"""Packages that are named; of the others there is the number."""


def write(report: Report, out: TextIO) -> None:
    """Write the report with as much of everything as 60 kB hold."""
    blocks = _blocks(report)
    limits = fit(blocks, LARGEST - LAST)
    shown = [*lines(blocks, limits), *_left_out(report, blocks, limits)]
    out.writelines(f"{line}\n" for line in shown)


def _blocks(report: Report) -> list[Block]:
    """Return the whole report, block by block.

    A review has what its changes mean before the findings, and its rows after.
    """
    sections = outline.sections(report)
    few = sum(s.count for s in sections if not s.known) <= FEW
    opened = few and not report.compares
    findings = [
        replace(_section(s, opened or (few and s.severity == "error")), rule=number)
        for number, s in enumerate(sections)
    ]
    not_judged = Block("always", _not_judged(report))
    if not report.compares:
        return [Block("always", _head(report, sections)), *findings, not_judged]
    return [
        Block("always", [*markdown_review.title(report), *_unjudged(report)]),
        *markdown_review.meaning(report),
        Block("always", _judged(report, sections)),
        *findings,
        *markdown_review.rows(report),
        not_judged,
    ]


def _head(report: Report, sections: Sequence[Section]) -> list[str]:
    paths = ", ".join(code(package.path) for package in report.packages[:PACKAGES])
    left = len(report.packages) - PACKAGES
    also = f" and {left:,} more" if left > 0 else ""
    lines = [f"## {outline.counts(report)}", "", f"{paths}{also}: {outline.scope(report)}.", ""]
    lines += _unjudged(report)
    return [*lines, *(_table(sections) if sections else ["Nothing was found.", ""])]


def _unjudged(report: Report) -> list[str]:
    """Return why a run without findings does not pass."""
    told = list(outline.unjudged(report))
    more = [f"- and {len(told) - FEW:,} more"] if len(told) > FEW else []
    items = [f"- {text(words)}" for words in told[:FEW]]
    return [*items, *more, ""] if told else []


def _judged(report: Report, sections: Sequence[Section]) -> list[str]:
    first = "Judged" if sections else "Nothing was found in"
    lines = [f"### {changes.FINDINGS}", "", f"{first}: {outline.scope(report)}.", ""]
    return [*lines, *(_table(sections) if sections else [])]


def _table(sections: Iterable[Section]) -> list[str]:
    rows = (
        f"| {s.severity} | `{s.rule}`{f' {outline.KNOWN}' if s.known else ''} | {s.count:,} |"
        for s in sections
    )
    return ["| severity | rule | findings |", "|---|---|---:|", *rows, ""]


def _section(section: Section, opened: bool) -> Block:
    """Return all of one rule: why it is there, and its findings."""
    findings = section.tell(SHOWN)
    shared = outline.common_remedy(findings)
    also = f" {outline.KNOWN}" if section.known else ""
    rule, count = html.escape(section.rule), plural(section.count, "finding")
    title = f"{section.severity} <code>{rule}</code>: {count}{also}"
    opening = [
        *fold(title, opened and not section.known),
        text(section.why),
        "",
        *([_labelled(shared), ""] if shared else []),
    ]
    items = [item(finding, shared) for finding in findings]
    return Block("findings", opening, items, section.told, UNFOLD)


def item(finding: Finding, shared: Container[str] = ()) -> str:
    """Return a finding as an item, without what all of them share."""
    where = [f"{label} {code(value)}" for label, value in outline.where(finding)]
    found = [f"**{label}** {code(value)}" for label, value in outline.cell_and_suggestion(finding)]
    remedy = outline.remedy(finding).items()
    parts = [
        line_start(finding.message),
        ", ".join([code(outline.place(finding)), *where]),
        ", ".join(found),
        _labelled({label: words for label, words in remedy if label not in shared}),
    ]
    return ITEM + "<br>".join(filter(None, parts))


def _labelled(words_by_label: Mapping[str, str]) -> str:
    return "<br>".join(f"**{label}** {text(words)}" for label, words in words_by_label.items())


def _not_judged(report: Report) -> list[str]:
    items = [f"- {text(line)}" for line in outline.gaps(report)]
    if not items:
        return []
    ends = accumulate(size([item]) for item in items)
    shown = [item for item, end in zip(items, ends, strict=True) if end <= NOT_JUDGED]
    left = len(items) - len(shown)
    also = [f"- and {left:,} more"] if left else []
    return [*fold("Left out or not judged"), *shown, *also, *UNFOLD]


def _left_out(report: Report, blocks: Sequence[Block], limits: Limits) -> list[str]:
    """Return the line that says what is left out, if anything is."""
    if not any(block.is_cut(limits) for block in blocks):
        return []
    gone = [block for block in blocks if block.is_left_out(limits)]
    rules = sum(block.kind == "findings" for block in gone)
    rows = sum(block.count for block in gone if block.kind == "rows")
    packages = len({block.package for block in gone if block.kind == "meaning"})
    told = [
        f"Of {plural(rules, 'rule')} there was room only in the table. " if rules else "",
        f"There was no room for {plural(rows, 'changed row')}. " if rows else "",
        f"There was no room for {plural(packages, 'changed package')}. " if packages else "",
    ]
    what = "Not everything is told" if report.compares else "Not every finding is told"
    it = "it" if report.compares else "them"
    return [f"{''.join(told)}{what} here; `{outline.command(report)}` writes {it} all."]
