"""Reviews on pages: the touched questions, as they are published and as they would be."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from contested.git.pairs import Pair
from contested.page import build
from contested.page.beside import Reviewed, pages
from contested.review.run import review_pair
from contested.testing.specimen import changed
from page.browsing import tab
from page.sites import faults, page, text

DAY = datetime.date(2021, 10, 1).toordinal()


def reviewed(line: str, base: str = "") -> dict[str, str]:
    """The files of the pages of one review."""
    pair = Pair(changed(base).package(), changed(line).package())
    change = review_pair(pair, [], [], DAY).change
    assert change is not None
    one = Reviewed("1", "Low Ford", "main of 1 October 2021", change.both and change.both())
    return {made.path: made.text for made in pages([one])}


def touched(told: dict[str, str]) -> list[str]:
    return sorted(one for one in told if one.startswith("1/questions/"))


def marked(told: dict[str, str], ident: str) -> list[tuple[str, list[str]]]:
    """On each side, the claims that are not alike on both."""
    sides = page(told, f"1/questions/{ident}.html").xpath("//section")
    return [
        (text(side.xpath("./h2")[0]), [one.get("aria-label") for one in _otherwise(side)])
        for side in sides
    ]


def _otherwise(side: Any) -> list[Any]:
    return list(side.xpath(".//div[@class='otherwise']/article"))


def test_only_touched_questions_have_pages_and_every_link_leads_somewhere() -> None:
    told = reviewed("claims clm-b polarity=")
    assert touched(told) == ["1/questions/qst-control.html"]
    assert faults(told) == []
    assert marked(told, "qst-control") == [
        ("As published", ["River Guard: River Guard", "Valley Council: not: River Guard"]),
        ("As proposed", ["River Guard: River Guard", "Valley Council: River Guard"]),
    ]


def test_a_claim_that_came_or_went_is_marked_on_its_side_alone() -> None:
    told = reviewed("claims -clm-j ; claims clm-c certainty=certain")
    assert touched(told) == ["1/questions/qst-bridge.html", "1/questions/qst-deaths.html"]
    (published, gone), (_, nothing) = marked(told, "qst-bridge")
    assert (published, len(gone), nothing) == ("As published", 1, [])
    assert [len(cards) for _, cards in marked(told, "qst-deaths")] == [1, 1]


def test_a_question_that_is_new_has_one_side() -> None:
    line = "questions qst-seat question_id=qst-new ; claims clm-g question_id=qst-new"
    told = reviewed(line)
    assert "1/questions/qst-new.html" in told
    assert "The question is not there." in told["1/questions/qst-new.html"]


def test_what_the_change_redacts_is_on_neither_side() -> None:
    line = (
        "claims clm-b status=redacted quote= statement=[redacted] answer=[redacted] ;"
        " relations -clm-b,contradicts,clm-a"
    )
    told = reviewed(line)
    assert touched(told) == ["1/questions/qst-control.html"]
    for words in ("does not hold Low", "did not hold Low"):
        assert not any(words in made for made in told.values())


def test_a_change_that_touches_no_question_says_so() -> None:
    told = reviewed("actors act-radio note=Seen.")
    assert "No question is touched." in told["index.html"]


def test_what_cannot_be_shown_says_why() -> None:
    told = {p.path: p.text for p in pages([Reviewed("1", "Ford", "main", None, "It is new.")])}
    assert "It is new." in told["index.html"]
    assert faults(told) == []


@pytest.mark.slow
def test_the_pages_open_in_a_browser(chromium: Any, tmp_path: Path) -> None:
    pair = Pair(changed().package(), changed("claims clm-b polarity=").package())
    change = review_pair(pair, [], [], DAY).change
    assert change
    assert change.both
    one = Reviewed("1", "Low Ford", "main", change.both())
    build.write(pages([one]), tmp_path / "site")
    with tab(chromium, tmp_path / "site") as here:
        opened = here.open("index.html")
        opened.get_by_role("link", name="Who held Low Ford").click()
        widths = opened.evaluate(
            "Array.from(document.querySelectorAll('section.position')).map(one =>"
            " one.getBoundingClientRect().width)"
        )
        assert max(widths) - min(widths) <= 1
        assert (here.complaints, here.outside) == ([], [])
