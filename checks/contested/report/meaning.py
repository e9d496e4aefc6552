"""The meaning of a change by kind, as several forms show it.

Nothing here says who is right or makes one number of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from contested.report.outline import one_line
from contested.results import KINDS, Change, Kind

CONTESTED = "Now contested"
UNCONTESTED = "No longer contested"
OTHERWISE = "Questions on which positions or voices changed"
ANSWERS, HEARD = "answers now", "heard now"
"""Where it is told who answers what now, that tells who is heard now too."""
OF_QUESTIONS: dict[Kind, str] = {
    "position gained": "positions that came",
    "position lost": "positions that went",
    "answers": ANSWERS,
    "voice gained": HEARD,
    "voice lost": "no longer heard",
}
"""Kinds that are shown together, question by question."""
HEADINGS: dict[Kind, str] = {
    "claimant gained": "Claimants heard now",
    "claimant lost": "Claimants no longer heard",
    "source gained": "Sources heard now",
    "source lost": "Sources no longer heard",
    "standing": "Claims that their own claimants corrected, took back or replaced, or no longer do",
    "unsupported": "Claims that nothing backs any more",
    "date moved": "Dates that moved",
    "date less precise": "Dates that are less precise",
    "date more precise": "Dates that are more precise",
    "date doubt": "Dates with more or less doubt",
}
"""The other kinds of meaning; none of these words says whether the change was right."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a change means: name, id, and lines about it."""

    label: str
    ident: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeaningPart:
    """Things of one kind that a change means: their number, some items."""

    heading: str
    count: int
    items: Sequence[Item]
    is_first: bool = False
    """Whether it is what a reviewer has to see before anything else, however long it is."""


Key = tuple[str, str]
"""What something is called, and its id."""
Found = dict[Kind, dict[Key, list[str]]]


def parts(change: Change, limit: int) -> list[MeaningPart]:
    """Return the meaning of a change, some items of each kind.

    Contests that ended come first, then those that began, then who is heard, then other questions
    with their positions and voices, and then the rest.
    """
    found: Found = {kind: {} for kind in KINDS}
    for one in change.meaning:
        found[one.kind].setdefault((one.label, one.about), []).append(one.detail)
    return [part for part in _parts(found, limit) if part.count]


def _parts(found: Found, limit: int) -> Iterator[MeaningPart]:
    for heading, questions in (
        (UNCONTESTED, found["uncontested"]),
        (CONTESTED, found["contested"]),
    ):
        yield _of_questions(heading, found, list(questions), limit, is_first=True)
    for kind, heading in HEADINGS.items():
        if kind == "standing":
            yield _of_questions(OTHERWISE, found, _others(found), limit)
        items = [_item(key, ["; ".join(told)]) for key, told in islice(found[kind].items(), limit)]
        yield MeaningPart(heading, len(found[kind]), items)


def _others(found: Found) -> list[Key]:
    """Return questions that changed, but not in being contested."""
    contests = found["contested"].keys() | found["uncontested"].keys()
    questions = dict.fromkeys(chain.from_iterable(found[kind] for kind in OF_QUESTIONS))
    return [key for key in questions if key not in contests]


def _of_questions(
    heading: str, found: Found, keys: list[Key], limit: int, *, is_first: bool = False
) -> MeaningPart:
    items = []
    for key in keys[:limit]:
        there = {words: found[kind].get(key) for kind, words in OF_QUESTIONS.items()}
        if there[ANSWERS]:
            del there[HEARD]
        items.append(_item(key, [f"{words}: {'; '.join(t)}" for words, t in there.items() if t]))
    return MeaningPart(heading, len(keys), items, is_first)


def _item(key: Key, details: list[str]) -> Item:
    shown = tuple(one_line(words) for words in details if words)
    return Item(one_line(key[0]), one_line(key[1]), shown)
