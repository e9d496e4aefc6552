"""Several reports of one validation: which form goes where, and what cannot be followed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest
from contested import report
from contested.cli import FOUND, OK, USAGE, main
from contested.results import Report
from contested.testing.specimen import changed

Run = Callable[..., tuple[int, str, str]]
FORMS = ", ".join(report.REPORTS)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Validates a package with a warning: the exit code, what was printed, and what was
    complained.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    changed("descriptor title=").write(tmp_path / "ford")

    def ran(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["validate", "ford", "--today", "2021-10-01", *arguments])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        out, complaint = capsys.readouterr()
        return code, out, complaint

    return ran


def written(*names: str) -> list[str]:
    """The beginnings of some files."""
    return [Path(name).read_text(encoding="utf-8")[:9] for name in names]


def test_several_reports_are_written_at_once_and_one_is_printed(run: Run) -> None:
    code, out, complaint = run(
        "--report",
        "html=r.html",
        "--report",
        "markdown=r.md",
        "--report",
        "github",
        "--report",
        "json=r=1.json",
    )
    assert (code, complaint, out.splitlines()[0][:9]) == (OK, "", "::warning")
    assert written("r.html", "r.md", "r=1.json") == ["<!DOCTYPE", "## 0 erro", '{\n  "cont']
    assert sorted(p.name for p in Path().iterdir()) == [
        ".git",
        "ford",
        "r.html",
        "r.md",
        "r=1.json",
    ]


def test_reports_in_files_alone_print_nothing(run: Run) -> None:
    assert run("--report", "text=r.txt", "--fail-on", "warning") == (FOUND, "", "")


@pytest.mark.parametrize("form", report.REPORTS)
def test_format_and_output_are_the_same_for_one_report(run: Run, form: str) -> None:
    _, printed, _ = run("--report", form)
    assert run("--format", form) == (OK, printed, "")
    assert run("--format", form, "--output", "a") == (OK, "", "")
    assert run("--report", f"{form}=b") == (OK, "", "")
    assert Path("a").read_bytes() == Path("b").read_bytes()
    assert Path("a").read_text(encoding="utf-8") == printed


def test_format_and_output_go_together_with_report(run: Run) -> None:
    code, out, _ = run("--report", "json=r.json", "--format", "text")
    assert (
        code,
        "1 warning" in out,
        "summary" in json.loads(Path("r.json").read_text(encoding="utf-8")),
    ) == (OK, True, True)
    code, out, _ = run("--report", "json", "--output", "r.txt")
    assert (code, "summary" in json.loads(out), written("r.txt")) == (OK, True, ["ford/data"])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["--report", "json", "--report", "github", "--report", "text"],
            (
                "only one report can go to standard output, and not json, github and text; give the"
                " others a file: --report text=FILE"
            ),
        ),
        (
            ["--report", "json", "--format", "text"],
            (
                "only one report can go to standard output, and not json and text; give the others"
                " a file: --report text=FILE"
            ),
        ),
        (
            ["--report", "json=a", "--report", "text=./a"],
            "two reports cannot go to one file, a; give each its own",
        ),
        (
            ["--report", "json=none/a"],
            "--report: none/a cannot be written: No such file or directory",
        ),
        (["--report", "json=ford"], "--report: ford cannot be written: Is a directory"),
        (
            ["--report", "json=none/a", "--output", "none/b"],
            (
                "--report: none/a cannot be written: No such file or directory\n--output: none/b"
                " cannot be written: No such file or directory"
            ),
        ),
    ],
)
def test_reports_that_cannot_be_written_are_refused_in_a_sentence(
    run: Run, arguments: list[str], complaint: str
) -> None:
    assert run(*arguments) == (USAGE, "", f"contested: {complaint}\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ["--report", "markdwon"],
            (
                "argument --report: there is no form “markdwon”; did you mean “markdown”? The"
                f" forms are {FORMS}."
            ),
        ),
        (
            ["--report", "markdwon=a"],
            (
                "argument --report: there is no form “markdwon”; did you mean “markdown”? The"
                f" forms are {FORMS}."
            ),
        ),
        (["--format", "xyz"], f"argument --format: there is no form “xyz”. The forms are {FORMS}."),
        (
            ["--report", "json="],
            (
                "argument --report: “json=” names no file; write json=FILE, or json alone for"
                " standard output"
            ),
        ),
    ],
)
def test_a_form_that_is_misspelled_is_refused_with_what_was_meant(
    run: Run, arguments: list[str], complaint: str
) -> None:
    code, out, told = run(*arguments)
    assert (code, out, told.splitlines()[-1]) == (
        USAGE,
        "",
        f"contested validate: error: {complaint}",
    )


def test_a_report_that_cannot_be_written_keeps_no_other_from_being_written(run: Run) -> None:
    code, out, _ = run("--report", "json=none/a", "--report", "html=r.html", "--report", "text")
    assert (code, "1 warning" in out, written("r.html")) == (USAGE, True, ["<!DOCTYPE"])


def test_a_file_stays_as_it_was_unless_its_report_is_whole(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Report, out: TextIO) -> None:
        out.write("half")
        raise ValueError("oops")

    monkeypatch.setitem(report.REPORTS, "html", broken)
    Path("r.html").write_text("old", encoding="utf-8")
    assert run("--report", "html=r.html", "--report", "text")[:2] == (USAGE, "")
    assert written("r.html") == ["old"]
    assert sorted(p.name for p in Path().iterdir()) == [".git", "ford", "r.html"]


def test_without_a_standard_output_only_files_can_be_written(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert main(["validate", "ford", "--report", "text=r.txt"]) == OK
    assert main(["validate", "ford"]) == USAGE


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout")
def test_a_report_goes_into_a_pipe_by_its_name(tmp_path: Path) -> None:
    folder = changed().write(tmp_path / "ford")
    call = [sys.executable, "-m", "contested", "validate", str(folder), "--today", "2021-10-01"]
    done = subprocess.run(
        [*call, "--report", "json=/dev/stdout"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["verdict"], done.stderr) == (0, "passes", "")


def test_an_option_is_not_taken_for_a_longer_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["review", "--base", "main"])
    assert (stopped.value.code, capsys.readouterr().err.splitlines()[-1]) == (
        2,
        "contested review: error: unrecognized arguments: --base; did you mean --baseline?",
    )
