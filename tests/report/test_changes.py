"""The reports of a review: what they tell of a change, and that no text of it is anything
but text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any, TextIO

import jsonschema_rs
import pytest
from contested.report import (
    REPORTS,
    changes,
    github,
    gitlab,
    html,
    junit,
    markdown,
    meaning,
    outline,
    rows,
    text,
)
from contested.report import json as machine
from contested.results import CellChange, Change, Kind, Meaning, PackageReport, Report, RowChange
from contested.text import visible
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from report import test_github, test_html, test_markdown
from report.hostile import CELLS, change, finding, reviewed, texts
from report.reported import group, written
from report.test_json import SCHEMA
from report.test_sarif import run_of

UNSEEN = "\x00\x07\x1b\r\x85\u2028\u2029\u202e\u2066\u200b"


def carried(form: str, given: str) -> str:
    """What a form makes of a review that carries a text everywhere, after it was seen that nothing
    in it is anything but text.
    """
    report = reviewed(given)
    told = written(REPORTS[form], report)
    if form == "markdown":
        return test_markdown.is_ours(
            told, [outline.one_line(line) for line in change(given).changelog]
        )
    if form == "html":
        return test_html.is_ours(told)
    if form == "github":
        test_github.are_ours(report)
    assert [c for c in told if c in UNSEEN] == []
    return told


def expected(given: str) -> list[str]:
    row = next(change(given).tell("claims", "changed", 1))
    one = rows.cells(row)[0]
    said = [f"{given} · x", f"{given}?", f"{given} changed", f"main:{given}"]
    return [
        *(outline.one_line(words) for words in said),
        rows.key(row),
        one.old or "",
        one.new or "",
    ]


@pytest.mark.parametrize("form", ["text", "github", "markdown", "html"])
@pytest.mark.parametrize("given", CELLS)
def test_a_hostile_row_label_meaning_or_changelog_is_text_and_nothing_else(
    form: str, given: str
) -> None:
    told = " ".join(carried(form, given).split())
    if form == "github":
        told = told.replace("# #[", "##[").replace(": :", "::")
    wanted = [" ".join(part.split()) for part in expected(given)]
    assert [
        part
        for part in wanted
        if (part.replace(": :", "::") if form == "github" else part) not in told
    ] == []


@settings(deadline=None, max_examples=50)
@given(texts)
def test_no_text_of_a_change_is_anything_but_text(given: str) -> None:
    for form in ("text", "github", "markdown", "html"):
        carried(form, given)


@settings(deadline=None, max_examples=30)
@given(st.one_of(st.sampled_from(CELLS), texts))
def test_the_forms_for_programs_are_read_back_whatever_a_change_carries(given: str) -> None:
    report = reviewed(given)
    parsed = json.loads(written(machine.write, report))
    jsonschema_rs.validator_for(SCHEMA).validate(parsed)
    assert parsed["changes"][0]["label"] == f"{given} · x"
    assert len(json.loads(written(gitlab.write, report))) == len(run_of(report)["results"]) == 4
    assert len(list(JUnitXml.fromstring(written(junit.write, report).encode()))) == 8


def test_a_review_tells_facts_suspicions_meaning_findings_rows_and_changelog_in_order() -> None:
    headings = [
        changes.FIRST,
        meaning.CONTESTED,
        meaning.UNCONTESTED,
        *meaning.HEADINGS.values(),
        changes.FINDINGS,
        "mend",
        "claims: 1 gone",
        changes.CHANGELOG,
    ]
    for write in (text.write, markdown.write, html.write):
        told = written(write, reviewed("z"))
        assert (
            write,
            places := [told.index("compared with"), *(told.rindex(one) for one in headings)],
        ) == (write, sorted(places))


def test_what_the_published_version_has_too_is_marked_and_comes_after_what_is_new() -> None:
    told = written(text.write, reviewed("z"))
    assert re.findall("^[^ ]*: error ([^:]*): .*?((?:also .*)?)$", told, re.M) == [
        ("vanished-row", ""),
        ("wrong-type", ""),
        ("wrong-type", ""),
        ("wrong-type", "also in the published version)"),
    ]
    assert told.endswith(
        ": 3 new errors, 0 new warnings, 0 new info; also in the published version: 1 error\n"
    )
    told = written(markdown.write, reviewed("z"))
    assert told.startswith(
        "## Review: 3 new errors, 0 new warnings, 0 new info\n\nAlso in the published version: 1"
        " error.\n"
    )
    assert [line for line in told.splitlines() if line.startswith("| error")] == [
        "| error | `vanished-row` | 1 |",
        "| error | `wrong-type` | 2 |",
        "| error | `wrong-type` (also in the published version) | 1 |",
    ]
    assert [
        one["known"] for one in json.loads(written(machine.write, reviewed("z")))["findings"]
    ] == [False, False, False, True]


def test_annotations_are_of_what_is_new_and_what_is_gone_has_a_file_but_no_line() -> None:
    told = [
        line for line in written(github.write, reviewed("z")).splitlines() if line.startswith("::")
    ]
    assert [line.split("::")[1] for line in told] == [
        "error file=p/z/new.csv,title=vanished-row",
        "error file=p/z/claims.csv,line=3,col=19,title=wrong-type (1 of 2)",
        "error file=p/z/claims.csv,line=3,col=19,title=wrong-type (2 of 2)",
    ]
    assert "%0APublished at: p/z/claims.csv:3:19%0A" in told[0]


def test_code_scanning_and_code_quality_know_what_is_new_and_find_what_is_gone() -> None:
    results = run_of(reviewed("z"))["results"]
    assert [one["baselineState"] for one in results] == ["new", "new", "new", "unchanged"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    assert (places[2]["artifactLocation"], places[2]["region"]) == (
        {"uri": "p/z/new.csv"},
        {"startLine": 1},
    )
    issues = json.loads(written(gitlab.write, reviewed("z")))
    assert issues[2]["location"] == {"path": "p/z/new.csv", "lines": {"begin": 1}}
    assert ["(also in the published version)" in one["description"] for one in issues] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(("only_new", "failed"), [(False, ["wrong-type"]), (True, [])])
def test_where_only_what_is_new_is_to_fail_a_known_error_fails_no_case(
    only_new: bool, failed: list[str]
) -> None:
    known = replace(group(replace(finding("z"), known=True)), known=True)
    report = Report(
        (PackageReport("p", "p", (known,), (), {}, Change("same", "b")),),
        ("wrong-type",),
        {"only_new": only_new},
    )
    cases = [
        case
        for suite in JUnitXml.fromstring(written(junit.write, report).encode())
        for case in suite
    ]
    assert [
        case.name for case in cases for result in case.result if type(result).__name__ == "Failure"
    ] == failed


def alone(told: Change) -> Report:
    return Report((PackageReport("p", "p", (), (), {}, told),), (), {"base": "main"})


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (Change("same", "b"), "nothing changed since b"),
        (
            Change("same", "b", reformatted=1),
            "nothing changed since b; 1 row is only written otherwise",
        ),
        (Change("new", ""), "a new package; nothing is published that it could be compared with"),
        (Change("removed", "main:p"), "published, and no longer there"),
    ],
)
def test_of_a_package_that_did_not_change_is_new_or_gone_there_is_one_line(
    told: Change, line: str
) -> None:
    assert written(text.write, alone(told)).splitlines()[0] == f"p: {line}"
    assert written(markdown.write, alone(told)).splitlines()[2] == f"- `p`: {line}"
    assert f"<p><code><bdi>p</bdi></code>: {line}</p>" in written(html.write, alone(told))


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        (
            Change(
                "changed",
                "b",
                "1.0.0",
                "1.1.0",
                "MINOR",
                "1.1.0",
                "2 new rows in claims",
                counts={"claims": {"added": 2}},
            ),
            {
                "version": (
                    "1.0.0 → 1.1.0; the change asks for 1.1.0 or later (MINOR): 2 new rows in"
                    " claims"
                ),
                "rows": "claims: 2 added",
                "meaning": changes.NOTHING,
            },
        ),
        (
            Change(
                "changed",
                "b",
                "v1",
                "v1",
                "PATCH",
                "",
                "x",
                counts={"claims": {"changed": 1}, "actors": {"gone": 1, "added": 1000}},
                reformatted=2,
            ),
            {
                "version": "still v1; the change asks for a PATCH version: x",
                "rows": "claims: 1 changed; actors: 1 gone, 1,000 added",
                "as before": "2 rows are only written otherwise",
                "meaning": changes.NOTHING,
            },
        ),
        (
            Change(
                "same",
                "b",
                unfollowed=2,
                uncompared=("claims in head: no", "actors in base: no"),
                untold="claims could not be compared",
            ),
            {
                "not followed": (
                    "2 rows whose id is blank or stands twice, in both versions together"
                ),
                "not compared": "claims in head: no; actors in base: no",
                "meaning": "unknown: claims could not be compared",
            },
        ),
        (
            Change("changed", "b", "", "1.0.0", meaning=(Meaning("contested", "q", "Q?"),)),
            {"version": "none → 1.0.0"},
        ),
    ],
)
def test_the_facts_of_a_change(told: Change, facts: dict[str, str]) -> None:
    assert dict(changes.facts(told)) == facts
    assert changes.changed_packages(alone(told)) == [(alone(told).packages[0], told)]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a", "b", ("a", "b")),
        (None, "b" * 200, (None, "b" * 160 + "…")),
        (
            "word " * 40 + "one more",
            "word " * 40 + "two more",
            ("…" + "word " * 7 + "one more", "…" + "word " * 7 + "two more"),
        ),
        ("x" * 100, "x" * 100 + "y", ("…" + "x" * 40, "…" + "x" * 40 + "y")),
        (
            "one " + "word " * 60,
            "two " + "word " * 60,
            (("one " + "word " * 60)[:160] + "…", ("two " + "word " * 60)[:160] + "…"),
        ),
        ("a\u00a0b", "a b", ("a⟨no-break space⟩b", "a b")),
    ],
)
def test_a_long_cell_is_cut_around_what_changed_in_it(
    old: str | None, new: str | None, shown: tuple[str | None, str | None]
) -> None:
    (one,) = rows.cells(RowChange("claims", ("c",), "changed", "", (CellChange("note", old, new),)))
    assert (one.old, one.new) == shown


def test_of_a_new_row_what_it_is_about_is_told_and_of_a_changed_one_all_that_changed() -> None:
    cells = tuple(CellChange(name, None, "x") for name in ("note", "answer", "statement"))
    assert [one.column for one in rows.cells(RowChange("claims", ("c",), "added", "", cells))] == [
        "statement",
        "answer",
    ]
    assert [one.column for one in rows.cells(RowChange("x-photos", ("c",), "gone", "", cells))] == [
        "note",
        "answer",
        "statement",
    ]
    assert [
        one.column for one in rows.cells(RowChange("claims", ("c",), "redacted", "", cells))
    ] == ["note", "answer", "statement"]


def test_what_is_told_of_a_question_is_told_in_one_place_and_long_lists_are_folded() -> None:
    kinds: dict[Kind, tuple[str, ...]] = {
        "contested": ("",),
        "position gained": ("affirms 7", "affirms 8"),
        "position lost": ("denies 9",),
        "voice gained": ("A",),
        "voice lost": ("B", "C"),
    }
    meaning = [
        Meaning(kind, "qst-q", "Q?", words) for kind, told in kinds.items() for words in told
    ]
    meaning += [Meaning("voice lost", f"qst-{n}", f"{n}?", "D") for n in range(11)]
    told = written(markdown.write, alone(Change("changed", "b", meaning=tuple(meaning))))
    assert (
        "**Now contested**\n\n- Q? `qst-q`<br>positions that came: affirms 7; affirms"
        " 8<br>positions that went: denies 9<br>heard now: A<br>no longer heard: B;"
        " C\n\n<details><summary><b>Questions on which positions or voices changed</b>:"
        " 11</summary>\n\n- 0? `qst-0`<br>no longer heard: D\n" in told
    )
    told = written(text.write, alone(Change("changed", "b", meaning=tuple(meaning))))
    assert (
        "\nNow contested\n    Q? (qst-q)\n        positions that came: affirms 7; affirms 8\n"
        in told
    )
    page = written(html.write, alone(Change("changed", "b", meaning=tuple(meaning))))
    assert (
        "<h3>Now contested</h3>\n<ul>\n<li><bdi>Q?</bdi>"
        " <code><bdi>qst-q</bdi></code><p><bdi>positions that came: affirms 7; affirms 8</bdi></p>"
        in page
    )
    assert (
        "<details>\n<summary><h2>Questions on which positions or voices changed</h2> <span"
        ' class="soft">11</span></summary>' in page
    )


@pytest.mark.parametrize("line", ["```", "````` x", "~~~", "    ```"])
def test_no_line_of_the_changelog_ends_the_fence_around_it(line: str) -> None:
    told = written(
        markdown.write, alone(Change("changed", "b", changelog=("## 1.0.0", line, "<h1>")))
    )
    assert "<h1>" not in test_markdown.is_ours(told, ["## 1.0.0", line, "<h1>"])


def test_what_a_redaction_took_out_is_not_repeated() -> None:
    cells = (
        CellChange("answer", None, "[redacted]", withheld=True),
        CellChange("quote", None, None, withheld=True),
        CellChange("status", "active", "redacted"),
    )
    told = alone(
        Change(
            "changed",
            "b",
            counts={"claims": {"redacted": 1}},
            tell=lambda *_: iter([RowChange("claims", ("c",), "redacted", "label", cells)]),
        )
    )
    assert (
        "        answer: (withheld) → [redacted]\n        quote: (withheld) → (blank)\n       "
        " status: active → redacted\n" in written(text.write, told)
    )
    assert (
        "<br>`answer`: (withheld) → `[redacted]`<br>`quote`: (withheld) → (blank)<br>`status`:"
        " `active` → `redacted`\n" in written(markdown.write, told)
    )
    assert (
        '<dd><span class="soft">(withheld)</span> → <code><bdi>[redacted]</bdi></code></dd>'
        in written(html.write, told)
    )


@pytest.mark.parametrize(
    ("given", "least"),
    [("x", 20_000), ("&|`" * 40, 20_000), ("\u202e" * 120, 20_000), ("<" * 1000, 10_000)],
)
def test_however_large_the_change_the_markdown_stays_below_60_kb_and_says_what_was_left_out(
    given: str, least: int
) -> None:
    one = reviewed(given, rows=1000)
    many = replace(
        one.packages[0].change or Change("same", ""),
        meaning=tuple(
            replace(one, about=f"q{n}") for one in change(given).meaning for n in range(50)
        ),
    )
    told = written(
        markdown.write,
        replace(
            one,
            packages=tuple(
                replace(one.packages[0], change=many, path=f"p{n}/{given}") for n in range(20)
            ),
        ),
    )
    assert least < len(told.encode()) < 60_000
    assert told.endswith(
        "Not everything is told here; `contested review --report json=report.json` writes it all.\n"
    )
    assert told.count("<details") == told.count("</details>")
    assert told.splitlines()[0].startswith("## Review: ")


def test_what_a_change_means_is_cut_only_where_no_finding_and_no_row_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = alone(
        Change(
            "changed",
            "b",
            meaning=tuple(Meaning("contested", f"qst-{n}", "Q?") for n in range(25)),
            counts={"claims": {"changed": 25}},
            tell=lambda _, act, limit: islice(
                (RowChange("claims", (f"clm-{n}",), act, "label") for n in range(25)), limit
            ),
        )
    )
    many = group(*(finding("x") for _ in range(25)))
    packages = tuple(replace(one.packages[0], groups=(many,), path=f"p{n}") for n in range(2))
    report, shown = replace(one, packages=packages), []
    for largest in (60_000, 3_500, 2_500, 1_500, 1_100, 900, 750):
        monkeypatch.setattr(markdown, "LARGEST", largest)
        told = written(markdown.write, report)
        assert len(told.encode()) <= largest
        shown.append(tuple(told.count(sign) for sign in ("found", "label", "- Q?", "compared")))
    assert shown == [
        (25, 50, 50, 2),
        (3, 6, 50, 2),
        (1, 2, 50, 2),
        (0, 0, 20, 2),
        (0, 0, 6, 2),
        (0, 0, 1, 1),
        (0, 0, 0, 1),
    ]


def test_a_large_change_is_told_in_every_part() -> None:
    told = written(markdown.write, reviewed("word " * 30, rows=1000))
    assert len(told.encode()) < 60_000
    assert all(
        f"**{heading}**" in told
        for heading in (changes.FIRST, meaning.CONTESTED, *meaning.HEADINGS.values())
    )
    assert (told.count(" more of 1,000."), told.count(f"<summary>{changes.CHANGELOG}")) == (10, 1)


@pytest.mark.parametrize(
    ("write", "shown"),
    [(text.write, 20), (html.write, 200), (markdown.write, 25), (machine.write, None)],
)
def test_no_more_rows_are_asked_for_than_are_told(
    write: Callable[[Report, TextIO], None], shown: int | None
) -> None:
    asked: list[Any] = []

    def tell(table: str, act: Any, limit: int | None) -> Any:
        asked.append((table, act, limit))
        return iter([RowChange(table, ("c",), act, "label")] * (limit or 3))

    told = written(
        write, alone(Change("changed", "b", counts={"claims": {"added": 1_000_000}}, tell=tell))
    )
    assert asked == [("claims", "added", shown)]
    assert shown is None or f"{1_000_000 - shown:,} more of 1,000,000" in told
    assert visible("label") in told
