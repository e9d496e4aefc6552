"""The site in real Firefox, from the server and from disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from page.bidi import Firefox, firefox
from page.browsing import KINDS

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="needs Firefox, which .ci/install brings"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Firefox]:
    assert PROGRAM
    with firefox(PROGRAM) as running:
        yield running


@pytest.mark.parametrize("top", ["folder", "served"])
def test_no_page_complains_or_asks_anybody_else(
    top: str, browser: Firefox, request: pytest.FixtureRequest
) -> None:
    given = request.getfixturevalue(top)
    address = given.as_uri() if isinstance(given, Path) else given
    browser.complaints.clear()
    browser.requests.clear()
    for path in KINDS.values():
        browser.open(f"{address}/{path}")
        assert browser.evaluate("document.getElementById('theme').hidden") is False
    assert browser.complaints == []
    assert [one for one in browser.requests if not one.startswith((address, "data:"))] == []


def test_a_search_finds_and_leads_to_what_it_found(browser: Firefox, folder: Path) -> None:
    browser.open(f"{folder.as_uri()}/search.html?find=Massoud")
    found = browser.evaluate(
        "new Promise(go => { const look = () => document.querySelector('#results a')"
        " ? go(document.querySelector('#results a').getAttribute('href'))"
        " : setTimeout(look, 20); look(); })"
    )
    assert (folder / str(found).partition("#")[0]).is_file()
