"""`contested stats`: whole outputs on the specimen, and sums that hold for every package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contested.check.load import load
from contested.cli import OK, USAGE, main
from contested.derived import positions as derived
from contested.derived.claimed import Claimed
from contested.derived.stats import stats
from contested.derived.stats_text import lines
from contested.testing.specimen import changed
from contested.testing.strategies import Drawn, packages
from counts import one_in
from hypothesis import given, settings
from prompt_toolkit.utils import get_cwidth

HERE = Path(__file__).parent
FEW = one_in(4)
STATES = ("contested", "one_sided", "several_sided", "unanswered")


def lay(folder: Path, change: str = "") -> Path:
    return changed(change).write(folder)


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_specimen_is_counted(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", str(lay(tmp_path / "ford")), "--format", form]) == OK
    out, complaint = capsys.readouterr()
    assert (out, complaint) == (
        (HERE / f"stats.{'txt' if form == 'text' else form}").read_text(encoding="utf-8"),
        "",
    )


def test_a_long_list_is_cut_and_says_so_and_a_wide_name_too() -> None:
    more = " ; ".join(
        f"+claims clm-x{n} from=clm-a claimant_id=act-x{n} ; +actors act-x{n} from=act-guard"
        f" name={'番' * 40}"
        for n in range(9)
    )
    told = list(lines(stats(changed(more).package())))
    assert "  6 more of 16; --format json has them all" in told
    assert f"  {'番' * 21}…         1          1            1" in told
    assert {get_cwidth(line) for line in told if line.startswith("  番")} == {79}


def test_dates_are_told_by_how_exact_they_are() -> None:
    dates = {"a": "2021-08~", "b": "2021-08-21?", "c": "../2021", "d": "2021/..", "e": "soon"}
    some = " ; ".join(f"claims clm-{letter} occurred={date}" for letter, date in dates.items())
    found = stats(changed(some).package())["dates"]["occurred"]
    assert found == {
        "day": 5,
        "several_days": 3,
        "open": 2,
        "blank": 1,
        "malformed": 1,
        "doubtful": 2,
    }


def test_a_question_that_nobody_answers_is_unanswered_though_something_was_withdrawn() -> None:
    found = stats(changed("claims clm-j status=withdrawn").package())
    assert found["questions"]["ids"]["unanswered"] == ["qst-bridge"]
    assert found["claims"] == {
        "recorded": 13,
        "active": 11,
        "withholding": 0,
        "withdrawn": 1,
        "redacted": 1,
    }


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            "claims clm-a answer=",
            (
                "contested: The claim clm-a has no place among the positions: its answer is blank"
                " or malformed. contested validate tells more.\n"
            ),
        ),
        (
            "delete sources",
            (
                "contested: The table sources cannot be read: data/sources.csv is not there."
                " contested validate tells more.\n"
            ),
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(
    change: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", str(lay(tmp_path, change))]) == USAGE
    assert capsys.readouterr() == ("", complaint)


def test_one_package_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(tmp_path / "a")
    lay(tmp_path / "b")
    assert main(["stats", str(tmp_path)]) == USAGE
    complaint = f"contested: {tmp_path} holds 2 packages; name one of them, such as {tmp_path}/a\n"
    assert capsys.readouterr().err == complaint


@given(packages())
@settings(max_examples=FEW, deadline=None)
def test_every_claim_and_every_question_is_counted_once(drawn: Drawn) -> None:
    package = drawn.package()
    told = json.loads(json.dumps(stats(package)))
    active = [row for row in drawn.tables["claims"] if row["status"] in ("", "active")]
    assert (
        told["claims"]["active"]
        == len(active)
        == told["claims"]["recorded"] - told["claims"]["withdrawn"] - told["claims"]["redacted"]
    )
    silent = [row for row in active if row["polarity"] == "withholds"]
    assert told["claims"]["withholding"] == len(silent)
    for name in ("claimants", "sources", "topics", "places"):
        assert sum(row["claims"] for row in told[name]) == len(active)
    assert {row["claimant_id"]: row["claims"] for row in told["claimants"]} == {
        ident: sum(row["claimant_id"] == ident for row in active)
        for ident in {row["claimant_id"] for row in active}
    }
    for found in told["dates"].values():
        assert sum(count for name, count in found.items() if name != "doubtful") == len(active)
    ids = told["questions"]["ids"]
    assert [told["questions"][state] for state in STATES] == [len(ids[state]) for state in STATES]
    assert sorted(ident for state in STATES for ident in ids[state]) == sorted(
        row["question_id"] for row in drawn.tables["questions"]
    )
    contested = derived.contested_questions(Claimed.of(load(package)))
    assert ids["contested"] == contested["question_id"].to_list()
    assert set(ids["unanswered"]) == {row["question_id"] for row in drawn.tables["questions"]} - {
        row["question_id"] for row in active if row["polarity"] != "withholds"
    }
