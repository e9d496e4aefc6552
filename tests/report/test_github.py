"""The report for GitHub's log: annotations that are ours alone, and text that is no command."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from contested.check.validate import choose_rules
from contested.git.pairs import Pair
from contested.report import REPORTS, github
from contested.results import PackageReport, Report
from contested.review.run import review_pair
from contested.testing.specimen import changed
from contested.text import disarm
from hypothesis import given
from report.hostile import CELLS, carried, carrying, finding, texts
from report.reported import DAY, FAULTY, group, judged, whole


def written(report: Report, form: str = "github") -> str:
    out = io.StringIO()
    REPORTS[form](report, out)
    return out.getvalue()


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that a runner reads from a log, as it reads them."""
    found = []
    for line in log.split("\n"):
        if line.lstrip().startswith("::"):
            head, _, data = line.lstrip()[2:].partition("::")
            name, _, properties = head.partition(" ")
            given = dict(one.split("=", 1) for one in properties.split(","))
            found.append(
                (name, {key: decoded(value) for key, value in given.items()}, decoded(data))
            )
        assert "##[" not in line
    return found


def decoded(words: str) -> str:
    signs: dict[str, str] = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    return re.sub("%25|%0D|%0A|%3A|%2C", lambda found: signs[found[0]], words)


def test_a_faulty_package_is_told_as_annotations_and_as_text() -> None:
    report = judged(FAULTY)
    assert written(report) == whole("faulty.github.txt") + written(report, "text")


def test_a_package_without_a_fault_has_no_annotations() -> None:
    report = judged()
    assert written(report) == written(report, "text")


def test_of_each_level_ten_are_annotated_of_every_rule_one_first() -> None:
    many = [
        replace(finding("x"), place=replace(finding("x").place, line=line)) for line in range(1, 31)
    ]
    other = [replace(one, rule="wrong-pattern") for one in many[:2]]
    info = [replace(one, rule="unasked-contest", severity="info") for one in many[:10]]
    groups = (group(*many), group(*other), group(*info))
    told = written(
        Report(
            (PackageReport("p", "p", groups, (), {}),),
            ("wrong-type", "wrong-pattern", "unasked-contest"),
        )
    )
    titles = [(name, properties["title"]) for name, properties, _ in commands(told)]
    assert titles[:4] == [
        ("error", "wrong-type (1 of 30)"),
        ("error", "wrong-pattern (1 of 2)"),
        ("error", "wrong-type (2 of 30)"),
        ("error", "wrong-pattern (2 of 2)"),
    ]
    assert Counter(name for name, _ in titles) == {"error": 10, "notice": 10}
    assert (
        told.split("\n")[10]
        == "Of 32 findings (error), 10 are shown beside the files, as many as GitHub shows."
    )
    assert "findings (info)" not in told
    assert "wrong-type: 10 more of 30" in told


def test_properties_and_messages_are_escaped_as_the_runner_decodes_them() -> None:
    assert github.escape_data("100%: a,b\r\n") == "100%25: a,b%0D%0A"
    assert github.escape_property("100%: a,b\r\n") == "100%25%3A a%2Cb%0D%0A"


@pytest.mark.parametrize(
    ("line", "harmless"),
    [
        ("::error::x", ": :error::x"),
        ("  ::error::x", "  : :error::x"),
        ("a ::error::x", "a ::error::x"),
        ("a ##[error]x", "a # #[error]x"),
        ("###[error]x", "## #[error]x"),
        ("##vso[task.setvariable]x", "# #vso[task.setvariable]x"),
    ],
)
def test_a_space_parts_what_a_runner_would_take_for_a_command(line: str, harmless: str) -> None:
    assert disarm(line) == harmless


def are_ours(report: Report) -> list[tuple[str, dict[str, str], str]]:
    told = written(report)
    found = commands(told)
    assert [
        c
        for c in told
        if not c.isprintable()
        and c != "\n"
        and c in "\x00\x07\x1b\r\x85\u2028\u2029\u202e\u2066\u200b"
    ] == []
    for name, properties, _ in found:
        assert name in ("error", "warning", "notice")
        assert set(properties) <= {"file", "line", "col", "title"}
    assert max(Counter(name for name, _, _ in found).values()) <= github.MOST
    return found


def test_hostile_cells_make_no_command_of_their_own() -> None:
    are_ours(carried())


@pytest.mark.parametrize("text", CELLS)
def test_a_hostile_path_key_or_cell_makes_no_command(text: str) -> None:
    expected: Any = finding(text)
    for _, properties, data in are_ours(carrying(text)):
        assert properties["line"] == "3"
        assert properties["title"].startswith("wrong-type (")
        assert data.split("\n")[0] == github.outline.one_line(expected.message).replace(
            "##[", "# #["
        )


@given(texts)
def test_no_text_makes_a_command(text: str) -> None:
    assert len(are_ours(carrying(text))) == 2


def test_no_line_of_the_text_is_a_command_either() -> None:
    change = (
        '+questions qst-new from=qst-talks question="::stop-commands::x?"'
        ' ; claims clm-a note="##vso[task.setvariable variable=PATH]x" answer="##[error]x"'
    )
    base, head = changed("").package(), changed(change).package()
    report = review_pair(Pair(base, head), choose_rules(), choose_rules(compares=True), DAY)
    told = written(Report((report,), ()), "text")
    assert "stop-commands" in told
    assert "setvariable" in told
    assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in told
    assert "##vso[" not in told
