"""Faults of headers: columns missing, unknown, repeated, padded or out of order."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import assume
from hypothesis import strategies as st

from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.fault import Files, Spot
from contested.testing.strategies.faults.sheets import Sheet, edit, pick, written


def rewritten(sheet: Sheet, files: Files, header: list[str]) -> Iterator[Spot]:
    """Rewrite a file's first row, and yield where that shows."""
    sheet.records[0] = written(header)
    files[sheet.path] = sheet.text.encode()
    yield sheet.table, 1, ""


@edit("wrong-header")
def columns_out_of_order(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    right = range(len(sheet.cells(0)))
    order = draft.draw(st.permutations(right).filter(lambda order: order != list(right)))
    sheet.records[1:] = [
        written([sheet.cells(n)[i] for i in order]) for n in range(1, len(sheet.records))
    ]
    yield from rewritten(sheet, files, [sheet.cells(0)[i] for i in order])


@edit("wrong-header")
def names_out_of_order(draft: Draft, files: Files) -> Iterator[Spot]:
    """Let two neighbours change places, above rows that stay."""
    sheet = pick(draft, files)
    at = draft.draw(st.integers(0, len(sheet.cells(0)) - 2))
    rows = [sheet.cells(n) for n in range(len(sheet.records))]
    sheet.records = [written([*row[:at], row[at + 1], row[at], *row[at + 2 :]]) for row in rows]
    yield from rewritten(sheet, files, sheet.cells(0))


@edit("wrong-header")
def spaces_around_names(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet, space = pick(draft, files), st.sampled_from(["", " ", "  ", "\u00a0"])
    names = sheet.cells(0)
    at = draft.draw(st.integers(0, len(names) - 1))
    names = [draft.draw(space) + name + draft.draw(space) for name in names]
    names[at] += " "
    yield from rewritten(sheet, files, names)


@edit("wrong-header")
def columns_missing(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    names, fields = sheet.cells(0), draft.specs[sheet.table].fields
    needed = [n for n, name in enumerate(names) if fields[name].required]
    gone = {draft.draw(st.sampled_from(needed))}
    gone |= draft.draw(st.sets(st.integers(0, len(names) - 1), max_size=len(names) - 2))
    sheet.records = [
        written([cell for n, cell in enumerate(sheet.cells(record)) if n not in gone])
        for record in range(len(sheet.records))
    ]
    yield from rewritten(sheet, files, sheet.cells(0))


@edit("wrong-header")
def blank_columns_missing(draft: Draft, files: Files) -> Iterator[Spot]:
    """Leave out columns that may be blank."""
    sheet = pick(draft, files)
    names, fields = sheet.cells(0), draft.specs[sheet.table].fields
    rows = [sheet.cells(n) for n in range(len(sheet.records))]
    columns = [any(cells) for cells in zip(*rows[1:], strict=True)] or [False] * len(names)
    blank = [n for n, name in enumerate(names) if not (columns[n] or fields[name].required)]
    assume(blank)
    gone = draft.draw(st.sets(st.sampled_from(blank), min_size=1))
    sheet.records = [written([cell for n, cell in enumerate(row) if n not in gone]) for row in rows]
    yield from rewritten(sheet, files, sheet.cells(0))


@edit("wrong-header")
def a_name_spelled_otherwise(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files)
    names = sheet.cells(0)
    at = draft.draw(st.integers(0, len(names) - 1))
    name = names[at]
    names[at] = draft.draw(
        st.sampled_from(
            [
                name.upper(),
                name.capitalize(),
                f"{name}s",
                name[:-1],
                f"x_{name}",
                f"{name[0]} {name[1:]}",
                f"\u200b{name}",
                "",
            ]
        )
    )
    yield from rewritten(sheet, files, names)


@edit("wrong-header")
def a_column_too_many(draft: Draft, files: Files) -> Iterator[Spot]:
    """Add a column that the schema does not know.

    It may be one's own name once more, or none at all, with blank cells or with the header
    alone.
    """
    sheet = pick(draft, files)
    names, below = sheet.cells(0), draft.draw(st.booleans())
    at, name = (
        draft.draw(st.integers(0, len(names))),
        draft.draw(st.sampled_from(["x_unsaid", "verdict", "", *names])),
    )
    if below:
        rows = [sheet.cells(n) for n in range(len(sheet.records))]
        sheet.records = [written([*row[:at], "", *row[at:]]) for row in rows]
    yield from rewritten(sheet, files, [*names[:at], name, *names[at:]])


@edit("wrong-header", rows=True)
def rows_without_a_header(draft: Draft, files: Files) -> Iterator[Spot]:
    sheet = pick(draft, files, 1)
    above = draft.draw(
        st.sampled_from(
            [[], [""], ["", sheet.records[0]], [",,"], ["Claims of 2021", sheet.records[0]]]
        )
    )
    sheet.records[:1] = above
    files[sheet.path] = sheet.text.encode()
    yield sheet.table, 1, ""
