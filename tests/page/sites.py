"""Sites of small packages, and their pages as a parser of HTML reads them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from contested.check.load import load
from contested.derived.claimed import Claimed
from contested.package import Package, find_one
from contested.page import build
from contested.page.facts import Facts
from contested.testing.specimen import changed
from lxml import html

DATASETS = Path(__file__).parents[2] / "datasets"
BOUNDARIES = Path(__file__).parents[2] / "docs/boundaries/afghanistan.geojson"
Files = Mapping[str, str]


def facts(line: str = "", **more: Any) -> Facts:
    """What a site tells of the specimen, changed."""
    return facts_of(changed(line).package(), **more)


def facts_of(package: Package, **more: Any) -> Facts:
    return Facts(Claimed.of(load(package)), dict(package.descriptor), **more)


def files(told: Facts) -> dict[str, str]:
    return {page.path: page.text for page in build.site(told)}


@cache
def site(line: str = "") -> dict[str, str]:
    """The files of the specimen's site."""
    return files(facts(line))


@cache
def reference(name: str) -> dict[str, str]:
    """The files of a reference dataset's site."""
    return files(facts_of(find_one(DATASETS / name)))


def page(told: Files, path: str) -> Any:
    return html.document_fromstring(told[path])


def pages(told: Files) -> Iterator[tuple[str, Any]]:
    """Every page with its address."""
    for path in told:
        if path.endswith(".html"):
            yield path, page(told, path)


def text(node: Any) -> str:
    """What a part of a page says, blanks aside."""
    return " ".join(node.text_content().split())


def texts(node: Any, *classes: str) -> list[str]:
    """What the parts of a class say, each by itself."""
    query = "//".join(f"*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in classes)
    return [text(one) for one in node.xpath(f".//{query}")]


def faults(told: Files) -> list[str]:
    """What no page may have: links that lead nowhere, ids that stand twice, what CSP forbids."""
    anchors = {path: Counter(node.xpath("//@id")) for path, node in pages(told)}
    return [*_doubled(anchors), *_forbidden(told), *_broken(told, anchors)]


def _doubled(anchors: Mapping[str, Counter[str]]) -> Iterator[str]:
    for path, counted in anchors.items():
        yield from (f"{path}: {name} twice" for name, times in counted.items() if times > 1)


def _forbidden(told: Files) -> Iterator[str]:
    for path, node in pages(told):
        if node.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"):
            yield f"{path}: style or script in the page"
        yield from (f"{path}: loads {one}" for one in node.xpath("//@src") if ":" in one)
        policy = node.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        if not policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';"):
            yield f"{path}: its policy is {policy}"


def _broken(told: Files, anchors: Mapping[str, Counter[str]]) -> Iterator[str]:
    for path, node in pages(told):
        for href in node.xpath("//@href"):
            parts = urlsplit(href)
            if parts.scheme:
                if parts.scheme not in ("http", "https"):
                    yield f"{path}: leads to {href}"
                continue
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))
            there = there if parts.path else path
            if there not in told:
                yield f"{path}: {href} leads nowhere"
            elif parts.fragment and not {parts.fragment, unquote(parts.fragment)} & {
                *anchors.get(there, ())
            }:
                yield f"{path}: {href} has no such place"
