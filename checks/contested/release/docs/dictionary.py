"""The data dictionary: every table and column, as Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contested.release.content import Content
from contested.release.docs import diagram
from contested.release.docs.pages import TablePage, table_pages
from contested.report.html import cell, opening, pairs, text
from contested.standard.columns import ColumnPage, columns_markdown
from contested.text import markdown, markdown_code

MARKDOWN, HTML = "data-dictionary.md", "data-dictionary.html"
DERIVED = "Derived: computed from the recorded tables, not recorded."
STYLE = """
.column { border-left: 3px solid var(--rule); padding: .1rem 0 .1rem .75rem; margin: 1rem 0; }
.column h3 { margin: 0; }
.column h3 .soft { font-weight: 400; }
.column details { border: 0; padding: .25rem 0; }
.column summary { color: var(--soft); }
nav ul { columns: 14rem; }
nav li { border: 0; margin: 0; padding: 0; break-inside: avoid; }
"""


def write(content: Content, folder: Path) -> None:
    """Write both files; the HTML asks for nothing from anywhere."""
    title = (
        f"Data dictionary: {content.descriptor.get('title') or content.name}, version"
        f" {content.version}"
    )
    pages = table_pages(content)
    for name, lines in ((MARKDOWN, _markdown(title, pages)), (HTML, _html(title, pages))):
        (folder / name).write_text(
            "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n"
        )


def _recorded(pages: list[TablePage]) -> list[TablePage]:
    return [page for page in pages if not page.is_derived]


def _markdown(title: str, pages: list[TablePage]) -> Iterator[str]:
    yield from (f"# {markdown(title)}", "")
    yield from ("```mermaid", *diagram.mermaid(_recorded(pages)), "```", "", markdown(diagram.NOTE))
    for page in pages:
        yield from ("", f"## {markdown(page.name)}", "", markdown(page.table.description), "")
        if page.is_derived:
            yield from (DERIVED, "")
        key = ", ".join(map(markdown_code, page.table.key)) or "none"
        yield from (f"File: {markdown_code(page.path)}. Key: {key}.", "")
        yield from columns_markdown(page.columns)


def _html(title: str, pages: list[TablePage]) -> Iterator[str]:
    yield from opening(title)
    yield from ("<style>", STYLE.strip(), "</style>")
    yield from ('<nav aria-label="Tables">', "<ul>")
    for page in pages:
        yield f'<li><a href="#{text(page.name)}">{text(page.name)}</a></li>'
    yield from ("</ul>", "</nav>")
    yield "<h2>How the tables point to each other</h2>"
    yield f'<p class="soft">{text(diagram.NOTE)}</p>'
    yield from pairs((cell(page.name), text(_targets(page))) for page in _recorded(pages))
    for page in pages:
        yield from _table_section(page)
    yield from ("</body>", "</html>")


def _targets(page: TablePage) -> str:
    targets = [f"{one.column} to {one.table}" for one in diagram.references(page)]
    return ", ".join(targets) or "to none"


def _table_section(page: TablePage) -> Iterator[str]:
    yield f'<h2 id="{text(page.name)}">{text(page.name)}</h2>'
    yield f"<p>{text(page.table.description)}</p>"
    if page.is_derived:
        yield f"<p>{DERIVED}</p>"
    key = ", ".join(map(cell, page.table.key)) or "none"
    yield f'<p class="soft">File {cell(page.path)}, key {key}</p>'
    for column in page.columns:
        yield from _column_section(page.name, column)


def _column_section(table: str, column: ColumnPage) -> Iterator[str]:
    mark = ' <span class="soft">key</span>' if column.is_key else ""
    yield f'<div class="column" id="{text(f"{table}.{column.name}")}">'
    yield f"<h3><code>{text(column.name)}</code>{mark}</h3>"
    yield f"<p>{text(column.description)}</p>"
    facts = {
        "type": text(column.type),
        "required": text(column.required),
        "example": cell(column.example) if column.example else "",
        "points to": ", ".join(map(cell, column.points_to)),
        "allowed": text("; ".join(column.allowed)),
    }
    yield from pairs((label, fact) for label, fact in facts.items() if fact)
    if column.words:
        yield from ('<details open="">', f"<summary>{len(column.words)} words</summary>")
        yield from pairs((cell(word), text(label)) for word, label in column.words)
        yield "</details>"
    yield "</div>"
