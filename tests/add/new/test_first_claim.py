"""From nothing to the first claim, with the real command.

By options and at a terminal; valid for us and for stock frictionless.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from add.new.rows import content
from add.new.terminal import Seat, answered
from contested import standard
from contested.cli import main
from frictionless import Package

ROOT = Path(__file__).parents[3]
TODAY = ["--today", "2021-10-01"]
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def contested(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run the command where nobody types, and return what it printed."""
    out, wrong = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), redirect_stdout(out), redirect_stderr(wrong):
        assert main(list(arguments)) == code, out.getvalue() + wrong.getvalue()
    return out.getvalue().removesuffix("\n")


def assert_valid(folder: Path, claims: int) -> None:
    """Assert that neither we nor stock frictionless find anything in a package."""
    told = contested(folder, "validate", *TODAY).splitlines()[-1]
    assert re.fullmatch(
        rf"1 package, {claims} claims?, \d+ rows?, \d+ rules: 0 errors, 0 warnings, \d+ info; 3"
        r" rules did not run everywhere",
        told,
    ), told
    report = Package(str(folder / "datapackage.json")).validate()
    assert (report.valid, report.stats["errors"], len(report.tasks)) == (
        True,
        0,
        len(standard.TABLES),
    )


@pytest.mark.slow
def test_by_options(tmp_path: Path) -> None:
    contested(tmp_path, "init", "x", *TODAY)
    x = tmp_path / "x"
    assert_valid(x, 0)
    courier = contested(x, "new", "actor", "--name=Northern Courier", "--actor-type=media", *TODAY)
    council = contested(
        x, "new", "actor", "--name=Valley Council", "--actor-type=armed_group", *TODAY
    )
    baghlan = contested(x, "new", "location", "--name=Baghlan", "--location-type=province", *TODAY)
    article = contested(
        x,
        "new",
        "source",
        "--title=Council says, “two districts”",
        f"--publisher-id={courier}",
        "--source-type=news_article",
        "--published=2021-08-23",
        "--published-basis=stated",
        "--language=en",
        *TODAY,
    )
    control = contested(
        x,
        "new",
        "question",
        "--question=Which force controlled Baghlan on 21 August 2021?",
        "--topic=control",
        "--answer-type=actor",
        "--exclusive=true",
        f"--location-id={baghlan}",
        "--period=2021-08-21",
        *TODAY,
    )
    claim = contested(
        x,
        "new",
        "claim",
        f"--question-id={control}",
        f"--claimant-id={council}",
        "--claimant-basis=stated",
        f"--source-id={article}",
        "--locator=line 4",
        "--voice=indirect_speech",
        "--statement=The council says that it holds Baghlan.",
        "--claim-type=observation",
        "--certainty=certain",
        f"--answer={council}",
        "--stated=../2021-08-23",
        "--stated-basis=publication",
        "--occurred=2021-08-21",
        *TODAY,
    )
    assert [
        one.partition("-")[0] for one in (courier, council, baghlan, article, control, claim)
    ] == ["act", "act", "loc", "src", "qst", "clm"]
    assert_valid(x, 1)
    contested(
        x,
        "new",
        "actor",
        "--name=Eastern Radio",
        "--actor-type=media",
        "--part=data/actors/2021-09.csv",
        *TODAY,
    )
    assert_valid(x, 1)


def rows(package: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a table, without their blank cells."""
    with (package / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]


@pytest.mark.slow
def test_at_a_terminal(tmp_path: Path) -> None:
    contested(tmp_path, "init", "x", *TODAY)
    x = tmp_path / "x"
    courier = answered(
        x, ["new", "actor", *TODAY], {"name": "Northern Courier", "actor_type": "outlet"}
    )
    council = answered(
        x, ["new", "actor", *TODAY], {"name": "Valley Council", "actor_type": "armed_group"}
    )
    baghlan = answered(
        x, ["new", "location", *TODAY], {"name": "Baghlan", "location_type": "province"}
    )
    article = answered(
        x,
        ["new", "source", *TODAY],
        {
            "title": "Council says, “two districts”",
            "publisher_id": "courier",
            "author_id": "",
            "source_type": "news_article",
            "url": "https://courier.example/1",
            "published": "2021-08-23",
            "published_basis": "itself",
            "language": "en",
        },
    )
    control = answered(
        x,
        ["new", "question", *TODAY],
        {
            "question": "Which force controlled Baghlan on 21 August 2021?",
            "topic": "control",
            "answer_type": "actor",
            "exclusive": "true",
            "over_time": "",
            "location_id": "bagh",
            "period": "2021-08-21",
        },
    )
    claim = answered(
        x,
        ["new", "claim", *TODAY],
        {
            "question_id": "which force",
            "claimant_id": "valley",
            "claimant_basis": "stated",
            "on_behalf_of_id": "",
            "source_id": "districts",
            "locator": "line 4",
            "voice": "retells",
            "statement": "The council says that it holds Baghlan.",
            "quote": "",
            "claim_type": "observation",
            "polarity": "affirms",
            "certainty": "certain",
            "answer": "valley",
            "stated": "../2021-08-23",
            "stated_basis": "publication",
            "occurred": "2021-08-21",
            "location_id": "",
            "place_as_reported": "Baghlan province",
        },
    )
    assert rows(x, "claims") == [
        {
            "claim_id": claim,
            "question_id": control,
            "claimant_id": council,
            "claimant_basis": "stated",
            "source_id": article,
            "locator": "line 4",
            "voice": "indirect_speech",
            "statement": "The council says that it holds Baghlan.",
            "claim_type": "observation",
            "polarity": "affirms",
            "certainty": "certain",
            "answer": council,
            "stated": "../2021-08-23",
            "stated_basis": "publication",
            "occurred": "2021-08-21",
            "place_as_reported": "Baghlan province",
        }
    ]
    assert rows(x, "sources") == [
        {
            "source_id": article,
            "title": "Council says, “two districts”",
            "publisher_id": courier,
            "source_type": "news_article",
            "url": "https://courier.example/1",
            "published": "2021-08-23",
            "published_basis": "stated",
            "language": "en",
        }
    ]
    assert f",{baghlan},2021-08-21," in (x / "data/questions.csv").read_text()
    assert_valid(x, 1)


@pytest.mark.slow
def test_a_mistake_is_told_at_once_and_the_line_can_be_corrected(tmp_path: Path) -> None:
    contested(tmp_path, "init", "x", *TODAY)
    with Seat(
        tmp_path / "x",
        "new",
        "question",
        "--question=Who held it?",
        "--topic=control",
        "--answer-type=text",
        "--all",
        *TODAY,
    ) as seat:
        for column in ("matter", "exclusive", "over_time", "unit", "about_id", "location_id"):
            seat.answer(column, "")
        seat.answer("period", "17/08/2021")
        seat.wait_for("“17/08/2021” is not a date of the standard: ")
        seat.answer("period", "\x15" + "2021-08-17")
        seat.answer("note", "")
        code, printed, _ = seat.leave()
    assert (code, printed[:4]) == (0, "qst-")
    [question] = rows(tmp_path / "x", "questions")
    assert (question["answer_type"], question["period"]) == ("text", "2021-08-17")


@pytest.mark.slow
@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_stops_leaves_everything_as_it_was_and_gets_back_what_they_typed(
    tmp_path: Path, key: bytes
) -> None:
    contested(tmp_path, "init", "x", *TODAY)
    before = content(tmp_path)
    with Seat(tmp_path, "new", "actor", "x", *TODAY) as seat:
        seat.answer("name", "Northern Courier")
        seat.wait_for("actor_type>")
        seat.press(key)
        code, printed, shown = seat.leave()
    assert (code, printed) == (2, "")
    assert shown.splitlines()[-2:] == [
        "contested: stopped; nothing was added. To go on from here:",
        "contested new actor x '--name=Northern Courier'",
    ]
    assert content(tmp_path) == before


@pytest.mark.slow
def test_an_arrow_key_takes_a_choice_from_the_list(tmp_path: Path) -> None:
    contested(tmp_path, "init", "x", *TODAY)
    with Seat(tmp_path / "x", "new", "actor", "--name=Courier", *TODAY) as seat:
        seat.wait_for("one named human being")
        seat.press(b"\x1b[B\x1b[B\r")
        code, printed, shown = seat.leave()
    assert code == 0, shown
    assert rows(tmp_path / "x", "actors") == [
        {"actor_id": printed.strip(), "name": "Courier", "actor_type": "armed_group"}
    ]


@pytest.mark.slow
def test_nobody_is_asked_where_nobody_reads(tmp_path: Path) -> None:
    contested(tmp_path, "init", "x", *TODAY)
    contested(tmp_path, "new", "actor", "x", code=2)
    assert contested(tmp_path, "new", "actor", "x", "--name=Courier", code=2) == ""


@pytest.mark.slow
def test_the_page_about_starting_can_be_followed_word_for_word(tmp_path: Path) -> None:
    blocks = SHELL.findall((ROOT / "docs/starting.md").read_text(encoding="utf-8"))
    assert len(blocks) == 3
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/contested").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m contested "$@"\n'
    )
    (tmp_path / "bin/contested").chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
    shell = ["bash", "-euc", "".join(blocks)]
    done = subprocess.run(
        shell,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert_valid(tmp_path / "valley-2021", 1)
