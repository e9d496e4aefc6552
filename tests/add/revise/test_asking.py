"""`contested revise` at a terminal: a reason and a note, once for all that belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest
from add.new.terminal import Seat
from add.revise.editing import DAY, Work
from contested.cli import OK, USAGE

TWO = (
    "claims clm-m statement=Fifteen. answer=15 quantity_min=15 quantity_max=15 ;"
    " sources src-radio title=Fighting"
)


def seat(work: Work, *options: str) -> Seat:
    arguments = ("revise", str(work.published), str(work.proposed), *DAY, *options)
    return Seat(work.proposed, *arguments)


@pytest.mark.slow
def test_each_group_is_asked_once_and_what_is_no_reason_is_asked_again(tmp_path: Path) -> None:
    work = Work.begin(tmp_path)
    work.edit(TWO)
    with seat(work) as somebody:
        somebody.wait_for("sources src-radio: title")
        somebody.answer("reason", "nonsense")
        somebody.wait_for("“nonsense”")
        somebody.wait_for("reason>")
        somebody.press(b"\x15own_wording\r")
        somebody.answer("note", "The page says Fighting.")
        somebody.wait_for("claims clm-m: answer 14 → 15")
        somebody.answer("reason", "transcription_error")
        somebody.answer("note", "Line 2 says 15.")
        code, _, shown = somebody.leave()
    assert code == OK, shown
    said = {
        (row["record_id"], row["reason"], row["note"])
        for row in work.rows("revisions")
        if row["revised"] == DAY[1]
    }
    assert said == {
        ("clm-m", "transcription_error", "Line 2 says 15."),
        ("src-radio", "own_wording", "The page says Fighting."),
    }
    assert work.run("review") == OK


@pytest.mark.slow
def test_whoever_breaks_off_has_written_nothing(tmp_path: Path) -> None:
    work = Work.begin(tmp_path)
    work.edit(TWO)
    before = work.rows("revisions")
    with seat(work, "--reason", "transcription_error") as somebody:
        somebody.answer("note", "The page says Fighting.")
        somebody.wait_for("claims clm-m: answer 14 → 15")
        somebody.wait_for("note>")
        somebody.press(b"\x03")
        code, printed, shown = somebody.leave()
    assert (code, printed) == (USAGE, "")
    assert "stopped; nothing was written" in shown
    assert work.rows("revisions") == before
