"""A change in outline: what several forms tell alike of it, as plain words that each form escapes
for itself.

What the change means comes before its rows, and nothing here says who is right or makes one number
of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from contested.report import outline
from contested.results import (
    KINDS,
    Act,
    CellChange,
    Change,
    Kind,
    PackageReport,
    Report,
    RowChange,
    Suspicion,
)
from contested.text import plural, visible

FIRST = "Look at this first"
NOTHING = (
    "no question becomes contested or stops being so, and no position, claimant, source or date"
    " comes, goes or moves; the rows tell what else changed"
)
FINDINGS = "Findings"
ROWS = "Rows"
CHANGELOG = "For the changelog"
KNOWN = "Also in the published version"
CONTESTED = "Now contested"
UNCONTESTED = "No longer contested"
OTHERWISE = "Questions on which positions or voices changed"
OF_QUESTIONS: dict[Kind, str] = {
    "position gained": "positions that came",
    "position lost": "positions that went",
    "voice gained": "heard now",
    "voice lost": "no longer heard",
}
"""What is told of a question, in one place."""
HEADINGS: dict[Kind, str] = {
    "claimant gained": "Claimants heard now",
    "claimant lost": "Claimants no longer heard",
    "source gained": "Sources heard now",
    "source lost": "Sources no longer heard",
    "unsupported": "Claims that nothing backs any more",
    "date moved": "Dates that moved",
    "date less precise": "Dates that are less precise",
    "date more precise": "Dates that are more precise",
    "date doubt": "Dates with more or less doubt",
}
"""What the other kinds of meaning are called; none of these words says whether the change was
right.
"""
TOLD = {
    "claims": (
        "statement",
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
"""Cells of such rows that are told of other tables."""
WITHHELD = "(withheld)"
"""Instead of what a redaction took out."""
LONGEST = 160
"""Characters of a cell that are shown."""
LONG = 80
"""Characters from which on only what changed in a cell is shown, and what is around it."""
BEFORE = 40
"""Characters that are shown before what changed in a long cell."""
WORDS = 300
"""Characters of a line about the change as a whole."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the change means: by name, with the id behind it and what there is to say
    besides, a line each.
    """

    label: str
    ident: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind that the change means: how many there are, and the first few."""

    heading: str
    count: int
    items: Sequence[Item]
    is_first: bool = False
    """Whether it is what a reviewer has to see before anything else, however long it is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table of which the same became."""

    change: Change
    table: str
    act: Act
    count: int

    @property
    def title(self) -> str:
        """What it is called: claims: 3 changed."""
        return outline.line(f"{self.table}: {self.count:,} {self.act}", WORDS)

    def tell(self, limit: int | None) -> Iterator[RowChange]:
        """All of the rows or the first few."""
        return self.change.tell(self.table, self.act, limit)


def changed(report: Report) -> list[tuple[PackageReport, Change]]:
    """The packages of which there is more to tell than one line."""
    return [
        (one, one.change)
        for one in report.packages
        if one.change is not None and (one.change.status == "changed" or _is_unclear(one.change))
    ]


def _is_unclear(change: Change) -> bool:
    return bool(
        change.status == "same" and (change.uncompared or change.unfollowed or change.untold)
    )


def unchanged(report: Report) -> Iterator[tuple[str, str]]:
    """The other packages by their path, and what there is to say of each."""
    told = {id(package) for package, _ in changed(report)}
    for package in report.packages:
        if package.change is not None and id(package) not in told:
            yield outline.line(package.path), _standing(package.change)


def _standing(change: Change) -> str:
    if change.status == "new":
        return "a new package; nothing is published that it could be compared with"
    if change.status == "removed":
        return "published, and no longer there"
    rows = f"; {_written(change.reformatted)}" if change.reformatted else ""
    return outline.line(f"nothing changed since {change.base}{rows}", WORDS)


def _written(count: int) -> str:
    return f"{plural(count, 'row')} {'is' if count == 1 else 'are'} only written otherwise"


def facts(change: Change) -> list[tuple[str, str]]:
    """What there is to say of the change as a whole, each with its label; nothing that is empty."""
    told = [
        ("version", _version(change)),
        (
            "rows",
            "; ".join(
                f"{table}: {', '.join(f'{n:,} {act}' for act, n in acts.items())}"
                for table, acts in change.counts.items()
            ),
        ),
        ("as before", f"{_written(change.reformatted)}" if change.reformatted else ""),
        (
            "not followed",
            (
                f"{plural(change.unfollowed, 'row')} whose id is blank or stands twice, in both"
                " versions together"
                if change.unfollowed
                else ""
            ),
        ),
        ("not compared", "; ".join(change.uncompared)),
        (
            "meaning",
            f"unknown: {change.untold}" if change.untold else "" if change.meaning else NOTHING,
        ),
    ]
    return [(label, outline.line(words, WORDS)) for label, words in told if words]


def _version(change: Change) -> str:
    same = change.version == change.base_version
    given = (
        f"still {change.version or 'none'}"
        if same
        else f"{change.base_version or 'none'} → {change.version or 'none'}"
    )
    if not change.level:
        return "" if same else given
    least = f"{change.least} or later" if change.least else f"a {change.level} version"
    return (
        f"{given}; the change asks for {least}{f' ({change.level})' if change.least else ''}:"
        f" {change.why}"
    )


def suspicions(change: Change) -> list[str]:
    """What somebody should look at before anything else."""
    return [outline.line(one.words, WORDS) for one in sorted(change.suspicions, key=_alarm)]


def _alarm(one: Suspicion) -> tuple[int, int]:
    """What touches ids, dates and quotations comes before what is only wide, and the widest before
    the rest.
    """
    return int(one.kind == "column changed throughout"), -one.count


def meaning(change: Change, limit: int) -> list[Part]:
    """What the change means: contests, who is heard, other questions, each with its positions and
    voices, and then the rest.
    """
    return [part for part in _meaning(change, limit) if part.count]


def _meaning(change: Change, limit: int) -> Iterator[Part]:
    found: dict[Kind, dict[tuple[str, str], list[str]]] = {kind: {} for kind in KINDS}
    for one in change.meaning:
        found[one.kind].setdefault((one.label, one.about), []).append(one.told)
    questions = dict.fromkeys(chain.from_iterable(found[kind] for kind in OF_QUESTIONS))
    others = [
        one
        for one in questions
        if one not in found["contested"] and one not in found["uncontested"]
    ]
    for heading, those in (
        (CONTESTED, list(found["contested"])),
        (UNCONTESTED, list(found["uncontested"])),
    ):
        yield Part(
            heading, len(those), [_question(one, found) for one in those[:limit]], is_first=True
        )
    for kind, heading in HEADINGS.items():
        if kind == "unsupported":
            yield Part(OTHERWISE, len(others), [_question(one, found) for one in others[:limit]])
        yield Part(
            heading,
            len(found[kind]),
            [_item(one, ["; ".join(told)]) for one, told in islice(found[kind].items(), limit)],
        )


def _question(one: tuple[str, str], found: dict[Kind, dict[tuple[str, str], list[str]]]) -> Item:
    return _item(
        one,
        [
            f"{words}: {'; '.join(found[kind][one])}"
            for kind, words in OF_QUESTIONS.items()
            if one in found[kind]
        ],
    )


def _item(one: tuple[str, str], told: list[str]) -> Item:
    return Item(
        outline.line(one[0]),
        outline.line(one[1]),
        tuple(outline.line(words) for words in told if words),
    )


def sheets(change: Change) -> list[Sheet]:
    """The rows, by table and by what became of them."""
    return [
        Sheet(change, table, act, count)
        for table, acts in change.counts.items()
        for act, count in acts.items()
    ]


def key(row: RowChange) -> str:
    """The row's key as revisions name it."""
    return visible(" ".join(row.key))


def cells(row: RowChange) -> list[CellChange]:
    """What changed in a row, long cells cut around it; of a row that is new or gone, what it is
    about.
    """
    if row.act not in ("added", "gone"):
        return [_around(one) for one in row.cells]
    there = {one.column: one for one in row.cells}
    names = TOLD.get(row.table, tuple(there)[:OTHERS])
    return [_around(there[name]) for name in names if name in there]


def _around(cell: CellChange) -> CellChange:
    """A cell cut around the first difference, on both sides at the same place."""
    old, new, start = cell.old or "", cell.new or "", 0
    if old and new and max(len(old), len(new)) > LONG:
        same = next(
            (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
            min(len(old), len(new)),
        )
        start = max(0, same - BEFORE)
        start += max(0, old.find(" ", start, same) + 1 - start) if start else 0
    return CellChange(
        visible(cell.column), _from(cell.old, start), _from(cell.new, start), cell.withheld
    )


def _from(text: str | None, start: int) -> str | None:
    return text and ("…" if start else "") + visible(text[start:], LONGEST)
