"""The fast proof: never of a file in which the exact scan finds anything, and of every file in
canonical form.
"""

from __future__ import annotations

import csv
import io
import re

from contested.package.files import proof
from contested.package.files.scan import BLANK, MARKER, RowTest, records
from hypothesis import given
from hypothesis import strategies as st

TEST = RowTest(re.compile(rb"(?:clm-[a-z]+)(?:,(?![ \t])|\n|\Z)"), 2, ord("c"))
PIECES = [
    b"a",
    b",",
    b"\n",
    b'"',
    b'""',
    b'"x\ny"',
    b"a,b,c\n",
    b'"p,q",b,c\n',
    b",,\n",
    b" ",
    b"\t",
    b"\xc3\xa9",
    b"\xe9",
    b"\x00",
    b"=======\n",
    b"\nclm-a,b,c\n",
]
CELLS = (
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
    | st.text('a,"\n', max_size=6)
    | st.just("=x\n>y\n|z\n<")
)


def is_faulty(text: bytes, width: int) -> bool:
    """Whether the exact scan finds anything at all in whole records."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return True
    if any(MARKER.match(line) for line in text.split(b"\n")):
        return True
    return any(
        r.misquote or r.cells != width or BLANK.match(text, r.start) for r in records(text, TEST)
    )


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join), st.integers(1, 4))
def test_nothing_is_proven_of_a_text_in_which_the_exact_scan_finds_a_fault(
    text: bytes, width: int
) -> None:
    proven = proof.proof(text, width, TEST)
    if proven:
        assert not is_faulty(text[: proven.end], width)
        assert proven.records == sum(1 for _ in records(text[: proven.end]))
        assert proven.lines == text[: proven.end].count(b"\n")
        assert (
            proven.end == len(text) or b"\n" not in text[proven.end :] or b'"' in text[proven.end :]
        )


@given(st.lists(st.tuples(st.sampled_from(["clm-a", "é"]), CELLS, CELLS), min_size=1))
def test_every_text_in_canonical_form_is_proven_unless_a_line_looks_like_a_row_or_a_conflict(
    rows: list[tuple[str, str, str]],
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue().encode()
    proven = proof.proof(text, 3, TEST)
    assert is_faulty(text, 3) or (proven is not None and proven.end == len(text))


def test_the_row_that_a_cell_has_swallowed_is_seen_with_and_without_a_known_first_letter() -> None:
    for first in (TEST.first, 0):
        assert proof.proof(b'x,y,"z\nclm-a,b,c"\n', 3, RowTest(TEST.key, 2, first)) is None
        assert proof.proof(b'x,y,"z\ncl-a,b,c"\n', 3, RowTest(TEST.key, 2, first)) == (1, 2, 17)
    assert proof.proof(b'x,y,"z\nclm-a,b,c"\n', 3, None) == (1, 2, 18)


def test_256_commas_too_many_are_not_overlooked() -> None:
    wide = b"a" + b"," * 257 + b"\n"
    assert proof.proof(wide, 2, None) is None
    assert proof.proof(wide, 258, None) == (1, 1, 259)
    assert proof.proof(b"a,b\n" + wide, 2, None) is None
    assert proof.proof(b'a,"' + b"," * 300 + b'"\n', 2, None) == (1, 1, 305)


def test_characters_across_the_pieces_that_are_decoded_are_whole() -> None:
    text = b"a" * (proof.PIECE - 1) + "é,".encode() + b"b" * proof.PIECE + b"\n"
    assert proof.proof(text, 2, None) == (1, 1, len(text))
    assert proof.proof(text.replace(b"\xa9", b"x"), 2, None) is None


def test_a_text_without_a_whole_record_proves_nothing() -> None:
    assert [proof.proof(text, 1, None) for text in (b"", b"a", b'"a\n', b'"a"')] == [None] * 4


def test_records_are_counted_with_the_last_one_that_has_no_line_end() -> None:
    assert [proof.count(text) for text in (b"a\nb\n", b"a\nb", b'"a\nb"\nc\n', b"\n\n")] == [
        2,
        2,
        2,
        2,
    ]
