"""Faults of records: cells not parted, closed, counted, filled or sorted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import sort_key
from contested.testing.strategies.faults.fault import Files, Spot
from contested.testing.strategies.faults.sheets import Sheet, edit, pick, written

SIGNS = ";|\t"
"""What stands for the comma in files that are not divided by it."""


@edit("wrong-delimiter")
def another_delimiter(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, sign, quoted = (
        pick(draft, files),
        draft.draw(st.sampled_from(SIGNS)),
        draft.draw(st.booleans()),
    )
    files[sheet.path] = "".join(
        f"{written(sheet.cells(n), sign, quoted=quoted)}\n" for n in range(len(sheet.records))
    ).encode()
    yield sheet.table, 1, ""


@edit("wrong-delimiter", follows=("wrong-header", "ragged-row", "broken-quoting"))
def a_header_divided_mostly_otherwise(draft: Draft, files: Files) -> Iterator[Spot]:
    """Divide most of a header by another sign than the comma.

    Of the names that either sign cuts out whole, the other one cuts out at least one more than
    the comma.
    """
    sheet, sign = pick(draft, files), draft.draw(st.sampled_from(SIGNS))
    names = sheet.cells(0)
    commas = draft.draw(st.integers(0, (len(names) - 2) // 2))
    sheet.records[0] = ",".join([*names[:commas], sign.join(names[commas:])])
    files[sheet.path] = sheet.text.encode()
    yield sheet.table, 1, ""


@edit("broken-quoting", rows=True)
def a_cell_never_closed(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    for number in range(record, len(sheet.records)):
        sheet.records[number] = _plain(sheet, number)
    _spoil(draft, sheet, record, lambda cell: f'"{cell}')
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("broken-quoting", rows=True)
def a_cell_with_whole_rows_in_it(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files, but="x-photos")
    row = _plain(sheet, record)
    sheet.records[record : record + 1] = [row] * draft.draw(st.integers(1, 3)) + [f'{row}"']
    _spoil(draft, sheet, record, lambda cell: f'"{cell}')
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("broken-quoting", rows=True)
def a_mark_inside_a_bare_cell(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    sheet.records[record] = _plain(sheet, record)
    _spoil(
        draft,
        sheet,
        record,
        lambda cell: draft.draw(
            st.sampled_from([f'x"{cell}', f'{cell or "x"}"', f'x""{cell}', f'x"{cell}"'])
        ),
    )
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("broken-quoting", rows=True)
def something_behind_a_closed_cell(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    sheet.records[record] = _plain(sheet, record)
    breaks = draft.draw(st.integers(0, 2))
    behind = draft.draw(st.sampled_from(["x", " ", ' "', 'x"', "."]))
    _spoil(draft, sheet, record, lambda cell: '"so' + "\nsaid" * breaks + f'""{cell}"{behind}')
    files[sheet.path] = sheet.text.encode()
    yield sheet.table, sheet.line(record) + breaks, ""


@edit("ragged-row", rows=True)
def too_few_or_too_many_cells(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files, 1)
    width = len(sheet.cells(0))
    rows = draft.draw(st.sets(st.integers(1, len(sheet.records) - 1), min_size=1))
    for record in rows:
        count = draft.draw(st.sampled_from([1, width - 1, width + 1, 2 * width]))
        sheet.records[record] = written(
            (sheet.cells(record) + [draft.draw(st.sampled_from(["", "said"]))] * width)[:count]
        )
    files[sheet.path] = sheet.text.encode()
    yield from map(sheet.spot, rows)


@edit("ragged-row", rows=True)
def a_comma_without_marks_around_it(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, record = _row(draft, files)
    cells = [written([cell]) for cell in sheet.cells(record)]
    cells[draft.draw(st.integers(0, len(cells) - 1))] = "the ford, and the bridge"
    sheet.records[record] = ",".join(cells)
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(record)


@edit("blank-row")
def rows_without_anything(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    width = len(sheet.cells(0))
    first, counts = (
        st.sampled_from(["", " ", "\t", '""', '" \t"', "   "]),
        st.sampled_from([0, 1, width - 1, width, 2 * width]),
    )
    blank = st.builds(
        lambda one, commas, rest: one + f",{rest}" * commas,
        first,
        counts,
        st.sampled_from(["", '""']),
    )
    added = {
        draft.draw(st.integers(1, len(sheet.records))): draft.draw(blank)
        for _ in range(draft.draw(st.integers(1, 3)))
    }
    for number, (record, text) in enumerate(sorted(added.items())):
        sheet.records.insert(record + number, text)
    files[sheet.path] = sheet.text.encode()
    yield from (sheet.spot(record + number) for number, record in enumerate(sorted(added)))


@edit("unsorted-rows", rows=True)
def rows_in_another_order(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files, 2)
    table, names = draft.specs[sheet.table], sheet.cells(0)
    rows = draft.draw(
        st.permutations(range(1, len(sheet.records))).filter(lambda order: order != sorted(order))
    )
    keys = [sort_key(table, dict(zip(names, sheet.cells(n), strict=True))) for n in rows]
    sheet.records[1:] = [sheet.records[n] for n in rows]
    files[sheet.path] = sheet.text.encode()
    yield sheet.spot(next(n for n in range(1, len(keys)) if keys[n] < keys[n - 1]) + 1)


def _row(draft: Draft, files: Files, but: str = "") -> tuple[Sheet, int]:
    """Return any row of any file but one."""
    sheet = pick(
        draft, {path: data for path, data in files.items() if path != f"data/{but}.csv"}, 1
    )
    return sheet, draft.draw(st.integers(1, len(sheet.records) - 1))


def _plain(sheet: Sheet, record: int) -> str:
    """Return a row on one line that needs no quotation marks."""
    return ",".join(re.sub('[",\n]', "", cell) for cell in sheet.cells(record))


def _spoil(draft: Draft, sheet: Sheet, record: int, change: Callable[[str], str]) -> None:
    """Make something else of any one cell of a plain row."""
    cells = sheet.records[record].split(",")
    at = draft.draw(st.integers(0, len(cells) - 1))
    cells[at] = change(cells[at])
    sheet.records[record] = ",".join(cells)
