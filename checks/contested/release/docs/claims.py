"""Claims as pages tell them: who said what, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import polars as pl

from contested.derived.words import WITHHELD_WORDS
from contested.release.content import Content
from contested.standard import readable
from contested.text import markdown, markdown_code

MOST = 20
"""Claims of one position that a page tells; it counts the others."""
SINCE = {
    "superseded": "superseded since by the same claimant",
    "corrected": "corrected since by the same claimant",
    "retracted": "retracted since by the same claimant",
}
SPANS = {"throughout": "all the time", "within": "at some time"}
CELLS = ("statement", "quote", "stated", "occurred", "occurred_span", "withheld")
Cells = Mapping[str, Any]


class Claims:
    """The active claims on some questions, in words."""

    def __init__(self, content: Content, questions: pl.Series) -> None:
        self.content, self.questions = content, questions.implode()

    def on(self, question: str, position: str | None) -> Iterator[str]:
        """Yield the claims that give a position, an item each.

        Without a position they are those that withhold one.
        """
        rows = self._by_position.get((question, position), [])
        for row in rows[:MOST]:
            yield self._item(row)
        if len(rows) > MOST:
            yield f"- … and {len(rows) - MOST:,} more"

    @cached_property
    def _by_position(self) -> dict[tuple[str, str | None], list[Cells]]:
        told = self.content.frame("claims").select("claim_id", *CELLS)
        claims = self.content.claimed.active.filter(pl.col("question_id").is_in(self.questions))
        found: dict[tuple[str, str | None], list[Cells]] = {}
        joined = claims.join(told, on="claim_id", how="left", maintain_order="left")
        for row in joined.iter_rows(named=True):
            found.setdefault((row["question_id"], row["position"]), []).append(row)
        return found

    @cached_property
    def _chains(self) -> dict[str, list[Cells]]:
        asked = self.content.claimed.active.filter(pl.col("question_id").is_in(self.questions))
        stations = self.content.derived("chains").join(asked, on="claim_id", how="semi")
        found: dict[str, list[Cells]] = {}
        for row in stations.iter_rows(named=True):
            found.setdefault(row["claim_id"], []).append(row)
        return found

    def _item(self, claim: Cells) -> str:
        """Return one claim as an item of a list."""
        side = f" for {markdown(claim['side'])}" if claim["side_id"] != claim["claimant_id"] else ""
        head = f"- {markdown(claim['claimant'])}{side}, {_date(claim['stated'])}"
        told = [f"{head}: {markdown(claim['statement'])}"]
        if claim["quote"]:
            told.append(f"(“{markdown(claim['quote'])}”)")
        if claim["withheld"]:
            told.append(f"({WITHHELD_WORDS.get(claim['withheld'], markdown(claim['withheld']))})")
        if claim["occurred"]:
            span = SPANS.get(claim["occurred_span"] or "")
            told.append(f"Speaks of {_date(claim['occurred'])}{f', {span}' if span else ''}.")
        told += self._way(claim["claim_id"])
        if claim["standing"] in SINCE:
            told.append(f"{SINCE[claim['standing']].capitalize()}.")
        return " ".join([*told, markdown_code(claim["claim_id"])])

    def _way(self, claim_id: str) -> Iterator[str]:
        """Yield by way of whom a claim came, and where it stands."""
        _, *passing, last = self._chains[claim_id]
        if passing:
            yield f"By way of {', '.join(map(_station, passing))}."
        where = [_station(last), markdown(last["locator"] or "")]
        if last["link"]:
            where.append(markdown_code(last["link"]))
        yield f"In {', '.join(filter(None, where))}."


def _station(one: Cells) -> str:
    """Return a station in words, a document by its title."""
    name = markdown(one["actor"])
    title = f"“{markdown(one['title'])}” of {name}" if one["title"] else name
    return f"{title}, {_date(one['date'])}" if one["date"] else title


def _date(text: str) -> str:
    return markdown(readable.days(text))
