"""The rows of a change, as several forms show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from contested.report.changes import WORDS
from contested.report.links import outside
from contested.report.outline import one_line
from contested.results import Act, CellChange, Change, RowChange
from contested.text import visible

SUBJECT = {
    "claims": (
        "polarity",
        "answer",
        "quantity_min",
        "quantity_max",
        "certainty",
        "voice",
    ),
    "relations": ("basis", "note"),
    "questions": ("answer_type", "exclusive", "unit"),
    "sources": ("source_type", "published", "url"),
    "actors": ("actor_type",),
    "locations": ("location_type",),
    "revisions": ("old_value", "new_value", "reason"),
}
"""Of rows that are new or gone, the cells that say what they are about, besides their label."""
OTHERS = 3
"""Cells of such rows that are shown of other tables."""
WITHHELD = "(withheld)"
"""Instead of what a redaction took out."""
LONGEST = 160
"""Characters of a cell that are shown."""
LONG = 80
"""Characters from which on only what changed in a cell is shown, and what is around it."""
BEFORE = 40
"""Characters that are shown before what changed in a long cell."""


@dataclass(frozen=True, slots=True)
class ChangedRows:
    """The rows of one table of which the same became."""

    change: Change
    table: str
    act: Act
    count: int

    @property
    def title(self) -> str:
        """Its heading, such as claims: 3 changed."""
        return one_line(f"{self.table}: {self.count:,} {self.act}", WORDS)

    def tell(self, limit: int | None) -> Iterator[RowChange]:
        """Yield all of the rows or the first few."""
        return self.change.tell(self.table, self.act, limit)


def changed_rows(change: Change) -> list[ChangedRows]:
    """Return the rows, by table and by what became of them."""
    found: list[ChangedRows] = []
    for table, acts in change.counts.items():
        found += [ChangedRows(change, table, act, count) for act, count in acts.items()]
    return found


def key(row: RowChange) -> str:
    """Return the row's key as revisions name it."""
    return visible(" ".join(row.key))


def cells(row: RowChange) -> list[CellChange]:
    """Return the changed cells of a row, or its subject.

    The subject of a new or removed row is what it is about.

    Long cells are cut around what changed.
    """
    if row.act not in ("added", "gone"):
        return [_around(one) for one in row.cells]
    there = {one.column: one for one in row.cells}
    names = SUBJECT.get(row.table, tuple(there)[:OTHERS])
    return [_around(there[name]) for name in names if name in there]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a claim, and where they can be read.

    Where that is another source or another place in it than before, both are told.
    """

    statement: str
    quote: str
    where: str
    link: str

    @property
    def host(self) -> str:
        """Whose machine the link leads to, so that nobody follows it unawares."""
        return visible(urlsplit(self.link).hostname or "", WORDS)


def spoken(row: RowChange) -> Spoken | None:
    """Return the words of a claim, as they stand or stood."""
    told = {one.column: one for one in row.around}
    if not told:
        return None
    changed = {one.column for one in row.cells if row.act not in ("added", "gone")}
    sides = [{name: one.new for name, one in told.items()}]
    sides.insert(0, {name: one.old for name, one in told.items()})
    words = {name: one.new or one.old or "" for name, one in told.items()}
    places = [", ".join(filter(None, [side.get("source"), side.get("locator")])) for side in sides]
    quoted = words.get("quote", "")
    address = words.get("url") or words.get("archive_url") or ""
    return Spoken(
        "" if "statement" in changed else visible(words.get("statement", ""), WORDS),
        "" if "quote" in changed else visible(quoted, WORDS),
        visible(" → ".join(dict.fromkeys(filter(None, places))), WORDS),
        _link(address, quoted),
    )


def _link(address: str, quoted: str) -> str:
    """Return a web address that leads to the quotation, or nothing."""
    try:
        return outside(address, quoted) if urlsplit(address).hostname else ""
    except ValueError:  # such as http://[
        return ""


def _around(cell: CellChange) -> CellChange:
    """Return a cell cut around the first difference.

    Both sides are cut at the same place.
    """
    old, new, start = cell.old or "", cell.new or "", 0
    if old and new and max(len(old), len(new)) > LONG:
        same = _common(old, new)
        start = max(0, same - BEFORE)
        if start:  # at the next word
            start = max(start, old.find(" ", start, same) + 1)
    return CellChange(
        visible(cell.column), _from(cell.old, start), _from(cell.new, start), cell.withheld
    )


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _from(text: str | None, start: int) -> str | None:
    return text and ("…" if start else "") + visible(text[start:], LONGEST)
