"""Messages of formatting: differences line by line, and what blocks it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from contested.add.fmt.mend import Mended
from contested.package.files.csvfile import Spot
from contested.rules.page import fill, lists_of
from contested.rules.rule import RULES
from contested.text import visible

LARGEST = 50_000
"""Lines of a file up to which they are compared one by one."""


def unified_diff(mended: Mended) -> Iterator[str]:
    """Yield the lines that would change, as `diff -u` shows them.

    For bytes that are no UTF-8 text, and for very long files, it says only what would be done.
    """
    if not mended.is_changed:
        return
    old, new = (
        data.decode("utf-8", "backslashreplace").split("\n")
        for data in (mended.before, mended.after)
    )
    if len(old) > LARGEST or b"\0" in mended.before:
        yield f"{mended.name}: {'; '.join(mended.done)}"
        return
    for line in difflib.unified_diff(
        old, new, mended.name, f"{mended.name} (formatted)", lineterm=""
    ):
        yield visible(line, len(line) + 1)


def blocker(name: str, rule: str, spot: Spot) -> str:
    """Return what keeps a file from being put in order, and where."""
    page, told = RULES[rule].page, lists_of(RULES[rule]) | dict(spot.values)
    where = f"{name}:{spot.line}:{spot.column}" + (f" (cell {spot.cell})" if spot.cell else "")
    return (
        f"{where}: left as it is. {fill(page['message'], told)}\n    mend    "
        f" {fill(page['mend'], told)}"
    )
