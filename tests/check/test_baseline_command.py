"""A baseline as `contested validate` writes and follows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from check.test_baseline import DANGLING, FAULTS
from contested.check import baseline
from contested.check.fingerprints import Mark
from contested.cli import FOUND, OK, USAGE, main
from contested.testing.specimen import changed

ANEW = " Mend that, or delete the file and write it anew with --write-baseline."
Run = Callable[..., tuple[int, str, str]]


def lay(change: str = "") -> None:
    changed(change).write("ford")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Validates the specimen that lies in an empty folder: the exit code, what was printed, and
    what was complained.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(["validate", "ford", "--today", "2021-10-01", *arguments])
        return code, *capsys.readouterr()

    return ran


def test_what_is_written_down_passes_and_what_is_new_fails(run: Run) -> None:
    lay(FAULTS)
    code, out, complaint = run("--write-baseline", "known.jsonl")
    assert (code, complaint, out.splitlines()[-3:-1]) == (
        OK,
        "",
        ["3 findings are in the baseline known.jsonl", run()[1].splitlines()[-2]],
    )
    written = Path("known.jsonl").read_text()
    assert baseline.parse(written) > set(DANGLING)
    code, out, complaint = run("--baseline", "known.jsonl", "--fail-on", "info")
    assert (code, complaint, "dangling-reference" in out) == (OK, "", False)
    lay(FAULTS + " ; claims clm-d claimant_id=act-gard ; +claims clm-0 from=clm-a answer=act-guard")
    code, out, complaint = run("--baseline", "known.jsonl")
    assert (code, complaint, out.count("dangling-reference:")) == (FOUND, "", 1)
    assert "row clm-d" in out
    assert Path("known.jsonl").read_text() == written


def test_what_is_gone_is_named_and_fails_until_it_is_struck(run: Run) -> None:
    lay(FAULTS)
    run("--write-baseline", "known.jsonl")
    lay("claims clm-c claimant_id=act-gard")
    complaint = (
        "contested: 2 findings of the baseline known.jsonl are no longer found; --write-baseline"
        " strikes what is gone:\n  missing-metadata: datapackage.json (low-ford)\n "
        " dangling-reference: claims clm-b claimant_id (low-ford)\n"
    )
    code, out, told = run("--baseline", "known.jsonl")
    assert (code, told, "1 finding is in the baseline known.jsonl" in out) == (
        FOUND,
        complaint,
        True,
    )
    assert run("--baseline", "known.jsonl", "--select", "dates")[::2] == (OK, "")
    assert run("--write-baseline", "known.jsonl", "--select", "package")[::2] == (OK, "")
    assert baseline.parse(Path("known.jsonl").read_text()) == set(DANGLING)
    assert run("--write-baseline", "known.jsonl")[::2] == (OK, "")
    assert baseline.parse(Path("known.jsonl").read_text()) == {DANGLING[1]}


def test_of_many_that_are_gone_some_are_named(run: Run) -> None:
    lay()
    Path("known.jsonl").write_text(
        baseline.render(
            Mark("low-ford", "wrong-type", "claims", (f"clm-{n:02}\x1b",)) for n in range(23)
        )
    )
    code, _, told = run("--baseline", "known.jsonl")
    assert (code, len(told.splitlines()), told.splitlines()[-1]) == (FOUND, 22, "  and 3 more")
    assert told.splitlines()[1] == "  wrong-type: claims clm-00⟨U+001B⟩ (low-ford)"


@pytest.mark.parametrize(
    ("content", "options", "complaint"),
    [
        (None, ["--baseline", "b"], "--baseline: b cannot be read: No such file or directory"),
        (
            b"x",
            ["--baseline", "b"],
            "--baseline: b cannot be followed: line 1 is no finding of a baseline: x." + ANEW,
        ),
        (
            b"=\n",
            ["--write-baseline", "b"],
            "--write-baseline: b cannot be followed: line 1 is no finding of a baseline: =." + ANEW,
        ),
        (
            b"\xff",
            ["--baseline", "b"],
            "--baseline: b cannot be followed: it is not UTF-8 text." + ANEW,
        ),
        (
            None,
            ["--write-baseline", "none/b"],
            "--write-baseline: none/b cannot be written: No such file or directory",
        ),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused_and_left_as_it_is(
    run: Run, content: bytes | None, options: list[str], complaint: str
) -> None:
    lay()
    if content is not None:
        Path("b").write_bytes(content)
    assert run(*options) == (USAGE, "", f"contested: {complaint}\n")
    assert (
        Path("b").read_bytes() if content is not None else None,
        [p.name for p in Path().iterdir() if p.name.startswith(".b")],
    ) == (content, [])


def test_an_unreadable_package_never_passes_whatever_is_known(run: Run) -> None:
    lay("descriptor-bytes {")
    assert run("--write-baseline", "b")[0] == USAGE
    assert run("--baseline", "b")[0] == USAGE
    lay("bytes claims _id _no")
    assert run("--write-baseline", "b")[0] == USAGE
