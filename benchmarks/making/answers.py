"""Answers: what a claimant says to a question, and which answers cannot both be right.

Each question has three answers, numbered 0 to 2; with 3 a claimant denies the first without giving
another. Which of them a claimant holds depends only on the question, the claimant and (for some who
change their mind) the source, so that nobody contradicts themselves within one document.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from making.chance import Flags, Ints, below, ids, joined, mix, words
from making.days import DAY, EVER, MONTH, SINCE, SPAN, UNTIL, Dates, written
from making.people import People
from making.places import Places
from making.questions import ACTOR, DATE, LOCATION, QUANTITY, TEXT, YES_NO, Questions

DENIAL = 3
LABELS = (
    "closed to lorries",
    "under repair",
    "passable on foot",
    "destroyed",
    "go-between",
    "host of the talks",
    "no part at all",
    "guarded day and night",
    "mortar",
    "rifle fire",
    "مسدود",
    "تخریب شده",
    "під охороною",
    "ремонтируется",
)
EXACT, AT_LEAST, RANGE, UP_TO, TOTAL, DOZENS = range(6)
_WORDING = ("", "at least ", "between ", "up to ", "a total of ", "dozens")
_LATIN, _PERSIAN = list("0123456789"), list("۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Answers:
    """The answers of all claims as numbers. Two claims on one question answer alike where `one` and
    `two` are equal and both or neither deny.
    """

    denies: Flags
    one: Ints
    two: Ints
    least: Ints
    most: Ints

    def alike(self, a: Ints, b: Ints) -> Flags:
        """Whether two claims on one question give the same answer, whatever they say of it."""
        return np.asarray((self.one[a] == self.one[b]) & (self.two[a] == self.two[b]))

    def incompatible(self, a: Ints, b: Ints, kind: Ints, exclusive: Ints) -> Flags:
        """Whether two claims on one question, of this kind, cannot both be right."""
        affirmed = ~self.denies[a] & ~self.denies[b]
        excludes = (kind == YES_NO) | (exclusive == 1)
        apart = np.isin(kind, (QUANTITY, DATE)) & (
            (self.most[a] < self.least[b]) | (self.most[b] < self.least[a])
        )
        denied = (self.denies[a] != self.denies[b]) & self.alike(a, b)
        return np.asarray((affirmed & ((excludes & ~self.alike(a, b)) | apart)) | denied)


def stances(questions: Questions, question: Ints, claimant: Ints, source: Ints) -> Ints:
    """The number of the answer that each claim gives; where nothing is contested, everybody gives
    the first.
    """
    fickle = below(5, question, claimant, 5) == 0
    held = np.array([0, 0, 0, 1, 1, 2, DENIAL])[
        below(7, question, claimant, np.where(fickle, source, 0), 11)
    ]
    held = np.where((questions.kind[question] == YES_NO) & (held >= 2), held - 2, held)
    return np.where(questions.is_contested[question], held, 0)


def _amounts(question: Ints, number: Ints) -> tuple[Ints, Ints, Ints]:
    """The wording of a quantity and the numbers in it: a few mostly, thousands at times."""
    chance = (mix(question, 37) % np.uint64(1000)).astype(np.float64) / 1000
    base = (3 * np.exp(8 * chance**2)).astype(np.int64)
    low = base + number * (1 + base // 4)
    return (below(6, question, 41) + number) % 6, low, low + 1 + low // 5


def _days(questions: Questions, question: Ints, number: Ints) -> Dates:
    """The date that a claimant gives: a day, another day, or something wider."""
    day = questions.begins[question] + 3 * (number == 1)
    wider = np.array([SPAN, MONTH, UNTIL, SINCE])[below(4, question, 47)]
    form = np.where(number == 2, wider, DAY)
    early, late = (
        np.where(form == SINCE, day + 1, day - 4),
        np.where(form == UNTIL, day - 1, np.where(form == SPAN, day - 2, day)),
    )
    return written(form, early, late, np.where(number == 1, below(8, question, 53) // 7, 0))


def _number(held: Ints) -> Ints:
    return np.where(held == DENIAL, 0, held)


def numbers(
    questions: Questions,
    question: Ints,
    held: Ints,
    relabelled: Flags,
    people: People,
    places: Places,
) -> Answers:
    """The answers that these claims hold."""
    kind, number, n = questions.kind[question], _number(held), len(question)
    one, two = np.zeros(n, dtype=np.int64), np.full(n, -1)
    least, most = np.full(n, -EVER), np.full(n, EVER)
    rows = [np.flatnonzero(kind == k) for k in range(6)]
    one[rows[YES_NO]] = (below(2, question, 3) ^ number)[rows[YES_NO]]
    one[rows[ACTOR]] = people.subjects[below(len(people.subjects), question, number, 23)][
        rows[ACTOR]
    ]
    one[rows[LOCATION]] = below(len(places), question, number, 23)[rows[LOCATION]]
    one[rows[TEXT]] = below(len(LABELS), question, relabelled, 29)[rows[TEXT]]
    some = rows[QUANTITY]
    form, low, high = _amounts(question[some], number[some])
    one[some] = np.select([form == UP_TO, form == DOZENS], [-1, 24], low)
    two[some] = np.select(
        [np.isin(form, (AT_LEAST, DOZENS)), np.isin(form, (RANGE, UP_TO))], [-1, high], low
    )
    least[some], most[some] = (
        np.where(one[some] < 0, -EVER, one[some]),
        np.where(two[some] < 0, EVER, two[some]),
    )
    some = rows[DATE]
    when = _days(questions, question[some], number[some])
    one[some], two[some], least[some], most[some] = (
        when.left,
        when.right,
        when.earliest,
        when.latest,
    )
    return Answers(held == DENIAL, one, two, least, most)


def _digits(number: Ints, question: Ints) -> pl.Series:
    """Numbers in digits, in half of the questions with a comma after the thousands."""
    plain = pl.Series(number).cast(pl.String)
    grouped = joined(
        pl.Series(number // 1000).cast(pl.String),
        ",",
        pl.Series(number % 1000).cast(pl.String).str.zfill(3),
    )
    return pl.select(
        pl.when(pl.Series((number >= 1000) & (below(2, question, 59) == 0)))
        .then(grouped)
        .otherwise(plain)
    ).to_series()


def _amount_text(question: Ints, held: Ints) -> pl.Series:
    form, low, high = _amounts(question, _number(held))
    ranged = form == RANGE
    first = pl.select(
        pl.when(pl.Series(form != DOZENS)).then(
            _digits(np.where(form == UP_TO, high, low), question)
        )
    ).to_series()
    second = pl.select(pl.when(pl.Series(ranged)).then(_digits(high, question))).to_series()
    english = joined(
        words(_WORDING, form), first, words([" and "], np.where(ranged, 0, -1)), second
    )
    dari = joined("از ", first, " تا ", second).str.replace_many(_LATIN, _PERSIAN)
    return pl.select(
        pl.when(pl.Series(ranged & (below(10, question, 61) == 0))).then(dari).otherwise(english)
    ).to_series()


def texts(
    questions: Questions,
    question: Ints,
    held: Ints,
    answers: Answers,
    people: People,
    places: Places,
) -> tuple[pl.Series, pl.Series]:
    """The answers as they stand in their cell, and as a sentence would put them."""
    kind = questions.kind[question]
    one = answers.one
    by_kind = [
        words(["no", "yes"], np.where(kind == YES_NO, one, -1)),
        ids("act", len(people), np.where(kind == ACTOR, one, -1)),
        ids("loc", len(places), np.where(kind == LOCATION, one, -1)),
        _amount_text(question, held),
        Dates(np.where(kind == DATE, one, -1), np.where(kind == DATE, answers.two, -1)).text(),
        words(LABELS, np.where(kind == TEXT, one, -1)),
    ]
    names = {
        ACTOR: people.name(np.where(kind == ACTOR, one, 0)),
        LOCATION: places.name(np.where(kind == LOCATION, one, 0)),
        TEXT: joined("“", by_kind[TEXT], "”"),
    }
    return _by_kind(kind, by_kind), _by_kind(
        kind, [names.get(k, cell) for k, cell in enumerate(by_kind)]
    )


def _by_kind(kind: Ints, columns: list[pl.Series]) -> pl.Series:
    """In each row the cell of the column that its kind of question asks for."""
    found = columns[0]
    for k, column in enumerate(columns[1:], start=1):
        found = pl.select(pl.when(pl.Series(kind == k)).then(column).otherwise(found)).to_series()
    return found


def bounds(questions: Questions, question: Ints, answers: Answers) -> tuple[pl.Series, pl.Series]:
    """The cells of quantity_min and quantity_max."""
    counted = questions.kind[question] == QUANTITY
    ends = [pl.Series(np.where(counted, end, -1)) for end in (answers.one, answers.two)]
    low, high = (pl.select(pl.when(end >= 0).then(end.cast(pl.String))).to_series() for end in ends)
    return low, high
