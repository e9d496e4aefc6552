"""The report as one HTML file: nothing in it but our own tags, and no request to anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from contested.report import html, outline
from contested.results import PackageReport, Report
from contested.rules import RULES
from contested.text import visible
from hypothesis import given
from report.hostile import CELLS, carried, carrying, finding, texts
from report.reported import FAULTY, group, judged, whole

PLAIN = (
    "head",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "h3",
    "ul",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "ol",
    "li",
    "dt",
    "dd",
    "code",
    "bdi",
    "summary",
    "blockquote",
)
SOURCE = "https://host.example/"
"""What links to sources begin with, in reports that carry hostile text."""
ATTRIBUTES = {
    "html": {(("lang", "en"),)},
    "meta": {
        (("charset", "utf-8"),),
        (
            ("http-equiv", "Content-Security-Policy"),
            ("content", "default-src 'none'; style-src 'unsafe-inline'"),
        ),
        (("name", "viewport"), ("content", "width=device-width, initial-scale=1")),
    },
    "p": {(), (("class", "soft"),)},
    "span": {(("class", name),) for name in ("soft", "error", "warning", "info")},
    "td": {(), *((("class", name),) for name in ("number", "error", "warning", "info"))},
    "th": {(("scope", "col"),), (("scope", "col"), ("class", "number"))},
    "a": {(("href", f"#{known}{rule}"),) for rule in RULES for known in ("", "known-")},
    "dl": {(), (("class", "cells"),)},
    "div": {(("class", "first"),)},
    "details": (
        {(), (("open", None),)}
        | {
            attributes
            for name in [*RULES, *(f"known-{rule}" for rule in RULES), "left-out"]
            for attributes in ((("id", name),), (("id", name), ("open", None)))
        }
    ),
} | {tag: {()} for tag in PLAIN}
"""Every tag that a report may have, and the attributes that it may have."""
EMPTY = {"meta"}
REL = ("rel", "noopener noreferrer")


class Page(HTMLParser):
    """A page as a browser reads it: whether it holds only what is ours, and what it says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.style, self.opened = "", "", list[str]()
        self.feed(page)
        self.close()
        assert self.opened == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and str(attrs[0][1]).startswith(SOURCE):
            attrs = [("href", "#wrong-type")] if attrs[1:] == [REL] else attrs
        assert tuple(attrs) in ATTRIBUTES[tag]
        if tag not in EMPTY:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.opened[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data

    def handle_decl(self, decl: str) -> None:
        assert decl == "DOCTYPE html"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    unknown_decl = handle_pi = handle_comment


def written(report: Report) -> str:
    out = io.StringIO()
    html.write(report, out)
    return out.getvalue()


def is_ours(told: str) -> str:
    """The text of a page, after it was seen that there is nothing in it but what is ours."""
    page = Page(told)
    assert page.style.strip() == html.style().strip()
    assert [
        c
        for c in told
        if not c.isprintable()
        and c != "\n"
        and c in "\x00\x07\x1b\r\x85\u2028\u2029\u202e\u2066\u200b"
    ] == []
    return page.text


def test_a_faulty_package_is_told_whole() -> None:
    told = written(judged(FAULTY))
    assert told.replace(html.style().rstrip(), "STYLE") == whole("faulty.html")
    is_ours(told)


def test_nothing_found_is_said() -> None:
    told = written(judged())
    assert (told.count("<p>Nothing was found.</p>"), told.count("<table>")) == (1, 1)
    is_ours(told)


def test_the_style_asks_for_nothing_from_anywhere_and_suits_a_phone_a_printer_and_the_dark() -> (
    None
):
    style = html.style()
    assert re.findall(r"url|import|http|//|<", style) == []
    assert re.findall("@media (.*) {", style) == [
        "(prefers-color-scheme: dark)",
        "(max-width: 34rem)",
        "print",
    ]


def test_errors_come_before_warnings_before_the_rest_and_only_they_are_unfolded() -> None:
    first = finding("x")
    groups = (
        group(replace(first, rule="unused-row", severity="info")),
        group(replace(first, rule="missing-metadata", severity="warning")),
        group(first),
    )
    told = written(
        Report(
            (PackageReport("p", "p", groups, (), {}),),
            ("unused-row", "missing-metadata", "wrong-type"),
        )
    )
    assert re.findall("<details.*", told) == [
        '<details id="wrong-type" open>',
        '<details id="missing-metadata">',
        '<details id="unused-row">',
    ]


def test_what_several_findings_have_in_common_is_said_once() -> None:
    first = finding("x")
    told = written(
        Report(
            (PackageReport("p", "p", (group(first, replace(first, mend="Ask.")),), (), {}),),
            ("wrong-type",),
        )
    )
    assert (
        told.count("<dt>allowed</dt>"),
        told.count("<dt>mend</dt>"),
        told.index("<dt>allowed</dt>") < told.index("<ol>"),
    ) == (1, 2, True)


def test_of_a_million_findings_two_hundred_are_told_and_all_are_counted() -> None:
    asked: list[int | None] = []

    def tell(limit: int | None) -> Iterator[object]:
        asked.append(limit)
        return iter([finding("x")] * (limit or 0))

    groups = (replace(group(finding("x")), count=1_000_000, tell=tell), group(finding("x")))
    told = written(Report((PackageReport("p", "p", groups, (), {}),), ("wrong-type",)))
    assert (asked, told.count("<li>"), told.count('<td class="number">1,000,001</td>')) == (
        [200],
        200,
        1,
    )
    assert (
        "<p>999,801 more of 1,000,001; <code>--report json=report.json</code> writes them all.</p>"
        in told
    )
    is_ours(told)


def test_what_a_message_quotes_is_set_apart_from_it() -> None:
    assert "<p>“<bdi>سلام</bdi>” is wrong, سلام.</p>" in html.item(finding("سلام"))


@pytest.mark.parametrize("text", CELLS)
def test_a_hostile_path_key_or_cell_is_text_and_nothing_else(text: str) -> None:
    told, one = is_ours(written(carrying(text))), finding(text)
    assert [
        part
        for part in (one.message, one.allowed, one.mend, one.place.file)
        if outline.one_line(part) not in told
    ] == []
    assert [part for part in (f"{text}!", f"{text}?") if visible(part) not in told] == []


def test_hostile_cells_of_a_package_are_text_and_nothing_else() -> None:
    report = carried()
    told = is_ours(written(report))
    assert all(
        outline.one_line(f.message) in told
        for section in outline.sections(report)
        for f in section.tell(200)
    )


@given(texts)
def test_no_text_is_anything_but_text(text: str) -> None:
    told = is_ours(written(carrying(text)))
    assert outline.one_line(finding(text).message) in told
    assert visible(f"{text}!") in told
