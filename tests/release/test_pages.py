"""Pages of a release: README, and what all pages have in common."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from contested.package import find
from contested.release.content import Content
from contested.release.writers import EXPORTS
from contested.release.writers import WRITERS as WRITERS_OF_ALL
from contested.testing.specimen import changed
from markdown_it import MarkdownIt
from release.citations import saying
from release.folders import release_folder
from release.pages import ROOT, specimen, strange, written
from release.releases import content_of


def test_the_readme_says_what_there_is_and_picks_no_answer(tmp_path: Path) -> None:
    assert written(specimen(), tmp_path)["README.md"] == (
        Path(__file__).parent / "readme.md"
    ).read_text(encoding="utf-8")


def test_the_readme_tells_of_an_export_only_where_its_file_is_there(tmp_path: Path) -> None:
    exports = {"exports/{name}.sqlite": "open it with `sqlite3 {name}`", "exports/b": "not there"}
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "low-ford.sqlite").touch()
    told = written(specimen(), tmp_path, exports)["README.md"]
    assert (
        "- [exports/low-ford.sqlite](exports/low-ford.sqlite): open it with `sqlite3 low-ford`\n"
        in told
    )
    assert "exports/b" not in told


def test_every_writer_writes_what_it_is_named_by(tmp_path: Path) -> None:
    with release_folder(specimen(), WRITERS_OF_ALL) as folder:
        told = (folder / "README.md").read_text(encoding="utf-8")
        for path in (name.format(name="low-ford") for name in WRITERS_OF_ALL):
            assert (folder / path).exists(), path
        for path in (name.format(name="low-ford") for name in EXPORTS):
            assert f"- [{path}]({path}): " in told


def test_text_of_a_dataset_formats_nothing(tmp_path: Path) -> None:
    made = written(strange(), tmp_path)
    for name in ("README.md", "data-dictionary.md", "disagreement.md"):
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(made[name])
        inline = [child for token in tokens for child in token.children or []]
        assert not [one for one in (*tokens, *inline) if one.type.startswith("html")]
        assert not [one for one in inline if one.type in ("em_open", "strong_open", "s_open")]
    cells = [row for row in made["disagreement.md"].splitlines() if row.startswith("| Who")]
    assert cells == [r"| Who\_held\_\|Low\|\_\`Ford\`? | 3 | 3 | 3 | 3 | 3 | 2 | 0 | 2 |"]
    denied = r"| not: Guard\|\*of\*\|\<b\>Low\</b\> | Valley Council | 1 | 1 | 1 |"
    assert denied in made["disagreement.md"]
    assert r"Guard\|\*of\*\|\<b\>Low\</b\>" in made["disagreement.md"]


ENDS = "https://ostra.example/a_*b*>)](javascript:1)<img/src=x>`|\"'\\\u202e"
SHOWN = "https://ostra.example/a_*b*%3E)%5D(javascript:1)%3Cimg/src=x%3E%60%7C%22%27%5C%E2%80%AE"


def links(page: str) -> list[str]:
    """Return the addresses to which a page leads away from its folder."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
    inline = [child for token in tokens for child in token.children or []]
    assert not [one for one in (*tokens, *inline) if one.type in ("html_block", "html_inline")]
    assert not [one for one in inline if one.type == "image"]
    found = [str(one.attrs["href"]) for one in inline if one.type == "link_open"]
    return [address for address in found if ":" in address]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"homepage": "https://ostra.example/ford"}, ["https://ostra.example/ford"]),
        ({"id": "10.1234/low_ford.1"}, ["https://doi.org/10.1234/low_ford.1"]),
        ({"id": "10.1234/<a>b"}, ["https://doi.org/10.1234/%3Ca%3Eb"]),
        ({"homepage": ENDS}, [SHOWN]),
        ({"homepage": "javascript:alert(1)"}, []),
        ({"homepage": "https://ostra.example/a b"}, []),
    ],
)
def test_where_a_dataset_is_found_is_a_link_and_nothing_else_is(
    said: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    licence = {"licenses": [{"name": "own", "title": "Own", "path": ENDS}]}
    page = written(saying(said | licence), tmp_path)["README.md"]
    assert links(page) == [*expected, SHOWN]
    for address in expected:
        assert f"[Data set\\]. <{address}>\n" in page


def test_an_address_in_a_text_is_no_link(tmp_path: Path) -> None:
    page = written(saying({"title": "https://ostra.example or www.ostra.example"}), tmp_path)
    assert page["README.md"].startswith("# https\\://ostra.example or www\\.ostra.example\n")


def test_nothing_of_a_redacted_or_withdrawn_claim_is_told(tmp_path: Path) -> None:
    made = written(specimen("claims clm-j status=withdrawn answer=no"), tmp_path)
    assert not [name for name, text in made.items() if re.search("clm-[jl]", text)]
    assert not [
        name
        for name, text in made.items()
        if "redacted]" in text and not name.startswith("data-dictionary")
    ]
    assert (
        "qst-bridge,Should the bridge at Low Ford be reopened?,movement,"
        "false,false,false,false,0,0,0,0,0,0,0,0,0,0,0\n" in made["derived/disagreement.csv"]
    )


@pytest.mark.parametrize("package", ["specimen", "panjshir"])
def test_the_same_content_gives_the_same_bytes(package: str, tmp_path: Path) -> None:
    first, second = (
        written(
            (
                specimen()
                if package == "specimen"
                else content_of(find(ROOT / "datasets" / "panjshir-2021")[0])
            ),
            tmp_path / name,
        )
        for name in ("a", "b")
        if (tmp_path / name).mkdir() is None
    )
    assert first == second
    assert all(text.endswith("\n") and "\r" not in text for text in first.values())


def test_a_dataset_that_names_nobody_still_has_its_pages(tmp_path: Path) -> None:
    told = written(
        specimen(
            "descriptor -contributors ; descriptor -title ; descriptor -description ; descriptor"
            " -licenses"
        ),
        tmp_path,
    )
    assert told["README.md"].startswith("# low-ford\n\nVersion 1.0.0 of 2026-11-22.\n\nEach row")
    assert "names nobody" in told["README.md"]
    assert "CITATION.cff" not in told["README.md"]
    assert "The descriptor names none." in told["README.md"]


HOSTILE = (
    "</p></code></pre>--><script>alert(1)</script><img src=x onerror=alert(1)>'><svg onload=x>\n\n"
    "<iframe src=javascript:x>\n\n```\n<b>x</b>\n~~~\n<https://x.example> <a@b.example>"
)
LEADING = f"https://ostra.example/'>{HOSTILE}".split("\n")[0].replace(" ", "")
SAID: dict[str, Any] = {
    "title": "t",
    "description": "d",
    "keywords": ["k"],
    "licenses": [{"name": "CC-BY-4.0", "path": "p", "title": "t"}],
    "contributors": [{"title": "t", "path": "p", "organization": "o", "roles": ["creator"]}],
    "sources": [{"title": "t", "path": "p"}],
    "homepage": "h",
}
CELLS = {
    "claims clm-a": "statement",
    "actors act-guard": "name",
    "questions qst-control": "question",
    "sources src-radio": "title",
}


def said(text: str, address: str) -> Content:
    """Return a package in which texts are that text, and addresses that address."""

    def put(value: Any, name: str) -> Any:
        if isinstance(value, dict):
            return {key: put(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [put(one, name) for one in value]
        return address if name in ("homepage", "path") else value if name in KEPT else text

    made = changed(" ; ".join(f"{row} {name}={json.dumps(text)}" for row, name in CELLS.items()))
    made.descriptor |= {name: put(value, name) for name, value in SAID.items()}
    for one in made.descriptor["resources"]:
        one |= {"title": text, "description": text}
    return content_of(made.package())


KEPT = ("name", "roles")


class Elements(HTMLParser):
    """The elements of pages with the names of their attributes, and where they lead."""

    def __init__(self, made: dict[str, str]) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(made["data-dictionary.html"])
        for name in ("README.md", "data-dictionary.md", "disagreement.md"):
            self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(made[name]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(" ".join([tag, *(name for name, _ in attrs)]))
        self.addresses |= {str(value) for name, value in attrs if name in ("href", "src")}


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "JavaScript:x//https://a", LEADING],
)
def test_no_text_is_an_element_and_no_address_leads_anywhere_but_to_the_web(
    tmp_path: Path, address: str
) -> None:
    hostile, mild = said(HOSTILE, address), said("mild", "https://ostra.example/")
    made, usual = Elements(written(hostile, tmp_path)), Elements(written(mild, tmp_path))
    assert made.found <= usual.found
    assert all(re.match("(?!.*:)|https://ostra[.]example/", one) for one in made.addresses)
    writer = {"exports/datasette.json": WRITERS_OF_ALL["exports/datasette.json"]}
    with release_folder(hostile, writer) as folder:
        told = json.loads((folder / "exports" / "datasette.json").read_text(encoding="utf-8"))
    assert {told.get("source_url"), told.get("license_url")} <= {None, LEADING}
