"""Pages in a real browser, which tells of every complaint and of every request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KINDS = {
    "index": "index.html",
    "question": "questions/qst-panjshir-control.html",
    "numbers": "questions/qst-resistance-killed.html",
    "running": "questions/qst-civilians-killed.html",
    "changing": "questions/qst-paryan-control.html",
    "actor": "actors/act-ali-nazary.html",
    "side": "sides/act-nrf.html",
    "document": "sources/src-haaretz-2021-09-03.html",
    "place": "places/loc-panjshir.html",
    "map": "map.html",
    "timeline": "timeline.html",
    "answers": "matrix.html",
    "matters": "matters/index.html",
    "topic": "topics/control.html",
    "actors": "actors.html",
    "documents": "documents.html",
    "search": "search.html?find=panjshir",
    "reading": "reading.html",
    "data": "data.html",
}
"""One page of each kind, of the second reference dataset."""


class Tab:
    """A page of a browser, with all that it complained of and asked for."""

    def __init__(self, page: Any, top: str) -> None:
        self.page, self.top = page, top.rstrip("/")
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda one: self.complaints.append(one.text))
        page.on("pageerror", lambda one: self.complaints.append(str(one)))
        page.on("request", lambda one: self.requests.append(one.url))

    def open(self, path: str) -> Any:
        self.page.goto(f"{self.top}/{path}")
        return self.page

    @property
    def outside(self) -> list[str]:
        """What was asked of anybody but the site."""
        return [one for one in self.requests if not one.startswith(self.top)]


@contextmanager
def tab(browser: Any, top: Path | str, **options: Any) -> Iterator[Tab]:
    """A new tab on a site, which is a folder or an address."""
    address = top.as_uri() if isinstance(top, Path) else top
    context = browser.new_context(**options)
    try:
        yield Tab(context.new_page(), address)
    finally:
        context.close()


def pixels(text: str) -> float:
    return float(re.sub("px$", "", text))
