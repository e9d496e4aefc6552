"""What cannot be read: every report is whole, names the rest, and nothing passes."""

from __future__ import annotations

import io
import itertools
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from contested.check.findings import day_number
from contested.check.validate import choose_rules, validate_package
from contested.check.verdict import Verdict, verdict
from contested.cli import FOUND, OK, USAGE, main
from contested.git.pairs import Pair
from contested.report import REPORTS
from contested.results import SEVERITIES, NotRun, PackageReport, Report
from contested.review.run import review_pair
from contested.testing.specimen import TODAY, changed

DAY = day_number(date.fromisoformat(TODAY))
ONE, BETWEEN = choose_rules(), choose_rules(compares=True)
RULES = tuple(rule.name for rule in (*BETWEEN, *ONE))
CHANGES = {
    "actors": "actors act-radio name=Radio ; +actors act-new from=act-wire name=New",
    "locations": "locations loc-mill name=Mill",
    "sources": "sources src-radio title=Told ; sources -src-leaflet",
    "questions": "questions qst-bridge period=2021 ; +questions qst-new from=qst-bridge",
    "claims": (
        "claims clm-a note=x ; claims clm-b claimant_id=act-guard ; claims clm-c stated=2021-08"
        " ; claims clm-f status=withdrawn ; +claims clm-new from=clm-a ; claims -clm-k"
    ),
    "relations": "relations clm-k,corroborates,clm-a note=x ; relations -clm-f,contradicts,clm-e",
    "relays": "relays clm-c,1 note=x ; relays -clm-e,1",
    "revisions": "corrected actors act-elders note=Y",
}
"""For each table something that becomes of its rows."""
FAULTS = {
    "gone": "delete {}",
    "empty": "empty {}",
    "no quotation ends": 'bytes {} "\\n" "\\n\\""',
    "a header of its own": "bytes {} _id, _ident,",
    "one cell too many": 'bytes {} "\\n" ",\\n"',
    "two versions": 'bytes {} "\\n" "\\n<<<<<<< HEAD\\n"',
    "another encoding": "encode {} utf-16",
    "a pointer": 'bytes {} "" "version https://git-lfs.github.com/spec/v1\\n"',
    "not described": "descriptor resources.{}.path=data/nothing.csv",
}
"""How a table cannot be read."""
SIDES = ("base", "head")
PAIRS = list(itertools.product(CHANGES, SIDES))


def reviewed(side: str, broken: str, change: str) -> PackageReport:
    """The review of a change, one of both versions being broken."""
    base, head = ("", f"{change} ; {broken}") if side == "head" else (broken, change)
    return review_pair(Pair(changed(base).package(), changed(head).package()), ONE, BETWEEN, DAY)


def forms(report: PackageReport) -> dict[str, str]:
    """Every form of the report of one package."""
    whole, told = Report((report,), RULES, {"base": "main"}), {}
    for form, write in REPORTS.items():
        out = io.StringIO()
        write(whole, out)
        told[form] = out.getvalue()
    return told


def refuse_halves(told: dict[str, str]) -> None:
    """Raises where a form is no whole document."""
    for form in ("json", "sarif", "gitlab"):
        json.loads(told[form])
    ElementTree.fromstring(told["junit"])
    assert told["html"].endswith("</html>\n")
    assert all(told.values())


def others(table: str) -> str:
    """A change of every table but one."""
    return " ; ".join(line for name, line in CHANGES.items() if name != table)


@pytest.mark.parametrize(
    ("table", "side"), list(zip(CHANGES, itertools.cycle(SIDES), strict=False))
)
def test_a_review_in_which_a_table_cannot_be_read_is_told_in_every_form(
    table: str, side: str
) -> None:
    refuse_halves(forms(reviewed(side, FAULTS["gone"].format(table), others(table))))


@pytest.mark.parametrize("fault", FAULTS)
def test_so_it_is_however_the_table_cannot_be_read(fault: str) -> None:
    refuse_halves(forms(reviewed("head", FAULTS[fault].format("actors"), CHANGES["claims"])))


@pytest.mark.nightly
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("table", "side"), PAIRS)
def test_so_it_is_of_every_table(table: str, side: str, fault: str) -> None:
    refuse_halves(forms(reviewed(side, FAULTS[fault].format(table), others(table))))


@pytest.mark.nightly
@pytest.mark.parametrize("other", CHANGES)
@pytest.mark.parametrize(("table", "side"), PAIRS)
def test_so_it_is_whatever_changed_beside_it(table: str, side: str, other: str) -> None:
    if other != table:
        refuse_halves(forms(reviewed(side, FAULTS["gone"].format(table), CHANGES[other])))


def test_a_row_goes_by_its_ids_where_a_name_cannot_be_looked_up() -> None:
    report = reviewed("head", "delete actors", "claims clm-a note=x ; relays clm-c,1 note=x")
    change = report.change
    assert change is not None
    (claim,), (relay,) = (list(change.tell(t, "changed", None)) for t in ("claims", "relays"))
    first, *rest = claim.label.split(" · ")
    assert (first, rest) == (
        "Who held Low Ford on 21 August 2021?",
        ["act-guard", "Fighting at Low Ford: what each side says"],
    )
    assert relay.label.split(" · ")[1:] == ["act-elders", "act-told"]
    assert "act-guard" in forms(report)["text"]


def ignoring(line: str) -> Verdict:
    """The verdict on a package if everything that is found of it is ignored."""
    package = changed(line).package()
    found = {group.rule for group in validate_package(package, ONE, DAY).groups}
    rules = [rule for rule in ONE if rule.name not in found]
    return verdict(Report((validate_package(package, rules, DAY),), ()), "error")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        *((table, "gone") for table in CHANGES),
        *zip(itertools.cycle(CHANGES), FAULTS, strict=False),
    ],
)
def test_ignoring_why_a_table_cannot_be_read_lets_nothing_pass(table: str, fault: str) -> None:
    assert ignoring(FAULTS[fault].format(table)) == "unjudged"


@pytest.mark.nightly
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("table", CHANGES)
def test_so_it_is_of_every_table_and_fault(table: str, fault: str) -> None:
    assert ignoring(FAULTS[fault].format(table)) == "unjudged"


BROKEN = {
    "a table": 'bytes claims "\\n" "\\n\\""',
    "a table that is gone": "delete relations",
    "a descriptor": "descriptor-bytes {",
    "an id twice": "+claims clm-z from=clm-f ; bytes claims clm-z clm-f",
}


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main([*arguments, "--today", TODAY])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("broken", BROKEN)
def test_no_command_passes_whatever_is_ignored_known_or_published(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    changed(BROKEN[broken]).write("bad")
    changed(f"{BROKEN[broken]} ; claims clm-a note=x").write("worse")
    changed("claims clm-j answer=no ; descriptor version=2.0.0").write("good")
    found = main(["review", "good", "bad", "--today", TODAY, "--report", "json=told.json"])
    told = json.loads(Path("told.json").read_text("utf-8"))
    assert (found, told["verdict"]) in ((FOUND, "found"), (USAGE, "found"))
    causes = ",".join(["history", *dict.fromkeys(one["rule"] for one in told["findings"])])
    main(["validate", "bad", "--today", TODAY, "--write-baseline", "known"])
    capsys.readouterr()
    calls = {
        "ignored": ("validate", "bad", "--ignore", causes),
        "ignored in a review": ("review", "good", "bad", "--ignore", causes),
        "known": ("validate", "bad", "--baseline", "known"),
        "published": ("review", "bad", "worse", "--only-new"),
        "mended": ("review", "bad", "good", "--ignore", causes),
        "released": ("release", "good", "--base", "bad", "--check"),
    }
    if broken == "an id twice":
        # What is not compared is no hindrance to judge one version by itself.
        calls["ignored"] = calls["known"] = calls["mended"]
    codes = {what: ran(capsys, *call) for what, call in calls.items()}
    assert {what for what, (code, _) in codes.items() if code == OK} == set()
    silenced = [codes[what] for what in ("ignored", "ignored in a review", "known", "mended")]
    assert {code for code, _ in silenced} == {USAGE}
    assert all("could not be" in complaint for _, complaint in silenced)


@pytest.mark.parametrize(
    ("change", "calls"),
    [
        ("", ["validate head", "review base head"]),
        ("claims clm-l quote=x", ["validate head --ignore privacy,cells,attribution"]),
        ("descriptor version=2", ["review base head --ignore history,package"]),
    ],
)
def test_silence_that_is_no_fault_passes(
    change: str,
    calls: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    changed(change).write("base")
    changed(change).write("head")
    for call in calls:
        assert ran(capsys, *call.split()) == (OK, "")


def test_silence_is_as_grave_as_the_rule() -> None:
    silent = NotRun("unused-row", "actors", "why", "warning")
    report = Report((PackageReport("p", "p", (), (silent,), {}),), ())
    assert [verdict(report, fail_on) for fail_on in SEVERITIES] == [
        "passes",
        "unjudged",
        "unjudged",
    ]


def test_every_form_says_why_a_run_does_not_pass() -> None:
    report = reviewed("base", "delete relations", "claims clm-a note=x")
    for form, told in forms(report).items():
        assert "relations in base" in told, form
        assert form == "json" or "contested review BASE" in told, form
