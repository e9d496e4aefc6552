"""The search: folded as the rules fold names, by the builder and by the script alike."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from contested.page import build
from contested.page.search import shelf
from contested.rules.columns.groups import name_words
from contested.testing.specimen import changed
from hypothesis import given
from hypothesis import strategies as st
from page.browsing import tab
from page.sites import facts_of, site

WORDS = [
    "Massoud",
    "MASSOUD",
    "کریمی",
    "كريمي",
    "José",
    "Straße",
    "Ḥamīd al-Qāsim",
    "O’Neill",
    "act-guard",
    "5 September",
    "شتل،",
    "a\u200bb",
    "İstanbul",
    "𝟚𝟘",
    "ΟΔΟΣ οδος",
    "ŉ ǰ ﬁ",
]
SCRIPT = re.compile(r'contested\.found\("(\w+)",(\d+),(.*)\);\n')


def loaded(told: dict[str, str], path: str) -> Any:
    found = SCRIPT.fullmatch(told[path])
    assert found
    return json.loads(found[3])


def found(told: dict[str, str], words: str) -> list[str]:
    """The addresses that the index gives for words, as the script would look them up."""
    sets = []
    for word in name_words(words):
        there = loaded(told, f"search/words-{shelf(word)}.js")
        sets.append({n for one, ns in there.items() if one.startswith(word) for n in ns})
    numbers = sorted(set.intersection(*sets)) if sets else []
    return [loaded(told, f"search/things-{n // 400}.js")[n % 400][2] for n in numbers]


def test_names_claims_documents_and_places_are_found_by_beginnings_of_their_words() -> None:
    told = site()
    assert "questions/qst-bridge.html" in found(told, "bridge reop")
    assert "actors/act-guard.html" in found(told, "RIVER guard")
    assert "places/loc-mill.html" in found(told, "old mill")
    assert "questions/qst-control.html#clm-b" in found(told, "does not hold")
    assert "sources/src-leaflet.html" in found(told, "leaflet")
    assert found(told, "nothing-of-this-kind") == []


def test_what_was_taken_out_is_not_found() -> None:
    told = site("claims clm-j status=withdrawn")
    assert found(told, "bridge should be reopened") == ["questions/qst-bridge.html"]


@pytest.mark.slow
def test_script_and_builder_fold_alike(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder) as here:
        page = here.open("search.html")
        told = page.evaluate("words => words.map(contested.words)", WORDS)
        assert told == [list(name_words(word)) for word in WORDS]


@pytest.mark.slow
def test_a_search_in_the_browser_finds_what_the_index_has(chromium: Any, tmp_path: Path) -> None:
    made = changed("actors act-guard native_name=کریمی native_language=fa")
    build.write(build.site(facts_of(made.package())), tmp_path / "site")
    with tab(chromium, tmp_path / "site") as here:
        page = here.open("search.html?find=كريمي")
        page.locator("#results a").first.wait_for()
        assert page.locator("#results a").first.get_attribute("href") == "actors/act-guard.html"
        page.fill("#words", "bridge")
        page.locator("#results a[href^='questions/qst-bridge']").first.wait_for()
        page.fill("#words", "xyzzy")
        page.get_by_text("Nothing here has these words").wait_for()
        assert (here.complaints, here.outside) == ([], [])


@given(st.text(min_size=1))
def test_every_word_has_one_shelf(word: str) -> None:
    assert 0 <= shelf(word) < 64
    assert shelf(word) == shelf(word[:2])
