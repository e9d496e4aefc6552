"""Adding rows by options: what is printed, written and refused."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from add.conftest import Run
from add.new.rows import CLAIM, content, one_more, options
from contested import standard
from contested.cli import FOUND, OK, USAGE
from contested.cli.new import TYPES
from contested.package import DESCRIPTOR
from contested.testing.specimen import TODAY


def test_a_row_is_added_where_it_belongs_and_only_its_id_is_printed(ford: Path, run: Run) -> None:
    before = content(ford)
    assert run(
        "new",
        "actor",
        "--name",
        " Mill, Inc. ",
        "--actor-type=media",
        "--actor-id=act-mill",
        "--today",
        TODAY,
    ) == (OK, "act-mill\n", "")
    after = content(ford)
    assert (
        one_more(before.pop("data/actors.csv"), actors := after.pop("data/actors.csv"))
        == b'mill,"Mill, Inc.",,,media,,,,\nact-'
    )
    assert actors.splitlines()[6:9] == [
        b"act-marin,Ana Marin,,,person,public_figure,,Q1,",
        b'act-mill,"Mill, Inc.",,,media,,,,',
        b"act-radio,Radio Ostra,,,media,,,,",
    ]
    assert after == before


def test_an_id_is_minted_and_the_row_is_valid(ford: Path, run: Run) -> None:
    code, out, complaint = run(
        "new", "claim", *options(CLAIM | {"stated": "2021-08-23", "locator": "line 9"})
    )
    assert (code, complaint) == (OK, "")
    assert re.fullmatch(r"clm-[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{9}\n", out)
    row = next(
        line
        for line in content(ford)["data/claims.csv"].decode().splitlines()
        if line.startswith(out.strip())
    )
    assert (
        row.removeprefix(out.strip())
        == ",qst-control,act-council,stated,,,src-radio,line 9,,indirect_speech,The council says"
        " that it holds the"
        " ford.,,,,observation,,,certain,act-council,,,,2021-08-23,stated,2021-08-21,,,,,"
    )
    assert run("validate", "--today", TODAY)[0] == OK


@pytest.mark.parametrize(
    ("kind", "cells", "key"),
    [
        ("relay", {"claim-id": "clm-m", "step": "2", "relay-id": "act-told"}, "clm-m 2"),
        (
            "relation",
            {
                "claim-id": "clm-c",
                "relation": "disputes",
                "other-claim-id": "clm-m",
                "basis": "curator",
            },
            "clm-c disputes clm-m",
        ),
    ],
)
def test_a_row_whose_key_has_several_parts_is_known_by_all_of_them(
    ford: Path, run: Run, kind: str, cells: dict[str, str], key: str
) -> None:
    assert run("new", kind, *options(cells)) == (OK, f"{key}\n", "")
    assert run("validate", "--today", TODAY)[0] == OK


def test_every_type_has_a_table_and_every_column_an_option(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "10000")
    monkeypatch.setenv("NO_COLOR", "1")
    assert sorted(re.findall(r"[a-z]+", TYPES.replace(" or ", " "))) == sorted(
        name.removesuffix("s") for name in standard.TABLES
    )
    for name, table in standard.tables().items():
        code, out, _ = run("new", name.removesuffix("s"), "--help")
        assert code == OK
        for field in table.fields.values():
            assert f"  --{field.name.replace('_', '-')} VALUE" in out
            assert field.description in out
            assert ", ".join(field.words) in out
    assert run("new", "--help")[0] == OK


def test_a_row_that_would_not_validate_is_told_as_validate_tells_it_and_not_added(
    ford: Path, run: Run
) -> None:
    before = content(ford)
    code, out, complaint = run(
        "new",
        "claim",
        *options(CLAIM | {"claim-id": "clm-n", "question-id": "qst-contrl", "voice": "speech"}),
    )
    assert (code, out) == (FOUND, "")
    assert complaint.splitlines() == [
        (
            "data/claims.csv:15:7: error dangling-reference: No row of questions has the id"
            " “qst-contrl”."
        ),
        "    where    column question_id, cell B15, row clm-n",
        "    found    qst-contrl",
        "    allowed  an id that stands in questions",
        "    mend     Correct the id, or add the row it names to questions first.",
        "    did you mean  qst-control?",
        (
            "data/claims.csv:15:57: error not-in-vocabulary: “speech” is not one of the words for"
            " “Voice”."
        ),
        "    where    column voice, cell J15, row clm-n",
        "    found    speech",
        "    allowed  direct_quote, indirect_speech, narrator, headline, not_recorded",
        (
            "    mend     Use one of these words, spelled exactly so. If none fits, choose the"
            " nearest and say why in the note."
        ),
        "contested: the claim was not added, because the package would not be valid with it",
    ]
    assert content(ford) == before


def test_a_warning_is_told_and_the_row_is_added(ford: Path, run: Run) -> None:
    code, out, complaint = run(
        "new", "claim", *options(CLAIM | {"claim-id": "clm-n", "stated-basis": "inferred"})
    )
    assert (code, out, complaint.splitlines()[0]) == (
        OK,
        "clm-n\n",
        (
            "data/claims.csv:15:166: warning unexplained-inference: “How the date of the statement"
            " is known” is inferred, and the note does not say from what."
        ),
    )


def test_a_row_that_makes_another_row_wrong_is_not_added(ford: Path, run: Run) -> None:
    cells = {
        "title": "Another leaflet",
        "publisher-id": "act-leaflet",
        "source-type": "other",
        "published": "2021-08-20",
        "published-basis": "stated",
        "language": "en",
    }
    code, _, complaint = run("new", "source", *options(cells))
    assert (code, [line for line in complaint.splitlines() if ": error" in line]) == (
        FOUND,
        [
            "data/actors.csv:6:1: error shared-anonymous-publisher: act-leaflet is nobody known,"
            " yet publishes 2 sources."
        ],
    )


def test_an_id_that_is_taken_is_not_given_again(ford: Path, run: Run) -> None:
    code, _, complaint = run(
        "new", "actor", "--actor-id=act-radio", "--name=Other", "--actor-type=media"
    )
    assert (code, [line for line in complaint.splitlines() if ": error" in line]) == (
        FOUND,
        [
            f"data/actors.csv:{line}:1: error repeated-key: “act-radio” stands for more than one"
            f" row: also on line {other}."
            for line, other in ((8, 9), (9, 8))
        ],
    )


def test_what_was_wrong_before_does_not_stand_in_the_way_and_is_not_told(
    ford: Path, run: Run
) -> None:
    claims = ford / "data/claims.csv"
    claims.write_bytes(
        claims.read_bytes()
        .replace(b"act-heron", b"act-hern")
        .replace(b",stated,2021-08-22,", b",stated,2022-08-22,")
    )
    before = claims.read_bytes()
    assert run("validate", "--today", TODAY)[0] == FOUND
    assert run(
        "new", "actor", "--actor-id=act-a", "--name=Other", "--actor-type=media", "--today", TODAY
    ) == (OK, "act-a\n", "")
    assert run("new", "claim", *options(CLAIM | {"claim-id": "clm-0"})) == (OK, "clm-0\n", "")
    assert one_more(before, claims.read_bytes()).startswith(b"0,qst-control,act-council,")
    code, _, complaint = run(
        "new",
        "claim",
        *options(CLAIM | {"claim-id": "clm-1", "claimant-id": "act-hern", "locator": "line 30"}),
    )
    assert (code, [line for line in complaint.splitlines() if ": error" in line]) == (
        FOUND,
        ["data/claims.csv:3:19: error dangling-reference: No row of actors has the id “act-hern”."],
    )


def test_the_rules_that_a_repository_ignores_do_not_stand_in_the_way(ford: Path, run: Run) -> None:
    (ford / "contested.toml").write_text('ignore = { "private-person-named" = "a reason" }')
    assert run("new", "actor", "--actor-id=act-a", "--name=Ada", "--actor-type=person") == (
        OK,
        "act-a\n",
        "",
    )
    (ford / "contested.toml").write_text('ignore = { "private" = "a reason" }')
    assert run("new", "actor", "--actor-id=act-b", "--name=Bob", "--actor-type=person")[::2] == (
        USAGE,
        (
            f"contested: {ford}/contested.toml: there is no rule “private”; did you mean “privacy”?"
            " “contested rules” lists them.\n"
        ),
    )


def test_the_package_is_the_only_one_there_is_or_the_one_that_is_named(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ford.parent)
    row = ["--name=Mill", "--actor-type=media", "--today", TODAY]
    assert run("new", "actor", "--actor-id=act-a", *row)[0] == OK
    shutil.copytree(ford, "datasets/a")
    assert run("new", "actor", "--actor-id=act-b", *row)[0] == OK
    assert b"act-b" in (ford.parent / "datasets/a/data/actors.csv").read_bytes()
    shutil.copytree(ford, "datasets/b c")
    assert run("new", "actor", *row)[::2] == (
        USAGE,
        (
            "contested: there are several packages in datasets: datasets/a, datasets/b c. Name one,"
            " as in: contested new actor datasets/a\n"
        ),
    )
    assert run("new", "actor", "datasets/b c/datapackage.json", "--actor-id=act-c", *row)[0] == OK
    assert b"act-c" in (ford.parent / "datasets/b c/data/actors.csv").read_bytes()
    with zipfile.ZipFile("ford.zip", "w") as archive:
        archive.write(ford / DESCRIPTOR, DESCRIPTOR)
    assert run("new", "actor", "ford.zip", *row)[::2] == (
        USAGE,
        (
            "contested: ford.zip is a zip, which rows cannot be added to. Unpack it and name the"
            " folder.\n"
        ),
    )


def test_columns_of_the_packages_own_are_filled_by_set(ford: Path, run: Run) -> None:
    descriptor = json.loads((ford / DESCRIPTOR).read_text())
    own = {
        "name": "x_coder",
        "type": "string",
        "constraints": {"required": True, "pattern": "[a-z]+"},
    }
    next(r for r in descriptor["resources"] if r["name"] == "relays")["schema"]["fields"].append(
        own
    )
    (ford / DESCRIPTOR).write_text(json.dumps(descriptor))
    relays = ford / "data/relays.csv"
    relays.write_bytes(
        relays.read_bytes().replace(b"note\n", b"note,x_coder\n").replace(b",\n", b",,ada\n")
    )
    row = ["new", "relay", *options({"claim-id": "clm-m", "step": "2", "relay-id": "act-told"})]
    assert run(*row)[::2] == (
        USAGE,
        (
            "contested: the new relay needs more than was given: --set x_coder=…. At a terminal,"
            " contested new relay asks for them.\n"
        ),
    )
    assert run(*row, "--set", "x_coder=B")[0] == FOUND
    assert run(*row, "--set", "x_coder=bob", "--set=note=a=b") == (OK, "clm-m 2\n", "")
    assert relays.read_text().splitlines()[-1] == "clm-m,2,act-told,,a=b,bob"


def test_a_document_that_a_claimant_names_is_added_by_its_two_keys(ford: Path, run: Run) -> None:
    row = ["--claim-id=clm-d", "--source-id=src-wire", "--locator=page iv"]
    assert run("new", "citation", *row) == (OK, "clm-d src-wire\n", "")
    made = (ford / "data/citations.csv").read_text(encoding="utf-8")
    assert (
        made
        == "claim_id,source_id,locator,note\nclm-d,src-wire,page iv,\nclm-g,src-leaflet,page 1,\n"
    )
    code, _, complaint = run("new", "citation", *row)
    assert (code, "error repeated-key: " in complaint) == (FOUND, True)
