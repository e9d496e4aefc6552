"""Faults of dates: written otherwise, in no calendar, or without ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from contested.standard import Field
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.cells import spoilt
from contested.testing.strategies.faults.fault import Hit, fault

WRITTEN_OTHERWISE = (
    "21/08/2021",
    "20210821",
    "2021-8-21",
    "2021-08-1",
    "2021/08/21",
    "21 August 2021",
    "August 2021",
    "12021",
    "021",
    "+2021",
    "-2021",
    "2021-08-XX",
    "202X",
    "?",
    "unknown",
    "?2021",
    "2021?-08",
    "2021-08-21?~",
    "2021-08-21~~",
    "2021-08-21T12:00",
    "2021-",
    "2021-08-",
    "٢٠٢١",
    "2021–08",
    "2021-08-21 ?",
    "2021.08.21",
)
"""What no part of a date may be."""
IMPOSSIBLE = (
    "2021-02-29",
    "1900-02-29",
    "2021-02-30",
    "2021-04-31",
    "2021-06-31",
    "2021-09-31",
    "2021-11-31",
    "2021-08-32",
    "2021-08-00",
    "2021-13",
    "2021-00",
    "2021-13-01",
    "0000",
    "0000-01",
    "0000-01-01",
)
"""What is written as a date and stands in no calendar."""
OPEN = (
    "..",
    "../..",
    "/",
    "../",
    "/..",
    "2021/",
    "/2021",
    "2021..",
    "..2021",
    "2021/../2021",
    "2021/2021/2021",
    "../2021/..",
    "2021/...",
    "2021//2021",
)
"""Intervals with an end too few, or an end too many."""


def is_edtf(field: Field) -> bool:
    """Return whether a field stands for days."""
    return field.form == "edtf"


@fault("malformed-date")
def a_date_written_otherwise(draft: Draft) -> Iterator[Hit]:
    part = draft.draw(
        st.sampled_from([*WRITTEN_OTHERWISE, *IMPOSSIBLE, *(f"{day}~" for day in IMPOSSIBLE)])
    )
    yield from spoilt(
        draft,
        is_edtf,
        lambda *_: [part, f"{part}/2021", f"2021/{part}", f"../{part}", f"{part}/.."],
    )


@fault("malformed-date")
def an_interval_without_ends(draft: Draft) -> Iterator[Hit]:
    yield from spoilt(draft, is_edtf, lambda *_: OPEN)


@fault("malformed-date")
def an_interval_that_runs_backwards(draft: Draft) -> Iterator[Hit]:
    """Draw a first part that begins the day after the second ends."""
    day = draft.draw(st.dates(date(1, 1, 1), date(9999, 12, 30)))
    after = day + timedelta(days=1)
    starts = (
        [str(after)]
        + [str(after)[:7]] * (after.day == 1)
        + [str(after)[:4]] * ((after.month, after.day) == (1, 1))
    )
    ends = (
        [str(day)]
        + [str(day)[:7]] * (after.day == 1)
        + [str(day)[:4]] * ((after.month, after.day) == (1, 1))
    )
    doubt = st.sampled_from(["", "?", "~", "%"])
    start = f"{draft.draw(st.sampled_from(starts))}{draft.draw(doubt)}"
    text = f"{start}/{draft.draw(st.sampled_from(ends))}{draft.draw(doubt)}"
    yield from spoilt(draft, is_edtf, lambda *_: [text])
