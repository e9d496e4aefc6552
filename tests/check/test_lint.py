"""Hand-broken files: each fault lights its rule, at its place, and no other."""

from __future__ import annotations

from itertools import islice

import pytest
from check.notes import GOOD, HEADER, linted
from contested.check.lint import Linted
from contested.package.files import stretches
from contested.package.files.csvfile import Spot
from contested.rules.rule import RULES
from hypothesis import example, given
from hypothesis import strategies as st

FILE_RULES = [rule.name for rule in RULES.values() if rule.scope == "file"]


def faults(data: bytes | str) -> list[tuple[str, int, int, str | None]]:
    return [(rule, spot.line, spot.column, spot.cell) for rule, spot in linted(data).faults]


def test_a_canonical_file_has_no_fault_and_neither_has_a_header_without_rows() -> None:
    assert (
        linted(GOOD) == linted(HEADER) == linted(HEADER.strip()) == linted(GOOD.strip()) == Linted()
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD.encode("utf-16"), ("not-utf-8", 1, 1, None)),
        (GOOD.encode("utf-16-be"), ("not-utf-8", 1, 1, None)),
        (GOOD.encode("cp1252"), ("not-utf-8", 4, 18, None)),
        (b"\xef\xbb\xbf" + GOOD.encode(), ("byte-order-mark", 1, 1, "A1")),
        (GOOD.replace("\n", "\r\n"), ("wrong-line-ends", 1, 25, None)),
        (GOOD.replace("\n", "\r"), ("wrong-line-ends", 1, 25, None)),
        (GOOD.replace(",x\n", ",x\r\n"), ("wrong-line-ends", 4, 21, None)),
        (GOOD.replace("first\n", "first\r\n"), ("wrong-line-ends", 2, 17, None)),
        (GOOD.replace(",", ";"), ("wrong-delimiter", 1, 8, None)),
        (GOOD.replace(",", "\t"), ("wrong-delimiter", 1, 8, None)),
        (GOOD.replace("note_id,", ""), ("wrong-header", 1, 1, None)),
        (GOOD.replace("title", "title "), ("wrong-header", 1, 9, "B1")),
        (GOOD.replace(HEADER, HEADER.replace(",", ",\t")), ("wrong-header", 1, 9, "B1")),
        (GOOD.replace("nte-b", "nte-b,"), ("ragged-row", 4, 1, "A3")),
        (GOOD.replace(",é", ""), ("ragged-row", 4, 1, "A3")),
        (GOOD.replace("\nnte-b", "\n\nnte-b"), ("blank-row", 4, 1, "A3")),
        (GOOD.replace("\nnte-b", "\n,,,\nnte-b"), ("blank-row", 4, 1, "A3")),
        (GOOD + "\n", ("blank-row", 5, 1, "A4")),
        (GOOD.replace(",é", ',"é'), ("broken-quoting", 4, 18, None)),
        (GOOD.replace(",é", ',é"'), ("broken-quoting", 4, 19, None)),
        (GOOD.replace('too"', 'too"!'), ("broken-quoting", 4, 17, None)),
        (
            GOOD.replace(",One", ',"One')
            .replace("Two,", 'Two",')
            .replace('"first\nsecond"', "x")
            .replace(',"Two', ",Two")
            .replace('too"', "too"),
            ("broken-quoting", 2, 7, None),
        ),
        (GOOD.replace("\nnte-b", "\n<<<<<<< HEAD\nnte-b"), ("merge-conflict", 4, 1, None)),
        (GOOD.replace("\nnte-b", "\n=======\nnte-b"), ("merge-conflict", 4, 1, None)),
        ("", ("wrong-header", 1, 1, None)),
        (" \n\n \n", ("wrong-header", 1, 1, None)),
    ],
)
def test_one_fault_lights_its_rule_at_its_place_and_no_other(
    data: bytes | str, expected: tuple[str, int, int, str | None]
) -> None:
    raw = data.encode() if isinstance(data, str) else data
    assert faults(raw) == [expected]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "SMALL", -1)
        patch.setattr(stretches, "LENGTH", 8)
        assert faults(raw) == [expected]


def test_a_gate_stops_the_rules_behind_it_and_says_which() -> None:
    found = linted(GOOD.replace("note_id,", ""))
    assert found.stopped == "wrong-header"
    assert found.not_run == [*FILE_RULES[6:]]
    assert linted(GOOD + "\n").stopped is None
    assert linted(GOOD + "\n").not_run == []


def test_what_makes_rows_unreadable_does_not_keep_the_bytes_from_being_judged() -> None:
    data = (
        (GOOD.replace(",", ";").replace("title", "title ") + "nte-c;x\n\n")
        .replace("\n", "\r\n")
        .encode("utf-16")
    )
    assert faults(data) == [
        ("not-utf-8", 1, 1, None),
        ("wrong-line-ends", 1, 26, None),
        ("wrong-delimiter", 1, 8, None),
        ("wrong-header", 1, 9, "B1"),
        ("ragged-row", 5, 1, "A4"),
        ("blank-row", 6, 1, "A5"),
    ]
    assert (linted(data).stopped, linted(data).not_run) == ("not-utf-8", FILE_RULES[9:])
    narrow = GOOD.replace("nte-b", "\nnte-b,").encode("cp1252")
    assert faults(narrow) == [
        ("not-utf-8", 5, 19, None),
        ("ragged-row", 5, 1, "A4"),
        ("blank-row", 4, 1, "A3"),
    ]
    assert faults(GOOD.replace(",", " | "))[:3] == [
        ("wrong-delimiter", 1, 9, None),
        ("wrong-header", 1, 1, "A1"),
        ("broken-quoting", 2, 15, None),
    ]
    assert linted(GOOD.encode("utf-16")[:-1]).not_run == FILE_RULES[1:]


def test_the_rules_stand_in_the_order_in_which_files_are_judged() -> None:
    assert FILE_RULES == [
        "not-utf-8",
        "byte-order-mark",
        "merge-conflict",
        "wrong-line-ends",
        "wrong-delimiter",
        "wrong-header",
        "broken-quoting",
        "ragged-row",
        "blank-row",
        "repeated-header",
        "unsorted-rows",
    ]


def test_faults_that_are_no_gate_are_found_together() -> None:
    data = (
        b"\xef\xbb\xbf"
        + GOOD.replace("title,note", "note,title")
        .replace("\nnte-b", "\n\nnte-b")
        .replace("\n", "\r\n")
        .encode()
    )
    assert faults(data) == [
        ("byte-order-mark", 1, 1, "A1"),
        ("wrong-line-ends", 1, 25, None),
        ("wrong-header", 1, 9, "B1"),
        ("blank-row", 4, 1, "A3"),
    ]
    assert linted(data).stopped is None


def test_every_ragged_row_is_found_with_the_number_of_its_cells() -> None:
    rows = linted(HEADER + 'nte-a,1\nnte-b,1,2,3\nnte-c,"1,\n2",3,4,5,6\n').found["ragged-row"]
    assert list(rows) == [
        Spot(2, 1, "A2", {"cells": "2", "expected": "4"}),
        Spot(4, 1, "A4", {"cells": "6", "expected": "4"}),
    ]


def test_line_ends_are_counted_by_their_sort() -> None:
    found = linted(GOOD.replace("\n", "\r\n", 1) + "nte-c,,,\rnte-d,,,\n").found["wrong-line-ends"]
    assert [s.values for s in found] == [{"ends": "CR LF or CR", "count": "2", "lines": "6"}]


def test_conflicts_are_told_one_by_one_and_prose_is_no_conflict() -> None:
    whole = "<<<<<<< HEAD\nnte-c,,,\n||||||| base\n=======\nnte-d,,,\n>>>>>>> theirs\n"
    found = linted(GOOD + whole + whole + ">>>>>>> late\n").found["merge-conflict"]
    assert list(found) == [
        Spot(5, 1, None, {"marker": "<<<<<<<"}),
        Spot(11, 1, None, {"marker": "<<<<<<<"}),
        Spot(17, 1, None, {"marker": ">>>>>>>"}),
    ]
    assert linted(GOOD + 'nte-c,,"Title\n=======\n>>>>>>> quoted\n",\n') == Linted()
    assert faults(GOOD + f'nte-c,,"\n{whole}",\n') == [("merge-conflict", 6, 1, None)]
    assert linted(GOOD + "nte-c,,,\n<<<<<<<<\n").stopped == "ragged-row"


def test_a_million_faults_are_numbers_until_somebody_looks() -> None:
    rows = linted(HEADER + "nte-a,1\n" * 20_000).found["ragged-row"]
    assert len(rows) == 20_000
    assert [s.line for s in islice(rows, 2)] == [2, 3]


@given(
    st.binary(max_size=60)
    | st.lists(
        st.sampled_from([*GOOD, "\r", '"', "\n", ";", "=======\n", HEADER, "\ufeff"]), max_size=40
    ).map(lambda p: "".join(p).encode())
)
@example(b"\x00")
@example(b"\xff\xfe")
@example(b'"')
@example(HEADER.encode() + b'"' * 9)
def test_no_bytes_raise_and_both_ways_of_looking_agree(data: bytes) -> None:
    exact = linted(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "SMALL", -1)
        patch.setattr(stretches, "LENGTH", 16)
        quick = linted(data)
    assert quick.stopped == exact.stopped
    assert quick.not_run == exact.not_run
    assert {rule: next(iter(spots)) for rule, spots in quick.found.items()} == {
        rule: next(iter(spots)) for rule, spots in exact.found.items()
    }
    if exact.stopped != "broken-quoting":
        assert list(quick.faults) == list(exact.faults)
