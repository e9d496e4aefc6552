"""Places: what is asked of each, on a map and listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from contested.page import links, words
from contested.page.boundaries import Shape
from contested.page.cards import TOP
from contested.page.facts import Facts, Groups, Row
from contested.page.map import draw
from contested.page.sheets import beside, sheet
from contested.page.writing import Page, macro, paged, parts, render

DEEPEST = 12
"""Steps by which a place in the list may stand further in than the largest."""


def pages(facts: Facts, **site: Any) -> Iterator[Page]:
    """Yield the map with its list, and a page a place."""
    told = _Places(facts)
    yield from _list(told, facts.boundaries, site)
    yield from told.pages(site)


def _list(told: _Places, shapes: Sequence[Shape], site: dict[str, Any]) -> Iterator[Page]:
    """Yield the map and the list, in parts if it is long."""
    drawn = draw(told.facts, shapes, told.contested)
    seen = drawn["drawn"] if drawn else set()
    rows = (told.brief(key, depth) | {"is_drawn": key in seen} for key, depth in told.tree())
    runs = parts((row["id"], macro("spot.html", "spot", row)) for row in rows)
    shared: dict[str, Any] = {"map": drawn, "has_shapes": bool(shapes), "csv": beside("map.html")}
    yield sheet(told.facts, "map.html", told.claims.iter_rows(named=True))
    yield from paged("map.html", "map.html", runs, site, **shared)


class _Places:
    """The places of one package, each within the larger one around it."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.asked: dict[str, list[Row]] = {}
        for row in facts.questions.values():
            self.asked.setdefault(row["location_id"] or "", []).append(row)
        self.contested = {
            key: any(row["is_contested"] for row in rows) for key, rows in self.asked.items()
        }
        self.inner: dict[str, list[str]] = {}
        for ident in sorted(facts.locations, key=self._by_name):
            outer = facts.locations[ident]["within_id"] or ""
            self.inner.setdefault(outer if outer in facts.locations else "", []).append(ident)

    @property
    def claims(self) -> pl.DataFrame:
        """The claims on questions about places, with the place, by place."""
        where = pl.DataFrame(
            [(key, row["location_id"]) for key, row in self.facts.questions.items()],
            schema={"question_id": pl.String, "location_id": pl.String},
            orient="row",
        ).drop_nulls()
        claims = self.facts.claims.join(where, on="question_id", how="inner", maintain_order="left")
        return claims.sort("location_id", maintain_order=True)

    def tree(self) -> Iterator[tuple[str, int]]:
        """Yield every place behind the larger one, with its depth.

        Places that lie within each other in a circle come last.
        """
        seen: set[str] = set()
        every = sorted(self.facts.locations, key=self._by_name)
        left = [(key, 0) for key in (*reversed(every), *reversed(self.inner.get("", ())))]
        while left:
            key, depth = left.pop()
            if key not in seen:
                seen.add(key)
                yield key, min(depth, DEEPEST)
                left += [(one, depth + 1) for one in reversed(self.inner.get(key, ()))]

    def pages(self, site: dict[str, Any]) -> Iterator[Page]:
        """Yield a page for each place."""
        claims = Groups(self.claims, "location_id")
        for ident in sorted(self.facts.locations):
            at = links.page("places", ident)
            yield sheet(self.facts, at, claims.take(ident))
            yield render("place.html", at, **site, place=self._place(ident), csv=beside(at))

    def brief(self, ident: str, depth: int) -> dict[str, Any]:
        """Return a place as the list has it."""
        row = self.facts.locations[ident]
        return {
            "id": ident,
            "anchor": links.anchor(ident),
            "depth": depth,
            "href": links.page("places", ident),
            "name": row["name"] or ident,
            "native": row["native_name"] or "",
            "language": row["native_language"] or "",
            "type": words.word({}, row["location_type"]),
            "questions": [_asked(one) for one in self.asked.get(ident, ())],
        }

    def _place(self, ident: str) -> dict[str, Any]:
        row = self.facts.locations[ident]
        return {
            **self.brief(ident, 0),
            "note": row["note"] or "",
            "aliases": [one for one in (row["also_known_as"] or "").split(";") if one],
            "within": self._link(row["within_id"]),
            "inner": [self._link(one) for one in self.inner.get(ident, ())],
            "point": self._point(row),
            "gazetteer": row["gazetteer"] or "",
        }

    def _point(self, row: Row) -> str:
        if not row["latitude"] or not row["longitude"]:
            return ""
        around = f", give or take {row['uncertainty_m']} m" if row["uncertainty_m"] else ""
        return f"{row['latitude']}, {row['longitude']}{around}"

    def _link(self, ident: str | None) -> dict[str, str] | None:
        if not ident or ident not in self.facts.locations:
            return None
        name = self.facts.locations[ident]["name"] or ident
        return {"name": name, "href": TOP + links.page("places", ident)}

    def _by_name(self, ident: str) -> tuple[str, str]:
        return (self.facts.locations[ident]["name"] or ident).casefold(), ident


def _asked(row: Row) -> tuple[str, str, bool]:
    key = row["question_id"]
    return row["question"] or key, links.page("questions", key), row["is_contested"]
