"""What holds of every merge.

It is the plain one, it does not depend on who merges whom, and nothing that anybody wrote is lost.
"""

from __future__ import annotations

import re

import polars as pl
import pytest
from add.git.versions import Versions, by_key, plainly, versions, versions_of_packages
from contested.add.git.merge import Merged, merge, with_columns
from contested.check.lint import lint
from contested.package.files.canonical import canonical
from contested.package.files.csvfile import CsvFile
from contested.package.files.read import read
from contested.standard import Table
from counts import one_in
from hypothesis import given, settings

LAW = settings(max_examples=one_in(2), deadline=None)


def merged(v: Versions) -> Merged:
    return merge(v.base, v.ours, v.theirs, v.table)


def columns(data: bytes) -> list[str]:
    return data.partition(b"\n")[0].decode().split(",")


def rows(data: bytes, table: Table) -> pl.DataFrame:
    """Return the rows of a file as they stand."""
    return read(CsvFile("", data, with_columns(table, columns(data)))).drop("row")


def settled(data: bytes, side: int) -> bytes:
    """Return the file with one side of every conflict taken.

    An editor that knows only git's lines would do so.
    """
    pattern = rb"^<<<<<<< ours\n((?:.*\n)*?)=======\n((?:.*\n)*?)>>>>>>> theirs\n"
    gone = rb" \(there the row was deleted\)(?=\n)"
    return re.sub(pattern, rb"\%d" % (side + 1), re.sub(gone, b"", data), flags=re.MULTILINE)


def written(frame: pl.DataFrame, table: Table) -> bytes:
    known = [*table.fields, *(name for name in frame.columns if name not in table.fields)]
    return canonical(frame, with_columns(table, known))


def is_plain(v: Versions) -> None:
    found, expected = merged(v), plainly(v)
    both = {
        (key, name): cell
        for key, row in expected.items()
        for name, cell in row.items()
        if isinstance(cell, tuple)
    }
    assert {(conflict.key, conflict.column): conflict.texts for conflict in found.conflicts} == both
    for side in (0, 1):
        taken = {
            key: {
                name: cell[side] if isinstance(cell, tuple) else cell for name, cell in row.items()
            }
            for key, row in expected.items()
        }
        frame = rows(settled(found.data, side), v.table)
        trimmed = frame.with_columns(
            pl.when(pl.all().str.strip_chars("\n") != "").then(pl.all().str.strip_chars("\n"))
        )
        assert by_key(trimmed, v.table) == taken
        assert len(frame) == len(taken)


@LAW
@given(versions())
def test_it_is_the_plain_merge_of_rows_and_cells_and_an_editor_that_knows_git_can_settle_it(
    v: Versions,
) -> None:
    is_plain(v)


@pytest.mark.slow
@LAW
@given(versions_of_packages())
def test_so_it_is_for_every_table_of_a_valid_package(v: Versions) -> None:
    is_plain(v)


@LAW
@given(versions())
def test_it_is_the_same_whoever_merges_whom(v: Versions) -> None:
    one, other = merged(v), merge(v.base, v.theirs, v.ours, v.table)
    assert [(c.key, c.column, c.texts) for c in one.conflicts] == [
        (c.key, c.column, c.texts[::-1]) for c in other.conflicts
    ]
    blank = rb'"\n<{7}[^"]*(?:""[^"]*)*"'
    assert re.sub(blank, b"?", one.data) == re.sub(blank, b"?", other.data)


@LAW
@given(versions())
def test_where_one_side_changed_nothing_the_other_is_what_comes_of_it(v: Versions) -> None:
    expected = Merged(written(v.ours, v.table), ())
    assert merge(v.base, v.ours, v.base, v.table) == expected
    assert merge(v.base, v.base, v.ours, v.table) == expected
    assert merge(v.base, v.ours, v.ours, v.table) == expected


@LAW
@given(versions())
def test_no_row_is_lost_but_one_that_somebody_deleted_and_nobody_changed(v: Versions) -> None:
    base, ours, theirs = (by_key(frame, v.table) for frame in (v.base, v.ours, v.theirs))
    kept = by_key(rows(merged(v).data, v.table), v.table).keys()
    gone = (base.keys() | ours.keys() | theirs.keys()) - kept
    for key in gone:
        left = [side[key] for side in (ours, theirs) if key in side]
        assert key in base
        assert len(left) < 2
        assert all(
            {name: cell for name, cell in row.items() if cell}
            == {name: cell for name, cell in base[key].items() if cell}
            for row in left
        )


@LAW
@given(versions())
def test_what_is_to_be_settled_is_found_by_its_rule_and_the_file_is_a_whole_table_all_the_same(
    v: Versions,
) -> None:
    found = merged(v)
    linted = lint(CsvFile("", found.data, with_columns(v.table, columns(found.data))))
    lines = [
        number
        for number, line in enumerate(found.data.decode().split("\n"), 1)
        if line.startswith("<<<<<<< ours")
    ]
    assert [spot.line for spot in linted.found.get("merge-conflict", ())] == lines
    assert (len(lines), linted.stopped) == (
        len(found.conflicts),
        "merge-conflict" if lines else None,
    )
    data = (
        found.data.replace(b"<<<<<<<", b"<")
        .replace(b"\n=======\n", b"\n=\n")
        .replace(b">>>>>>>", b">")
    )
    unmarked = lint(CsvFile("", data, with_columns(v.table, columns(data))))
    assert (unmarked.stopped, set(unmarked.found) - {"unsorted-rows"}) == (None, set())
