"""The two rules over cells that see what nobody can see, on every engine's regular expressions."""

from __future__ import annotations

import narwhals as nw
import polars as pl
import pytest
from contested.rules.files.signs import control_character, padded_cell
from contested.rules.rule import Row
from contested.standard import Field

PROSE, CODE = Field("note", "text", prose=True), Field("id", "text", pattern="[a-z]+")
PADDED = [" a", "a ", "\ta", "a\n", "\u00a0a", "a\u00a0", "\u202fa", "a\u3000", "\ra", " "]
NOT_PADDED = ["a", "a b", "a\u00a0b", "a\nb", "\u200ca", None]
WRONG_ANYWHERE = [
    *"\x00\x07\x1b\x7f\x80\x9f\t\r\x0b\x1f",
    *"\u200b\u2060\ufeff\u202d\u202e\u00ad\u115f\u1160\u180e\u2061\u2064\u206a\u206f",
    *"\u3164\uffa0\ufff9\ufffb",
]
RIGHT_IN_PROSE = [
    *("\n", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\ufe0f", "\u2028"),
    *("\u202a", "\u202b", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069"),
]
RIGHT_ANYWHERE = ["é", "ی", "\u00a0", "-", "\u2010", "\u2019", "𝄞", "^", "]", "\\", "~"]


def frames(cells: list[str | None]) -> list[nw.DataFrame]:  # type: ignore[type-arg]
    pandas = pytest.importorskip("pandas")
    arrow = pytest.importorskip("pyarrow")
    table = pandas.DataFrame({"cell": pandas.array(cells, dtype=pandas.ArrowDtype(arrow.string()))})
    return [
        nw.from_native(pl.DataFrame({"cell": cells}, schema={"cell": pl.String}), eager_only=True),
        nw.from_native(table, eager_only=True),
    ]


def judged(rule: object, field: Field, cells: list[str | None]) -> list[list[bool]]:
    expression = rule(Row(nw, cell="cell"), field).fill_null(False)  # type: ignore[operator]
    return [frame.select(wrong=expression)["wrong"].to_list() for frame in frames(cells)]


def test_white_space_around_a_cell_is_found_and_inside_it_is_not() -> None:
    assert (
        judged(padded_cell, CODE, [*PADDED, *NOT_PADDED])
        == [[True] * len(PADDED) + [False] * len(NOT_PADDED)] * 2
    )


def test_characters_that_have_no_place_in_any_cell_are_found_in_prose_and_in_codes() -> None:
    cells: list[str | None] = [f"a{c}b" for c in WRONG_ANYWHERE]
    assert (
        judged(control_character, PROSE, cells)
        == judged(control_character, CODE, cells)
        == [[True] * len(cells)] * 2
    )


def test_what_shapes_prose_is_found_in_codes_only() -> None:
    cells: list[str | None] = [f"a{c}b" for c in RIGHT_IN_PROSE]
    assert judged(control_character, PROSE, cells) == [[False] * len(cells)] * 2
    assert judged(control_character, CODE, cells) == [[True] * len(cells)] * 2


def test_a_zero_width_space_stands_behind_a_letter_of_a_script_without_spaces() -> None:
    right = ["ก\u200bข", "ກ\u200bຂ", "ក\u200bខ", "က\u200bခ", "ཀ\u200bཁ", "ꦏ\u200bꦐ", "ᬓ\u200bᬔ"]
    wrong = ["a\u200bb", "ก\u200b", "\u200bก", "ก\u200b\u200bข", "ก\u200bข a\u200bb"]
    cells: list[str | None] = [*right, *wrong]
    told = [False] * len(right) + [True] * len(wrong)
    assert judged(control_character, PROSE, cells) == [told] * 2


def test_a_joiner_joins_two_characters_and_stands_at_no_end() -> None:
    assert (
        judged(control_character, PROSE, ["\u200ca", "a\u200d", "می\u200cشود", "👩\u200d🌾", None])
        == [[True, True, False, False, False]] * 2
    )


def test_what_can_be_seen_is_right_everywhere() -> None:
    cells: list[str | None] = [f"a{c}b" for c in RIGHT_ANYWHERE]
    assert (
        judged(control_character, PROSE, cells)
        == judged(control_character, CODE, cells)
        == [[False] * len(cells)] * 2
    )
