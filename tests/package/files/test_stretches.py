"""Files taken apart into stretches of whole records."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest
from contested.package.files import stretches
from contested.package.files.scan import records
from contested.package.files.stretches import Stretch, survey, with_line_feeds
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.lists(
    st.sampled_from(
        [b"a", b",", b"\n", b"\r\n", b"\r", b'"x\ny"', b'"x\r\ny"', b'""', b"\xef\xbb\xbf"]
    ),
    max_size=30,
).map(b"".join)


@given(TEXTS, st.integers(1, 20))
def test_stretches_are_the_whole_file_cut_between_records(data: bytes, length: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LENGTH", length)
        found = list(stretches.stretches(data))
    assert b"".join(raw for _, raw in found) == data[stretches.text_start(data) :]
    whole = with_line_feeds(data[stretches.text_start(data) :])
    if not any(r.misquote for r in records(whole)):
        apart = [
            with_line_feeds(raw)[r.start : r.end]
            for _, raw in found
            for r in records(with_line_feeds(raw))
        ]
        assert apart == [whole[r.start : r.end] for r in records(whole)]


def test_no_stretch_is_longer_than_any_record_can_be() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LENGTH", 4)
        patch.setattr(stretches, "LONGEST", 16)
        assert [len(raw) for _, raw in stretches.stretches(b'"' + b"\n" * 40)] == [
            16,
            4,
            4,
            4,
            4,
            4,
            4,
            1,
        ]


def test_every_sort_of_line_end_becomes_a_line_feed() -> None:
    assert with_line_feeds(b'a\r\nb\rc\n"d\r\n"') == b'a\nb\nc\n"d\n"'


def test_a_small_file_is_one_stretch_for_the_exact_scan() -> None:
    assert survey(b"\xef\xbb\xbfa\r\nb\rc", 1, None) == [Stretch(3, 9, 2, None, 1, 1)]
    assert survey(b"", 1, None) == survey(b"\xef\xbb\xbf", 1, None) == []


def test_a_large_file_is_proven_stretch_by_stretch(tmp_path: Path) -> None:
    good, bad, other = b"a,b\n" * 100, b"c\n" + b"a,b\n" * 99, b"a,b\r\n" * 80
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "SMALL", 0)
        patch.setattr(stretches, "LENGTH", 400)
        assert survey(good, 2, None) == [Stretch(0, 400, 100, 100)]
        assert survey(good + other, 2, None) == [
            Stretch(0, 400, 100, 100),
            Stretch(400, 800, 80, 80, 80, 0),
        ]
        path = tmp_path / "large.csv"
        path.write_bytes((good + bad) * 30 + b"a,b")
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        ):
            found = survey(mapped, 2, None)
    assert sum(s.end - s.start for s in found) == 30 * 798 + 3
    assert sum(s.lines for s in found) == 30 * 200
    assert {s.records for s in found} == {100, None}
