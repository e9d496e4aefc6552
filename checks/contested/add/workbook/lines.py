"""Messages of an import: what is wrong, or what would change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sized
from itertools import islice

from contested.add.workbook.change import SheetChange
from contested.add.workbook.conflicts import LONG, SHOWN, SINCE
from contested.add.workbook.current import Key
from contested.add.workbook.importing import ImportPlan
from contested.add.workbook.incoming import Problem
from contested.check.findings import group_of
from contested.report.text import findings
from contested.results import Finding, PackageReport
from contested.rules.rule import RULES
from contested.text import plural, visible

LISTED = 1_000
"""Rows of a table of which the same is said, one by one; a column that somebody filled down to the
end of a sheet makes a million.
"""
UNTOLD = (
    "The workbook does not tell what the dataset was when it was made, so whether the dataset"
    " has changed since cannot be told:\nwhere the two differ, the workbook counts. Look whether"
    " every change below is one that was made in the workbook."
)


def notes(plan: ImportPlan) -> Iterator[str]:
    """Yield what is seen in the workbook otherwise than it is read."""
    if plan.notes:
        yield "Look at this first:"
    for one in plan.notes:
        yield visible(f"  {plan.book}, {one}", 2 * LONG)


def problems(plan: ImportPlan) -> Iterator[str]:
    """Yield problems with place, what is allowed, what to do.

    Of many in one column that are mended in one way the first are told, and how many more there
    are.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in plan.problems:
        kind = one.sheet, one.column, re.sub(r"\d+", "…", one.mend)
        seen[kind] += 1
        if seen[kind] <= SHOWN:
            yield from _problem(plan, one)
    for (sheet, column, mend), count in seen.items():
        if count > SHOWN:
            where = f"sheet {sheet}" + (f", column {column}" if column else "")
            yield f"{plan.book}, {where}: {count - SHOWN:,} more of {count:,}"
            yield f"    mend     {mend}"
    things = plural(len(plan.problems), "thing")
    yield f"Nothing was written: {things} in the workbook must be settled first."


def _problem(plan: ImportPlan, one: Problem) -> Iterator[str]:
    place = ", ".join(
        [str(plan.book), f"sheet {one.sheet}", *([f"cell {one.cell}"] if one.cell else [])]
    )
    yield visible(f"{place}: {one.message}", 2 * LONG)
    where = ", ".join(
        [
            *([f"column {one.column}"] if one.column else []),
            *([f"row {one.row}"] if one.row else []),
        ]
    )
    if where:
        yield f"    where    {visible(where, LONG)}"
    yield f"    allowed  {visible(one.allowed, 2 * LONG)}"
    yield f"    mend     {one.mend}"


def changes(plan: ImportPlan) -> Iterator[str]:
    """Yield what would change, table by table, row by row."""
    if plan.origin is None:
        yield UNTOLD
    for change in plan.changes.values():
        yield from _change(change, is_empty=plan.origin is not None and plan.origin.is_empty)
        if plan.origin is not None and change.snapshot is None:
            yield (
                f"  The workbook does not tell what {change.current.table.name} was when it was"
                " made; where the two differ, the workbook counts."
            )
    for name in plan.untouched:
        yield f"{name}: the workbook has no such sheet, so the table stays as it is"


def _change(change: SheetChange, *, is_empty: bool) -> Iterator[str]:
    yield _counts(change, is_empty=is_empty)
    for column in change.incoming.newer:
        yield (
            f"  The workbook was made before there was a column {column}: its cells stay as they"
            " are, and are blank in new rows."
        )
    for key in islice(change.added, LISTED):
        yield f"  added    {_row(change, key)}"
    yield from _more(change.added, "added")
    for key, edits in islice(change.changed.items(), LISTED):
        yield f"  changed  {_row(change, key)}"
        for column, old, new in edits:
            yield f"      {column}: {visible(old, LONG)} → {visible(new, LONG)}"
    yield from _more(change.changed, "changed")
    for key in islice(change.removed, LISTED):
        yield f"  removed  {_row(change, key)}"
    yield from _more(change.removed, "removed")
    yield from _since(change)


def _since(change: SheetChange) -> Iterator[str]:
    """Yield the rows of which the dataset says something else by now."""
    for key, edits in islice(change.kept.items(), LISTED):
        yield f"  kept     {_row(change, key)}: changed in the dataset {SINCE}"
        for column, old, new in edits:
            yield (
                f"      {column}: {visible(old, LONG)}, and not {visible(new, LONG)} as in the"
                " workbook"
            )
    yield from _more(change.kept, "kept")
    for key in islice(change.gone, LISTED):
        yield f"  left out {change.current.name_of(key)}: removed from the dataset {SINCE}"
    yield from _more(change.gone, "left out")


def _more(rows: Sized, what: str) -> Iterator[str]:
    if len(rows) > LISTED:
        yield f"  {what:<8} {len(rows) - LISTED:,} more of {len(rows):,}"


def _counts(change: SheetChange, *, is_empty: bool) -> str:
    counts = {
        "added": len(change.added),
        "changed": len(change.changed),
        "removed": len(change.removed),
    }
    found = (
        ", ".join(f"{plural(n, 'row')} {what}" for what, n in counts.items() if n)
        or "nothing changes"
    )
    missing, newer = len(change.missing) - len(change.removed), len(change.newer)
    if is_empty:
        missing, newer = missing + newer, 0
    parts = [f"{change.current.table.name}: {found}"]
    for n, what in ((missing, "not in the workbook"), (newer, f"in the dataset only {SINCE}")):
        if n:
            parts.append(
                f"{plural(n, 'row')} that {'is' if n == 1 else 'are'} {what}"
                f" {'stays' if n == 1 else 'stay'}"
            )
    return "; ".join(parts)


def _row(change: SheetChange, key: Key) -> str:
    return f"{change.current.name_of(key)} ({change.current.file_of(key)})"


def errors(plan: ImportPlan) -> Iterator[str]:
    """Yield the errors that the package does not have now.

    As `contested validate` tells them, and how many there would be in all.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding in plan.new_errors:
        by_rule.setdefault(finding.rule, []).append(finding)
    groups = tuple(group_of(RULES[rule], found[:SHOWN]) for rule, found in by_rule.items())
    yield from findings(PackageReport("", "", groups, (), {}))
    for rule, found in by_rule.items():
        if len(found) > SHOWN:
            yield f"{rule}: {len(found) - SHOWN:,} more of {len(found):,}"
    total, new = plural(len(plan.errors), "error"), len(plan.new_errors)
    if new:
        which = f", {new:,} of them new" if new < len(plan.errors) else " that it does not have now"
        yield f"The dataset would have {total}{which}."
    elif plan.errors:
        yield f"The dataset would have {total}, as it has now; “contested validate” tells more."
    else:
        yield "The dataset would have no errors."
