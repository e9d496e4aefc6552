"""Commands as a user sees them: files, texts, rules, and what breaks off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest
from cli.commands import Lay, Run
from contested import __version__, report
from contested.cli import FOUND, OK, USAGE
from contested.results import Report
from contested.rules import RULES
from contested.rules.catalogue import listing, page
from contested.testing.specimen import changed
from report.reported import FAULTY, whole

ROOT = Path(__file__).parents[2]


def test_a_report_is_written_to_a_file_in_place_of_the_old_one(lay: Lay, run: Run) -> None:
    lay("ford", FAULTY)
    Path("old.txt").write_text("old")
    Path("link.txt").symlink_to("old.txt")
    umask = os.umask(0o027)
    for output in ("new.txt", "link.txt", "/dev/null"):
        assert run("validate", "--today", "2021-10-01", "--output", output) == (FOUND, "", "")
    assert (os.umask(umask), Path("new.txt").stat().st_mode & 0o777) == (0o027, 0o640)
    assert (
        Path("new.txt").read_text(),
        Path("old.txt").read_text(),
        Path("link.txt").is_symlink(),
    ) == (whole("faulty.txt"), whole("faulty.txt"), True)
    assert Path("/dev/null").is_char_device()


def test_a_report_that_breaks_off_leaves_the_old_file_and_no_other(
    lay: Lay, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("ford")
    Path("report.txt").write_text("old")

    def broken(_: Report, out: TextIO) -> None:
        out.write("half")
        raise ValueError("oops")

    monkeypatch.setitem(report.REPORTS, "text", broken)
    complaint = (
        "contested: could not finish: ValueError: oops\nThis is a fault of contested."
        " CONTESTED_DEBUG=1 shows where it is.\n"
    )
    assert run("validate", "--output", "report.txt") == (USAGE, "", complaint)
    assert run("validate", "--output", "new.txt") == (USAGE, "", complaint)
    assert {p.name: p.read_text() for p in Path().iterdir() if p.is_file()} == {"report.txt": "old"}
    monkeypatch.setenv("CONTESTED_DEBUG", "1")
    with pytest.raises(ValueError, match="oops"):
        run("validate", "--output", "report.txt")


def test_an_interrupted_run_does_not_pass(
    lay: Lay, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("ford")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(report.REPORTS, "text", interrupted)
    assert run("validate") == (USAGE, "", "contested: stopped before it was finished\n")


TEXTS = {
    "": ([], {}),
    "claims clm-f quote='no talk at all'": (["quote-not-in-source"], {}),
    "claims clm-f locator='line 4'": (["quote-not-in-source"], {}),
    "claims clm-f locator='line 99'": (["locator-beyond-text"], {}),
    "claims clm-f locator='page 1'": ([], {}),
    "claims clm-f locator='page 1' quote='no talk at all'": (["quote-not-in-source"], {}),
    "text src-radio.txt 'no talks' 'no talk'": (["text-mismatch"], {"src-radio"}),
    "text notes.txt '' 'of other things'": ([], {}),
    "claims clm-h voice=direct_quote claimant_id=act-guard source_id=src-wire quote=now": (
        [],
        {"src-wire"},
    ),
}


@pytest.mark.parametrize("change", TEXTS)
def test_quotations_are_looked_for_in_the_texts_that_were_coded(
    lay: Lay, run: Run, change: str
) -> None:
    lay("ford", change)
    Path("texts/deep").mkdir(parents=True)
    for name, data in changed(change).texts.items():
        (Path("texts/deep") / name).write_bytes(data)
    found, unread = TEXTS[change]
    _, out, _ = run(
        "validate",
        "ford",
        "--texts",
        "texts",
        "--select",
        "quote-not-in-source,locator-beyond-text,text-mismatch",
        "--format",
        "json",
    )
    told = json.loads(out)
    assert sorted(finding["rule"] for finding in told["findings"]) == found
    silent = {(n["rule"], n["where"], n["reason"]) for n in told["not_run"]}
    assert {one for one in silent if one[0] == "quote-not-in-source"} == {
        ("quote-not-in-source", source, "its text is not in the folder of texts")
        for source in unread
    }


@pytest.mark.skipif(
    "CONTESTED_TEXTS" not in os.environ,
    reason="CONTESTED_TEXTS names no folder with the article of the reference dataset",
)
def test_every_quote_of_the_reference_dataset_is_in_the_article(run: Run) -> None:
    arguments = [
        str(ROOT / "datasets"),
        "--texts",
        os.environ["CONTESTED_TEXTS"],
        "--fail-on",
        "warning",
    ]
    code, out, complaint = run("validate", *arguments)
    assert (code, complaint, "did not run" in out) == (OK, "", False)


def test_rules_lists_every_rule_in_a_line_and_explain_tells_its_page(run: Run) -> None:
    assert run("rules") == (OK, listing() + "\n", "")
    assert {
        line.split()[0]
        for line in listing().splitlines()
        if line.startswith("  ") and line[2] != " "
    } == set(RULES)
    assert run("explain", "future-date") == (OK, page(RULES["future-date"]) + "\n", "")
    complaint = (
        "contested: there is no rule “future-dates”; did you mean “future-date”? “contested rules”"
        " lists them.\n"
    )
    assert run("explain", "future-dates") == (USAGE, "", complaint)


def test_sync_says_what_it_wrote(lay: Lay, run: Run) -> None:
    lay(
        "ford", "descriptor resources.claims.schema= ; descriptor resources.actors.schema.title=Who"
    )
    assert run("sync", "ford") == (OK, "ford: wrote what the standard says of actors, claims\n", "")
    assert run("sync", "ford") == (OK, "ford: the schemas are the standard’s already\n", "")
    assert run("sync", "none") == (
        USAGE,
        "",
        "contested: none is neither a datapackage.json nor a folder with one in it.\n",
    )


def test_the_version_and_the_commands_are_told(run: Run) -> None:
    assert run("--version") == (OK, f"contested {__version__}\n", "")
    code, out, _ = run("--help")
    assert (
        code,
        [name for name in ("validate", "rules", "explain", "sync") if f"    {name} " not in out],
    ) == (OK, [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
@pytest.mark.parametrize("command", [["rules"], ["explain", "ragged-row"], ["--version"]])
def test_a_full_disk_is_no_fault_of_contested(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "contested", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    said = "contested: what it says cannot be written: No space left on device\n"
    assert (done.returncode, done.stderr) == (USAGE, said)
