"""Problems of an import: workbook and dataset have gone different ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contested.add.workbook.change import Edit, Missing, SheetChange
from contested.add.workbook.current import Key
from contested.add.workbook.incoming import Problem
from contested.text import plural, visible

SHOWN = 20
"""Rows that a message names."""
LONG = 2000
"""Letters of a cell that are shown, so that both texts can be compared to their end."""
SINCE = "since this workbook was made"
ANEW = "take a new workbook from “contested template” and"


def conflicts(change: SheetChange, missing: Missing) -> Iterator[Problem]:
    """Yield what both have changed, and rows that are missing.

    Missing rows are a problem without a word on what is to become of them.
    """
    for key, edits in change.conflicts.items():
        if not edits:
            yield _removal_conflict(change, key)
        for edit in edits:
            yield _edit_conflict(change, key, edit)
    if missing == "refuse" and change.missing:
        yield _missing_rows(change)
    if changed := [key for key in change.removed if not _is_unchanged(change, key)]:
        message = _row_list(
            change,
            changed,
            f"not in the workbook, but {'was' if len(changed) == 1 else 'were'} changed in the"
            f" dataset {SINCE}",
        )
        mend = (
            f"Put them back or use --keep-missing. If they are to go all the same, {ANEW} take them"
            " out there."
        )
        yield Problem(
            change.incoming.sheet,
            "",
            "",
            "",
            message,
            "rows to remove that nobody else has changed",
            mend,
        )


def _is_unchanged(change: SheetChange, key: Key) -> bool:
    snapshot, row = change.snapshot, change.current.rows[key]
    return snapshot is None or all(
        snapshot.matches(key, column, cell) or (column in change.incoming.newer and cell is None)
        for column, cell in zip(change.current.table.fields, row, strict=True)
    )


def _edit_conflict(change: SheetChange, key: Key, edit: Edit) -> Problem:
    column, old, new = edit
    there, here = f"“{visible(old, LONG)}”", f"“{visible(new, LONG)}”"
    if change.snapshot is not None and change.snapshot.has(key):
        message = f"The workbook has {here} and the dataset {there}, and both have changed {SINCE}."
        mend = (
            f"If the dataset is right, write its text here. If the workbook is, {ANEW} write it"
            " there."
        )
        allowed = "one of the two"
    else:
        message = (
            "The dataset has this row too, which was not in the workbook when it was made, with"
            f" {there} where the workbook has {here}."
        )
        mend = (
            "Write the dataset's text here, or give a row that is another one a key of its own. To"
            f" change the dataset's row, {ANEW} change it there."
        )
        allowed = "the same as in the dataset, or a new row"
    return Problem(
        change.incoming.sheet,
        change.incoming.cell(key, column),
        change.current.name_of(key),
        column,
        message,
        allowed,
        mend,
    )


def _removal_conflict(change: SheetChange, key: Key) -> Problem:
    table, sheet = change.current.table, change.incoming
    cell = sheet.cell(key, table.key[0]) if table.key else ""
    message = f"The row was changed in the workbook, but removed from the dataset {SINCE}."
    mend = f"Take it out here too. If it is to be there again, {ANEW} write it there."
    return Problem(
        sheet.sheet,
        cell,
        change.current.name_of(key),
        "",
        message,
        "rows that the dataset has, or new ones",
        mend,
    )


def _missing_rows(change: SheetChange) -> Problem:
    message = _row_list(change, change.missing, "not in the workbook")
    mend = "Put them back. With --keep-missing the dataset keeps them as they are"
    mend += (
        "; with --allow-missing they are removed from it."
        if len(change.missing) < len(change.incoming.rows)
        else "."
    )
    return Problem(
        change.incoming.sheet, "", "", "", message, "every row that the dataset has", mend
    )


def _row_list(change: SheetChange, keys: Sequence[Key], what: str) -> str:
    names = [change.current.name_of(key) for key in keys[:SHOWN]]
    more = f" and {len(keys) - SHOWN:,} more" if len(keys) > SHOWN else ""
    return (
        f"{plural(len(keys), 'row')} of {change.current.table.name}"
        f" {'is' if len(keys) == 1 else 'are'} {what}: {', '.join(names)}{more}"
    )
