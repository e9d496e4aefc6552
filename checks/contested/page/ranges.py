"""Ranges: numbers drawn with what their wording leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from math import floor, log10

from contested.page.spans import per_cent
from contested.standard import readable

ROOM = 1.18
"""How far an axis reaches beyond the greatest bound."""
TICKS = 5


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is drawn: its bounds, stated and widened."""

    low: float | None
    high: float | None
    least: float | None
    most: float | None
    is_about: bool = False
    is_denied: bool = False
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """Where an amount begins and ends, and how it is drawn.

    `kind` is `exact`, `about`, `band`, `from` (or more), `until` (or less) or `none`.
    """

    kind: str
    x: str = ""
    width: str = ""
    middle: str = ""
    top: str = ""
    """Where it begins from above, if it stands upright; `level` is its middle."""
    level: str = ""
    is_hollow: bool = False
    is_struck: bool = False


@dataclass(frozen=True)
class Scale:
    """An axis of numbers, with round ends."""

    first: float
    last: float
    step: float

    @classmethod
    def of(cls, amounts: Iterable[Amount], *, is_share: bool = False) -> Scale:
        """Return a scale from none, or below, with room for all."""
        bounds = ((one.low, one.high, one.least, one.most) for one in amounts)
        ends = [end for end in chain.from_iterable(bounds) if end is not None]
        if is_share and all(0 <= end <= 100 for end in ends):
            return cls(0, 100, 20)
        top, bottom = max([*ends, 0]) * ROOM, min([*ends, 0]) * ROOM
        step = _round((top - bottom or 1) / TICKS)
        return cls(-step * -(bottom // step), step * -(-top // step) or step, step)

    def x(self, value: float) -> float:
        """Return where a number stands, in per cent."""
        return 100 * (value - self.first) / (self.last - self.first)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Round numbers, in per cent and in words."""
        count = round((self.last - self.first) / self.step)
        values = (self.first + number * self.step for number in range(count + 1))
        return [(per_cent(self.x(one)), readable.number(float(f"{one:.12g}"))) for one in values]

    def bar(self, amount: Amount) -> Bar:
        """Return how an amount is drawn."""
        kind, low, high = _kind(amount), amount.low, amount.high
        if kind == "about":
            low, high = amount.least, amount.most
        left = 0.0 if low is None else self.x(low)
        right = 100.0 if high is None else self.x(high)
        middle = (
            self.x(amount.low) if amount.low is not None and amount.low == amount.high else left
        )
        return Bar(
            kind,
            per_cent(left),
            per_cent(right - left),
            per_cent(middle),
            per_cent(100 - right),
            per_cent(100 - middle),
            is_hollow=amount.is_denied or not amount.stands,
            is_struck=not amount.stands,
        )


def _kind(amount: Amount) -> str:
    if amount.low is None and amount.high is None:
        return "none"
    if amount.low is None:
        return "until"
    if amount.high is None:
        return "from"
    if amount.is_about:
        return "about"
    return "exact" if amount.low == amount.high else "band"


def _round(step: float) -> float:
    """Return the next round number: 1, 2 or 5 with noughts."""
    size: float = 10.0 ** floor(log10(step))
    return next(m * size for m in (1, 2, 5, 10) if m * size >= step * 0.999999)
