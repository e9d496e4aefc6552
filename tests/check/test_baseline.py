"""A baseline lets known findings pass, new ones fail, and has what is gone struck from it."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from contested import report
from contested.check import baseline
from contested.check.fingerprints import Mark, Marks
from contested.check.validate import choose_rules, validate_package
from contested.results import NotRun, Report
from contested.testing.specimen import changed
from counts import one_in
from hypothesis import given, settings
from hypothesis import strategies as st
from report.reported import CELL, DAY, ESCAPES, group, judged, made

FAULTS = "claims clm-b claimant_id=act-gard ; claims clm-c claimant_id=act-gard ; descriptor title="
DANGLING = [
    Mark("low-ford", "dangling-reference", "claims", (key,), "claimant_id")
    for key in ("clm-b", "clm-c")
]


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


@settings(deadline=None, max_examples=one_in(3))
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


@pytest.mark.parametrize(
    "form", [form for form in report.REPORTS if form not in ("json", "gitlab")]
)
def test_every_form_that_has_room_for_it_says_how_many_are_known(form: str) -> None:
    out = io.StringIO()
    report.REPORTS[form](
        replace(made(), notes={"baseline": "12 findings are in the baseline known"}), out
    )
    assert "12 findings are in the baseline known" in out.getvalue()
