"""Actors: people, groups and bodies, and whoever is not named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from making import names
from making.chance import Flags, Ints, Rng, blanked, ids, joined, shares, words

KINDS = (
    "person",
    "armed_group",
    "state_force",
    "government",
    "political_party",
    "organisation",
    "international_organisation",
    "media",
    "collective",
    "unnamed_source",
)
PERSON, ARMED, FORCE, GOVERNMENT, PARTY, ORGANISATION, INTERNATIONAL, MEDIA, COLLECTIVE, UNNAMED = (
    range(10)
)
_SHARES = (0.42, 0.08, 0.05, 0.05, 0.05, 0.08, 0.03, 0.12, 0.07, 0.05)
_BEFORE: dict[int, tuple[str, ...]] = {
    ARMED: ("Front of ", "Guard of "),
    FORCE: ("Border Corps of ",),
    GOVERNMENT: ("Provincial Council of ", "Ministry of Works, "),
    PARTY: ("Union for ",),
    INTERNATIONAL: ("Joint Mission for ",),
    MEDIA: ("Radio ",),
    COLLECTIVE: ("elders of ", "residents of ", "drivers on the road to "),
    UNNAMED: ("someone in the town of ", "sources who spoke about "),
}
_AFTER: dict[int, tuple[str, ...]] = {
    ARMED: (" Brigade",),
    FORCE: (" Police",),
    GOVERNMENT: (" Municipality",),
    PARTY: (" Party",),
    ORGANISATION: (" Relief Society", " Traders"),
    MEDIA: (" Post", " Wire", " Daily"),
}


@dataclass(frozen=True)
class People:
    """All actors: the kind of each, whether its name is a pseudonym, and who never does more than
    publish one document.
    """

    kind: Ints
    is_hidden: Flags
    is_leaflet: Flags

    def __len__(self) -> int:
        return len(self.kind)

    def of(self, *kinds: int) -> Ints:
        """The actors of these kinds who may speak more than once."""
        return np.flatnonzero(np.isin(self.kind, kinds) & ~self.is_leaflet)

    @property
    def speakers(self) -> Ints:
        """Everyone but those who printed a single document and are not known otherwise."""
        return np.flatnonzero(~self.is_leaflet)

    @property
    def subjects(self) -> Ints:
        """Those who can be an answer: named, and not under a pseudonym."""
        return np.flatnonzero(~self.is_hidden & ~np.isin(self.kind, (UNNAMED, COLLECTIVE, MEDIA)))

    def name(self, which: Ints, script: str = "latin") -> pl.Series:
        """The names of these actors; those in another script have no words around them."""
        which = np.asarray(which)
        own, kind = names.word("actors", which, script), self.kind[which]
        person = joined(names.given(which, script), " ", own)
        if script != "latin":
            return pl.select(
                pl.when(pl.Series(kind == PERSON)).then(person).otherwise(own)
            ).to_series()
        around = [
            [(b, "") for b in _BEFORE.get(k, ())] + [("", a) for a in _AFTER.get(k, ())]
            for k in range(len(KINDS))
        ]
        flat, several = (
            [pair for pairs in around for pair in pairs],
            np.array([len(pairs) for pairs in around]),
        )
        chosen = np.where(
            kind == PERSON,
            -1,
            (np.cumsum(several) - several)[kind] + which % np.maximum(1, several)[kind],
        )
        named = joined(
            words([b for b, _ in flat], chosen), own, words([a for _, a in flat], chosen)
        )
        leaflet = joined("whoever printed the leaflet found in ", own)
        special = (
            pl.when(pl.Series(kind == PERSON))
            .then(person)
            .when(pl.Series(self.is_leaflet[which]))
            .then(leaflet)
        )
        return pl.select(special.otherwise(named)).to_series()


def make(rng: Rng, n: int, leaflets: int) -> People:
    """About n / 50 actors, of every kind, and the unnamed publishers of `leaflets` documents."""
    counts = shares(max(12, n // 50 - leaflets), _SHARES)
    kind = np.concatenate([np.repeat(np.arange(len(KINDS)), counts), np.full(leaflets, UNNAMED)])
    is_leaflet = np.arange(len(kind)) >= sum(counts)
    order = rng.permutation(len(kind))
    kind, is_leaflet = kind[order].astype(np.int64), is_leaflet[order]
    return People(kind, (kind == PERSON) & (rng.random(len(kind)) < 0.3), is_leaflet)


def table(people: People, rng: Rng) -> pl.DataFrame:
    """The rows of `actors`."""
    n = len(people)
    serial, person = np.arange(n), people.kind == PERSON
    nameless = people.kind == UNNAMED
    privacy = np.where(person, people.is_hidden.astype(np.int64), -1)
    aliases = np.where(nameless | people.is_hidden, 1.0, rng.random(n))
    arabic, cyrillic = people.name(serial, "arabic"), people.name(serial, "cyrillic")
    several = (
        pl.when(pl.Series(aliases < 0.25))
        .then(arabic)
        .when(pl.Series(aliases < 0.4))
        .then(joined(arabic, ";", cyrillic))
    )
    return pl.DataFrame(
        {
            "actor_id": ids("act", n),
            "name": people.name(serial),
            "actor_type": words(KINDS, people.kind),
            "privacy": words(["public_figure", "pseudonym"], privacy),
            "also_known_as": (
                pl.select(several.when(pl.Series(aliases < 0.5)).then(cyrillic)).to_series()
            ),
            "wikidata_id": blanked(
                joined("Q", pl.Series(serial + 9_800_000_001).cast(pl.String)),
                nameless | people.is_hidden | (rng.random(n) < 0.85),
            ),
            "note": words(
                ["Spelled in two ways in the sources, once within one article."],
                np.where(rng.random(n) < 0.04, 0, -1),
            ),
        }
    )
