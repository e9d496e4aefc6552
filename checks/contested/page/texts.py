"""Pages of words: how to read the site; its data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contested.page.facts import Facts
from contested.page.ranges import Amount, Scale
from contested.page.spans import Axis, mark
from contested.page.writing import Page, render

EXAMPLES = {
    "700": Amount(700, 700, 700, 700),
    "about 600": Amount(600, 600, 550, 650, is_about=True),
    "150 to 200": Amount(150, 200, 150, 200),
    "700 or more, over 700": Amount(700, None, 700, None),
    "up to 300, fewer than 300": Amount(None, 300, None, 300),
    "700, denied": Amount(700, 700, 700, 700, is_denied=True),
    "700, gone back on by its claimant": Amount(700, 700, 700, 700, stands=False),
}


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the two pages."""
    scale = Scale(0, 1000, 200)
    axis = Axis(738_000, 738_008)
    days = {
        "on one day, or on all of these days": mark(axis, 738_002, 738_004),
        "at some time in these days": mark(axis, 738_002, 738_005, within=True),
        "by this day": mark(axis, None, 738_004),
        "from this day on": mark(axis, 738_003, None),
        "around these days; the day is in doubt": mark(axis, 738_002, 738_005, doubt=True),
    }
    numbers = {words: scale.bar(amount) for words, amount in EXAMPLES.items()}
    yield render("reading.html", "reading.html", **site, numbers=numbers, days=days)
    yield render("data.html", "data.html", **site)
