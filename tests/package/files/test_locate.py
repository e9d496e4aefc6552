"""From row and column to line, character and cell, in files whose writer knows where it put each
cell.
"""

from __future__ import annotations

import pytest
from contested.package.files import stretches
from contested.package.files.csvfile import Spot, cell_name
from contested.package.files.locate import Locator
from contested.package.files.stretches import survey
from hypothesis import given
from hypothesis import strategies as st

CELLS = st.text('a,"\n\ré 𝄞', max_size=5)
FILES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)
)


def written(
    rows: list[list[str]], end: str, mark: bool
) -> tuple[bytes, dict[tuple[int, int], tuple[int, int]]]:
    """The file, and line and column of every cell, counted while it is written."""
    text, line, column, places = "", 1, 1, {}
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            places[number - 1, index] = line, column
            said = cell.replace("\r", "\n").replace("\n", end)
            if set(cell) & set(',"\n\r') or not cell:
                said = '"' + said.replace('"', '""') + '"'
            broken = said.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            line += len(broken) - 1
            column = len(broken[-1]) + (column if len(broken) == 1 else 1)
            text += said
            if index < len(row) - 1:
                text, column = text + ",", column + 1
        text, line, column = text + end, line + 1, 1
    return (b"\xef\xbb\xbf" if mark else b"") + text.encode(), places


@given(
    FILES,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from([8, 30, 1 << 20]),
    st.sampled_from([-1, 1 << 20]),
)
def test_every_cell_is_found_where_it_was_written(
    rows: list[list[str]], end: str, mark: bool, length: int, small: int
) -> None:
    data, places = written(rows, end, mark)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "LENGTH", length)
        patch.setattr(stretches, "SMALL", small)
        for locator in (Locator(data), Locator(data, survey(data, len(rows[0]), None))):
            for (row, index), (line, column) in places.items():
                assert locator.spot(row, index) == Spot(line, column, cell_name(index, row + 1))


def test_below_a_line_break_in_a_cell_spreadsheets_count_rows_and_editors_lines() -> None:
    data = 'id,note,end\na,"two\nlines",x\nb,é,"y"\n'.encode()
    locator = Locator(data)
    assert locator.spot(0, 2) == Spot(3, 8, "C2")
    assert locator.spot(1, 2) == Spot(4, 5, "C3")
    assert locator.spot(-1, 1) == Spot(1, 4, "B1")


def test_in_a_short_row_the_last_cell_is_meant_and_a_missing_row_is_an_error() -> None:
    locator = Locator(b"id,note,end\na\n")
    assert locator.spot(0, 2) == Spot(2, 1, "C2")
    with pytest.raises(IndexError):
        locator.spot(1, 0)


def test_cells_are_called_as_spreadsheets_call_them() -> None:
    assert [cell_name(i, 75) for i in (0, 3, 25, 26, 51, 52, 701, 702)] == [
        "A76",
        "D76",
        "Z76",
        "AA76",
        "AZ76",
        "BA76",
        "ZZ76",
        "AAA76",
    ]
