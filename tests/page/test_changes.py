"""Changes since an older version: a page, and a feed that readers of feeds take."""

from __future__ import annotations

import datetime
from typing import Any

from contested.git.pairs import Pair
from contested.page.facts import Facts
from contested.review.run import review_pair
from contested.testing.specimen import changed
from lxml import etree
from page.sites import facts, facts_of, faults, files, page, site, text, texts

ATOM = "{http://www.w3.org/2005/Atom}"


def since(line: str) -> Facts:
    """The changed specimen, with what became of it since the specimen itself."""
    head = changed(line).package()
    day = datetime.date(2021, 10, 1).toordinal()
    change = review_pair(Pair(changed().package(), head), [], [], day).change
    return facts_of(head, change=change)


def test_without_an_older_version_there_is_neither_page_nor_feed() -> None:
    assert not {"changes.html", "feed.xml"} & site().keys()


def test_a_changed_claim_is_told_before_and_after_with_a_link() -> None:
    told = files(since("claims clm-b certainty=possible ; claims clm-j status=withdrawn"))
    node = page(told, "changes.html")
    assert faults(told) == []
    assert [text(one) for one in node.xpath("//h2")][:2] == [
        "Questions on which positions or voices changed",
        "Claims that were changed",
    ] or "Claims that were changed" in [text(one) for one in node.xpath("//h2")]
    assert "certain → possible" in text(node)
    assert node.xpath("//a[@href='questions/qst-control.html#clm-b']")
    assert "Claims that the curators withdrew" in text(node)


def test_the_feed_is_atom_with_an_entry_for_each_changed_claim() -> None:
    told = files(since("claims clm-b certainty=possible ; descriptor created=2021-09-03"))
    feed: Any = etree.fromstring(told["feed.xml"].encode())
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert part.find(f"{ATOM}{name}").text
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}category").get("term") == "changed"
    assert "certain → possible" in entry.find(f"{ATOM}content").text
    assert entry.find(f"{ATOM}link").get("href") == "questions/qst-control.html#clm-b"


def test_what_a_redaction_took_out_stands_in_neither() -> None:
    line = (
        "claims clm-b quote= statement=[redacted] answer=[redacted] status=redacted ;"
        " relations -clm-b,contradicts,clm-a"
    )
    told = files(since(line))
    for name in ("changes.html", "feed.xml"):
        assert "does not hold" not in told.get(name, "")
        assert "did not hold" not in told.get(name, "")


def test_nothing_changed_is_said() -> None:
    told = page(files(since("actors act-guard note=Seen.")), "changes.html")
    assert "No question became contested or stopped being so" in texts(told, "state")[-1]
    assert "actors: 1 changed" in text(told)
    assert facts().change is None
