"""The map: places drawn by points and shapes, without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import cos, radians
from typing import Any

from contested.page import links
from contested.page.boundaries import Ring, Shape
from contested.page.facts import Facts, Row

WIDTH, TALLEST = 880, 700
ROOM = 0.08
"""Of what is drawn, how much is left around it."""
LEAST = 0.5
"""Degrees that a map shows at the least, so that a single point has surroundings."""
DEGREE = 111_320
"""Metres in a degree of latitude, on the average of the globe (WGS 84)."""


@dataclass(frozen=True)
class Spot:
    """A point in degrees, and how far off it may be (metres)."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class View:
    """The part of the globe that is drawn.

    Degrees of longitude are as wide as they are in the middle of the map (equirectangular).
    """

    west: float
    north: float
    scale: float
    shrink: float
    height: int
    start: float

    @classmethod
    def of(cls, points: Sequence[tuple[float, float]]) -> View:
        """Return a view in which all of these points have room."""
        start = _start([x for x, _ in points])
        xs, ys = [_turned(x, start) for x, _ in points], [y for _, y in points]
        shrink = max(0.1, cos(radians((min(ys) + max(ys)) / 2)))
        wide, tall = max(xs) - min(xs), max(ys) - min(ys)
        side = max(wide * shrink, tall, LEAST)
        room = side * ROOM + max(0.0, LEAST - side)
        wide_room, tall_room = room / shrink, room
        if tall > 2 * wide * shrink:
            wide_room += (tall / 2 - wide * shrink) / 2 / shrink
        elif wide * shrink > 3 * tall:
            tall_room += (wide * shrink / 3 - tall) / 2
        scale = WIDTH / ((wide + 2 * wide_room) * shrink)
        height = (tall + 2 * tall_room) * scale
        if height > TALLEST:
            wide_room += (height / TALLEST - 1) * (wide + 2 * wide_room) / 2
            scale *= TALLEST / height
            height = TALLEST
        west, north = min(xs) - wide_room, max(ys) + tall_room
        return cls(west, north, scale, shrink, round(height), start)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Return where a point lies on the drawing."""
        east = (_turned(x, self.start) - self.west) * self.shrink
        return round(east * self.scale), round((self.north - y) * self.scale)

    def path(self, rings: Iterable[Ring]) -> str:
        """Return rings as a path, or nothing if all lie outside."""
        told = []
        for ring in rings:
            points = list(dict.fromkeys(self.at(x, y) for x, y in ring))
            if len(points) > 2 and self._is_near(points):
                told.append("M" + "L".join(f"{x} {y}" for x, y in points) + "z")
        return "".join(told)

    def _is_near(self, points: Sequence[tuple[int, int]]) -> bool:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < self.height


def spot(place: Row) -> Spot | None:
    """Return where a place is, if its point can be read."""
    try:
        x, y = float(place["longitude"] or ""), float(place["latitude"] or "")
        radius = float(place["uncertainty_m"] or 0)
    except ValueError:
        return None
    return Spot(x, y, radius) if abs(x) <= 180 and abs(y) <= 90 else None


def draw(facts: Facts, shapes: Sequence[Shape], asked: Mapping[str, bool]) -> dict[str, Any] | None:
    """Return what is drawn, or nothing without a point or shape.

    `asked` says of each place with questions whether one of them is contested.
    """
    spots = {key: at for key, row in facts.locations.items() if (at := spot(row))}
    owners = _owners(facts, shapes)
    around = list(chain.from_iterable(map(_reach, spots.values())))
    for number in owners:
        around += chain.from_iterable(shapes[number].rings)
    if not around:
        return None
    view = View.of(around)

    def told(key: str) -> dict[str, Any]:
        return {
            "id": key,
            "name": facts.locations[key]["name"] or key,
            "href": links.page("places", key),
            "is_contested": asked.get(key, False),
        }

    land = [(view.path(shape.rings), owners.get(n)) for n, shape in enumerate(shapes)]
    return {
        "width": WIDTH,
        "height": view.height,
        "land": [path for path, key in land if path and not key],
        "areas": [
            {**told(key), "path": path, "label": _middle(view, shapes[n].rings)}
            for n, (path, key) in enumerate(land)
            if path and key
        ],
        "spots": [
            {**told(key), "at": view.at(one.x, one.y), "radius": _size(view, one)}
            for key, one in spots.items()
        ],
        "drawn": {*spots, *owners.values()},
    }


def _owners(facts: Facts, shapes: Sequence[Shape]) -> dict[int, str]:
    """Return the places that shapes are of, by the shapes' numbers."""
    found: dict[int, str] = {}
    for key, row in facts.locations.items():
        found |= {number: key for number, shape in enumerate(shapes) if shape.is_of(row)}
    return found


def _size(view: View, one: Spot) -> int:
    return round(one.radius / DEGREE * view.scale)


def _reach(one: Spot) -> Iterator[tuple[float, float]]:
    """Yield the ends of a spot's circle, in degrees."""
    tall = min(one.radius / DEGREE, 45)
    wide = min(tall / max(0.1, cos(radians(one.y))), 90)
    yield from ((one.x + wide, one.y), (one.x - wide, one.y))
    yield from ((one.x, min(one.y + tall, 90)), (one.x, max(one.y - tall, -90)))


def _middle(view: View, rings: Sequence[Ring]) -> tuple[int, int]:
    """Return where a shape's name stands: amid its longest ring."""
    longest = max(rings, key=len)
    xs, ys = zip(*(view.at(x, y) for x, y in longest), strict=True)
    return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)


def _start(xs: Sequence[float]) -> float:
    """Return where a map begins: in the middle of the widest gap."""
    known = sorted({x % 360 for x in xs})
    gaps = [(b - a, (a + b) / 2) for a, b in pairwise([*known, known[0] + 360])]
    return max(gaps)[1] % 360


def _turned(x: float, start: float) -> float:
    return (x - start) % 360
