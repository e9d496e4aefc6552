"""Long pages: parts of one size, in which every claim keeps its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from contested.page import build
from contested.page.facts import Facts
from contested.page.questions import POINTERS
from contested.page.writing import PART, parts
from contested.testing.specimen import changed
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from page.browsing import tab
from page.sites import facts_of, faults, files, page

MANY = 2_000
LARGEST = 300_000


@cache
def crowded() -> Facts:
    """A question on which two thousand claims are made, most of them with one answer."""
    made = changed()
    first = next(row for row in made.tables["claims"] if row["claim_id"] == "clm-a")
    for number in range(MANY):
        answer = {"polarity": "denies"} if number % 100 == 0 else {}
        made.tables["claims"].append(first | answer | {"claim_id": f"clm-many-{number:05}"})
    return facts_of(made.package())


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    return files(crowded())


def parts_of(told: dict[str, str]) -> list[str]:
    names = [one for one in told if re.fullmatch(r"questions/qst-control(-part-\d+)?\.html", one)]
    return sorted(names, key=lambda one: int((re.findall(r"\d+", one) or ["1"])[-1]))


def test_no_page_is_large(told: dict[str, str]) -> None:
    sizes = {name: len(text.encode()) for name, text in told.items() if name.endswith(".html")}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert len(parts_of(told)) > 2
    assert faults(told) == []


def test_every_claim_is_on_one_part_and_its_own_address_leads_there(told: dict[str, str]) -> None:
    first, *others = parts_of(told)
    node = page(told, first)
    there = {one.get("id"): one.get("href") for one in node.xpath("//p[@class='pointers']/a")}
    here = set(node.xpath("//article/@id"))
    assert not here & there.keys()
    claims = {f"clm-many-{number:05}" for number in range(MANY)}
    assert claims <= here | there.keys()
    for name in others:
        for ident in page(told, name).xpath("//article/@id"):
            assert there[ident] == f"{Path(name).name}#{ident}"


def test_every_part_has_both_positions_from_the_first_on(told: dict[str, str]) -> None:
    headings = [
        [one.text_content() for one in page(told, name).xpath("//section/h3")]
        for name in parts_of(told)
    ]
    assert headings[0] == ["River Guard", "not: River Guard"]
    assert all(one[0] == "River Guard" for one in headings)


@pytest.mark.slow
def test_a_claim_far_down_is_reached_with_and_without_a_script(
    told: dict[str, str], tmp_path: Path, chromium: Any
) -> None:
    site = tmp_path / "site"
    build.write(build.site(crowded()), site)
    last = page(told, parts_of(told)[-1]).xpath("//article/@id")[-1]
    for options in ({}, {"java_script_enabled": False}):
        with tab(chromium, site, **options) as here:
            opened = here.open(f"questions/qst-control.html#{last}")
            if options:
                opened.locator(f"#{last}").click()
            opened.wait_for_url(f"**/qst-control-part-*.html#{last}")
            assert opened.locator(f"#{last}").is_visible() or options


def test_pointers_are_so_few_that_they_have_room() -> None:
    assert POINTERS * 2 * 45 < LARGEST


@given(st.lists(st.integers(0, 3 * PART), max_size=12), st.integers(1, PART))
def test_runs_keep_order_and_have_room(sizes: list[int], first: int) -> None:
    def made() -> Iterator[tuple[int, Markup]]:
        for number, size in enumerate(sizes):
            yield number, Markup("x" * size)

    runs = parts(made(), first)
    assert [number for run in runs for number, _ in run] == list(range(len(sizes)))
    for number, run in enumerate(runs):
        room = PART if number else first
        assert len(run) <= 1 or sum(len(text) for _, text in run) <= room
