"""README.md: what a release is, how to cite and open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from contested.citation import lines
from contested.citation.work import Work
from contested.release.archive import SUMS
from contested.release.citation import cff, datacite, zenodo
from contested.release.content import CHANGELOG, Content
from contested.release.docs import dictionary, disagreement, site
from contested.release.docs.pages import TablePage, table_pages
from contested.release.tables import DERIVED
from contested.text import markdown, markdown_address, markdown_code, markdown_table, plural

NAMED = 20
"""Contested questions, and positions of one, that the page names."""
NAME, MADE_WITH = "README.md", "Made with "
PAGES = {
    dictionary.MARKDOWN: "every table and column: type, meaning, example, vocabulary",
    dictionary.HTML: "the same as one page for a browser",
    site.PAGE: "who claims what, as pages to be read in a browser: open it by a double click",
    disagreement.PAGE: "what is contested: every position and claim, side by side",
    CHANGELOG: "what changed from version to version",
    "datapackage.json": "the descriptor, with the schema, size and digest of every table",
    cff.NAME: "the citation, for reference managers and code hosts",
    zenodo.NAME: "the same for Zenodo",
    datacite.NAME: "the same for archives that register DOIs",
}


def write(content: Content, folder: Path, exports: Mapping[str, str]) -> None:
    """Write the page, which lists the files that are there already.

    `exports` says how to open each export, by its path in the release.
    """
    page = "".join(f"{line}\n" for line in _page(content, folder, exports))
    (folder / NAME).write_text(page, encoding="utf-8", newline="\n")


def _page(content: Content, folder: Path, exports: Mapping[str, str]) -> Iterator[str]:
    cited = content.cited
    yield from (f"# {markdown(cited.title or cited.name)}", "")
    yield from (f"Version {markdown(cited.version)} of {cited.date}.", "")
    for block in filter(None, cited.description.split("\n\n")):
        yield from (markdown(block), "")
    yield (
        "Each row of `claims` is what one claimant asserted in one source. This dataset records who"
        " claimed what, when and through which"
    )
    yield "source; it does not say which claim is right, and has no table of facts."
    yield from _citation(cited)
    yield from _tables(content)
    yield from _contested(content)
    yield from _files(content, folder, exports)
    yield from _licence(cited)
    yield from _verify(content)


def _citation(cited: Work) -> Iterator[str]:
    yield from ("", "## Citation", "")
    if not cited.creators:
        yield (
            "The descriptor names nobody who made this dataset, so that it cannot be cited by name."
        )
        return
    where = lines.address(cited)
    link = f" {markdown_address(where)}" if where else ""
    yield from (markdown(lines.citation_words(cited)) + link, "")
    yield from ("```bibtex", *lines.bibtex(cited), "```")
    if not cited.doi:
        yield ""
        yield "This release has no DOI of its own yet; the archive that keeps it gives one."


def _tables(content: Content) -> Iterator[str]:
    heights = {name: _height(content, name) for name in content.tables} | {
        name: content.derived(name).height for name in DERIVED
    }
    pages = table_pages(content)
    yield from ("", "## Tables", "", "Recorded:", "")
    yield from _heights((page for page in pages if not page.is_derived), heights)
    yield from ("", "Derived from them when this release was made, and from nothing else:", "")
    yield from _heights((page for page in pages if page.is_derived), heights)


def _heights(pages: Iterable[TablePage], heights: Mapping[str, int]) -> list[str]:
    rows = [
        (markdown(one.name), markdown_code(one.path), f"{heights[one.name]:,}") for one in pages
    ]
    return markdown_table(("table", "file", "rows"), rows, 1)


def _height(content: Content, name: str) -> int:
    frame = content.loaded[name].frame
    return 0 if frame is None else frame.height


def _contested(content: Content) -> Iterator[str]:
    contested, positions = content.derived("contested_questions"), content.positions
    questions = plural(_height(content, "questions"), "question")
    claims = plural(int(positions["claim_count"].sum()), "active claim")
    yield from ("", "## What is contested", "")
    yield (
        f"{contested.height:,} of {questions} {'holds' if contested.height == 1 else 'hold'} a"
        f" claim in conflict with somebody else's. There are {plural(positions.height, 'position')}"
        f" in all,"
    )
    yield f"held in {claims}. No file of this release picks one of them."
    told = contested.head(NAMED).select("question_id", "question", "is_contested_now")
    if told.height:
        yield ""
    for ident, question, is_now in told.iter_rows():
        held = positions.filter(pl.col("question_id") == ident)["position"].to_list()
        shown = [*map(markdown, held[:NAMED]), *(["…"] if len(held) > NAMED else [])]
        since = "" if is_now else " (not among claims that stand)"
        yield f"- {markdown(question or ident)} {' / '.join(shown)}{since}"
    if contested.height > NAMED:
        yield f"- … and {contested.height - NAMED:,} more"
    yield from ("", f"[{disagreement.PAGE}]({disagreement.PAGE}) tells who says which of them.")


def _files(content: Content, folder: Path, exports: Mapping[str, str]) -> Iterator[str]:
    yield from ("", "## Files", "")
    yield from _links(folder, PAGES)
    named = {
        path.format(name=content.name): words.format(name=content.name)
        for path, words in exports.items()
    }
    links = list(_links(folder, named))
    if links:
        yield from ("", "## Exports", "")
        yield (
            "The same in other forms. Every claim stands by itself in each of them, beside all"
            " others."
        )
        yield from ("", *links)


def _links(folder: Path, words: Mapping[str, str]) -> Iterator[str]:
    for path, said in words.items():
        if (folder / path).exists():
            yield f"- [{path}]({path}): {said}"


def _licence(cited: Work) -> Iterator[str]:
    yield from ("", "## Licence", "")
    for one in cited.licences:
        name = markdown(one.title or one.url)
        link = f"[{name}]({markdown_address(one.url)})" if one.url else name
        yield f"- {link} ({markdown_code(one.spdx)})" if one.spdx else f"- {link}"
    if not cited.licences:
        yield "The descriptor names none."
    yield ""
    yield (
        "It is the data's licence. The documents that claims were found in have rights of their"
        " own: see `rights` in `sources`."
    )


def _verify(content: Content) -> Iterator[str]:
    yield from ("", "## How to check it", "", "In this folder:", "")
    yield from ("```", f"sha256sum --check {SUMS}", "```", "")
    yield (
        "With `contested` the rules are asked as well, and every file is made again from the"
        " recorded tables and compared:"
    )
    command = f"contested release --verify {content.name}-{content.version}.zip"
    yield from ("", "```", command, "```", "", f"{MADE_WITH}{content.made_with}.")
