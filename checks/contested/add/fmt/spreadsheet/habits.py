"""The ways of the spreadsheet that a file went through.

One cell often has two readings: 7/8/21 is a day of July in one country and of August in another. A
spreadsheet has one way for the whole file, so the other cells decide. A cell that cannot be read in
every way is proof of those in which it can; one that says what it said before in some ways only is
a vote for these. Proofs come before votes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from contested.add.fmt.spreadsheet import dates, numbers

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of the spreadsheet, as far as a file shows them.

    Without any evidence it shows nothing.
    """

    ways: frozenset[str] = frozenset()
    """The ways with most evidence, several where they have equally much: dmy, mdy or ymd for days
    in numbers, 1900 or 1904 for numbered days, point or comma for decimals.
    """
    shows_comma: bool = False
    """Whether numbers can only be read with a decimal comma."""
    reads_comma: bool = False
    """Whether it shows a comma, and no number with a point was understood."""
    year: int | None = None
    """The year that it gave to all days that had none, if that can be the one in which the file was
    opened.
    """
    shows_firsts: bool = False
    """Whether it made months, all of them and more than one, the first day of the month; one alone
    may be an edit.
    """

    def admits(self, ways: Mapping[str, Said | None]) -> Said | None:
        """Return what the second of two cells says in this spreadsheet's ways.

        It is given what it says in each way. Where the spreadsheet may have several ways, or its
        ways do not apply, the cell must say the same in all that do.
        """
        said = [ways[way] for way in ways if way in self.ways] or list(ways.values())
        return said[0] if said and all(said) else None


def habits(pairs: Iterable[tuple[str, str]], today: date | None = None) -> Habits:
    """Return what the changed cells of one file show of the spreadsheet.

    Each is given as it was and as it is. Pairs of equal cells may be among them: they tell what the
    spreadsheet leaves alone. The file was opened this year or last, by the clock unless `today` is
    given.
    """
    seen = _Seen()
    for base, head in pairs:
        seen.look(base, head)
    shows_comma = seen.marks.proofs[numbers.COMMA] > seen.marks.proofs[numbers.POINT]
    known = Habits(
        ways=frozenset().union(seen.order(), seen.epochs.leading(), seen.marks.leading()),
        shows_comma=shows_comma,
        reads_comma=shows_comma and not seen.understands_point,
        shows_firsts=seen.firsts > 1 and not seen.keeps_months,
    )
    years = {
        match.adds_year for match in map(known.admits, seen.yearless) if match and match.adds_year
    }
    this_year = (today or date.today()).year
    return replace(
        known, year=years.pop() if len(years) == 1 and years <= {this_year, this_year - 1} else None
    )


class _Ballot:
    """Counts of how often each way was proved and voted for."""

    def __init__(self, *ways: str) -> None:
        self._ways = ways
        self.proofs: Counter[str] = Counter()
        self.votes: Counter[str] = Counter()

    def count(self, ways: Mapping[str, object]) -> None:
        if len(ways) < len(self._ways):
            self.proofs.update(ways.keys())
        if not all(ways.values()):
            self.votes.update(way for way, said in ways.items() if said)

    def leading(self) -> set[str]:
        """Return the ways with most votes among those with most proofs.

        None where nothing was counted.
        """
        proved = _most(self.proofs) or set(self._ways)
        return (
            _most(Counter({way: self.votes[way] for way in proved}))
            if self.proofs or self.votes
            else set()
        )


class _Seen:
    def __init__(self) -> None:
        self.orders, self.epochs, self.marks = (
            _Ballot("dmy", "mdy", "ymd"),
            _Ballot(*dates.EPOCHS),
            _Ballot(numbers.POINT, numbers.COMMA),
        )
        self.yearless: list[Mapping[str, dates.Match | None]] = []
        self.keeps_months = self.keeps_days = self.understands_point = False
        self.firsts = 0

    def order(self) -> set[str]:
        """Return the order of day and month.

        Where other days stand as they did, no spreadsheet rewrote them all, and votes count for
        nothing.
        """
        if not self.keeps_days:
            return self.orders.leading()
        proved = _most(self.orders.proofs)
        return proved if len(proved) == 1 else set()

    def look(self, base: str, head: str) -> None:
        if base == head:
            self.keeps_months |= dates.is_month(base) and base >= dates.FIRST_KNOWN
            self.keeps_days |= dates.is_day(base) and base >= dates.FIRST_KNOWN
            return
        amounts = numbers.compare(base, head)
        if amounts:
            self.marks.count(amounts)
            self.understands_point |= (
                "." in base and numbers.POINT in numbers.amounts(base) and any(amounts.values())
            )
            return
        ways = dates.compare(base, head)
        if ways.keys() & dates.EPOCHS.keys():
            self.epochs.count({way: ways.get(way) for way in dates.EPOCHS})
        elif dates.ANY not in ways:
            self.orders.count(ways)
        matches = [match for match in ways.values() if match]
        if any(match.adds_year for match in matches):
            self.yearless.append(ways)
        self.firsts += any(match.adds_first for match in matches)
        self.keeps_months |= dates.is_month(base) and any(not match.adds_first for match in matches)


def _most(counted: Counter[Said]) -> set[Said]:
    """Return what was counted most often."""
    return {one for one, times in counted.items() if times == max(counted.values())}
