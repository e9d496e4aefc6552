"""Comparing versions: the cells that changed, and nothing else, whatever the order and the form."""

from __future__ import annotations

import polars as pl
import pytest
from contested.review.compare import TableDiff, compare
from contested.standard import Table
from hypothesis import given
from hypothesis import strategies as st

STEPS = Table.from_schema(
    "x-steps",
    {
        "fields": [
            {"name": "id", "type": "string"},
            {"name": "step", "type": "integer"},
            {"name": "note", "type": "string"},
            {"name": "day", "type": "date"},
        ],
        "primaryKey": ["id", "step"],
    },
)
LOOSE = Table.from_schema(
    "x-loose", {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}
)
Rows = list[tuple[str, ...]]
BASE: Rows = [("a", "1", "one", ""), ("a", "2", "two", "2021-08-21"), ("b", "1", "three", "")]


def frame(rows: Rows, table: Table = STEPS) -> pl.DataFrame:
    made = pl.DataFrame(rows, dict.fromkeys(table.fields, pl.String), orient="row").with_columns(
        pl.all().replace({"": None})
    )
    return made.with_row_index("row")


def said(
    found: TableDiff,
) -> tuple[list[str], list[str], list[tuple[str, str, str | None, str | None]], int, int]:
    changes = found.changes.select("record_id", "column", "old", "new").rows()
    return (
        found.added["record_id"].to_list(),
        found.removed["record_id"].to_list(),
        changes,
        found.reformatted,
        found.lost,
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (BASE, ([], [], [], 0, 0)),
        (BASE[::-1], ([], [], [], 0, 0)),
        ([*BASE, ("c", "1", "", "")], (["c 1"], [], [], 0, 0)),
        (BASE[1:], ([], ["a 1"], [], 0, 0)),
        (
            [("a", "1", "uno", "2021-09-01"), *BASE[1:]],
            ([], [], [("a 1", "note", "one", "uno"), ("a 1", "day", None, "2021-09-01")], 0, 0),
        ),
        (
            [BASE[0], ("a", "2", "", "2021-08-21"), BASE[2]],
            ([], [], [("a 2", "note", "two", None)], 0, 0),
        ),
        ([("a", "1", " one\u00a0", ""), *BASE[1:]], ([], [], [], 1, 0)),
        ([("a ", "1", "e", ""), *BASE[1:]], ([], [], [("a 1", "note", "one", "e")], 0, 0)),
        ([*BASE, ("", "1", "x", "")], ([], [], [], 0, 1)),
        ([*BASE, BASE[0]], ([], [], [], 0, 3)),
        ([], ([], ["a 1", "a 2", "b 1"], [], 0, 0)),
    ],
)
def test_what_changed_is_told_by_key_and_cell(head: Rows, expected: object) -> None:
    assert said(compare(frame(BASE), frame(head), STEPS)) == expected


def test_where_rows_stand_is_told_for_both_versions() -> None:
    found = compare(frame(BASE), frame([("b", "1", "drei", ""), BASE[0]]), STEPS)
    assert found.keys.rows() == [
        ("x-steps", "a 1", 0, 1),
        ("x-steps", "a 2", 1, None),
        ("x-steps", "b 1", 2, 0),
    ]
    assert found.changes.rows() == [("x-steps", "b 1", 2, 0, "note", "three", "drei")]


def test_a_column_that_one_version_lacks_is_blank_there() -> None:
    found = compare(frame(BASE).drop("day"), frame(BASE), STEPS)
    assert said(found) == ([], [], [("a 2", "day", None, "2021-08-21")], 0, 0)


def test_rows_without_a_key_are_the_same_if_every_cell_is() -> None:
    found = compare(
        frame([("x", "1"), ("y", "")], LOOSE), frame([("y", ""), ("x", "2")], LOOSE), LOOSE
    )
    assert said(found) == (["x\x1f2"], ["x\x1f1"], [], 0, 0)


CELL = st.sampled_from(["", "one", "two", "2021-08-21"])


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.sampled_from("12")), st.tuples(CELL, CELL)
    ),
    st.data(),
)
def test_any_edits_are_told_exactly(
    base: dict[tuple[str, str], tuple[str, str]], data: st.DataObject
) -> None:
    head = data.draw(
        st.dictionaries(
            st.tuples(st.sampled_from("abc"), st.sampled_from("12")), st.tuples(CELL, CELL)
        )
    )
    rows = data.draw(st.permutations([(*key, *cells) for key, cells in head.items()]))
    added, removed, changes, reformatted, lost = said(
        compare(frame([(*k, *v) for k, v in base.items()]), frame(rows), STEPS)
    )
    assert added == sorted(" ".join(key) for key in head.keys() - base.keys())
    assert removed == sorted(" ".join(key) for key in base.keys() - head.keys())
    wanted = {
        (" ".join(k), c, a or None, b or None)
        for k in base.keys() & head.keys()
        for c, a, b in zip(("note", "day"), base[k], head[k], strict=True)
        if a != b
    }
    assert set(changes) == wanted
    assert (len(changes), reformatted, lost) == (len(wanted), 0, 0)
