"""A baseline lets known findings pass, new ones fail, and has what is gone struck from it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from contested import report
from contested.check import baseline
from contested.check.fingerprints import Mark, Marks
from contested.check.validate import choose_rules, validate_package
from contested.cli import FOUND, OK, USAGE, main
from contested.results import NotRun, Report
from contested.testing.specimen import changed
from hypothesis import given, settings
from hypothesis import strategies as st
from report.reported import CELL, DAY, ESCAPES, group, judged, made

FAULTS = "claims clm-b claimant_id=act-gard ; claims clm-c claimant_id=act-gard ; descriptor title="
DANGLING = [
    Mark("low-ford", "dangling-reference", "claims", (key,), "claimant_id")
    for key in ("clm-b", "clm-c")
]
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


def marks(one: Report) -> set[Mark]:
    given = Marks()
    return {
        given.of(finding, package)
        for package in one.packages
        for found in package.groups
        for finding in found.tell(None)
    }


def test_a_baseline_is_sorted_lines_of_json_and_is_read_back() -> None:
    known = {
        *DANGLING,
        Mark("a", "missing-licence", file="datapackage.json", found="0a", number=2),
        Mark("low-ford", "x", "actors", (ESCAPES, "b")),
    }
    text = baseline.render(known)
    assert (
        text.splitlines()[0]
        == '{"package": "a", "rule": "missing-licence", "file": "datapackage.json", "found": "0a",'
        ' "number": 2}'
    )
    assert [json.loads(line).get("table") for line in text.splitlines()] == [
        None,
        "actors",
        "claims",
        "claims",
    ]
    assert (
        text.splitlines()[2]
        == '{"package": "low-ford", "rule": "dangling-reference", "table": "claims", "key":'
        ' ["clm-b"], "column": "claimant_id"}'
    )
    assert text.replace("\n", "").isascii()
    assert baseline.parse(text) == baseline.parse(text.replace("\n", "\r\n")) == known
    assert baseline.parse("") == set()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<<<<<<< HEAD", "<<<<<<< HEAD"),
        ("{", "{"),
        ("[]", "[]"),
        ("1", "1"),
        ('{"rule": "a"}', '{"rule": "a"}'),
        ("\x1b[2J", "⟨U+001B⟩[2J"),
        ("[" * 100_000, "[" * 60 + "…"),
        *(
            (text, text[:60] + "…" * (len(text) > 60))
            for text in (
                '{"package": 1, "rule": "a"}',
                '{"package": "p", "rule": "a", "line": "3"}',
                '{"package": "p", "rule": "a", "key": "clm-a"}',
                '{"package": "p", "rule": "a", "key": [1]}',
                '{"package": "p", "rule": "a", "number": true}',
                '{"package": "p", "rule": "a", "number": 0}',
                '{"package": "p", "rule": "a", "number": "2"}',
                '{"package": "p", "rule": "a", "table": null}',
            )
        ),
    ],
)
def test_a_line_that_is_no_finding_is_refused(line: str, shown: str) -> None:
    with pytest.raises(baseline.BaselineError) as error:
        baseline.parse(f'{{"package": "p", "rule": "a"}}\n{line}\n')
    assert str(error.value) == f"line 2 is no finding of a baseline: {shown}"


def test_known_findings_are_left_out_and_new_ones_stay_with_their_number() -> None:
    whole = judged(FAULTS)
    left, struck = baseline.remove_known(whole, {DANGLING[0]})
    assert (marks(left), struck) == (marks(whole) - {DANGLING[0]}, [])
    assert left.counts() == {"missing-metadata": 1, "dangling-reference": 1}
    assert [finding.key for finding in left.findings(1)] == [None, ("clm-c",)]
    assert baseline.remove_known(whole, marks(whole)) == (
        replace(whole, packages=(replace(whole.packages[0], groups=()),)),
        [],
    )
    assert baseline.remove_known(whole, set()) == (whole, [])


def test_no_more_findings_are_told_than_are_asked_for() -> None:
    many = [replace(CELL, key=(f"clm-{n}",)) for n in range(10)]
    left, _ = baseline.remove_known(
        made(group(*many)),
        {Mark("ford", "wrong-type", "claims", (f"clm-{n}",), "answer") for n in (0, 3, 9)},
    )
    (one,) = left.packages[0].groups
    told = [
        [int(str(finding.key)[6:-3]) for finding in one.tell(limit)]
        for limit in (None, 0, 1, 3, 99)
    ]
    assert (one.count, told) == (
        7,
        [[1, 2, 4, 5, 6, 7, 8], [], [1], [1, 2, 4], [1, 2, 4, 5, 6, 7, 8]],
    )


def test_of_findings_that_are_alike_as_many_are_known_as_are_recorded() -> None:
    mark = Mark("ford", "wrong-type", "claims", ("clm-a",), "answer")
    left, struck = baseline.remove_known(
        made(group(CELL, CELL, CELL)), {mark, replace(mark, number=2)}
    )
    assert (left.counts(), struck) == ({"wrong-type": 1}, [])
    assert baseline.remove_known(made(group(CELL)), {mark, replace(mark, number=2)})[1] == [
        replace(mark, number=2)
    ]


@pytest.mark.parametrize(
    ("mark", "not_run", "gone"),
    [
        (Mark("ford", "wrong-type", "claims", ("a",)), (), True),
        (Mark("other", "wrong-type", "claims", ("a",)), (), False),
        (Mark("ford", "too-long", "claims", ("a",)), (), False),
        (
            Mark("ford", "wrong-type", "claims", ("a",)),
            (NotRun("unused-row", "claims", "why"),),
            True,
        ),
        (
            Mark("ford", "wrong-type", "claims", ("a",)),
            (NotRun("wrong-type", "claims", "why"),),
            False,
        ),
        (
            Mark("ford", "wrong-type", "claims", ("a",)),
            (NotRun("wrong-type", "sources", "why"),),
            True,
        ),
        (
            Mark("ford", "wrong-type", "claims", ("a",)),
            (NotRun("wrong-type", "p/data/claims.csv", "why"),),
            False,
        ),
        (
            Mark("ford", "quote-not-in-source", "claims", ("a",)),
            (NotRun("quote-not-in-source", "sources", "no --texts"),),
            False,
        ),
        (Mark("ford", "quote-not-in-source", "claims", ("a",)), (), True),
    ],
)
def test_only_what_could_have_been_found_is_struck(
    mark: Mark, not_run: tuple[NotRun, ...], gone: bool
) -> None:
    one = made(rules=("wrong-type", "unused-row", "quote-not-in-source"), not_run=not_run)
    assert baseline.remove_known(one, {mark})[1] == ([mark] if gone else [])
    assert baseline.update(one, {mark}) == (set() if gone else {mark})


@settings(deadline=None, max_examples=max(settings().max_examples // 3, 1))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_whatever_cells_hold_what_was_written_down_is_known(cell: str) -> None:
    specimen = changed(FAULTS)
    specimen.tables["claims"][0] |= {"answer": cell, "claim_id": cell}
    rules = choose_rules()
    whole = Report(
        (validate_package(specimen.package(), rules, DAY),), tuple(r.name for r in rules)
    )
    odd = made(
        group(*(replace(CELL, key=key, found=cell) for key in ((cell,), ("", cell), None, None)))
    )
    for one in (whole, odd):
        text = baseline.render(baseline.update(one, ()))
        left, struck = baseline.remove_known(one, baseline.parse(text))
        assert (left.counts(), struck, len(text.splitlines())) == (
            {},
            [],
            sum(one.counts().values()),
        )


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


@pytest.mark.parametrize(
    "form", [form for form in report.REPORTS if form not in ("json", "gitlab")]
)
def test_every_form_that_has_room_for_it_says_how_many_are_known(form: str) -> None:
    out = io.StringIO()
    report.REPORTS[form](
        replace(made(), notes={"baseline": "12 findings are in the baseline known"}), out
    )
    assert "12 findings are in the baseline known" in out.getvalue()
