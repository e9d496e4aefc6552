"""Tables in several files, and tables that are not there yet.

Which file takes a row, and what else changes.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from add.conftest import Run
from add.new.rows import CLAIM, content, described, one_more, options
from contested import standard
from contested.cli import FOUND, OK, USAGE
from contested.package import DESCRIPTOR
from contested.testing.specimen import TODAY

MILL = [
    "new",
    "actor",
    "--actor-id=act-mill",
    "--name=Mill",
    "--actor-type=media",
    "--today",
    TODAY,
]
HEADER = (
    b"actor_id,name,native_name,native_language,actor_type,privacy,also_known_as,wikidata_id,note\n"
)


def split(ford: Path) -> None:
    """Divide the actors of the specimen between two files."""
    lines = (ford / "data/actors.csv").read_bytes().splitlines(keepends=True)
    (ford / "data/actors").mkdir()
    (ford / "data/actors/1.csv").write_bytes(b"".join(lines[:4]))
    (ford / "data/actors/2.csv").write_bytes(b"".join(lines[:1] + lines[4:]))
    (ford / "data/actors.csv").unlink()
    descriptor = json.loads((ford / DESCRIPTOR).read_text())
    next(r for r in descriptor["resources"] if r["name"] == "actors")["path"] = [
        "data/actors/1.csv",
        "data/actors/2.csv",
    ]
    (ford / DESCRIPTOR).write_text(json.dumps(descriptor))


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ([], "2"),
        (["--part", "data/actors/1.csv"], "1"),
        (["--part", "./data/actors/1.csv"], "1"),
        (["--part", "data/actors/2.csv"], "2"),
    ],
)
def test_the_part_that_is_named_takes_the_row_or_else_the_last(
    ford: Path, run: Run, options: list[str], part: str
) -> None:
    split(ford)
    before = content(ford)
    assert run(*MILL, *options) == (OK, "act-mill\n", "")
    after = content(ford)
    assert b"Mill,,,media" in one_more(
        before.pop(f"data/actors/{part}.csv"), after.pop(f"data/actors/{part}.csv")
    )
    assert after == before


def test_an_id_that_another_part_has_is_taken(ford: Path, run: Run) -> None:
    split(ford)
    code, _, complaint = run(
        "new", "actor", "--actor-id=act-council", "--name=Mill", "--actor-type=media"
    )
    assert (code, [line for line in complaint.splitlines() if ": error" in line]) == (
        FOUND,
        [
            (
                "data/actors/1.csv:2:1: error repeated-key: “act-council” stands for more than one"
                " row: also on line 2 of data/actors/2.csv."
            ),
            (
                "data/actors/2.csv:2:1: error repeated-key: “act-council” stands for more than one"
                " row: also on line 2 of data/actors/1.csv."
            ),
        ],
    )


def test_only_the_part_that_takes_the_row_has_to_be_canonical(ford: Path, run: Run) -> None:
    split(ford)
    for name in ("data/actors/1.csv", "data/claims.csv"):
        (ford / name).write_bytes(
            (ford / name)
            .read_bytes()
            .replace(b"stated,", b'"stated",')
            .replace(b"Valley Council", b'"Valley Council"')
        )
    assert run(*MILL)[0] == OK
    assert run(*MILL, "--part=data/actors/1.csv")[::2] == (
        USAGE,
        (
            "contested: data/actors/1.csv is not in its canonical form, so that a new row would"
            " change others too. Run contested fmt data/actors/1.csv first, and then this again.\n"
        ),
    )


def test_a_new_part_is_made_and_entered_in_the_descriptor(ford: Path, run: Run) -> None:
    before, resources = content(ford), described(ford)
    assert run(*MILL, "--part", "data/actors/2021-09.csv") == (OK, "act-mill\n", "")
    after = content(ford)
    assert after.pop("data/actors/2021-09.csv") == HEADER + b"act-mill,Mill,,,media,,,,\n"
    assert {name for name in after if after[name] != before[name]} == {DESCRIPTOR}
    assert described(ford) == resources | {
        "actors": resources["actors"] | {"path": ["data/actors.csv", "data/actors/2021-09.csv"]}
    }
    assert run("new", "actor", "--name=Ford", "--actor-type=media", "--actor-id=act-ford")[0] == OK
    assert (
        ford / "data/actors/2021-09.csv"
    ).read_bytes() == HEADER + b"act-ford,Ford,,,media,,,,\nact-mill,Mill,,,media,,,,\n"
    assert run("validate", "--today", TODAY)[0] == OK


def test_a_new_part_that_would_not_validate_is_not_made(ford: Path, run: Run) -> None:
    before = content(ford)
    assert (
        run("new", "actor", "--name=Ada", "--actor-type=person", "--part", "data/more.csv")[0]
        == FOUND
    )
    assert content(ford) == before


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("relay", {"claim-id": "clm-f", "step": "1", "relay-id": "act-told"}),
        (
            "relation",
            {
                "claim-id": "clm-a",
                "relation": "repeats",
                "other-claim-id": "clm-k",
                "basis": "curator",
            },
        ),
        (
            "revision",
            {
                "table": "claims",
                "record-id": "clm-a",
                "kind": "corrected",
                "reason": "other",
                "revised": "2021-09-03",
                "note": "Why.",
                "field": "note",
                "new-value": "a",
            },
        ),
    ],
)
def test_a_table_that_was_left_out_comes_with_its_first_row(
    ford: Path, run: Run, kind: str, cells: dict[str, str]
) -> None:
    descriptor = json.loads((ford / DESCRIPTOR).read_text())
    descriptor["resources"] = [
        r
        for r in descriptor["resources"]
        if r["name"] in standard.required_tables() or r["name"].startswith("x")
    ]
    descriptor["resources"].append(standard.resource("x-own", {"fields": [{"name": "x"}]}, "x.csv"))
    (ford / "x.csv").write_text("x\n")
    (ford / DESCRIPTOR).write_text(json.dumps(descriptor))
    for name in ("relays", "relations", "revisions"):
        (ford / f"data/{name}.csv").unlink()
    code, out, complaint = run("new", kind, *options(cells))
    assert (code, complaint) == (OK, "")
    lines = (ford / f"data/{kind}s.csv").read_text().splitlines()
    assert lines[0] == ",".join(standard.tables()[f"{kind}s"].fields)
    assert [line.split(",")[0] for line in lines[1:]] == out.split()[:1]
    assert list(described(ford)) == [
        "actors",
        "locations",
        "sources",
        "questions",
        "claims",
        f"{kind}s",
        "x-own",
    ]
    assert described(ford)[f"{kind}s"]["schema"] == standard.schema(f"{kind}s")
    assert run("validate", "--today", TODAY)[0] == OK


def test_a_file_of_a_table_that_was_left_out_is_not_written_over(ford: Path, run: Run) -> None:
    descriptor = json.loads((ford / DESCRIPTOR).read_text())
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "relays"]
    (ford / DESCRIPTOR).write_text(json.dumps(descriptor))
    before = content(ford)
    assert run(
        "new", "relay", *options({"claim-id": "clm-f", "step": "1", "relay-id": "act-told"})
    )[::2] == (
        USAGE,
        (
            "contested: data/relays.csv is there already, and datapackage.json does not name it. "
            "Name another file with --part, or add this one to the “path” of relays.\n"
        ),
    )
    assert content(ford) == before


def test_a_claim_in_a_new_part_is_judged_with_the_others(ford: Path, run: Run) -> None:
    claim = CLAIM | {
        "locator": "line 2",
        "claimant-id": "act-guard",
        "answer": "act-guard",
        "stated": "2021-08-21",
        "claim-id": "clm-n",
    }
    code, _, complaint = run("new", "claim", *options(claim), "--part=data/claims/2.csv")
    assert (
        code,
        [line.partition(": The")[0] for line in complaint.splitlines() if ": error" in line],
    ) == (
        FOUND,
        [
            "data/claims.csv:2:1: error repeated-claim",
            "data/claims/2.csv:2:1: error repeated-claim",
        ],
    )
