"""The exact scan against a reader that looks at one character after the other."""

from __future__ import annotations

from contested.package.files.scan import (
    BLANK,
    Misquote,
    Record,
    RowTest,
    cells,
    column,
    records,
    text_of,
)
from contested.standard import Table
from hypothesis import given
from hypothesis import strategies as st

RELAYS = Table.from_schema(
    "relays",
    {
        "fields": [
            {
                "name": "claim_id",
                "type": "string",
                "constraints": {"pattern": "clm-[a-z0-9]+(?:-[a-z0-9]+)*"},
            },
            {"name": "step", "type": "integer"},
            {"name": "relay_id", "type": "string"},
            {"name": "note", "type": "string"},
        ],
        "primaryKey": ["claim_id", "step"],
    },
)
HEADER = ["claim_id", "step", "relay_id", "note"]


def one_by_one(text: str) -> tuple[list[tuple[int, list[str]]], str | None, int]:
    """The line and the cells of each record up to the first fault; the fault's kind, and the
    character it stands at.
    """
    found: list[tuple[int, list[str]]] = []
    line, at, state, cell, opened = 0, 0, "new", "", 0
    row: list[str] = []
    begins = 0
    while at < len(text):
        c = text[at]
        if state == "in":
            if c == '"':
                state = "shut"
            else:
                cell += c
        elif c == '"':
            if state == "new":
                state, opened = "in", at
            elif state == "shut":
                state, cell = "in", cell + c
            else:
                return found, "stray", at
        elif c in ",\n":
            row, cell, state = [*row, cell], "", "new"
            if c == "\n":
                found.append((begins, row))
                row, begins = [], line + 1
        elif state == "shut":
            return found, "behind", at
        else:
            state, cell = "bare", cell + c
        line += c == "\n"
        at += 1
    if state == "in":
        return found, "unclosed", opened
    if (text and not text.endswith("\n")) or row or cell or state == "shut":
        found.append((begins, [*row, cell]))
    return found, None, 0


@given(
    st.text('a,"\n é')
    | st.lists(st.sampled_from(["a", ",", "\n", '"b"', '""', '"x\ny"', '"'])).map("".join)
)
def test_the_scan_sees_what_a_reader_sees_that_looks_at_one_character_after_the_other(
    text: str,
) -> None:
    expected, kind, at = one_by_one(text)
    data = text.encode()
    told: list[tuple[int, list[str]]] = []
    fault: tuple[str, int] | None = None
    for record in records(data):
        if record.misquote:
            fault = record.misquote.kind, len(data[: record.misquote.at].decode())
            break
        told.append((record.line, [text_of(data[a:b]) for a, b in cells(data, record.start)]))
        assert record.cells == len(told[-1][1])
    assert told == expected
    assert fault == (None if kind is None else (kind, at))


def test_a_record_is_told_with_its_bytes_its_line_and_its_number_of_cells() -> None:
    assert list(records(b'a,b\n"x\ny",2\n\n3,4')) == [
        Record(0, 3, 0, 2, None),
        Record(4, 11, 1, 2, None),
        Record(12, 12, 3, 1, None),
        Record(13, 16, 4, 2, None),
    ]


def test_after_a_stray_mark_the_scan_goes_on_with_the_next_line() -> None:
    found = [r.misquote for r in records(b'a,b"\n"c"d,e\n1,2\n"x,y')]
    assert found == [Misquote("stray", 3), Misquote("behind", 8), None, Misquote("unclosed", 16)]


def test_a_cell_that_holds_a_row_is_found_where_it_opens() -> None:
    text = b'claim_id,step,relay_id,note\nclm-a,1,act-b,"x\nclm-c,2,act-d,y"\n'
    assert [r.misquote for r in records(text, RowTest.of(RELAYS, HEADER))][1:] == [
        Misquote("swallowed", 42)
    ]


def test_a_cell_never_closed_is_found_where_it_opens_though_the_marks_collide_later() -> None:
    text = b'clm-a,1,act-b,"x\nclm-c,2,act-d,"y"\n'
    assert [r.misquote for r in records(text, RowTest.of(RELAYS, HEADER))] == [
        Misquote("swallowed", 14)
    ]


def test_prose_that_only_begins_with_an_id_is_no_row() -> None:
    test = RowTest.of(RELAYS, HEADER)
    assert test is not None
    assert [
        test(line, 0)
        for line in (
            b"clm-a,1,act-b,",
            b"clm-a,1,act",
            b"clm-a,1",
            b"clm-a, 1,x,y",
            b"clm-a,one,x,y",
            b"xclm-a,1,x,y",
        )
    ] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_rows_are_recognised_only_by_a_key_that_comes_first_and_has_a_form() -> None:
    assert RowTest.of(RELAYS, ["note", *HEADER]) is None
    for constraints in ({}, {"pattern": "("}, {"pattern": "a{99999999999}"}):
        table = Table.from_schema(
            "x-notes",
            {
                "fields": [{"name": "id", "type": "string", "constraints": constraints}],
                "primaryKey": "id",
            },
        )
        assert RowTest.of(table, ["id"]) is None


def test_words_and_numbers_are_parts_of_a_key_too() -> None:
    fields = [
        {"name": "claim_id", "type": "string", "constraints": {"pattern": "clm-[a-z]+"}},
        {"name": "relation", "type": "string", "constraints": {"enum": ["repeats", "disputes"]}},
    ]
    test = RowTest.of(
        Table.from_schema("relations", {"fields": fields, "primaryKey": ["claim_id", "relation"]}),
        ["claim_id", "relation", "note"],
    )
    assert test is not None
    assert (test(b"clm-a,repeats,x", 0), test(b"clm-a,replies,x", 0), test.first) == (
        True,
        False,
        ord("c"),
    )


def test_nothing_stands_in_a_record_of_commas_of_empty_quotes_or_of_spaces_at_its_start() -> None:
    blank = [b"", b",,", b'"",""', b"  ", b" \t,,", b'" ",""']
    assert [bool(BLANK.fullmatch(text)) for text in blank] == [True] * len(blank)
    filled = [b"a", b",a", b", ,", b'" x"', b'""""', b'"\n"', "\u00a0".encode()]
    assert [bool(BLANK.fullmatch(text)) for text in filled] == [False] * len(filled)


def test_columns_are_counted_in_characters() -> None:
    assert column("é,ب,x\nبب,y".encode(), len("é,ب,x\nبب,".encode())) == 4
