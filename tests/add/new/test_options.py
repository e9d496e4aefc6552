"""What is typed behind an option: any text, whatever it begins with."""

from __future__ import annotations

from pathlib import Path

import pytest
from add.conftest import Run
from add.new.rows import content
from contested import standard
from contested.add.new.options import parse
from contested.cli import OK, USAGE
from contested.testing.specimen import TODAY


def test_a_value_may_begin_with_a_dash(ford: Path, run: Run) -> None:
    row = [
        "--actor-id",
        "act-x",
        "--name",
        "-x",
        "--note",
        "--said so -- twice",
        "--actor-type",
        "media",
        "--set",
        "also_known_as=-y",
        "--today",
        TODAY,
    ]
    code, out, complaint = run("new", "actor", *row)
    assert (code, out) == (OK, "act-x\n")
    assert [
        line.partition(": ")[2] for line in complaint.splitlines() if line.startswith("data/")
    ] == [
        f"warning formula-cell: A spreadsheet would take “{value}” for a formula."
        for value in ("-x", "-y", "--said so -- twice")
    ]
    assert (ford / "data/actors.csv").read_text().splitlines()[
        -1
    ] == "act-x,-x,,,media,,-y,,--said so -- twice"


def test_a_value_may_be_two_dashes(ford: Path, run: Run) -> None:
    assert run(
        "new",
        "actor",
        "--actor-id=act-x",
        "--name",
        "--",
        "--note=--",
        "--actor-type",
        "media",
        "--today",
        TODAY,
    )[:2] == (OK, "act-x\n")
    assert (ford / "data/actors.csv").read_text().splitlines()[-1] == "act-x,--,,,media,,,,--"


@pytest.mark.parametrize(
    "value",
    ["-x", "--x", "-", "--", "-1", "--nam", "-n=a", "a=b", "=", "", " -h", "--all=a", "-hx"],
)
def test_an_option_takes_whatever_comes_next(value: str) -> None:
    table = standard.tables()["actors"]
    for given in (
        ["--name", value, "--note", value, "here"],
        ["here", f"--name={value}", "--note", value],
    ):
        typed = vars(parse("actor", table, given))
        assert ([one.strip() for one in typed["column name"]], typed["column name"]) == (
            [value.strip()],
            typed["column note"],
        )
        assert typed["dataset"] == Path("here")


@pytest.mark.parametrize("after", ["--note", "--note=a", "--all", "--today", "--help", "-h"])
def test_an_option_is_not_the_value_of_another(ford: Path, run: Run, after: str) -> None:
    before = content(ford)
    code, out, complaint = run("new", "actor", "--name", after)
    assert (code, out, complaint.splitlines()[-1]) == (
        USAGE,
        "",
        "contested new actor: error: argument --name: expected one argument",
    )
    assert content(ford) == before


def test_behind_two_dashes_of_their_own_nothing_is_an_option() -> None:
    typed = vars(parse("actor", standard.tables()["actors"], ["--name", "a", "--", "--note"]))
    assert (typed["column name"], typed["column note"], typed["dataset"]) == (
        ["a"],
        None,
        Path("--note"),
    )
