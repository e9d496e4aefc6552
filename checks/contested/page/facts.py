"""Facts: what a site tells, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, product
from operator import itemgetter
from typing import Any
from urllib.parse import quote

import polars as pl

from contested.citation.lines import address, citation_words
from contested.citation.work import Work, work
from contested.derived.chains import chains
from contested.derived.claimed import Claimed
from contested.derived.conflicts import conflicts
from contested.derived.disagreement import disagreement
from contested.page.boundaries import Shape
from contested.results import Change
from contested.rules.columns.standing import STANDS
from contested.standard.content import content_of

Row = Mapping[str, Any]
DAYS = ("stated", "occurred", "source__published")
ENDS = tuple(map("_".join, product(DAYS, ("earliest", "latest"))))
HELD = (
    *("claim_id", "number", "polarity", "quantity_min", "quantity_max", "quantity_about"),
    *("least", "most"),
)
WHOSE = ("claim_id", "position", "utterance", "standing", "side_id", "side", "in_conflict")
ACTIVE = "active"
SHELVES, ENTRIES = 64, 400
"""Scripts among which the words of the search are spread, and things that one script names."""
PAGES = [
    ("index.html", "Questions"),
    ("matters/index.html", "Matters"),
    ("timeline.html", "Timeline"),
    ("map.html", "Places"),
    ("matrix.html", "Who answers what"),
    ("actors.html", "Actors"),
    ("documents.html", "Documents"),
]


@dataclass
class Facts:
    """One package, as the pages of a site tell it."""

    claimed: Claimed
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    findings: Mapping[str, list[str]] = field(default_factory=dict)
    """What validate finds, by the id of the claim that it is about."""

    boundaries: Sequence[Shape] = ()
    """Shapes of places, which somebody gave besides the data."""
    change: Change | None = None
    """What became of the dataset since an older version, if that is to be shown."""
    placed: dict[str, str] = field(default_factory=dict)
    """Where claims stand that are on a further part of their question's page, by id."""
    day: str = ""
    """The day of the release that is shown, or else that of `created`."""

    @cached_property
    def cited(self) -> Work:
        """The dataset as a work to cite."""
        return work(self.descriptor, self.day or str(self.descriptor.get("created") or "")[:10])

    @cached_property
    def dataset(self) -> dict[str, Any]:
        """What every page says of the dataset, and how to cite it."""
        cited = self.cited
        return {
            "title": cited.title or cited.name or "This dataset",
            "version": cited.version,
            "day": cited.date,
            "description": cited.description,
            "licences": cited.licences,
            "citation": citation_words(cited),
            "home": address(cited),
            "web": cited.url,
            "makers": "; ".join(one.name for one in cited.creators),
            "urn": f"urn:contested:{quote(cited.name or 'dataset', safe='')}",
            "pages": self._pages,
            "shelves": SHELVES,
            "entries": ENTRIES,
        }

    @property
    def _pages(self) -> list[tuple[str, str]]:
        """The pages to which every page leads, in words."""
        changes = [("changes.html", "Changes")] if self.change else []
        return [*PAGES, *changes, ("search.html", "Search"), ("reading.html", "How to read this")]

    @cached_property
    def actors(self) -> dict[str, Row]:
        """The actors by id."""
        return self._by_key("actors")

    @cached_property
    def locations(self) -> dict[str, Row]:
        """The places by id."""
        return self._by_key("locations")

    @cached_property
    def sources(self) -> dict[str, Row]:
        """The documents by id."""
        return self._by_key("sources")

    @cached_property
    def questions(self) -> dict[str, Row]:
        """The questions by id, with whether and among whom they are contested.

        One that claims name and the package does not hold has no cells.
        """
        asked = self._by_key("questions")
        flags = disagreement(self.claimed)
        names = ("is_contested", "is_contested_now", "within_side", "between_sides")
        told = {row["question_id"]: row for row in flags.iter_rows(named=True)}
        blank = dict.fromkeys(next(iter(asked.values()), {}))
        keys = sorted({*asked, *self.claims["question_id"].drop_nulls()})
        return {
            key: {
                **(asked.get(key) or blank | {"question_id": key, "question": key}),
                **{name: bool(told.get(key, {}).get(name)) for name in names},
            }
            for key in keys
        }

    @cached_property
    def claims(self) -> pl.DataFrame:
        """All claims with whose they are, those that do not count too.

        They stand by question, then position, side, day and id.
        """
        told = self._frame("claims")
        is_out = pl.col("status") == "redacted"
        content = [one.name for one in content_of(self.claimed.loaded["claims"].table)]
        hidden = pl.when(is_out).then(None).otherwise(pl.col(content)).name.keep()
        told = told.with_columns(hidden if content else [])
        told = told.with_columns(
            pl.col("status").fill_null(ACTIVE), polarity=pl.col("polarity").fill_null("affirms")
        )
        whose = self.claimed.active.select(WHOSE)
        held = self.claimed.held.select(HELD).rename(
            {"quantity_min": "low", "quantity_max": "high", "quantity_about": "is_about"}
        )
        days = self.claimed.views.view("claims", {*ENDS}).select("claim_id", *ENDS).collect()
        days = days.unique("claim_id", keep="first")
        joined = told.drop("quantity_min", "quantity_max", "quantity_about")
        for more in (whose, held.drop("polarity"), days):
            joined = joined.join(more, on="claim_id", how="left")
        order = ["question_id", "number", "side", "stated_latest", "claim_id"]
        return joined.sort(order, nulls_last=True, maintain_order=True)

    @cached_property
    def chains(self) -> pl.DataFrame:
        """The stations of the active claims, by question and claim."""
        asked = self.claimed.active.select("claim_id", "question_id")
        return (
            chains(self.claimed)
            .join(asked, on="claim_id")
            .sort("question_id", "claim_id", "station")
        )

    @cached_property
    def passed_on(self) -> dict[str, list[Row]]:
        """The claims that each relay passed on, by the relay's id."""
        relays = self.chains.filter(pl.col("kind") == "relay").select("claim_id", "actor_id")
        told = relays.join(self.claims, on="claim_id").drop_nulls("question_id")
        found: dict[str, list[Row]] = defaultdict(list)
        for row in told.unique(["claim_id", "actor_id"]).sort("claim_id").iter_rows(named=True):
            found[row["actor_id"]].append(row)
        return found

    @cached_property
    def relations(self) -> pl.DataFrame:
        """The relations as each of their claims has them.

        `end` is 0 for the claim that the relation starts from; `there` and what begins with
        `there_` are of the other claim.
        """
        told = self._frame("relations") if "relations" in self.claimed.loaded else None
        if told is None or not told.height:
            return pl.DataFrame(schema=RELATED)
        turned = {"claim_id": "other_claim_id", "other_claim_id": "claim_id"}
        both = pl.concat(
            [
                told.with_columns(end=pl.lit(0)),
                told.rename(turned).select(told.columns).with_columns(end=pl.lit(1)),
            ]
        ).rename({"other_claim_id": "there"})
        said = self.claims.select("claim_id", "question_id", "position", "claimant_id", "status")
        other = said.rename({name: f"there_{name}" for name in said.columns if name != "claim_id"})
        joined = both.join(said.select("claim_id", "question_id"), on="claim_id")
        joined = joined.join(other.rename({"claim_id": "there"}), on="there")
        return joined.sort("question_id", "claim_id", "end", "relation", "there")

    @cached_property
    def against(self) -> dict[str, list[list[str]]]:
        """For each claim in conflict the claims of each opposed position.

        The claims of a position are one list for all, since on a crowded question every claim
        stands against thousands.
        """
        found: dict[str, list[list[str]]] = defaultdict(list)
        pairs = conflicts(self.claimed).select("claim_ids", "other_claim_ids")
        for ours, theirs in pairs.iter_rows():
            for one, others in ((ours, theirs), (theirs, ours)):
                for claim in one:
                    found[claim].append(others)
        return found

    @cached_property
    def positions(self) -> dict[str, int]:
        """How many positions each question has, by its id."""
        held = self.claims.filter(pl.col("status") == ACTIVE).drop_nulls(["question_id", "number"])
        counted = held.group_by("question_id").agg(pl.col("position").n_unique())
        return dict(counted.iter_rows())

    @cached_property
    def question_of(self) -> dict[str, str]:
        """The question of each claim that has one, by their ids."""
        asked = self.claims.select("claim_id", "question_id").drop_nulls()
        return dict(asked.iter_rows())

    @cached_property
    def claimants(self) -> set[str]:
        """Those who claim something, by id."""
        return set(self.claims["claimant_id"].drop_nulls()) & self.actors.keys()

    @cached_property
    def sides(self) -> set[str]:
        """Those for whom somebody else speaks, by id."""
        return set(self.claims["on_behalf_of_id"].drop_nulls()) & self.actors.keys()

    def claim(self, ident: str) -> Row:
        """Return a claim by its id."""
        return self._one_claim[ident]

    @cached_property
    def _one_claim(self) -> dict[str, Row]:
        """The claims that stand against another, by id."""
        wanted = pl.Series([*self.against], dtype=pl.String).implode()
        some = self.claims.filter(pl.col("claim_id").is_in(wanted))
        return {row["claim_id"]: row for row in some.iter_rows(named=True)}

    def name(self, actor: str | None) -> str:
        """Return what an actor is called, or else its id."""
        return str(self.actors.get(actor or "", {}).get("name") or actor or "")

    def _by_key(self, table: str) -> dict[str, Row]:
        frame = self._frame(table)
        key = frame.columns[0]
        return {row[key]: row for row in frame.sort(key).iter_rows(named=True)}

    def _frame(self, table: str) -> pl.DataFrame:
        return self.claimed.frame(table, *self.claimed.loaded[table].table.fields)


RELATED_TEXT = (
    *("claim_id", "relation", "there", "basis", "note", "question_id"),
    *("there_question_id", "there_position", "there_claimant_id", "there_status"),
)
RELATED = dict.fromkeys(RELATED_TEXT, pl.String) | {"end": pl.Int32}
"""The columns of `relations`."""


class Groups:
    """Rows sorted by a key, taken group by group."""

    def __init__(self, frame: pl.DataFrame, key: str) -> None:
        self._groups = groupby(frame.iter_rows(named=True), itemgetter(key))
        self._key: str | None = None
        self._rows: Iterator[Row] = iter(())
        self._next()

    def take(self, key: str) -> list[Row]:
        """Return the rows of a key; keys come in order."""
        while self._key is not None and self._key < key:
            self._next()
        if self._key != key:
            return []
        rows = list(self._rows)
        self._next()
        return rows

    def _next(self) -> None:
        self._key, self._rows = next(self._groups, (None, iter(())))


def stands(claim: Row) -> bool:
    """Return whether its claimant still says so, in this data."""
    return claim["standing"] in (None, STANDS)
