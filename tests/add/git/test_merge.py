"""Merging three versions of a table: what the laws do not draw."""

from __future__ import annotations

import pytest
from add.git.versions import Row, frame
from contested.add.git.merge import Conflict, UnmergeableError, has_unique_keys, merge
from contested.standard import Table

NOTES = Table.from_schema(
    "x-notes", {"fields": [{"name": "id"}, {"name": "a"}, {"name": "b"}], "primaryKey": ["id"]}
)


def merged(base: list[Row], ours: list[Row], theirs: list[Row], table: Table = NOTES) -> str:
    made = merge(*(frame(rows, table_of(rows, table)) for rows in (base, ours, theirs)), table)
    return made.data.decode()


def table_of(rows: list[Row], table: Table) -> Table:
    from contested.add.git.merge import with_columns

    return with_columns(table, list(rows[0]) if rows else list(table.fields))


def row(id: str, a: str | None = None, **more: str | None) -> Row:
    return {"id": id, "a": a, "b": None} | more


def test_a_column_that_both_add_stands_once_and_two_new_ones_stand_in_one_order() -> None:
    base = [row("1")]
    assert merged(base, [row("1", x_c="me")], [row("1", x_c="me")]) == "id,a,b,x_c\n1,,,me\n"
    one, other = [row("1", x_d="mine"), row("2")], [row("1", x_c="theirs"), row("3", x_c="too")]
    assert (
        merged(base, one, other)
        == merged(base, other, one)
        == "id,a,b,x_c,x_d\n1,,,theirs,mine\n2,,,,\n3,,,too,\n"
    )


def test_a_column_that_one_takes_away_and_the_other_leaves_as_it_was_is_gone() -> None:
    base, without = [row("1", x_c="x"), row("2", x_c="y")], [row("1", "changed"), row("2")]
    assert merged(base, without, [row("1", x_c="x"), row("3")]) == "id,a,b\n1,changed,\n3,,\n"
    assert merged(base, without, without) == "id,a,b\n1,changed,\n2,,\n"


@pytest.mark.parametrize(
    "filled", [[row("1", x_c="changed")], [row("1", x_c="x"), row("2", x_c="new")]]
)
def test_a_column_that_one_takes_away_and_the_other_fills_is_nobody_s_to_drop(
    filled: list[Row],
) -> None:
    base, without = [row("1", x_c="x")], [row("1")]
    for ours, theirs in ((without, filled), (filled, without)):
        with pytest.raises(UnmergeableError) as error:
            merged(base, ours, theirs)
        assert (
            str(error.value)
            == "one side took the column x_c away, and the other changed what stands in it"
        )


def test_rows_of_one_id_that_two_people_added_are_not_filled_up_from_each_other() -> None:
    made = merge(
        frame([], NOTES),
        frame([row("1", "a", b="mine")], NOTES),
        frame([row("1", "a")], NOTES),
        NOTES,
    )
    assert made.conflicts == (Conflict(("1",), "b", ("mine", None)),)
    assert made.data.decode() == 'id,a,b\n1,a,"\n<<<<<<< ours\nmine\n=======\n>>>>>>> theirs\n"\n'


def test_numbers_in_a_key_are_sorted_by_value() -> None:
    table = Table.from_schema(
        "x-n", {"fields": [{"name": "id", "type": "integer"}, {"name": "a"}], "primaryKey": "id"}
    )
    assert (
        merged(
            [{"id": "2", "a": None}],
            [{"id": "2", "a": None}, {"id": "10", "a": None}],
            [{"id": "9", "a": None}],
            table,
        )
        == "id,a\n9,\n10,\n"
    )


def test_a_table_of_keys_only_is_merged_too() -> None:
    table = Table.from_schema("x-k", {"fields": [{"name": "id"}], "primaryKey": "id"})
    assert (
        merged(
            [{"id": "1"}, {"id": "2"}],
            [{"id": "1"}],
            [{"id": "1"}, {"id": "2"}, {"id": "3"}],
            table,
        )
        == "id\n1\n3\n"
    )


def test_rows_are_told_apart_by_whole_keys_that_stand_once() -> None:
    told = [
        has_unique_keys(frame(rows, NOTES), NOTES)
        for rows in ([], [row("1"), row("2")], [row("1"), row("1")], [{"id": None}])
    ]
    assert told == [True, True, False, False]
