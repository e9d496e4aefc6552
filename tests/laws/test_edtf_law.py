"""The date profile: dates are their days, nothing else is one.

The edtf library agrees.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from contested import standard
from contested.standard.edtf import Days, fault, parse
from counts import one_in
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, given, settings
from hypothesis import strategies as st

PATTERN = next(f.pattern for f in standard.tables()["claims"].fields.values() if f.form == "edtf")
YEARS = st.integers(1, 9999) | st.sampled_from([1, 1900, 2000, 2020, 2021, 9999])
FEW = settings(deadline=None, max_examples=one_in(2))
"""For what asks the edtf library, which takes some 10 ms a date."""


@dataclass(frozen=True)
class Part:
    """A year, perhaps a month, a day and a doubt."""

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""

    def __str__(self) -> str:
        return (
            f"{self.year:04}" + "".join(f"-{n:02}" for n in (self.month, self.day) if n) + self.mark
        )

    @property
    def first(self) -> int:
        return date(self.year, self.month or 1, self.day or 1).toordinal()

    @property
    def last(self) -> int:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1]).toordinal()


@st.composite
def parts(draw: st.DrawFn, years: st.SearchStrategy[int] = YEARS) -> Part:
    """Draw any date that is no interval."""
    year = draw(years)
    month = draw(st.none() | st.integers(1, 12) | st.just(2))
    last = monthrange(year, month)[1] if month else 0
    day = draw(st.none() | st.integers(1, last) | st.just(last)) if month else None
    return Part(year, month, day, draw(st.sampled_from(["", "?", "~", "%"])))


NEIGHBOURS = parts(st.sampled_from([2020, 2021]))
"""Dates so near to each other that they often overlap."""
INTERVALS = st.tuples(parts(), parts()) | st.tuples(NEIGHBOURS, NEIGHBOURS)


@st.composite
def near_misses(draw: st.DrawFn) -> str:
    """Draw a date or an interval with one thing changed.

    That may leave it right.
    """
    text = draw(
        parts().map(str)
        | st.tuples(NEIGHBOURS | st.just(".."), NEIGHBOURS | st.just("..")).map(
            "{0[0]}/{0[1]}".format
        )
    )
    at = draw(st.integers(0, len(text)))
    sign = draw(
        st.sampled_from([*"0123456789-/.?~%TZXuY \n+", "٣", "..", "00", "-13", "-31", "/", ""])
    )
    return text[:at] + sign + text[at + draw(st.integers(0, 2)) :]


def is_real(text: str) -> bool:
    """Return whether the calendar has it, and it runs forwards.

    The text fits the pattern.
    """
    ends = [re.sub("[?~%]|T.*", "", end) for end in text.split("/")]
    try:
        read = [Part(*map(int, end.split("-"))) for end in ends if end != ".."]
        days = [(part.first, part.last) for part in read]
    except ValueError:
        return False
    return len(days) < 2 or days[0][0] <= days[1][1]


@settings(deadline=None)
@given(parts())
def test_a_date_is_the_days_that_the_calendar_gives_it(part: Part) -> None:
    assert parse(str(part)) == Days(part.first, part.last)
    assert part.first <= part.last


@settings(deadline=None)
@given(INTERVALS)
def test_an_interval_is_the_days_from_its_first_to_its_last_unless_it_runs_backwards(
    ends: tuple[Part, Part],
) -> None:
    start, end = ends
    text = f"{start}/{end}"
    if start.first <= end.last:
        assert parse(text) == Days(start.first, end.last)
    else:
        assert parse(text) is None
        assert fault(text) == "it ends before it begins"


@settings(deadline=None)
@given(parts())
def test_an_interval_that_is_open_has_one_end(part: Part) -> None:
    assert parse(f"{part}/..") == Days(part.first, None)
    assert parse(f"../{part}") == Days(None, part.last)


@settings(deadline=None)
@given(near_misses() | st.from_regex(PATTERN, fullmatch=True))
def test_nothing_is_a_date_but_what_fits_the_schema_and_the_calendar(text: str) -> None:
    assert (parse(text) is not None) == bool(re.fullmatch(PATTERN, text) and is_real(text))


@settings(deadline=None)
@given(near_misses())
def test_a_text_that_is_no_date_is_told_why_by_the_part_that_is_wrong(text: str) -> None:
    assume(parse(text) is None)
    why = fault(text)
    told = re.fullmatch(
        "(?:it|“([^”]*)”) is not (?:a day, month or year of the calendar|written as one)", why
    )
    assert (
        told
        or why.startswith("a moment needs its distance from UTC")
        or why
        in (
            "it has more than one slash",
            "both ends are open",
            "one end is empty",
            "it ends before it begins",
        )
    )
    assert not told or (
        told[1] in text.split("/") and text != told[1] and parse(told[1]) is None
        if told[1]
        else "/" not in text
    )


@FEW
@given(parts())
def test_the_edtf_library_reads_the_same_days_and_prints_the_same_text(part: Part) -> None:
    theirs = parse_edtf(str(part))
    assert str(theirs) == str(part)
    assert [
        date(*bound[:3]).toordinal() for bound in (theirs.lower_strict(), theirs.upper_strict())
    ] == list(parse(str(part)) or ())[:2]


@FEW
@given(INTERVALS)
def test_the_edtf_library_reads_the_same_intervals_and_passes_those_that_run_backwards(
    ends: tuple[Part, Part],
) -> None:
    theirs = parse_edtf(text := f"{ends[0]}/{ends[1]}")
    first, last = (
        date(*bound[:3]).toordinal() for bound in (theirs.lower_strict(), theirs.upper_strict())
    )
    assert str(theirs) == text
    assert parse(text) == (Days(first, last) if first <= last else None)


@FEW
@given(near_misses().filter(lambda text: ".." not in text))
def test_what_the_edtf_library_refuses_so_do_we(text: str) -> None:
    """Leave open ends apart.

    edtf 5.0 breaks on some of them, and on texts such as 0001-X01 with an AttributeError.
    """
    try:
        parse_edtf(text)
    except (EDTFParseException, AttributeError):
        assert parse(text) is None
