"""Dates of the standard, drawn in every form that it has.

These are years, months, days, doubtful ones, intervals, and open ends.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

TODAY = date(2021, 10, 1)
"""The day on which drawn packages are looked at; nothing in them was said, printed or read later.
"""
FIRST = date(2021, 7, 1).toordinal()
"""The first of the days that drawn packages are about."""
DOUBTS = ("", "?", "~", "%")
NOONS = ("12:00Z", "12:00:00Z", "16:30+04:30", "08:00-04:00")


def text_of(day: int, *, parts: int = 3) -> str:
    """Return a day as the standard writes it.

    With fewer parts it is the month or the year.
    """
    return date.fromordinal(day).isoformat()[: (4, 7, 10)[parts - 1]]


@st.composite
def containing(draw: st.DrawFn, day: int, *, first: bool = True, last: bool = True) -> str:
    """Draw a date that a day lies in.

    With `first` or `last` it has a first or a last day, so that its interval is closed there.
    Whatever has to come no later than that day has then not wholly come later, which is what
    the rules about order ask.
    """
    forms = [
        "day",
        "month",
        "year",
        "interval",
        *([] if last else ["onwards"]),
        *([] if first else ["until"]),
    ]
    form = draw(st.sampled_from(forms))
    doubt = st.sampled_from(DOUBTS)
    if form in ("day", "month", "year"):
        return text_of(day, parts=3 - forms.index(form)) + draw(doubt)
    before, after = day - draw(st.integers(0, 3)), day + draw(st.integers(0, 3))
    start, end = text_of(before) + draw(doubt), text_of(after) + draw(doubt)
    if form == "onwards":
        return f"{start}/.."
    return f"../{end}" if form == "until" else f"{start}/{end}"


def moments(day: int) -> st.SearchStrategy[str]:
    """Return a strategy for noon of a day: always one instant."""
    return st.sampled_from([f"{text_of(day)}T{noon}" for noon in NOONS])


@st.composite
def dates(
    draw: st.DrawFn, min_day: date = date(1, 1, 1), max_day: date = date(9999, 12, 31)
) -> str:
    """Draw a date in any form, round a day between these two."""
    near = (
        st.dates(max(min_day, date(2021, 1, 1)), min(max_day, date(2021, 12, 31)))
        if min_day.year <= 2021 <= max_day.year
        else st.nothing()
    )
    day = draw(st.one_of(near, st.dates(min_day, max_day))).toordinal()
    return draw(containing(min(max(day, 4), date.max.toordinal() - 3), first=False, last=False))
