"""README.md of a release: what it is, how it is cited, what is in it, and how to check
and open it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from contested.release.archive import SUMS
from contested.release.citation import cff, datacite, lines, zenodo
from contested.release.citation.work import Work, work
from contested.release.content import Content
from contested.release.docs import dictionary, disagreement
from contested.release.docs.columns import table_pages
from contested.release.docs.markdown import code, table
from contested.text import markdown, plural

NAME = "README.md"
PAGES = {
    dictionary.MARKDOWN: "every table and column: type, meaning, example, vocabulary",
    dictionary.HTML: "the same as one page for a browser",
    disagreement.PAGE: "what is contested, and how much a table with one row a question would hide",
    "datapackage.json": "the descriptor, with the schema, size and digest of every table",
    cff.NAME: "the citation, for reference managers and code hosts",
    zenodo.NAME: "the same for Zenodo",
    datacite.NAME: "the same for archives that register DOIs",
}
EXPORTS = {
    "exports/{name}.sqlite": (
        "SQLite, with keys, vocabularies and views: `sqlite3 exports/{name}.sqlite`"
    ),
    "exports/datasette.json": (
        "metadata for Datasette: `datasette exports/{name}.sqlite --metadata"
        " exports/datasette.json`"
    ),
    "exports/parquet": (
        "Parquet, typed: `duckdb -c \"SELECT * FROM 'exports/parquet/claims.parquet'\"`"
    ),
    "exports/claims.geojson": (
        "GeoJSON of claims about places whose point is known, for any program that draws maps"
    ),
    "exports/dataset.jsonld": "JSON-LD in the words of schema.org",
    "exports/prov.json": "W3C PROV: the chain from claimant through relays to source",
    "exports/followthemoney": "FollowTheMoney, with one statement a claim",
    "croissant.json": (
        'Croissant: `mlcroissant.Dataset("croissant.json").records("claims")` in Python'
    ),
}
"""How to open each export, by its path in the release; those whose path is there are told."""


def write(content: Content, folder: Path) -> None:
    """Writes the page, which tells of the files that are there already."""
    (folder / NAME).write_text(
        "".join(f"{line}\n" for line in _page(content, folder)), encoding="utf-8", newline="\n"
    )


def _page(content: Content, folder: Path) -> Iterator[str]:
    cited = work(content)
    yield from (
        f"# {markdown(cited.title or cited.name)}",
        "",
        f"Version {markdown(cited.version)} of {cited.date}.",
        "",
    )
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
    yield from _files(content, folder)
    yield from _licence(cited)
    yield from _verify(content)


def _citation(cited: Work) -> Iterator[str]:
    yield from ("", "## Citation", "")
    if not cited.creators:
        yield (
            "The descriptor names nobody who made this dataset, so that it cannot be cited by name."
        )
        return
    yield from (markdown(lines.line(cited)), "", "```bibtex", *lines.bibtex(cited), "```")
    if not cited.doi:
        yield from (
            "",
            "This release has no DOI of its own yet; the archive that keeps it gives one.",
        )


def _tables(content: Content) -> Iterator[str]:
    pages = table_pages(content)
    derived = {
        "positions": content.positions.height,
        "contested_questions": content.contested_questions.height,
        "disagreement": _height(content, "questions"),
    }
    yield from ("", "## Tables", "", "Recorded:", "")
    recorded = [page for page in pages if not page.is_derived]
    yield from table(
        ("table", "file", "rows"),
        ((markdown(s.name), code(s.path), f"{_height(content, s.name):,}") for s in recorded),
        1,
    )
    yield from ("", "Derived from them when this release was made, and from nothing else:", "")
    yield from table(
        ("table", "file", "rows"),
        ((markdown(s.name), code(s.path), f"{derived[s.name]:,}") for s in pages if s.is_derived),
        1,
    )


def _height(content: Content, name: str) -> int:
    frame = content.loaded[name].frame
    return 0 if frame is None else frame.height


def _contested(content: Content) -> Iterator[str]:
    count, held = content.contested_questions.height, content.positions
    questions = _height(content, "questions")
    there = int(content.contested_questions["position_count"].sum())
    claims = int(held["claim_ids"].list.len().sum())
    yield from ("", "## What is contested", "")
    verb = "holds" if count == 1 else "hold"
    yield (
        f"{count:,} of {plural(questions, 'question')} {verb} a claim in conflict with somebody"
        f" else's, with {plural(there, 'position')} on them;"
    )
    yield (
        f"there are {plural(held.height, 'position')} in all, held in"
        f" {plural(claims, 'active claim')}. No file of this release picks one of them."
    )
    yield f"[{disagreement.PAGE}]({disagreement.PAGE}) tells more."


def _files(content: Content, folder: Path) -> Iterator[str]:
    there = {name: words for name, words in PAGES.items() if (folder / name).is_file()}
    yield from (
        "",
        "## Files",
        "",
        *(f"- [{name}]({name}): {words}" for name, words in there.items()),
    )
    exports = {
        path.format(name=content.name): words.format(name=content.name)
        for path, words in EXPORTS.items()
    }
    exports = {path: words for path, words in exports.items() if (folder / path).exists()}
    if exports:
        yield from (
            "",
            "## Exports",
            "",
            (
                "The same in other forms. Every claim stands by itself in each of them, beside all"
                " others."
            ),
            "",
        )
        yield from (f"- [{name}]({name}): {words}" for name, words in exports.items())


def _licence(cited: Work) -> Iterator[str]:
    yield from ("", "## Licence", "")
    for one in cited.licences:
        name = markdown(one.title or one.url)
        link = f"[{name}](<{one.url}>)" if one.url else name
        yield f"- {link} ({code(one.spdx)})" if one.spdx else f"- {link}"
    if not cited.licences:
        yield "The descriptor names none."
    yield from (
        "",
        (
            "It is the data's licence. The documents that claims were found in have rights of their"
            " own: see `rights` in `sources`."
        ),
    )


def _verify(content: Content) -> Iterator[str]:
    yield from (
        "",
        "## How to check it",
        "",
        "In this folder:",
        "",
        "```",
        f"sha256sum --check {SUMS}",
        "```",
        "",
    )
    yield from (
        (
            "With `contested` the rules are asked as well, and derived files compared with the"
            " recorded ones:"
        ),
        "",
    )
    yield from ("```", f"contested release --verify {content.name}-{content.version}.zip", "```")
