"""The report as one HTML file, to be read, printed, or sent.

It asks for nothing from anywhere. It runs no script and the browser is told to allow none, so that
even text that was not escaped could do nothing. Every piece of text that comes from a data package
is escaped all the same, and a cell is set apart (`bdi`), since cells in Dari or Arabic would
otherwise reorder the words around them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TextIO

from contested.report import changes, outline
from contested.report.meaning import Item, MeaningPart, parts
from contested.report.rows import WITHHELD, Spoken, cells, changed_rows, key, spoken
from contested.results import CellChange, Change, Finding, PackageReport, Report, RowChange
from contested.text import plural

SHOWN = 200
"""Findings of one rule that are shown; of the others there is the number."""
FEW = 25
"""Changed rows of a table up to which they are shown unfolded."""
MANY = 10
"""Things of one kind that the change means, from beyond which on they are folded."""
QUOTED = re.compile("“([^“”]*)”")
"""What a message quotes, which is mostly a cell."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report, out: TextIO) -> None:
    """Write the page, holding only one rule's findings at once."""
    out.writelines(line + "\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    sections = outline.sections(report)
    kind = "Review" if report.compares else "Findings"
    yield from opening(f"{kind}: {outline.counts(report)}")
    yield from _review(report) if report.compares else ()
    yield from _head(report)
    yield from _table(sections)
    for section in sections:
        yield from _section(section)
    for package, change in changes.changed_packages(report):
        yield from _rows(package, change)
    yield from _gaps(report)
    yield from _packages(report)
    yield from ("</body>", "</html>")


@cache
def style() -> str:
    """Return the style sheet, which every page holds whole."""
    return (Path(__file__).parent / "html.css").read_text(encoding="utf-8")


def opening(title: str) -> list[str]:
    """Return a page up to and with its first heading."""
    return [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(title)}</title>",
        "<style>",
        style().rstrip(),
        "</style>",
        "</head>",
        "<body>",
        f"<h1>{text(title)}</h1>",
    ]


def text(words: str) -> str:
    """Return text of which HTML makes nothing, also in an attribute."""
    return html.escape(outline.one_line(words))


def cell(typed: str | None) -> str:
    """Return a cell as it was typed, apart from words around it."""
    if not typed:
        return '<span class="soft">(blank)</span>'
    return f"<code><bdi>{text(typed)}</bdi></code>"


def _review(report: Report) -> Iterator[str]:
    """Yield what became of each package, and what that means."""
    for name, words in changes.unchanged_packages(report):
        yield f"<p><bdi>{text(name)}</bdi>: {text(words)}</p>"
    for package, change in changes.changed_packages(report):
        name, base = outline.named(package), changes.compared(report, change)
        yield f"<h2><bdi>{text(name)}</bdi>, compared with <bdi>{text(base)}</bdi></h2>"
        yield from pairs((label, text(words)) for label, words in changes.facts(change))
        if suspicions := changes.suspicions(change):
            yield from ('<div class="first">', f"<h3>{changes.FIRST}</h3>", "<ul>")
            yield from (f"<li>{text(words)}</li>" for words in suspicions)
            yield from ("</ul>", "</div>")
        for part in parts(change, SHOWN):
            yield from _part(part)
    yield f"<h2>{changes.FINDINGS}</h2>"
    if known := outline.known_counts(report):
        yield f"<p>{changes.KNOWN}: {known}.</p>"


def _part(part: MeaningPart) -> Iterator[str]:
    is_folded = part.count > MANY and not part.is_first
    if is_folded:
        yield from fold(part.heading, aside=f"{part.count:,}")
    else:
        yield f"<h3>{part.heading}</h3>"
    yield from ("<ul>", *(_item(one) for one in part.items), "</ul>")
    yield from _more(part.count)
    if is_folded:
        yield "</details>"


def _item(one: Item) -> str:
    more = "".join(f"<p><bdi>{text(words)}</bdi></p>" for words in one.details)
    return f"<li><bdi>{text(one.label)}</bdi> {cell(one.ident)}{more}</li>"


def _more(count: int) -> Iterator[str]:
    if count > SHOWN:
        all_of_them = f"<code>{text(outline.ALL)}</code> writes them all"
        yield f"<p>{count - SHOWN:,} more of {count:,}; {all_of_them}.</p>"


def _rows(package: PackageReport, change: Change) -> Iterator[str]:
    """Yield the rows of a change, and what its changelog may say."""
    found = changed_rows(change)
    if found:
        yield f"<h2>{changes.ROWS} of <bdi>{text(outline.named(package))}</bdi></h2>"
    for those in found:
        yield from fold(text(those.title), opened=those.act != "added" and those.count <= FEW)
        yield from ("<ul>", *(_row(row) for row in those.tell(SHOWN)), "</ul>")
        yield from _more(those.count)
        yield "</details>"
    if change.changelog:
        lines = "\n".join(text(line) for line in change.changelog)
        yield from (*fold(changes.CHANGELOG), f"<pre>{lines}</pre>", "</details>")


def _row(row: RowChange) -> str:
    first = f"<li><p><bdi>{text(row.label)}</bdi> {cell(key(row))}</p>"
    words = _spoken(spoken(row))
    changed = pairs([(text(one.column), _cell(row, one)) for one in cells(row)], "cells")
    return "\n".join([first, *words, *changed, "</li>"])


def _spoken(told: Spoken | None) -> Iterator[str]:
    """Yield the words of a claim, and where they can be read."""
    if told is None:
        return
    if told.quote:
        yield f"<blockquote><bdi>“{text(told.quote)}”</bdi></blockquote>"
    if told.statement:
        yield f"<p><bdi>{text(told.statement)}</bdi></p>"
    if told.where:
        link = f' <a href="{text(told.link)}" rel="noopener noreferrer">{text(told.host)}</a>'
        yield f'<p class="soft"><bdi>{text(told.where)}</bdi>{link if told.link else ""}</p>'


def _cell(row: RowChange, one: CellChange) -> str:
    if row.act in ("added", "gone"):
        return cell(one.new or one.old)
    old = f'<span class="soft">{WITHHELD}</span>' if one.withheld else cell(one.old)
    return f"{old} → {cell(one.new)}"


def _head(report: Report) -> list[str]:
    nothing = [] if report.worst() else ["<p>Nothing was found.</p>"]
    return [f'<p class="soft">{text(outline.scope(report))}</p>', *_unjudged(report), *nothing]


def _unjudged(report: Report) -> list[str]:
    """Return why a run without findings does not pass."""
    items = [f"<li>{text(words)}</li>" for words in outline.unjudged(report)]
    return ['<div class="first">', "<ul>", *items, "</ul>", "</div>"] if items else []


def _table(sections: Iterable[outline.Section]) -> list[str]:
    rows = [
        f'<tr><td class="{s.severity}">{s.severity}</td><td><a'
        f' href="#{_anchor(s)}">{text(s.rule)}</a>{_known(s)}</td><td'
        f' class="number">{s.count:,}</td></tr>'
        for s in sections
    ]
    head = (
        '<tr><th scope="col">severity</th><th scope="col">rule</th><th scope="col"'
        ' class="number">findings</th></tr>'
    )
    return (
        ["<table>", f"<thead>{head}</thead>", "<tbody>", *rows, "</tbody>", "</table>"]
        if rows
        else []
    )


def _anchor(section: outline.Section) -> str:
    return f"{'known-' if section.known else ''}{section.rule}"


def _known(section: outline.Section) -> str:
    return f' <span class="soft">{outline.KNOWN}</span>' if section.known else ""


def _section(section: outline.Section) -> Iterator[str]:
    findings = section.tell(SHOWN)
    shared = outline.common_remedy(findings)
    title = f'<span class="{section.severity}">{section.severity}</span> {text(section.rule)}'
    aside = plural(section.count, "finding") + (f" {outline.KNOWN}" if section.known else "")
    yield from fold(
        title, _anchor(section), aside, section.severity == "error" and not section.known
    )
    yield f'<p class="soft">{text(section.why)}</p>'
    yield from pairs((label, text(words)) for label, words in shared.items())
    yield "<ol>"
    yield from (item(finding, shared) for finding in findings)
    yield "</ol>"
    yield from _more(section.told)
    yield "</details>"


def fold(title: str, name: str = "", aside: str = "", opened: bool = False) -> list[str]:
    """Return the lines that begin something folded; `</details>` ends it.

    Its title is HTML, and `#name` leads to it if it has one.
    """
    soft = f' <span class="soft">{text(aside)}</span>' if aside else ""
    ident = f' id="{text(name)}"' if name else ""
    return [
        f"<details{ident}{' open' if opened else ''}>",
        f"<summary><h2>{title}</h2>{soft}</summary>",
    ]


def pairs(labelled: Iterable[tuple[str, str]], kind: str = "") -> list[str]:
    """Return a list of labels with their HTML, if there are any."""
    lines = [f"<dt>{label}</dt><dd>{words}</dd>" for label, words in labelled]
    return [f'<dl class="{kind}">' if kind else "<dl>", *lines, "</dl>"] if lines else []


def item(finding: Finding, shared: Container[str] = ()) -> str:
    """Return a finding as an item, without what all of them share."""
    where = "".join(f", {label} {cell(value)}" for label, value in outline.where(finding))
    found = [(label, cell(value)) for label, value in outline.cell_and_suggestion(finding)]
    remedy = [
        (label, text(words))
        for label, words in outline.remedy(finding).items()
        if label not in shared
    ]
    place = f'<p class="soft">{cell(outline.place(finding))}{where}</p>'
    message = QUOTED.sub(r"“<bdi>\1</bdi>”", text(finding.message))
    return "\n".join(["<li>", f"<p>{message}</p>", place, *pairs([*found, *remedy]), "</li>"])


def _gaps(report: Report) -> list[str]:
    items = [f"<li>{text(line)}</li>" for line in outline.gaps(report)]
    if not items:
        return []
    return [*fold("Left out or not judged", "left-out"), "<ol>", *items, "</ol>", "</details>"]


def _packages(report: Report) -> list[str]:
    rows = [
        f"<tr><td>{cell(p.path)}</td><td>{text(p.name)}</td><td"
        f' class="number">{sum(p.rows.values()):,}</td></tr>'
        for p in report.packages
    ]
    head = (
        '<tr><th scope="col">package</th><th scope="col">name</th><th scope="col"'
        ' class="number">rows</th></tr>'
    )
    return ["<table>", f"<thead>{head}</thead>", "<tbody>", *rows, "</tbody>", "</table>"]
