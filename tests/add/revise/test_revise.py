"""`contested revise`: what it writes, what it asks for, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from add.revise.editing import Work
from contested.cli import FOUND, OK, USAGE
from contested.rules.privacy import REDACTED

CLAIM = "claims clm-m statement=Fifteen. answer=15 quantity_min=15 quantity_max=15"
WHY = ("--reason", "transcription_error", "--note", "Line 2 says 15.")
Row = tuple[str, str, str, str, str, str]


def shown(rows: list[dict[str, str]]) -> set[Row]:
    """Return of revisions what they say, without their ids, days and notes."""
    columns = ("kind", "table", "record_id", "field", "old_value", "new_value")
    return {tuple(row[name] for name in columns) for row in rows}  # type: ignore[misc]


def test_one_reason_and_one_note_do_for_all_cells_of_a_row(tmp_path: Path) -> None:
    work = Work.begin(tmp_path)
    work.edit(f"{CLAIM} ; claims clm-e quote=Talks")
    rows = work.revise(*WHY)
    assert shown(rows) == {
        ("corrected", "claims", "clm-m", "statement", "Exactly 14 people died.", "Fifteen."),
        ("corrected", "claims", "clm-m", "answer", "14", "15"),
        ("corrected", "claims", "clm-m", "quantity_min", "14", "15"),
        ("corrected", "claims", "clm-m", "quantity_max", "14", "15"),
        ("completed", "claims", "clm-e", "quote", "", ""),
    }
    assert {row["note"] for row in rows if row["kind"] == "corrected"} == {"Line 2 says 15."}
    assert {row["note"] for row in rows if row["kind"] == "completed"} == {""}
    assert {row["revised"] for row in rows} == {"2021-10-01"}


def test_a_new_station_of_a_published_chain_is_completed(tmp_path: Path) -> None:
    work = Work.begin(tmp_path)
    work.edit("+relays clm-e,2 relay_id=act-wire ; +relays clm-g,1 relay_id=act-wire")
    assert shown(work.revise()) == {("completed", "relays", "clm-e 2", "relay_id", "", "")}
    assert work.revise() == []


def test_without_a_terminal_it_says_what_it_lacks_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Work.begin(tmp_path)
    work.edit(f"{CLAIM} ; claims clm-e quote=Talks")
    before = work.rows("revisions")
    assert work.run("revise", "--reason", "transcription_error") == USAGE
    told = capsys.readouterr().err
    assert "--reason and --note" in told
    assert "claims clm-m: answer 14 → 15" in told
    assert "clm-e" not in told
    assert work.run("revise", "--dry-run") == OK
    assert "claims clm-e: completed quote" in capsys.readouterr().out
    assert work.run("revise", "--reason", "nonsense", "--note", "x") == USAGE
    assert work.rows("revisions") == before


def test_what_is_told_of_a_cell_is_no_command_to_a_runner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Work.begin(tmp_path)
    work.edit('claims clm-e statement="##vso[task.x] ##[error]y"')
    assert work.run("revise") == USAGE
    assert work.run("revise", "--dry-run") == OK
    out, complaint = capsys.readouterr()
    for told in (out, complaint):
        assert "# #vso[task.x] # #[error]y" in told


def test_what_is_to_be_protected_is_never_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Work.begin(tmp_path)
    work.edit("locations loc-mill latitude= longitude= uncertainty_m= ; claims clm-e quote=x")
    protected = ("--reason", "protection", "--note", "x")
    assert shown(work.revise(*protected)) == {
        ("redacted", "locations", "loc-mill", "", REDACTED, ""),
        ("completed", "claims", "clm-e", "quote", "", ""),
    }
    work.publish()
    work.edit("actors act-marin name=Somebody")
    assert work.run("revise", *protected) == USAGE
    assert "actors act-marin name" in capsys.readouterr().err


def test_each_kind_is_chosen_by_what_happened(tmp_path: Path) -> None:
    work = Work.begin(tmp_path)
    work.edit(
        "claims clm-d status=withdrawn ; claims clm-j status=redacted statement=[redacted]"
        " answer=[redacted] ; claims clm-l question_id=qst-talks ; relays -clm-e,1 ; sources"
        ' src-reprint title="The [redacted] counts again" ; relations -clm-k,corroborates,clm-a'
    )
    rows = work.revise("--reason", "duplicate_entry", "--note", "Line 4.")
    assert shown(rows) == {
        ("withdrawn", "claims", "clm-d", "", "", ""),
        ("redacted", "claims", "clm-j", "", REDACTED, ""),
        ("reassigned", "claims", "clm-l", "question_id", "qst-bridge", "qst-talks"),
        ("withdrawn", "relays", "clm-e 1", "", "", ""),
        ("redacted", "sources", "src-reprint", "title", REDACTED, "The [redacted] counts again"),
        ("relation_removed", "relations", "clm-k corroborates clm-a", "", "", ""),
    }
    assert {row["reason"] for row in rows if row["kind"] == "redacted"} == {"protection"}
    assert {row["reason"] for row in rows if row["kind"] == "withdrawn"} == {"duplicate_entry"}
    assert work.run("review", "--select", "history") == OK


def test_what_no_revision_excuses_is_told_and_the_rest_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = Work.begin(tmp_path)
    work.edit("claims -clm-k ; relations -clm-k,corroborates,clm-a ; claims clm-e quote=x")
    assert work.run("revise") == FOUND
    out, told = capsys.readouterr()
    assert "clm-k is gone: put it back" in told
    assert "completed claims clm-e quote" in out


def test_a_base_without_revisions_gets_the_table(tmp_path: Path) -> None:
    work = Work.begin(tmp_path, "descriptor -resources.revisions")
    (work.published / "data" / "revisions.csv").unlink()
    shutil.rmtree(work.proposed)
    shutil.copytree(work.published, work.proposed)
    path = work.proposed / "data" / "sources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("radio.example/ford", "radio.example/moved"), encoding="utf-8")
    assert work.run("revise") == OK
    assert work.run("review") == OK
    (row,) = work.rows("revisions")
    assert (row["kind"], row["reason"]) == ("corrected", "source_changed")


def test_a_zip_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = Work.begin(tmp_path)
    work.edit("claims clm-e quote=x")
    packed = Path(shutil.make_archive(str(tmp_path / "zip"), "zip", work.proposed))
    work.proposed = packed
    assert work.run("revise") == USAGE
    assert "zip" in capsys.readouterr().err
