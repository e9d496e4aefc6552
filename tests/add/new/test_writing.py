"""Rows that are added while others write to the same package.

None is lost, and none is written that was not judged.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from add.conftest import Run
from add.new.rows import CLAIM, content, described, options
from add.new.terminal import Seat
from contested.add.new import writing
from contested.cli import FOUND, OK, USAGE
from contested.package import DESCRIPTOR, journal
from contested.package.journal import changing
from contested.package.lock import LOCK, lock
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
OTHER = b"act-other,Other,,,media,,,,\n"


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once between loading and judging.

    The package was loaded by then, and the row is not judged yet.
    """

    def late(folder: Path) -> object:
        happens()
        return changing(folder)

    monkeypatch.setattr(writing, "changing", late)


def with_other(actors: Path) -> None:
    """Add a row in its place, as somebody else would."""
    actors.write_bytes(actors.read_bytes().replace(b"act-radio", OTHER + b"act-radio"))


def test_four_runs_at_once_leave_four_rows_and_no_lock(ford: Path) -> None:
    before = set(content(ford))
    command = [
        sys.executable,
        "-m",
        "contested",
        "new",
        "actor",
        "--actor-type=media",
        "--today",
        TODAY,
    ]
    runs = [
        subprocess.Popen(
            [*command, f"--name=Press {n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    told = [(*run.communicate(timeout=120), run.returncode) for run in runs]
    assert [one[1:] for one in told] == [("", OK)] * 4
    rows = re.findall(
        r"(?m)^(act-\w{10}),(Press \d),,,media,", (ford / "data/actors.csv").read_text()
    )
    assert sorted(rows) == sorted((out.strip(), f"Press {n}") for n, (out, _, _) in enumerate(told))
    assert set(content(ford)) == before


def test_a_row_that_came_meanwhile_stays(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = ford / "data/actors.csv"
    meanwhile(monkeypatch, lambda: with_other(actors))
    assert run(*MILL) == (OK, "act-mill\n", "")
    assert [line[:9] for line in actors.read_bytes().splitlines()[6:]] == [
        b"act-marin",
        b"act-mill,",
        b"act-other",
        b"act-radio",
        b"act-told,",
        b"act-wire,",
    ]


def while_judged(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once between judging and writing.

    The rules were asked by then, and nothing is written yet.
    """
    judge, left = writing.new_findings, [happens]

    def slow(*given: object) -> object:
        found = judge(*given)  # type: ignore[arg-type]
        if left:
            left.pop()()
        return found

    monkeypatch.setattr(writing, "new_findings", slow)


def test_a_row_that_came_while_the_rules_were_asked_stays(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = ford / "data/actors.csv"
    while_judged(monkeypatch, lambda: with_other(actors))
    assert run(*MILL) == (OK, "act-mill\n", "")
    assert OTHER in actors.read_bytes()


def test_the_row_is_judged_with_what_came_meanwhile(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = ford / "data/actors.csv"
    meanwhile(
        monkeypatch,
        lambda: actors.write_bytes(
            actors.read_bytes().replace(b"act-radio", b"act-mill,Taken,,,media,,,,\nact-radio")
        ),
    )
    code, out, complaint = run(*MILL)
    assert (code, out, complaint.splitlines()[-1]) == (
        FOUND,
        "",
        "contested: the actor was not added, because the package would not be valid with it",
    )
    assert actors.read_bytes().count(b"act-mill") == 1


def test_a_row_that_is_named_and_went_while_the_rules_were_asked_is_missed(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = ford / "data/actors.csv"
    with_other(actors)
    while_judged(monkeypatch, lambda: actors.write_bytes(actors.read_bytes().replace(OTHER, b"")))
    code, out, complaint = run(
        "new",
        "claim",
        *options(CLAIM | {"claim-id": "clm-n", "claimant-id": "act-other", "locator": "line 9"}),
    )
    assert (
        code,
        out,
        [line.partition(": No")[0] for line in complaint.splitlines() if ": error" in line],
    ) == (
        FOUND,
        "",
        ["data/claims.csv:15:19: error dangling-reference"],
    )


def test_a_file_that_was_saved_untidily_meanwhile_is_not_touched(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = ford / "data/actors.csv"
    meanwhile(monkeypatch, lambda: actors.write_bytes(saved))
    saved = actors.read_bytes().replace(b"\n", b"\r\n")
    code, out, complaint = run(*MILL)
    assert (code, out, complaint.partition(",")[0]) == (
        USAGE,
        "",
        "contested: data/actors.csv is not in its canonical form",
    )
    assert actors.read_bytes() == saved
    assert not (ford / LOCK).exists()


def test_a_descriptor_that_was_changed_meanwhile_keeps_the_change(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    descriptor = json.loads((ford / DESCRIPTOR).read_text())
    next(r for r in descriptor["resources"] if r["name"] == "actors")["title"] = "Who speaks"
    meanwhile(monkeypatch, lambda: (ford / DESCRIPTOR).write_text(json.dumps(descriptor)))
    assert run(*MILL, "--part=data/actors/2.csv") == (OK, "act-mill\n", "")
    assert described(ford)["actors"]["title"] == "Who speaks"
    assert described(ford)["actors"]["path"] == ["data/actors.csv", "data/actors/2.csv"]


def test_a_new_part_that_somebody_else_made_meanwhile_takes_both_rows(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ["--actor-type=media", "--today", TODAY, "--part=data/actors/2.csv"]
    inner = []

    def other() -> None:
        if not inner:
            inner.append(None)
            assert run("new", "actor", "--actor-id=act-other", "--name=Other", *row)[0] == OK

    meanwhile(monkeypatch, other)
    assert run(*MILL, "--part=data/actors/2.csv") == (OK, "act-mill\n", "")
    assert (ford / "data/actors/2.csv").read_bytes().splitlines()[1:] == [
        b"act-mill,Mill,,,media,,,,",
        OTHER.strip(),
    ]


def test_a_file_that_came_meanwhile_where_a_new_part_would_be_is_not_written_over(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: (ford / "data/2.csv").write_bytes(b"notes\n"))
    code, out, complaint = run(*MILL, "--part=data/2.csv")
    assert (code, out, complaint.partition(",")[0]) == (
        USAGE,
        "",
        "contested: data/2.csv is there already",
    )
    assert (ford / "data/2.csv").read_bytes() == b"notes\n"


def test_the_lock_goes_with_whoever_held_it_and_one_that_was_left_holds_nobody_up(
    ford: Path, run: Run
) -> None:
    (ford / LOCK).write_text("left behind")
    assert run(*MILL)[0] == OK
    assert not (ford / LOCK).exists()
    with suppress(KeyError), lock(ford):
        assert (ford / LOCK).exists()
        raise KeyError
    assert not (ford / LOCK).exists()


@pytest.mark.skipif(os.name == "nt", reason="needs the lock of POSIX")
def test_others_wait_while_the_lock_is_held(ford: Path) -> None:
    waiting = (
        "import pathlib; from contested.package.lock import lock\n"
        "print('ready', flush=True)\n"
        "with lock(pathlib.Path()): print('mine', flush=True)"
    )
    with lock(ford):
        other = subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.5)
    assert other.communicate(timeout=60)[0] == "mine\n"
    assert not (ford / LOCK).exists()


def test_the_lock_is_held_while_the_row_is_written(
    ford: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    real = journal._replace

    def watched(root: Path, files: dict[str, bytes]) -> None:
        seen.append((ford / LOCK).exists())
        real(root, files)

    monkeypatch.setattr(journal, "_replace", watched)
    assert run(*MILL)[0] == OK
    assert seen == [True]


@pytest.mark.slow
def test_a_file_that_is_saved_while_somebody_is_asked_keeps_what_was_saved(ford: Path) -> None:
    with Seat(ford, "new", "actor", "--today", TODAY) as seat:
        seat.answer("name", "Mill")
        seat.wait_for("actor_type>")
        with_other(ford / "data/actors.csv")
        seat.press(b"media\r")
        code, printed, shown = seat.leave()
    assert code == OK, shown
    actors = (ford / "data/actors.csv").read_bytes()
    assert OTHER in actors
    assert f"{printed.strip()},Mill,,,media,,,,\n".encode() in actors
    assert not (ford / LOCK).exists()


@pytest.mark.slow
def test_who_answered_and_is_refused_gets_back_what_they_typed(ford: Path) -> None:
    actors = ford / "data/actors.csv"
    with Seat(ford, "new", "actor", "--today", TODAY) as seat:
        seat.answer("name", "Mill")
        seat.wait_for("actor_type>")
        actors.write_bytes(actors.read_bytes().replace(b"\n", b"\r\n"))
        seat.press(b"media\r")
        code, printed, shown = seat.leave()
    assert (code, printed) == (USAGE, "")
    assert shown.splitlines()[-2:] == [
        "To go on from here:",
        "contested new actor --name=Mill --actor-type=media",
    ]
