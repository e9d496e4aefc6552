"""The first record of a file, however it is written."""

from __future__ import annotations

import pytest
from contested.package.files.header import Header


def test_names_are_told_as_they_stand_with_the_character_at_which_each_begins() -> None:
    header = Header.of('\ufeff"é,1", b ,"x\ny",c\r\n1,2,3,4\r\n'.encode())
    assert header == Header('"é,1", b ,"x', ["é,1", " b ", "x\ny", "c"], [1, 7, 11, 4], True)
    assert header.trimmed == ["é,1", "b", "x\ny", "c"]


def test_the_cell_of_a_field_is_found_by_its_name() -> None:
    header = Header.of(b"b, a\n")
    assert (header.index("a"), header.index("b")) == (1, 0)
    with pytest.raises(ValueError, match="c"):
        header.index("c")


def test_a_header_with_broken_quotation_marks_cannot_be_read_and_an_empty_file_has_none() -> None:
    assert Header.of(b'a,"b\n1,2\n').is_readable is False
    assert Header.of(b"") == Header("", [], [], True)
