"""The command line as a user sees it: what is printed where, and the exit code."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest
from contested import __version__, report
from contested.cli import FOUND, OK, USAGE, main
from contested.results import Report
from contested.rules import RULES
from contested.rules.catalogue import listing, page
from contested.testing.specimen import changed
from report.reported import FAULTY, whole

ROOT = Path(__file__).parents[2]
Lay = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """Lays the specimen, changed, into a folder of the current one, which is empty but for that."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def laid(folder: str, change: str = "") -> Path:
        return changed(change).write(folder)

    return laid


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: its exit code, what it printed, and what it complained."""

    def ran(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as stopped:
            code = int(str(stopped.code))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


def validated(run: Run, *arguments: str) -> tuple[int, list[str]]:
    """Exit code and rules found of a validation."""
    code, out, complaint = run("validate", "--today", "2021-10-01", "--format", "json", *arguments)
    assert complaint == ""
    return code, sorted({finding["rule"] for finding in json.loads(out)["findings"]})


def test_a_faulty_package_is_reported_whole_on_standard_output(lay: Lay, run: Run) -> None:
    lay("ford", FAULTY)
    assert run("validate", "ford", "--today", "2021-10-01") == (FOUND, whole("faulty.txt"), "")


@pytest.mark.parametrize("engine", ["polars", "pandera"])
def test_a_right_package_is_passed(lay: Lay, run: Run, engine: str) -> None:
    assert validated(run, str(lay("ford")), "--engine", engine) == (OK, [])


def test_without_a_path_datasets_is_looked_through_or_else_this_folder(lay: Lay, run: Run) -> None:
    lay("a", "descriptor title=")
    assert validated(run) == (OK, ["missing-metadata"])
    lay("datasets/b", "descriptor licenses=")
    assert validated(run) == (FOUND, ["missing-licence"])


def test_several_paths_are_judged_together_and_each_package_once(lay: Lay, run: Run) -> None:
    lay("a", "descriptor title=")
    lay("more/b", "descriptor licenses=")
    code, out, _ = run("validate", "a", "more", "a/datapackage.json", "./a", "--format", "json")
    assert (code, [p["path"] for p in json.loads(out)["packages"]]) == (FOUND, ["a", "more/b"])


def test_a_zip_is_judged_as_the_folder_is(lay: Lay, run: Run) -> None:
    folder = lay("ford", FAULTY)
    with zipfile.ZipFile("ford.zip", "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path)
    _, out, _ = run("validate", "ford.zip", "--today", "2021-10-01")
    assert out == whole("faulty.txt").replace("ford/da", "ford.zip/ford/da").replace(
        "on ford ", "on ford.zip/ford "
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["none"], "none is not there."),
        (["."], "There is no datapackage.json in . or below it."),
        (["ford", "none"], "none is not there."),
        (
            ["ford", "--select", "date"],
            "there is no rule “date”; did you mean “dates”? “contested rules” lists them.",
        ),
        (
            ["ford", "--ignore", "unused-rows,xyz"],
            (
                "there is no rule “unused-rows”; did you mean “unused-row”? “contested rules” lists"
                " them."
            ),
        ),
        (["ford", "--ignore", "xyz"], "there is no rule “xyz”. “contested rules” lists them."),
        (
            ["ford", "--select", "dates", "--ignore", "dates"],
            "no rule is left to ask: every one that is selected is also ignored",
        ),
        (["ford", "--today", "yesterday"], "--today is a day such as 2021-08-23, not “yesterday”"),
        (["ford", "--texts", "none"], "--texts: there is no folder none"),
        (
            ["ford", "--output", "none/report.txt"],
            "--output: none/report.txt cannot be written: No such file or directory",
        ),
        (["ford", "--output", "folder"], "--output: folder cannot be written: Is a directory"),
    ],
)
def test_a_call_that_cannot_be_followed_is_refused_in_a_sentence(
    lay: Lay, run: Run, arguments: list[str], complaint: str
) -> None:
    if "ford" in arguments:
        lay("ford")
    Path("folder").mkdir()
    assert run("validate", *arguments) == (USAGE, "", f"contested: {complaint}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["valid"],
        ["validate", "--format", "xml"],
        ["validate", "--fail-on", "never"],
        ["explain"],
        ["sync"],
    ],
)
def test_a_call_that_is_misspelled_is_refused_with_the_usage(
    lay: Lay, run: Run, arguments: list[str]
) -> None:
    code, out, complaint = run(*arguments)
    assert (code, out, complaint.splitlines()[0].startswith("usage: contested")) == (
        USAGE,
        "",
        True,
    )


def test_a_descriptor_that_is_not_json_is_told_and_ends_with_2_whatever_was_selected(
    lay: Lay, run: Run
) -> None:
    lay("ford", "descriptor-bytes {")
    lay("sound")
    complaint = (
        "contested: a datapackage.json could not be read, so nothing in its package was judged\n"
    )
    code, out, told = run("validate")
    assert (
        code,
        told,
        out.splitlines()[0].startswith("ford/datapackage.json:1:2: error invalid-descriptor: "),
    ) == (USAGE, complaint, True)
    code, out, told = run("validate", "--select", "dates")
    assert (
        code,
        told,
        "did not run on ford (datapackage.json cannot be read): all of dates" in out,
    ) == (USAGE, complaint, True)


def test_rules_that_could_not_judge_a_table_do_not_pass_though_nothing_was_found(
    lay: Lay, run: Run
) -> None:
    lay("ford", "delete claims")
    code, out, complaint = run("validate", "ford", "--select", "stated-after-publication")
    assert (code, complaint) == (
        USAGE,
        (
            "contested: rules that were asked for could not judge claims; validate without --select"
            " to see why\n"
        ),
    )
    assert "did not run on ford (claims: data/claims.csv is not there): all of dates" in out


def test_rules_are_selected_and_ignored_by_name_or_family(lay: Lay, run: Run) -> None:
    lay("ford", FAULTY)
    assert validated(run, "--select", "dates", "--select", "missing-metadata,missing-value") == (
        FOUND,
        ["missing-metadata", "stated-after-publication"],
    )
    assert validated(run, "--ignore", "dates", "--ignore", "references") == (
        OK,
        ["missing-metadata"],
    )
    assert validated(run, "--select", "dates,package", "--ignore", "stated-after-publication") == (
        OK,
        ["missing-metadata"],
    )


def test_settings_hold_where_no_option_says_otherwise(lay: Lay, run: Run) -> None:
    lay("ford", "descriptor title= ; +actors act-new name=Nobody actor_type=collective")
    Path("contested.toml").write_text(
        'select = ["package", "references"]\nfail-on = "info"\nignore = { "unused-row" ='
        ' "shared" }\n'
    )
    assert validated(run) == (FOUND, ["missing-metadata"])
    assert validated(run, "--fail-on", "error") == (OK, ["missing-metadata"])
    assert validated(run, "--select", "references") == (OK, [])
    _, out, _ = run("validate", "--ignore", "missing-metadata")
    assert out.splitlines()[2:4] == [
        "ignored (--ignore): missing-metadata",
        "ignored (shared): unused-row",
    ]
    Path("contested.toml").write_text("ignored = []\n")
    complaint = (
        f"contested: {Path.cwd()}/contested.toml: there is no setting “ignored”; did you mean"
        " “ignore”? The settings are select, ignore, fail-on, encoding.\n"
    )
    assert run("validate") == (USAGE, "", complaint)


def test_from_which_severity_on_a_finding_fails_can_be_said(lay: Lay, run: Run) -> None:
    lay("warned", "descriptor title=")
    lay("informed", "+actors act-new name=Nobody actor_type=collective")
    codes = {
        name: [validated(run, name, "--fail-on", bar)[0] for bar in ("error", "warning", "info")]
        for name in ("warned", "informed")
    }
    assert codes == {"warned": [OK, FOUND, FOUND], "informed": [OK, OK, FOUND]}


def test_today_can_be_another_day(lay: Lay, run: Run) -> None:
    lay("ford")
    assert validated(run, "ford", "--select", "future-date", "--today", "2021-09-02") == (
        FOUND,
        ["future-date"],
    )
    assert validated(run, "ford", "--select", "future-date", "--today", "2021-09-03") == (OK, [])


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
    "claims clm-f locator='line 99'": (["quote-not-in-source"], {}),
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
        "quote-not-in-source,text-mismatch",
        "--format",
        "json",
    )
    told = json.loads(out)
    assert sorted(finding["rule"] for finding in told["findings"]) == found
    assert {(n["rule"], n["where"], n["reason"]) for n in told["not_run"]} == {
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
    assert run("sync", "ford") == (OK, "ford: wrote the schemas of actors, claims\n", "")
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
