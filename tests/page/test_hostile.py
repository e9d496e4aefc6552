"""Hostile cells: whatever stands in a cell is shown, and does nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from contested.page import build
from contested.testing.specimen import Specimen, changed
from hypothesis import given
from hypothesis import strategies as st
from page.browsing import tab
from page.sites import facts_of, faults, files, page, pages

CELLS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</bdi></article><svg onload=alert(1)>",
    '"><a href="javascript:alert(1)">x</a>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    '=HYPERLINK("http://evil.example")',
    "javascript:alert(1)",
    "\u202egnp.exe \u2066x\u2069",
    "\x00\x1b[2J\x07",
    "]]><!-- x",
    "&lt;b&gt;",
    "سلام " * 40,
]
OURS = {"script", "link", "meta", "svg", "a"}


def carrying(cell: str) -> Specimen:
    """The specimen with a text in every cell of words, addresses included."""
    made = changed()
    for table in ("claims", "questions", "sources", "actors", "locations"):
        for row in made.tables[table]:
            for column in ("statement", "quote", "note", "question", "title", "name", "url"):
                if column in row:
                    row[column] = f"{cell} {next(iter(row.values()))}" if column == "name" else cell
            for column in ("native_name", "matter", "also_known_as", "locator", "unit"):
                if row.get(column) is not None and column in row:
                    row[column] = cell
    made.descriptor |= {"title": cell, "description": cell}
    return made


@pytest.mark.parametrize("cell", CELLS)
def test_a_hostile_cell_is_text_and_nothing_else(cell: str) -> None:
    told = files(facts_of(carrying(cell).package()))
    plain = files(facts_of(carrying("plain words").package()))
    assert faults(told) == []
    for path, node in pages(told):
        tags = [one.tag for one in node.iter() if isinstance(one.tag, str)]
        shape = [one.tag for one in page(plain, path).iter() if isinstance(one.tag, str)]
        assert {*tags} <= {*shape} | OURS, path
        assert tags.count("script") == 1
    shown = [text for path, text in told.items() if not path.endswith(".csv")]
    assert not any(sign in text for text in shown for sign in "\x00\x07\x1b\u202e")


@given(st.text(min_size=1, max_size=30))
def test_no_cell_breaks_a_link_or_a_page(cell: str) -> None:
    kept = (sign for sign in cell if sign.isprintable() or sign in "\u202e\u2028")
    cell = "".join(kept) or "x"
    assert faults(files(facts_of(carrying(cell).package()))) == []


@pytest.mark.slow
def test_hostile_pages_run_nothing_and_stay_on_the_screen(chromium: Any, tmp_path: Path) -> None:
    long = "<b>" + "x" * 100_000
    for number, cell in enumerate(["<script>alert(1)</script><img src=x onerror=alert(1)>", long]):
        site = tmp_path / str(number)
        build.write(build.site(facts_of(carrying(cell).package())), site)
        with tab(chromium, site, viewport={"width": 390, "height": 800}) as here:
            here.page.on("dialog", lambda one: here.complaints.append(one.message))
            for path in ("index.html", "questions/qst-control.html", "actors/act-guard.html"):
                opened = here.open(path)
                assert opened.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
                )
            opened.goto(f"{site.as_uri()}/search.html?find=script")
            opened.locator("#found", has_text=re.compile("found|Nothing")).wait_for()
            assert (here.complaints, here.outside) == ([], [])


def test_what_was_redacted_is_nowhere() -> None:
    line = "claims clm-j status=redacted statement=[redacted] answer=[redacted] note="
    told = files(facts_of(changed(line).package()))
    assert not any("The bridge should be reopened." in page for page in told.values())
    assert "Redacted by the curators" in told["questions/qst-bridge.html"]
