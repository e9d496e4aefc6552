"""What the forms tell alike: rules in their order, places, and what was left out."""

from __future__ import annotations

import io
from dataclasses import replace

from contested.report import outline, text
from contested.results import NotRun, PackageReport, Place, Report
from report.reported import CELL, group, judged


def test_rules_come_by_severity_and_then_as_they_were_asked_each_once() -> None:
    warning = replace(CELL, rule="missing-metadata", severity="warning")
    other = replace(CELL, rule="ragged-row")
    packages = (
        PackageReport("p", "p", (group(warning), group(CELL)), (), {}),
        PackageReport("q", "q", (group(other), group(CELL, CELL)), (), {}),
    )
    told = outline.sections(Report(packages, ("missing-metadata", "ragged-row", "wrong-type")))
    assert [(s.severity, s.rule, s.count) for s in told] == [
        ("error", "ragged-row", 1),
        ("error", "wrong-type", 3),
        ("warning", "missing-metadata", 1),
    ]


def test_findings_of_several_packages_are_told_by_file_and_no_more_than_asked_for() -> None:
    places = [
        Place("q/a.csv", 10),
        Place("q/a.csv", 9),
        Place("p/a.csv", 3, 4),
        Place("p/a.csv", 3, 1),
        Place("p/a.csv"),
    ]
    (section,) = outline.sections(
        Report(
            (
                PackageReport(
                    "p", "p", tuple(group(replace(CELL, place=place)) for place in places), (), {}
                ),
            ),
            ("wrong-type",),
        )
    )
    assert [f.place for f in section.tell(5)] == places[::-1]
    assert [f.place for f in section.tell(2)] == [places[1], places[0]]


def test_a_cell_is_shown_unless_the_message_quotes_it_whole() -> None:
    assert outline.cell_and_suggestion(CELL) == [("did you mean", "z")]
    assert outline.cell_and_suggestion(replace(CELL, found="x2")) == [
        ("found", "x2"),
        ("did you mean", "z"),
    ]
    assert outline.cell_and_suggestion(replace(CELL, found=None, suggestion=None)) == [
        ("found", None)
    ]
    assert outline.cell_and_suggestion(replace(CELL, column=None, suggestion=None)) == []


def test_what_was_left_out_is_told_as_the_text_report_tells_it() -> None:
    silent = (
        NotRun("text-mismatch", "sources", "no texts"),
        NotRun("stated-after-publication", "claims", "claims: gone"),
    )
    report = judged("delete relays")
    report = replace(
        report,
        packages=(*report.packages, PackageReport("p", "p", (), silent, {})),
        notes={"ignored": {"dates": "ours"}, "baseline": "3 known"},
    )
    told, out = list(outline.gaps(report)), io.StringIO()
    text.write(report, out)
    assert told[:2] == ["ignored (ours): dates", "3 known"]
    assert len(told) >= 5
    assert out.getvalue().splitlines()[-len(told) - 1 : -1] == told
    assert (
        out.getvalue()
        .splitlines()[-1]
        .startswith(f"{outline.scope(report)}: {outline.counts(report)}")
    )
