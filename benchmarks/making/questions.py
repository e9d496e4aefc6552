"""Questions: what is asked, of which place and time, and how many claims answer it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from making.chance import Flags, Ints, Rng, blanked, ids, joined, mix, weighted, words
from making.days import BLANK, DAY, MONTH, SINCE, SPAN, UNTIL, YEAR, Dates, written
from making.documents import Documents
from making.people import People
from making.places import Places

KINDS = ("yes_no", "actor", "location", "quantity", "date", "text")
YES_NO, ACTOR, LOCATION, QUANTITY, DATE, TEXT = range(6)
_SHARES = (0.3, 0.2, 0.12, 0.22, 0.08, 0.08)
_PAST = (
    (YES_NO, "control", "", "Was {} under a curfew"),
    (YES_NO, "fighting", "", "Was there fighting in {}"),
    (YES_NO, "movement", "", "Was the road to {} open"),
    (YES_NO, "negotiation", "", "Were talks under way in {}"),
    (YES_NO, "humanitarian", "", "Had food aid reached {}"),
    (YES_NO, "economy", "", "Was the market of {} open"),
    (YES_NO, "movement", "", "آیا راه {} باز بود"),
    (ACTOR, "control", "", "Who held {}"),
    (ACTOR, "responsibility", "", "Who shelled {}"),
    (ACTOR, "movement", "", "Who closed the road to {}"),
    (ACTOR, "control", "", "چه کسی {} را در دست داشت"),
    (LOCATION, "movement", "", "Where did the convoy from {} go"),
    (LOCATION, "geography", "", "Where did those who left {} spend the night"),
    (LOCATION, "humanitarian", "", "خانواده‌های {} به کجا رفتند"),
    (QUANTITY, "casualties", "people", "How many people were killed in {}"),
    (QUANTITY, "humanitarian", "families", "How many families left {}"),
    (QUANTITY, "fighting", "vehicles", "How many vehicles burned near {}"),
    (QUANTITY, "economy", "tonnes", "How many tonnes of flour reached {}"),
    (QUANTITY, "casualties", "people", "چند نفر در {} کشته شدند"),
    (DATE, "fighting", "", "On which day did the fighting in {} begin"),
    (DATE, "movement", "", "On which day was the road to {} closed"),
    (DATE, "fighting", "", "جنگ در {} در کدام روز آغاز شد"),
    (TEXT, "geography", "", "In what state was the bridge of {}"),
    (TEXT, "role", "", "What part did the elders of {} play"),
    (TEXT, "other", "", "وضع پل {} چگونه بود"),
)
_FUTURE = (
    (YES_NO, "humanitarian", "", "Will the school of {} open"),
    (YES_NO, "negotiation", "", "Will there be talks in {}"),
    (ACTOR, "control", "", "Who will govern {}"),
    (LOCATION, "negotiation", "", "Where will the next talks on {} be held"),
    (QUANTITY, "movement", "families", "How many families will return to {}"),
    (DATE, "negotiation", "", "On which day will the talks on {} begin"),
    (TEXT, "geography", "", "In what state will the road to {} be"),
)
_ASKED = _PAST + _FUTURE
_KIND = np.array([kind for kind, *_ in _ASKED])
_IS_DARI = np.array(["آ" <= text[0] <= "ی" for *_, text in _ASKED])


@dataclass(frozen=True)
class Questions:
    """All questions. `begins` and `ends` are the days each is about; its claims are in sources from
    `first` on, `spread` of them.
    """

    asked: Ints
    size: Ints
    first: Ints
    spread: Ints
    begins: Ints
    ends: Ints
    period: Dates
    exclusive: Ints
    about: Ints
    place: Ints
    is_future: Flags
    is_contested: Flags

    def __len__(self) -> int:
        return len(self.asked)

    @property
    def kind(self) -> Ints:
        """What each question asks for."""
        return np.asarray(_KIND[self.asked])


def sizes(rng: Rng, n: int) -> Ints:
    """How many claims answer each of about n / 4 questions: mostly one to three, a few hundreds,
    and on the middle one n / 10.
    """
    total, giant = max(7, n // 4), max(4, n // 10)
    weight = np.minimum(rng.pareto(1.1, total) ** 1.2, 2000)
    weight[total // 2] = 0
    found = 1 + rng.multinomial(n - giant - (total - 1), weight / weight.sum())
    found[total // 2] = giant
    return found.astype(np.int64)


def _asked(rng: Rng, is_future: Flags) -> Ints:
    """A wording for each question; all kinds come up even among a few, and the middle one asks who
    held a place.
    """
    n = len(is_future)
    kind = weighted(rng, _SHARES, n)
    kind[np.delete(np.arange(n), n // 2)[:5]] = (YES_NO, LOCATION, QUANTITY, DATE, TEXT)
    asked = np.empty(n, dtype=np.int64)
    for future, start, stop in ((False, 0, len(_PAST)), (True, len(_PAST), len(_ASKED))):
        for wanted in range(len(KINDS)):
            pool, rows = (
                start + np.flatnonzero(_KIND[start:stop] == wanted),
                np.flatnonzero((kind == wanted) & (is_future == future)),
            )
            asked[rows] = rng.choice(pool, len(rows))
    asked[n // 2] = next(i for i, (_, _, _, text) in enumerate(_ASKED) if text == "Who held {}")
    return asked


def _windows(rng: Rng, size: Ints, sources: int) -> tuple[Ints, Ints]:
    """The first source that answers each question, and over how many sources its claims are spread;
    over all of them for the middle one.
    """
    first, middle = np.sort(rng.integers(0, sources, len(size))), len(size) // 2
    spread = np.minimum(3 + size // 2, sources - first)
    first[middle], spread[middle] = 0, sources
    return first, spread


def _times(
    rng: Rng, documents: Documents, first: Ints, spread: Ints, is_future: Flags
) -> tuple[Ints, Ints, Dates]:
    """The days each question is about: over before the first source that answers it, or after the
    last one if it asks about what is to come.
    """
    n = len(first)
    form = np.array([DAY, SPAN, MONTH, YEAR, UNTIL, SINCE, BLANK])[
        weighted(rng, (46, 15, 12, 1, 2, 2, 22), n)
    ]
    length = np.where(np.isin(form, (SPAN, UNTIL, SINCE, BLANK)), rng.integers(1, 25, n), 0)
    past = documents.day[first] - rng.integers(0, 6, n)
    coming = documents.day[first + spread - 1] + rng.integers(2, 60, n) + length
    ends = np.where(is_future, coming, past)
    return ends - length, ends, written(form, ends - length, ends, weighted(rng, (94, 2, 3, 1), n))


def _places(rng: Rng, places: Places, people: People, about: Ints) -> Ints:
    """A place for most questions, each place at least once where there are enough; none smaller
    than a district for somebody under a pseudonym.
    """
    n = len(about)
    leaf = ~np.isin(np.arange(len(places)), places.within)
    order = np.concatenate(
        [rng.permutation(np.flatnonzero(leaf)), rng.permutation(np.flatnonzero(~leaf))]
    )
    place = rng.permutation(np.resize(order, n))
    hidden = (about >= 0) & people.is_hidden[about]
    place = np.where(hidden, places.wide[place], place)
    droppable = np.ones(n, dtype=np.bool_)
    droppable[np.unique(place, return_index=True)[1]] = False
    return np.where(droppable & (rng.random(n) < 0.25), -1, place)


def make(rng: Rng, n: int, documents: Documents, people: People, places: Places) -> Questions:
    """Questions for n claims in these documents."""
    size = sizes(rng, n)
    total, middle = len(size), len(size) // 2
    is_future = rng.random(total) < 0.1
    is_future[middle] = False
    first, spread = _windows(rng, size, len(documents))
    asked = _asked(rng, is_future)
    begins, ends, period = _times(rng, documents, first, spread, is_future)
    open_kind = np.isin(_KIND[asked], (ACTOR, LOCATION))
    exclusive = np.where(open_kind, (rng.random(total) < 0.7).astype(np.int64), -1)
    exclusive[middle] = 1
    subjects = np.union1d(people.subjects, people.of(0))
    about = np.where(rng.random(total) < 0.25, rng.choice(subjects, total), -1)
    is_contested = (rng.random(total) < 0.45) & (_KIND[asked] != TEXT)
    is_contested[middle] = True
    place = _places(rng, places, people, about)
    return Questions(
        asked,
        size,
        first,
        spread,
        begins,
        ends,
        period,
        exclusive,
        about,
        place,
        is_future,
        is_contested,
    )


def _wording(questions: Questions, places: Places) -> pl.Series:
    """The questions in words; a question without a place of its own asks about the border, one with
    a period names it.
    """
    dari = _IS_DARI[questions.asked]
    before, after = ([text.split("{}")[side] for *_, text in _ASKED] for side in (0, 1))
    latin = places.name(questions.place).fill_null("the border")
    named = pl.select(
        pl.when(pl.Series(dari))
        .then(places.name(questions.place, "arabic").fill_null("مرز"))
        .otherwise(latin)
    ).to_series()
    when = joined(
        words([" (", "، "], dari.astype(np.int64)),
        questions.period.text().str.replace_all("[?~%]", ""),
        words([")", ""], dari.astype(np.int64)),
    )
    when = blanked(when, questions.period.left < 0)
    return joined(
        words(before, questions.asked),
        named,
        words(after, questions.asked),
        when,
        words(["?", "؟"], dari.astype(np.int64)),
    )


def table(questions: Questions, people: People, places: Places) -> pl.DataFrame:
    """The rows of `questions`."""
    n = len(questions)
    return pl.DataFrame(
        {
            "question_id": ids("qst", n),
            "question": _wording(questions, places),
            "topic": words([topic for _, topic, _, _ in _ASKED], questions.asked),
            "answer_type": words(KINDS, questions.kind),
            "exclusive": words(["false", "true"], questions.exclusive),
            "unit": words([unit or None for _, _, unit, _ in _ASKED], questions.asked),
            "about_id": ids("act", len(people), questions.about),
            "location_id": ids("loc", len(places), questions.place),
            "period": questions.period.text(),
            "note": words(
                ["Asked of the whole place, not of its centre alone."],
                np.where(mix(np.arange(n), 17) % np.uint64(25) == 0, 0, -1),
            ),
        }
    )
