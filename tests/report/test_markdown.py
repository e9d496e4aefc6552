"""The report as Markdown: a table, then the rules folded, never too large, and nothing in it but
what is ours.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from contested.check.validate import choose_rules
from contested.report import inline, markdown, outline
from contested.results import PackageReport, Report
from contested.rules import RULES
from contested.text import visible
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report.hostile import CELLS, carried, carrying, finding, texts
from report.reported import FAULTY, group, judged, whole

OURS = {"details", "summary", "code", "br", "span", "b"}
TURNED = re.compile(
    r"@\w|#\w|://|(?i:www\.)|(?i:gh-\d)|:\w+:|(?<!\w)(?=[0-9]*[a-f])[0-9a-f]{7,40}(?!\w)"
)
"""What GitHub makes a link or a picture of, wherever it stands in text that is not code."""


def written(report: Report) -> str:
    out = io.StringIO()
    markdown.write(report, out)
    return out.getvalue()


def tokens(told: str) -> Iterator[Token]:
    for token in (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(told)
    ):
        yield token
        yield from token.children or ()


class Tags(HTMLParser):
    """The tags of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.ends: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.ends.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", ()))

    handle_decl = unknown_decl = handle_pi = handle_comment


def is_ours(told: str, pasted: Sequence[str] = ()) -> str:
    """The text of a report, after it was seen that it holds no image, no tag but ours, and no link
    but to sources; a fence only around what is to be pasted.
    """
    kinds = {
        "image",
        "s_open",
        "em_open",
        "code_block",
        "hr",
        "blockquote_open",
        "ordered_list_open",
        "definition",
    }
    text, depth = "", Counter[str]()
    for token in tokens(told):
        assert token.type not in kinds
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith("https://host.example/")
        assert token.tag not in ("h1", "h4", *(() if pasted else ("h3",)))
        if token.type == "fence":
            assert (token.content.splitlines(), token.info) == (list(pasted), "markdown")
        if token.type in ("html_inline", "html_block"):
            tags = Tags(token.content)
            assert {tag for tag, _ in tags.tags} <= OURS
            assert {attributes for _, attributes in tags.tags} <= {(), (("open", None),)}
            depth.update(tag for tag, _ in tags.tags if tag != "br")
            depth.subtract(tags.ends)
            text += tags.text
        elif token.type == "code_inline":
            text += token.content
        elif token.type in ("text", "text_special"):
            assert not TURNED.search(token.content)
            text += token.content
        else:
            text += " " if token.type == "softbreak" else ""
    assert set(depth.values()) <= {0}
    assert [c for c in told if c in "\x00\x07\x1b\r\x85\u2028\u2029\u202e\u2066\u200b"] == []
    return text.replace("\u200b", "")


def test_a_faulty_package_is_told_whole() -> None:
    assert written(judged(FAULTY)) == whole("faulty.md")


def test_nothing_found_is_said() -> None:
    told = written(judged())
    assert told.startswith(
        "## 0 errors, 0 warnings, 0 info\n\n`.`: 1 package, 13 claims, 48 rows,"
        f" {len(choose_rules())} rules.\n\nNothing was found.\n\n<details><summary>Left out"
    )


def test_what_several_findings_have_in_common_is_said_once() -> None:
    first = finding("x")
    told = written(
        Report(
            (PackageReport("p", "p", (group(first, replace(first, mend="Ask.")),), (), {}),),
            ("wrong-type",),
        )
    )
    assert (
        told.count("**allowed** x or y\n"),
        told.count("**allowed**"),
        told.count("**mend**"),
    ) == (1, 1, 2)


def test_many_packages_are_not_all_named() -> None:
    packages = tuple(PackageReport(f"p{n}", "p", (), (), {}) for n in range(5))
    assert (
        written(Report(packages, ())).splitlines()[2]
        == "`p0`, `p1`, `p2` and 2 more: 5 packages, 0 claims, 0 rows, 0 rules."
    )


def test_errors_come_before_warnings_before_the_rest_and_many_findings_are_folded() -> None:
    errors = [finding("x")] * 6
    groups = (
        group(replace(errors[0], rule="unused-row", severity="info")),
        group(replace(errors[0], rule="missing-metadata", severity="warning")),
        group(*errors),
    )
    told = written(
        Report(
            (PackageReport("p", "p", groups, (), {}),),
            ("unused-row", "missing-metadata", "wrong-type"),
        )
    )
    assert re.findall("<details.*", told) == [
        "<details><summary>error <code>wrong-type</code>: 6 findings</summary>",
        "<details><summary>warning <code>missing-metadata</code>: 1 finding</summary>",
        "<details><summary>info <code>unused-row</code>: 1 finding</summary>",
    ]


@pytest.mark.parametrize(
    ("text", "least"), [("x", 30_000), ("&|`" * 40, 5_000), ("\u202e" * 120, 5_000)]
)
def test_however_much_is_found_it_stays_below_60_kb_and_says_what_was_left_out(
    text: str, least: int
) -> None:
    many = [
        replace(finding(text), place=replace(finding(text).place, line=line)) for line in range(30)
    ]
    groups = tuple(
        group(*(replace(one, rule=rule, severity=RULES[rule].severity) for one in many))
        for rule in RULES
    )
    ignored = {f"dates-{n}": "y" * 1000 for n in range(100)}
    told = written(
        Report((PackageReport("p", "p", groups, (), {}),), tuple(RULES), {"ignored": ignored})
    )
    assert least < len(told.encode()) < 60_000
    assert all(f"| `{rule}` | 30 |" in told for rule in RULES)
    shown = len(re.findall("^- .*<br>`", told, re.M))
    assert sum(int(n) for n in re.findall(r"^([0-9]+) more of 30\.$", told, re.M)) + shown + 30 * (
        len(RULES) - told.count(": 30 findings")
    ) == 30 * len(RULES)
    assert told.endswith(
        "Not every finding is told here; `contested validate --report json=report.json` writes them"
        " all.\n"
    )
    assert "\n- and 96 more\n" in told
    is_ours(told)


def test_a_million_findings_are_not_told() -> None:
    asked: list[int | None] = []

    def tell(limit: int | None) -> Iterator[object]:
        asked.append(limit)
        return iter([finding("x")] * (limit or 0))

    million = replace(group(finding("x")), count=1_000_000, tell=tell)
    told = written(Report((PackageReport("p", "p", (million,), (), {}),), ("wrong-type",)))
    assert (asked, "999,975 more of 1,000,000." in told) == ([markdown.SHOWN], True)


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_in_code_and_in_a_sentence_stays_what_it_is(cell: str) -> None:
    code, text = inline.code(cell), inline.text(cell)
    expected = outline.one_line(cell)
    assert is_ours(f"- x {code} y") == f"x {expected or '(blank)'} y"
    assert is_ours(f"x {text} y") == f"x {expected} y"
    assert is_ours(f"| x | y |\n|---|---|\n| ax{text}xb | c |") == f"xyax{expected}xbc"


@pytest.mark.parametrize("text", CELLS)
def test_a_hostile_path_key_or_cell_is_text_and_nothing_else(text: str) -> None:
    told = is_ours(written(carrying(text)))
    one = finding(text)
    assert [
        part
        for part in (one.message, one.allowed, one.mend, one.place.file)
        if outline.one_line(part) not in told
    ] == []
    assert [part for part in (f"{text}!", f"{text}?") if visible(part) not in told] == []


def test_hostile_cells_of_a_package_are_text_and_nothing_else() -> None:
    for start in range(0, len(CELLS), 10):
        report = carried(CELLS[start : start + 10])
        told = is_ours(written(report))
        assert all(
            outline.one_line(f.message) in told
            for section in outline.sections(report)
            for f in section.tell(1)
        )


@given(texts)
def test_no_text_is_anything_but_text(text: str) -> None:
    told = is_ours(written(carrying(text)))
    assert outline.one_line(finding(text).message) in told
    assert visible(f"{text}!") in told
