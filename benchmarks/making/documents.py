"""Sources: documents in the order in which they appeared, some of them written from
earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from making import people as actors
from making.chance import Flags, Ints, Rng, blanked, ids, joined, weighted, words
from making.days import DAY, MONTH, SPAN, UNTIL, YEAR, Dates, days, number, written
from making.people import People
from making.places import Places

KINDS = (
    "news_article",
    "wire_report",
    "statement",
    "social_post",
    "interview",
    "broadcast",
    "map",
    "dataset",
    "report",
    "other",
)
NEWS, WIRE, STATEMENT, POST, INTERVIEW, BROADCAST, MAP, DATASET, REPORT, OTHER = range(10)
_SHARES = (0.4, 0.17, 0.12, 0.09, 0.04, 0.07, 0.02, 0.02, 0.07)
_PUBLISHERS = {
    NEWS: (actors.MEDIA,),
    WIRE: (actors.MEDIA,),
    INTERVIEW: (actors.MEDIA,),
    BROADCAST: (actors.MEDIA,),
    MAP: (actors.MEDIA, actors.ORGANISATION),
    STATEMENT: (actors.GOVERNMENT, actors.ARMED, actors.PARTY, actors.FORCE),
    POST: (actors.PERSON, actors.ARMED, actors.PARTY),
    DATASET: (actors.ORGANISATION, actors.INTERNATIONAL),
    REPORT: (actors.ORGANISATION, actors.INTERNATIONAL),
}
FIRST, LAST = number(date(2019, 1, 15)), number(date(2025, 6, 30))
"""The days between which documents appear."""
_LANGUAGES = ("en", "prs", "ps", "ar", "uk", "ru", "fr", "uz-Cyrl", "de-CH")
_TITLES = (
    "Fighting near {}: what each side says",
    "Two versions of a night in {}",
    "“We hold the road”, says a voice from {}",
    "{}, a week later",
    "Who speaks for {}?",
    "Letters, calls and posts from {}",
    "در {} چه گذشت",
    "Що кажуть про {}",
    "A “quiet” morning, and its counts, in {}",
)


@dataclass(frozen=True)
class Documents:
    """All sources by their day of publication; `origin` is the document each goes back to at the
    last.
    """

    kind: Ints
    publisher: Ints
    day: Ints
    published: Dates
    is_inferred: Flags
    derived: Ints
    origin: Ints

    def __len__(self) -> int:
        return len(self.kind)


def leaflets(n: int) -> int:
    """How many of the n / 20 documents nobody known has published."""
    return max(1, n // 1000)


def _publishers(rng: Rng, kind: Ints, people: People) -> Ints:
    """A publisher for each document: a few publish much, most little, and whoever is unknown one
    document alone.
    """
    publisher = np.empty(len(kind), dtype=np.int64)
    publisher[kind == OTHER] = np.flatnonzero(people.is_leaflet)
    for document, kinds in _PUBLISHERS.items():
        pool, rows = people.of(*kinds), np.flatnonzero(kind == document)
        publisher[rows] = pool[(len(pool) * rng.random(len(rows)) ** 3).astype(np.int64)]
    return publisher


def make(rng: Rng, n: int, people: People) -> Documents:
    """About n / 20 sources."""
    total = max(4, n // 20)
    kind = weighted(rng, _SHARES, total)
    kind[rng.choice(total, leaflets(n), replace=False)] = OTHER
    day = np.sort(rng.integers(FIRST, LAST + 1, total))
    form = np.array([DAY, MONTH, YEAR, SPAN, UNTIL])[weighted(rng, (87, 5, 1, 4, 3), total)]
    published = written(
        form, day - rng.integers(1, 4, total), day, weighted(rng, (94, 2, 2, 2), total)
    )
    origins = np.flatnonzero((kind == WIRE) | (kind == STATEMENT) | (kind == POST))
    before = np.searchsorted(origins, np.arange(total)) - 1 - rng.integers(0, 6, total)
    derived = np.where(
        (before >= 0) & (rng.random(total) < 0.2),
        origins[np.maximum(before, 0)] if len(origins) else -1,
        -1,
    )
    origin = np.where(derived >= 0, derived, np.arange(total))
    while (origin[origin] != origin).any():
        origin = origin[origin]
    inferred = (form != DAY) | (kind == OTHER) | (rng.random(total) < 0.03)
    return Documents(
        kind, _publishers(rng, kind, people), day, published, inferred, derived, origin
    )


def _titles(documents: Documents, places: Places, rng: Rng) -> pl.Series:
    n = len(documents)
    which, place = rng.integers(0, len(_TITLES), n), rng.integers(0, len(places), n)
    before, after = [t.split("{}")[0] for t in _TITLES], [t.split("{}")[1] for t in _TITLES]
    return joined(words(before, which), places.name(place), words(after, which))


def table(documents: Documents, people: People, places: Places, rng: Rng) -> pl.DataFrame:
    """The rows of `sources`."""
    n = len(documents)
    serial = pl.Series(np.arange(n)).cast(pl.String)
    digest = rng.bytes(32 * n).hex()
    notes = [
        "It bears no day of its own; it speaks of what happened shortly before.",
        "A printed sheet without a date, pasted to a wall; it speaks of events of that week.",
        None,
    ]
    address = joined(
        "https://paper.example/", days(documents.day).str.replace_all("-", "/"), "/", serial
    )
    copy = joined("https://archive.example/", serial, "/paper.example")
    return pl.DataFrame(
        {
            "source_id": ids("src", n),
            "title": _titles(documents, places, rng),
            "publisher_id": ids("act", len(people), documents.publisher),
            "source_type": words(KINDS, documents.kind),
            "url": blanked(address, (rng.random(n) < 0.3) | (documents.kind == OTHER)),
            "archive_url": blanked(copy, rng.random(n) < 0.8),
            "published": documents.published.text(),
            "published_basis": words(
                ["stated", "inferred"], documents.is_inferred.astype(np.int64)
            ),
            "accessed": days(
                np.where(
                    rng.random(n) < 0.4, -1, number(date(2025, 12, 31)) - rng.integers(0, 30, n)
                )
            ),
            "language": words(_LANGUAGES, weighted(rng, (50, 12, 8, 9, 7, 7, 4, 2, 1), n)),
            "derived_from_id": ids("src", n, documents.derived),
            "text_sha256": blanked(
                pl.Series([digest[i : i + 64] for i in range(0, 64 * n, 64)]), rng.random(n) < 0.5
            ),
            "rights": words(
                ["© the publisher, all rights reserved", "CC BY-NC 4.0"],
                np.where(rng.random(n) < 0.2, rng.integers(0, 2, n), -1),
            ),
            "note": words(
                notes, np.select([documents.kind == OTHER, documents.is_inferred], [1, 0], 2)
            ),
        }
    )
