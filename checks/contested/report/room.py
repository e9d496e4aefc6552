"""Room: how much of a report is told where it must not grow beyond a size, so that of everything
there is a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

MORE = 200
"""Bytes for the line that says what was left out."""

Rank = Literal["head", "first", "meaning", "findings", "known", "rows", "changelog"]
RANKS: tuple[Rank, ...] = ("head", "first", "meaning", "findings", "known", "rows", "changelog")
"""What a part is about: what comes first here is kept first where there is not room for all."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a report: what comes before its items, some of them, a line each, how many there
    are, and what comes after them.
    """

    opening: Sequence[str]
    items: Sequence[str]
    count: int
    closing: Sequence[str] = ()
    rank: Rank = "findings"

    @property
    def least(self) -> int:
        """Bytes that it takes up with only the first item."""
        return size([*self.opening, *self.items[:1], *self.closing]) + MORE

    def fitted(self, room: int) -> tuple[list[str], bool]:
        """It with as many further items as there is room for, and whether these are all."""
        items = [*self.items[:1], *fitting(self.items[1:], room)]
        left = self.count - len(items)
        return [
            *self.opening,
            *items,
            *(["", f"{left:,} more of {self.count:,}."] if left else []),
            *self.closing,
        ], not left


def told(blocks: Sequence[Block], room: int) -> tuple[list[str], list[Block], bool]:
    """The lines of all the parts that there is room for, the parts that there is none for, and
    whether everything is told.
    """
    kept, room = _kept(blocks, room)
    lines, whole = list[str](), len(kept) == len(blocks)
    for block, more in zip(
        kept, shares([size(block.items[1:]) for block in kept], room), strict=True
    ):
        fitted, is_all = block.fitted(more)
        lines += fitted
        whole = whole and is_all
    there = set(map(id, kept))
    return lines, [block for block in blocks if id(block) not in there], whole


def _kept(blocks: Sequence[Block], room: int) -> tuple[list[Block], int]:
    """The parts that there is room for, what matters most first, in their order, and the room that
    is left for more of their items.
    """
    kept: list[int] = []
    for number in sorted(range(len(blocks)), key=lambda at: RANKS.index(blocks[at].rank)):
        if blocks[number].least <= room:
            kept.append(number)
            room -= blocks[number].least
    return [blocks[number] for number in sorted(kept)], room


def size(lines: Iterable[str]) -> int:
    """Bytes that lines take up."""
    return sum(len(line.encode()) + 1 for line in lines)


def fitting(lines: Iterable[str], room: int) -> list[str]:
    """The first lines that there is room for."""
    lines = list(lines)
    ends = accumulate(size([line]) for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= room]


def shares(needs: Sequence[int], room: int) -> list[int]:
    """How much of the room each gets: what it needs, or else as much as any other whose need is not
    met.
    """
    given = [0] * len(needs)
    for number, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], max(room, 0) // (len(needs) - number))
        room -= given[at]
    return given
