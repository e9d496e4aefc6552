"""Troubles: what validate finds, beside the claims that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contested.page.writing import MISSING, Page, nameless, render, static
from contested.results import Finding

SHOWN = 200
"""Findings that the page shows where there is no site; validate has all."""


def told_by_claim(found: Iterable[Finding]) -> dict[str, list[str]]:
    """Return the findings on claims by their id, in words."""
    told: dict[str, list[str]] = {}
    for one in found:
        if one.table in CLAIMED and one.key:
            told.setdefault(one.key[0], []).append(f"{one.severity} {one.rule}: {one.message}")
    return told


def page(reason: str, found: Sequence[Finding]) -> Iterator[Page]:
    """Yield why a dataset cannot be shown, and what validate finds."""
    told = [f"{one.place}: {one.severity} {one.rule}: {one.message}" for one in found[:SHOWN]]
    yield from static()
    dataset = nameless("This dataset cannot be shown yet")
    shared = {"dataset": dataset, "is_served": True, "reason": reason, "found": told}
    for path in ("index.html", MISSING):
        yield render("troubles.html", path, **shared, top="/")


CLAIMED = ("claims", "relays", "relations", "citations")
"""Tables whose rows name a claim first."""
