"""Markdown that people also read as it stands: as little is marked as can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contested.text import LONGEST_ON_A_PAGE, visible


def code(text: str) -> str:
    """A name or a cell as it stands, also in a table."""
    shown = visible(" ".join(text.split()), LONGEST_ON_A_PAGE).replace("|", "\\|")
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> list[str]:
    """The lines of a table; its last columns, as many as `numbers`, hold numbers."""
    rule = ["---"] * (len(head) - numbers) + ["---:"] * numbers
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]
