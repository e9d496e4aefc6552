"""`contested validate` as a user sees it: what is printed where, and the exit code."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from cli.commands import Lay, Run, validated
from contested.cli import FOUND, OK, USAGE
from contested.rules.rule import RULES
from report.reported import FAULTY, whole

ROOT = Path(__file__).parents[2]


def test_a_faulty_package_is_reported_whole_on_standard_output(lay: Lay, run: Run) -> None:
    lay("ford", FAULTY)
    assert run("validate", "ford", "--today", "2021-10-01") == (FOUND, whole("faulty.txt"), "")


@pytest.mark.parametrize("engine", ["polars", "pandera"])
def test_a_right_package_is_passed(lay: Lay, run: Run, engine: str) -> None:
    assert validated(run, str(lay("ford")), "--engine", engine) == (OK, [])


def test_a_package_for_a_newer_version_of_the_standard_never_passes(lay: Lay, run: Run) -> None:
    folder = str(lay("ford", "descriptor contested=1.1"))
    assert validated(run, folder) == (FOUND, ["invalid-descriptor"])
    code, _, complaint = run("validate", "ford", "--ignore", "invalid-descriptor")
    assert (code, complaint) == (
        USAGE,
        "contested: what could not be judged, and so does not pass:\n"
        "  ford: datapackage.json: it is written for version 1.1 of the standard, and what 1.0 does"
        " not know was not judged; update contested; “contested validate ford” tells what to"
        " mend there, unless that is ignored\n",
    )


def test_an_error_of_a_rule_that_is_newer_than_the_package_is_a_warning(
    lay: Lay, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(lay("ford", "descriptor licenses="))
    rule = RULES["missing-licence"]
    assert validated(run, folder) == (FOUND, [rule.name])
    monkeypatch.setitem(RULES, rule.name, replace(rule, since="1.1"))
    assert validated(run, folder) == (OK, [rule.name])
    assert validated(run, folder, "--fail-on", "warning") == (FOUND, [rule.name])
    _, out, _ = run("validate", folder, "--today", "2021-10-01")
    assert "ford/datapackage.json: warning missing-licence:" in out
    assert re.search(r"^package +[0-9]+ rules  1 warning$", out, re.MULTILINE)


def test_so_it_is_between_two_versions(lay: Lay, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing else stands between them, the change gets its section of a changelog."""
    base, head, rule = str(lay("base")), "claims clm-j answer=no", RULES["rewritten-answer"]
    asked = ("review", base, str(lay("head", head)), "--today", "2021-10-01")
    code, out, _ = run(*asked)
    assert (code, "For the changelog" in out) == (FOUND, False)
    monkeypatch.setitem(RULES, rule.name, replace(rule, since="1.1"))
    code, out, _ = run(*asked)
    assert (code, "For the changelog" in out) == (OK, True)
    assert re.findall("(error|warning|info) rewritten-answer:", out) == ["warning"]


def test_where_an_outdated_rule_is_ignored_the_one_in_its_place_is_named(
    lay: Lay, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, rule = str(lay("ford")), RULES["unused-row"]
    monkeypatch.setitem(RULES, rule.name, replace(rule, instead="dangling-reference"))
    _, out, _ = run("validate", folder, "--ignore", "unused-row,cells")
    assert (
        "ignored (--ignore): unused-row, which is outdated: see dangling-reference\n"
        "ignored (--ignore): cells\n"
    ) in out


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
        "contested: a datapackage.json could not be used, so nothing in its package was judged\n"
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
            "contested: what could not be judged, and so does not pass:\n  ford: claims:"
            " data/claims.csv is not there; 1 rule did not run; “contested validate ford” tells"
            " what to mend there, unless that is ignored\n"
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
    assert validated(run, "ford", "--select", "future-date", "--today", "2021-09-01") == (
        FOUND,
        ["future-date"],
    )
    assert validated(run, "ford", "--select", "future-date", "--today", "2021-09-02") == (OK, [])
