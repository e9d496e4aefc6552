"""Statistics as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contested.derived.stats import DATED, STATES, STATUSES
from contested.derived.summary_text import summary_lines
from contested.text import plural, visible

HIDDEN = {
    "positions": "positions beyond one",
    "claims": "claims beyond one",
    "differing_claims": "of these, of another position at the least",
}
SHOWN, WIDEST, WIDTHS = 10, 46, (9, 11, 13)
"""Rows of a list that the text shows; columns of a terminal for a label, and for each number beside
it.
"""
LISTS = ("claimants", "sources", "topics", "places")


def lines(told: dict[str, Any]) -> Iterator[str]:
    """Return the statistics as lines of text for 80 columns."""
    package, claims, hidden = told["package"], told["claims"], told["hidden"]
    yield (
        f"{_line(package['title'] or package['name'])}, version"
        f" {_line(package['version'] or 'not said')}"
    )
    beside = ", ".join(f"{claims[word]:,} {word}" for word in STATUSES[1:])
    where = (
        f"{plural(len(told['claimants']), 'claimant')} in {plural(len(told['sources']), 'source')}"
    )
    yield f"{plural(claims['active'], 'active claim')} ({beside}) by {where},"
    yield (
        f"which are the word of {plural(told['originators'], 'originator')};"
        f" {claims['withholding']:,} of them withhold an answer"
    )
    yield from ("", _row("questions", [told["questions"]["recorded"]]))
    yield from (
        _row(f"  {name.replace('_', '-')}: {words}", [told["questions"][name]])
        for name, words in STATES.items()
    )
    yield from ("", "A table with one row a question would hide")
    yield from (_row(f"  {words}", [hidden[f"{name}_hidden"]]) for name, words in HIDDEN.items())
    for name in LISTS:
        yield from _list(told[name], name)
    yield from ("", _row("dates of active claims", ["stated", "occurred"]))
    for name, words in DATED.items():
        counts = [told["dates"][column][name] for column in ("stated", "occurred")]
        if any(counts) or name != "malformed":
            yield _row(f"  {words}", counts)
    yield from summary_lines(told)


def _list(rows: list[dict[str, Any]], label: str) -> Iterator[str]:
    yield from ("", _row(label, ["claims", "questions", "in conflict"]))
    for row in rows[:SHOWN]:
        name = row.get("name") or next(iter(row.values())) or "(none is named)"
        yield _row(
            f"  {_line(name)}", [row[column] for column in ("claims", "questions", "in_conflict")]
        )
    if len(rows) > SHOWN:
        yield f"  {len(rows) - SHOWN:,} more of {len(rows):,}; --format json has them all"


def _row(label: str, cells: list[int | str]) -> str:
    """Return a line of a table: its label and its numbers."""
    from prompt_toolkit.utils import get_cwidth

    shown = visible(label)
    while get_cwidth(shown) > WIDEST:
        shown = shown.removesuffix("…")[:-1] + "…"
    told = [f"{cell:,}" if isinstance(cell, int) else cell for cell in cells]
    return (
        shown
        + " " * (WIDEST - get_cwidth(shown))
        + "".join(f"{cell:>{width}}" for cell, width in zip(told, WIDTHS, strict=False))
    )


def _line(text: Any) -> str:
    return visible(" ".join(str(text).split()))
