"""Spans: dates drawn as the stretches of days that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

FEWEST = 7
"""Days that an axis has at the least."""
MOST_TICKS = 9
STEPS = (1, 2, 7, 14)
"""Days between two ticks; longer axes have a tick a month, or one in a few years."""
FARTHEST = 36_525
"""Days that an axis has at the most: what lies farther off fades at its edge."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, in per cent, with its words."""

    x: str
    words: str
    month: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch on a lane (per cent), and how it is drawn.

    `fill` is `solid`, `tint` (at some time in), `until` or `from` (open at one end) or `soft` (in
    doubt); `caps` are the ends that are known.
    """

    x: str
    width: str
    fill: str
    caps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Axis:
    """Days from the first to the last, both included, as ordinals."""

    first: int
    last: int

    @classmethod
    def of(cls, days: Iterable[int | None], margin: int = 1) -> Axis:
        """Return an axis on which these days have room."""
        known = sorted(day for day in days if day is not None)
        if not known:
            return cls(1, FEWEST)
        first, last = known[0] - margin, known[-1] + margin
        if last - first > FARTHEST:
            first = last - FARTHEST
        missing = max(0, FEWEST - (last - first + 1))
        first -= missing // 2
        return cls(max(1, first), max(first + FEWEST - 1, last))

    @classmethod
    def over(cls, axes: Iterable[Axis]) -> Axis:
        """Return an axis that has the days of all of these."""
        known = list(axes) or [cls.of(())]
        return cls(min(one.first for one in known), max(one.last for one in known))

    @property
    def length(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1

    def x(self, day: int) -> float:
        """Return where a day begins, in per cent, within the axis."""
        return min(100.0, max(0.0, 100 * (day - self.first) / self.length))

    @cached_property
    def ticks(self) -> tuple[Tick, ...]:
        """Some days, so many that their words have room."""
        return tuple(self._ticks())

    def _ticks(self) -> Iterator[Tick]:
        for step in STEPS:
            if self.length <= step * MOST_TICKS:
                month = ""
                for day in range(self.first, self.last + 1, step):
                    when = date.fromordinal(day)
                    name = f"{when:%B} {when.year}"
                    yield Tick(per_cent(self.x(day)), str(when.day), "" if name == month else name)
                    month = name
                return
        yield from self._months()

    def _months(self) -> Iterator[Tick]:
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        start, stop = 12 * first.year + first.month, 12 * last.year + last.month - 1
        months = range(start, stop + 1)
        step = next((s for s in (1, 2, 3, 6, 12) if len(months) <= s * MOST_TICKS), 0)
        step = step or 12 * -(-len(months) // (12 * MOST_TICKS))
        for month in months:
            if month % step:
                continue
            when = date(month // 12, month % 12 + 1, 1)
            words = f"{when:%B} {when.year}" if step < 12 else str(when.year)
            yield Tick(per_cent(self.x(when.toordinal())), words)


@lru_cache(maxsize=1 << 14)
def mark(
    axis: Axis, first: int | None, last: int | None, *, within: bool = False, doubt: bool = False
) -> Mark | None:
    """Return how days are drawn, or nothing where none are known."""
    if first is None and last is None:
        return None
    left = 0.0 if first is None else axis.x(first)
    right = 100.0 if last is None else axis.x(last + 1)
    fill = "tint" if within else "solid"
    caps: tuple[str, ...] = ("first", "last") if within else ()
    if doubt:
        fill, caps = "soft", ()
    elif first is None:
        fill, caps = "until", ("last",)
    elif last is None:
        fill, caps = "from", ("first",)
    return Mark(per_cent(left), per_cent(max(right - left, 0.4)), fill, caps)


def per_cent(value: float) -> str:
    """Return a share of a drawing as its attributes have it."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
