"""The site in real Chromium: silent, inert, in reach of the keyboard, and as equal as it says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from page.browsing import KINDS, pixels, tab

AXE = Path(sys.prefix) / "readers/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 1280)
QUESTION = KINDS["question"]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("top", ["folder", "served"])
def test_no_page_complains_or_asks_anybody_else(
    top: str, chromium: Any, request: pytest.FixtureRequest
) -> None:
    with tab(chromium, request.getfixturevalue(top)) as here:
        for path in KINDS.values():
            here.open(path)
        assert (here.complaints, here.outside) == ([], [])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.skipif(not AXE.is_file(), reason=f"needs {AXE}, which make readers installs")
def test_axe_finds_nothing(width: int, scheme: str, chromium: Any, folder: Path) -> None:
    view = {"width": width, "height": 900}
    options = {"viewport": view, "color_scheme": scheme, "bypass_csp": True}
    found = {}
    with tab(chromium, folder, **options) as here:
        for kind, path in KINDS.items():
            page = here.open(path)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.add_script_tag(path=str(AXE))
            told = page.evaluate(
                "tags => axe.run(document, {preload: false, runOnly: tags})"
                ".then(told => told.violations.map(v => v.id + ': ' + v.nodes[0].html))",
                TAGS,
            )
            if told:
                found[kind] = told
    assert found == {}


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_no_page_is_wider_than_the_screen(width: int, chromium: Any, folder: Path) -> None:
    with tab(chromium, folder, viewport={"width": width, "height": 800}) as here:
        wide = {
            kind: excess
            for kind, path in KINDS.items()
            if (
                excess := here.open(path).evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
            )
        }
    assert wide == {}


def test_one_follows_a_question_to_its_claim_source_and_actor(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder) as here:
        page = here.open("index.html")
        page.get_by_role("link", name="Which force controlled Panjshir province").first.click()
        page.wait_for_url("**/questions/qst-panjshir-control.html")
        page.locator(".card .end a").first.click()
        page.wait_for_url("**/qst-panjshir-control.html#clm-*")
        claim = page.url.rpartition("#")[2]
        assert page.locator(f"#{claim}:target").is_visible()
        page.locator(f"#{claim} .way .paper a").first.click()
        page.wait_for_url("**/sources/src-*.html")
        assert page.locator(f"#{claim}").is_visible()
        page.locator(f"#{claim} .who a").first.click()
        page.wait_for_url("**/actors/act-*.html")
        assert page.locator(f"a[href$='#{claim}']").first.is_visible()
        assert here.complaints == []


def test_everything_is_reached_by_the_keyboard(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder) as here:
        page = here.open("index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        page.locator(".ask a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/questions/*.html")
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("details[open]").count() == 1
        page.locator("#theme").focus()
        page.keyboard.press("Space")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"


def test_a_claim_that_is_folded_away_opens_where_it_is_linked(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder) as here:
        page = here.open(QUESTION)
        claim = page.locator("details.more .card").first.get_attribute("id")
        page = here.open(f"{QUESTION}?again#{claim}")
        assert page.locator(f"#{claim}").is_visible()
        here.open(QUESTION)
        page.evaluate("address => { location.hash = address }", claim)
        page.locator(f"#{claim}").wait_for(state="visible")


@pytest.mark.parametrize("width", WIDTHS)
def test_positions_have_equal_weight_however_many_claims_they_have(
    width: int, chromium: Any, folder: Path
) -> None:
    with tab(chromium, folder, viewport={"width": width, "height": 900}) as here:
        page = here.open(QUESTION)
        told = page.evaluate(
            """Array.from(document.querySelectorAll('.position')).map(one => {
                const heading = one.querySelector('h3'), style = getComputedStyle(heading);
                const count = query => one.querySelectorAll(query).length;
                return [one.getBoundingClientRect().width, style.fontSize, style.fontWeight,
                    style.color, heading.innerText, count(':scope > .card'), count('.card')];
            })"""
        )
        counts = [one[6] for one in told]
        assert max(counts) >= 3 * min(counts)
        widths = [one[0] for one in told]
        assert max(widths) - min(widths) <= 1
        assert len({tuple(one[1:4]) for one in told}) == 1
        assert all(one[5] <= 3 for one in told)
        assert not any(sign.isdigit() for one in told for sign in one[4])
        cells = page.evaluate(
            "Array.from(document.querySelectorAll('.glance li')).map(one =>"
            " one.getBoundingClientRect().width)"
        )
        assert max(cells) - min(cells) <= 1


def test_all_that_is_drawn_has_one_ink(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder) as here:
        for kind in ("numbers", "running", "changing", "timeline"):
            page = here.open(KINDS[kind])
            fills = page.evaluate(
                "Array.from(new Set(Array.from(document.querySelectorAll("
                "'.solid, .cap, .tint, .dot')).map(one => getComputedStyle(one).fill)))"
            )
            assert len(fills) == 1, kind


def test_a_reader_marks_a_side_and_the_address_keeps_it(chromium: Any, served: str) -> None:
    with tab(chromium, served) as here:
        page = here.open(QUESTION)
        page.get_by_role("button", name="Taliban", exact=True).click()
        marked = page.locator(".card.marked").count()
        assert marked > 0
        assert page.url.endswith("?side=act-taliban")
        page.reload()
        assert page.locator(".card.marked").count() == marked
        page.get_by_role("button", name="Taliban", exact=True).click()
        assert page.locator(".card.marked").count() == 0


def test_the_index_is_filtered(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder) as here:
        page = here.open("index.html?find=Saleh")
        shown = page.locator(".ask:visible h3").all_inner_texts()
        assert shown
        assert all("Saleh" in one for one in shown)
        page.fill("#filter", "nothing is called so")
        assert page.locator(".ask:visible").count() == 0
        assert page.locator("#found").inner_text() == "No question here has these words"


def test_without_a_script_all_is_there_and_no_control_is_dead(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder, java_script_enabled=False) as here:
        page = here.open(QUESTION)
        for control in ("#theme", ".copy", ".marker", "#filter"):
            assert page.locator(f"{control}:visible").count() == 0
        page.locator("details.more summary").first.click()
        assert page.locator("details.more .card").first.is_visible()
        page = here.open("search.html")
        assert page.locator("noscript p").is_visible()
        assert page.locator("#search:visible").count() == 0


def test_a_page_is_printed_with_its_citation_and_without_its_controls(
    chromium: Any, folder: Path
) -> None:
    with tab(chromium, folder) as here:
        page = here.open(QUESTION)
        assert page.pdf().startswith(b"%PDF")
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        for gone in (".head nav", ".marker", "#theme", ".copy"):
            assert page.locator(f"{gone}:visible").count() == 0
        assert page.get_by_text("Cite as").is_visible()
        widths = page.evaluate(
            "Array.from(document.querySelectorAll('.position')).map(one =>"
            " one.getBoundingClientRect().width)"
        )
        assert max(widths) - min(widths) <= 1


def test_paper_is_white_and_ink_is_dark_whatever_the_scheme(chromium: Any, folder: Path) -> None:
    with tab(chromium, folder, color_scheme="dark") as here:
        page = here.open(QUESTION)
        page.emulate_media(media="print")
        style = "getComputedStyle(document.body)"
        assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
        assert pixels(page.evaluate(f"{style}.fontSize")) > 10
