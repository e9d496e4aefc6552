"""No text of a change is anything but text, in whatever form."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest
from contested.report import (
    REPORTS,
    gitlab,
    junit,
    outline,
    rows,
)
from contested.report import json as machine
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from report import test_github, test_html, test_markdown
from report.hostile import CELLS, change, reviewed, texts
from report.reported import written
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
    wanted = [" ".join(part.split()) for part in expected(given)]
    if form in ("text", "github"):
        told, *wanted = (
            part.replace("# #[", "##[").replace(": :", "::") for part in (told, *wanted)
        )
    assert [part for part in wanted if part not in told] == []


@settings(deadline=None, max_examples=one_in(2))
@given(texts)
def test_no_text_of_a_change_is_anything_but_text(given: str) -> None:
    for form in ("text", "github", "markdown", "html"):
        carried(form, given)


@settings(deadline=None, max_examples=one_in(3))
@given(st.one_of(st.sampled_from(CELLS), texts))
def test_the_forms_for_programs_are_read_back_whatever_a_change_carries(given: str) -> None:
    report = reviewed(given)
    parsed = json.loads(written(machine.write, report))
    jsonschema_rs.validator_for(SCHEMA).validate(parsed)
    assert parsed["changes"][0]["label"] == f"{given} · x"
    assert len(json.loads(written(gitlab.write, report))) == len(run_of(report)["results"]) == 4
    assert len(list(JUnitXml.fromstring(written(junit.write, report).encode()))) == 8
