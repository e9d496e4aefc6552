"""What findings say: the cell, the row's own words, and what was probably meant."""

from __future__ import annotations

from datetime import date

import pytest
from contested.check import findings as tell
from contested.check.validate import choose_rules, validate_package
from contested.results import Finding
from contested.testing.specimen import TODAY, Specimen, changed

DAY = tell.day_number(date.fromisoformat(TODAY))


def found(specimen: Specimen, *rules: str, limit: int | None = None) -> list[Finding]:
    report = validate_package(specimen.package(), choose_rules(rules), DAY)
    return [finding for group in report.groups for finding in group.tell(limit)]


@pytest.mark.parametrize(
    ("change", "rule", "messages"),
    [
        (
            "claims clm-b quote={301}",
            "too-long",
            ["“Quote” has 301 characters, which is more than it may have."],
        ),
        (
            "claims clm-a occurred=2021-02-30",
            "malformed-date",
            [
                "“2021-02-30” is not a date of the standard: it is not a day, month or year of the"
                " calendar."
            ],
        ),
        (
            "sources src-wire source_type=Wire",
            "not-in-vocabulary",
            ["“Wire” is not one of the words for “Kind of source”."],
        ),
        (
            "claims clm-a location_id=loc-nowhere",
            "dangling-reference",
            ["No row of locations has the id “loc-nowhere”."],
        ),
        (
            "claims clm-g answer=loc-nowhere",
            "dangling-reference",
            ["No row of locations has the id “loc-nowhere”."],
        ),
        (
            "+sources src-wire title=Again ; +sources src-wire title=Third",
            "repeated-key",
            [
                f"“src-wire” stands for more than one row: also on line {lines}."
                for lines in ("6, 7", "5, 7", "5, 6")
            ],
        ),
        (
            "+relays clm-m,1 relay_id=act-told",
            "repeated-key",
            [f"“clm-m 1” stands for more than one row: also on line {line}." for line in (6, 5)],
        ),
        (
            "+actors act-new name='river-guard' actor_type=armed_group",
            "repeated-name",
            [
                "“River Guard” looks like a row that is there already, on line 8.",
                "“river-guard” looks like a row that is there already, on line 4.",
            ],
        ),
        (
            "locations loc-mill latitude=",
            "missing-value",
            ["Nothing is recorded for “Latitude”, which every such row needs."],
        ),
        (
            "claims clm-a stated=2021-08-25",
            "stated-after-publication",
            ["The claim was stated on 2021-08-25, after its source was published on 2021-08-23."],
        ),
    ],
)
def test_a_message_speaks_of_the_rows_own_cells(
    change: str, rule: str, messages: list[str]
) -> None:
    assert [finding.message for finding in found(changed(change), rule)] == messages


@pytest.mark.parametrize(
    ("change", "rule", "meant"),
    [
        ("sources src-wire source_type=Wire_Report", "not-in-vocabulary", "wire_report"),
        ("sources src-wire source_type=painting", "not-in-vocabulary", None),
        ("claims clm-a location_id=loc-frod", "dangling-reference", "loc-ford"),
        ("claims clm-b answer=act-gard", "dangling-reference", "act-guard"),
        ("claims clm-a location_id=loc-elsewhere", "dangling-reference", None),
        ("claims clm-a locator=lnie", "wrong-pattern", None),
    ],
)
def test_what_was_probably_meant_is_said_of_words_and_ids(
    change: str, rule: str, meant: str | None
) -> None:
    assert [finding.suggestion for finding in found(changed(change), rule)] == [meant]


def test_a_finding_holds_the_row_its_key_and_the_values_that_the_message_speaks_of() -> None:
    (finding,) = found(changed("claims clm-a stated=2021-08-25"), "stated-after-publication")
    assert (finding.table, finding.row, finding.key, finding.column, finding.found) == (
        "claims",
        0,
        ("clm-a",),
        "stated",
        "2021-08-25",
    )
    assert finding.values == {"source__published": "2021-08-23", "stated": "2021-08-25"}
    (blank,) = found(changed("relays clm-m,1 step="), "missing-value")
    assert (blank.key, blank.found, blank.message) == (
        ("clm-m", ""),
        None,
        "Nothing is recorded for “Step”, which every such row needs.",
    )


def test_a_row_of_a_table_without_a_key_has_none() -> None:
    specimen = changed("table x-photos")
    specimen.descriptor["resources"][-1]["schema"] = {
        "fields": [{"name": "x_id", "constraints": {"enum": ["2"]}}]
    }
    assert [(f.rule, f.key, f.row) for f in found(specimen, "not-in-vocabulary")] == [
        ("not-in-vocabulary", None, 0)
    ]


def test_findings_are_told_in_chunks_and_no_more_of_them_than_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    specimen = changed()
    for number, row in enumerate(specimen.tables["claims"]):
        row["location_id"] = f"loc-for{number}"
    whole = found(specimen, "dangling-reference")
    monkeypatch.setattr(tell, "CHUNK", 4)
    monkeypatch.setattr(tell, "SUGGESTED", 6)
    cut = found(specimen, "dangling-reference")
    assert [(f.row, f.place, f.message) for f in cut] == [
        (f.row, f.place, f.message) for f in whole
    ]
    assert [f.suggestion for f in whole] == ["loc-ford"] * 13
    assert [f.suggestion for f in cut] == ["loc-ford"] * 6 + [None] * 7
    assert [f.row for f in found(specimen, "dangling-reference", limit=5)] == list(range(5))
