"""The report as one HTML file, which asks for nothing from anywhere: to be read on any screen,
printed, or sent to somebody.

It runs no script and the browser is told to allow none, so that even text that was not escaped
could do nothing. Every piece of text that comes from a data package is escaped all the same, and a
cell is set apart (`bdi`), since cells in Dari or Arabic would otherwise reorder the words around
them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TextIO

from contested.report import changes, outline
from contested.results import CellChange, Change, Finding, PackageReport, Report, RowChange
from contested.text import plural

SHOWN = 200
"""Findings of one rule that are told; of the others there is the number."""
FEW = 25
"""Changed rows of a table up to which they are shown unfolded."""
MANY = 10
"""Things of one kind that the change means, from beyond which on they are folded."""
QUOTED = re.compile("“([^“”]*)”")
"""What a message quotes, which is mostly a cell."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report, out: TextIO) -> None:
    """Writes the file, rule by rule, so that no more than one rule's findings are held at once."""
    sections, changed = outline.sections(report), changes.changed(report)
    body = [*(_title(report) if report.compares else []), *_head(report), *_table(sections)]
    out.writelines(
        line + "\n"
        for line in opening(
            f"{'Review' if report.compares else 'Findings'}: {outline.counted(report)}"
        )
    )
    out.writelines(line + "\n" for line in body)
    for section in sections:
        out.writelines(line + "\n" for line in _section(section))
    for package, change in changed:
        out.writelines(line + "\n" for line in _rows(package, change))
    out.writelines(
        line + "\n" for line in [*_beside(report), *_packages(report), "</body>", "</html>"]
    )


@cache
def style() -> str:
    """The style sheet, which every page holds whole."""
    return (Path(__file__).parent / "html.css").read_text(encoding="utf-8")


def opening(title: str) -> list[str]:
    """A page up to and with its first heading."""
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
    """Text from anywhere, of which HTML makes nothing, neither in an element nor in an
    attribute.
    """
    return html.escape(outline.line(words))


def cell(typed: str | None) -> str:
    """A cell as it was typed, set apart from the words around it."""
    return (
        f"<code><bdi>{text(typed)}</bdi></code>" if typed else '<span class="soft">(blank)</span>'
    )


def _title(report: Report) -> Iterator[str]:
    """Of each package what became of it, what to look at first and what the change means; then the
    findings begin.
    """
    for path, words in changes.unchanged(report):
        yield f"<p>{cell(path)}: {text(words)}</p>"
    for package, change in changes.changed(report):
        yield f"<h2>{cell(package.path)}, compared with {cell(change.base)}</h2>"
        yield from pairs((label, text(words)) for label, words in changes.facts(change))
        if suspect := changes.suspicions(change):
            yield from (
                '<div class="first">',
                f"<h3>{changes.FIRST}</h3>",
                "<ul>",
                *(f"<li>{text(words)}</li>" for words in suspect),
                "</ul>",
                "</div>",
            )
        for part in changes.meaning(change, SHOWN):
            is_long = part.count > MANY and not part.is_first
            yield from (
                fold(part.heading, aside=f"{part.count:,}")
                if is_long
                else [f"<h3>{part.heading}</h3>"]
            )
            yield from ("<ul>", *(_item(one) for one in part.items), "</ul>")
            if part.count > SHOWN:
                yield f"<p>{_more(part.count - SHOWN, part.count)}</p>"
            yield from ["</details>"] if is_long else []
    yield f"<h2>{changes.FINDINGS}</h2>"
    if also := outline.known(report):
        yield f"<p>{changes.KNOWN}: {also}.</p>"


def _item(one: changes.Item) -> str:
    told = "".join(f"<p><bdi>{text(words)}</bdi></p>" for words in one.told)
    return f"<li><bdi>{text(one.label)}</bdi> {cell(one.ident)}{told}</li>"


def _rows(package: PackageReport, change: Change) -> Iterator[str]:
    """The rows of a change, by table and by what became of them, and what to put into the
    changelog.
    """
    found = changes.sheets(change)
    if found:
        yield f"<h2>{changes.ROWS} of {cell(package.path)}</h2>"
    for sheet in found:
        yield from fold(text(sheet.title), opened=sheet.act != "added" and sheet.count <= FEW)
        yield from ("<ul>", *(_row(row) for row in sheet.tell(SHOWN)), "</ul>")
        if sheet.count > SHOWN:
            yield f"<p>{_more(sheet.count - SHOWN, sheet.count)}</p>"
        yield "</details>"
    if change.changelog:
        lines = "\n".join(text(line) for line in change.changelog)
        yield from (*fold(changes.CHANGELOG), f"<pre>{lines}</pre>", "</details>")


def _row(row: RowChange) -> str:
    told = [(text(one.column), _cell(row, one)) for one in changes.cells(row)]
    return "\n".join(
        [
            f"<li><p><bdi>{text(row.label)}</bdi> {cell(changes.key(row))}</p>",
            *pairs(told, "cells"),
            "</li>",
        ]
    )


def _cell(row: RowChange, one: CellChange) -> str:
    if row.act in ("added", "gone"):
        return cell(one.new or one.old)
    old = f'<span class="soft">{changes.WITHHELD}</span>' if one.withheld else cell(one.old)
    return f"{old} → {cell(one.new)}"


def _more(left: int, count: int) -> str:
    return f"{left:,} more of {count:,}; <code>{text(outline.ALL)}</code> writes them all."


def _head(report: Report) -> list[str]:
    nothing = [] if report.worst() else ["<p>Nothing was found.</p>"]
    return [f'<p class="soft">{text(outline.judged(report))}</p>', *nothing]


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
    shared = outline.shared(findings)
    title = f'<span class="{section.severity}">{section.severity}</span> {text(section.rule)}'
    aside = plural(section.count, "finding") + (f" {outline.KNOWN}" if section.known else "")
    yield from fold(
        title, _anchor(section), aside, section.severity == "error" and not section.known
    )
    yield f'<p class="soft">{text(section.why)}</p>'
    yield from pairs((label, text(told)) for label, told in shared.items())
    yield "<ol>"
    yield from (item(finding, shared) for finding in findings)
    yield "</ol>"
    if section.count > len(findings):
        yield f"<p>{_more(section.count - len(findings), section.count)}</p>"
    yield "</details>"


def fold(title: str, name: str = "", aside: str = "", opened: bool = False) -> list[str]:
    """The lines that begin something folded, whose title is HTML and to which `#name` leads if it
    has one; `</details>` ends it.
    """
    beside = f' <span class="soft">{text(aside)}</span>' if aside else ""
    named = f' id="{text(name)}"' if name else ""
    return [
        f"<details{named}{' open' if opened else ''}>",
        f"<summary><h2>{title}</h2>{beside}</summary>",
    ]


def pairs(told: Iterable[tuple[str, str]], kind: str = "") -> list[str]:
    """Labels with what they say, which is HTML; nothing where there are none."""
    lines = [f"<dt>{label}</dt><dd>{said}</dd>" for label, said in told]
    return [f'<dl class="{kind}">' if kind else "<dl>", *lines, "</dl>"] if lines else []


def item(finding: Finding, shared: Container[str] = ()) -> str:
    """A finding as one item of a list, without what was said of all of them."""
    where = "".join(f", {label} {cell(value)}" for label, value in outline.where(finding))
    found = [(label, cell(value)) for label, value in outline.found(finding)]
    remedy = [
        (label, text(told))
        for label, told in outline.remedy(finding).items()
        if label not in shared
    ]
    place = f'<p class="soft">{cell(outline.place(finding))}{where}</p>'
    message = QUOTED.sub(r"“<bdi>\1</bdi>”", text(finding.message))
    return "\n".join(["<li>", place, f"<p>{message}</p>", *pairs([*found, *remedy]), "</li>"])


def _beside(report: Report) -> list[str]:
    told = [f"<li>{text(line)}</li>" for line in outline.left_out(report)]
    return (
        [*fold("Left out or not judged", "left-out"), "<ol>", *told, "</ol>", "</details>"]
        if told
        else []
    )


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
