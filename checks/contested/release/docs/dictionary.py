"""The data dictionary: every table and column of a release, as Markdown and as one HTML file that
asks for nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contested.release.content import Content
from contested.release.docs import diagram
from contested.release.docs.columns import ColumnPage, TablePage, table_pages
from contested.release.docs.markdown import code, table
from contested.report.html import cell, opening, pairs, text
from contested.text import markdown

MARKDOWN, HTML = "data-dictionary.md", "data-dictionary.html"
DERIVED = "Derived: computed from the recorded tables, not recorded."
STYLE = """
.column { border-left: 3px solid var(--rule); padding: .1rem 0 .1rem .75rem; margin: 1rem 0; }
.column h3 { margin: 0; }
.column h3 .soft { font-weight: 400; }
.column details { border: 0; padding: .25rem 0; }
.column summary { color: var(--soft); }
nav ul { columns: 10rem; }
nav li { border: 0; margin: 0; padding: 0; }
"""


def write(content: Content, folder: Path) -> None:
    """Writes both files."""
    pages = table_pages(content)
    for name, lines in ((MARKDOWN, _markdown(content, pages)), (HTML, _html(content, pages))):
        (folder / name).write_text(
            "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n"
        )


def _title(content: Content) -> str:
    return (
        f"Data dictionary: {content.descriptor.get('title') or content.name}, version"
        f" {content.version}"
    )


def _facts(column: ColumnPage) -> dict[str, list[str]]:
    """What is said of a column besides what it means, each under its label, cells and
    names apart.
    """
    return {
        "type": [column.kind],
        "required": [column.required],
        "example": [column.example] if column.example else [],
        "points to": list(column.points),
        "allowed": list(column.allowed),
    }


def _markdown(content: Content, pages: list[TablePage]) -> Iterator[str]:
    yield from (
        f"# {markdown(_title(content))}",
        "",
        "```mermaid",
        *diagram.mermaid(_recorded(pages)),
        "```",
        "",
        markdown(diagram.NOTE),
    )
    for page in pages:
        yield from ("", f"## {markdown(page.name)}", "", markdown(page.table.description))
        yield from (
            "",
            *([DERIVED, ""] if page.is_derived else []),
            f"File: {code(page.path)}. Key: {', '.join(map(code, page.table.key)) or 'none'}.",
            "",
        )
        yield from table(
            ("column", "type", "required", "meaning", "example", "points to", "allowed"),
            map(_cells, page.columns),
        )
        for column in page.columns:
            if column.words:
                yield from ("", f"Words of {code(column.name)}:", "")
                yield from (
                    f"- {code(word)}{f': {markdown(label)}' if label else ''}"
                    for word, label in column.words
                )


def _cells(column: ColumnPage) -> list[str]:
    facts = _facts(column)
    name = code(column.name) + (" (key)" if column.is_key else "")
    rest = [", ".join(code(one) for one in facts[label]) for label in ("example", "points to")]
    return [
        name,
        markdown(column.kind),
        markdown(column.required),
        markdown(column.description),
        *rest,
        markdown("; ".join(column.allowed)),
    ]


def _html(content: Content, pages: list[TablePage]) -> Iterator[str]:
    yield from opening(_title(content))
    yield from ("<style>", STYLE.strip(), "</style>")
    yield from ('<nav aria-label="Tables">', "<ul>")
    yield from (f'<li><a href="#{text(page.name)}">{text(page.name)}</a></li>' for page in pages)
    yield from (
        "</ul>",
        "</nav>",
        "<h2>How the tables point to each other</h2>",
        f'<p class="soft">{text(diagram.NOTE)}</p>',
    )
    yield from pairs((cell(page.name), text(_pointing(page))) for page in _recorded(pages))
    for page in pages:
        yield from _section(page)
    yield from ("</body>", "</html>")


def _recorded(pages: list[TablePage]) -> list[TablePage]:
    return [page for page in pages if not page.is_derived]


def _pointing(page: TablePage) -> str:
    pointing = [f"{one.column} to {one.table}" for one in diagram.references(page)]
    return ", ".join(pointing) or "to none"


def _section(page: TablePage) -> Iterator[str]:
    yield from (
        f'<h2 id="{text(page.name)}">{text(page.name)}</h2>',
        f"<p>{text(page.table.description)}</p>",
    )
    if page.is_derived:
        yield f"<p>{DERIVED}</p>"
    yield (
        f'<p class="soft">File {cell(page.path)}, key'
        f" {', '.join(map(cell, page.table.key)) or 'none'}</p>"
    )
    for column in page.columns:
        mark = ' <span class="soft">key</span>' if column.is_key else ""
        yield f'<div class="column" id="{text(f"{page.name}.{column.name}")}">'
        yield f"<h3><code>{text(column.name)}</code>{mark}</h3>"
        yield f"<p>{text(column.description)}</p>"
        yield from pairs(
            (label, _said(label, values)) for label, values in _facts(column).items() if values
        )
        if column.words:
            yield from (
                '<details open="">',
                f"<summary>{len(column.words)} words</summary>",
                *pairs((cell(word), text(label)) for word, label in column.words),
                "</details>",
            )
        yield "</div>"


def _said(label: str, values: list[str]) -> str:
    return (
        ", ".join(map(cell, values))
        if label in ("example", "points to")
        else text("; ".join(values))
    )
