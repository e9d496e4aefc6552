"""Chains: the stations from each claim's claimant to its publisher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from contested.derived.claimed import Claimed
from contested.derived.held import active_claims
from contested.rules.columns.graphs import lineage
from contested.rules.views import Views

STATION = ("claim_id", "part", "place", "kind", "actor_id", "date", "source_id")
"""A station before it is numbered: `part` and `place` say what comes first."""

COLUMNS = (
    *("claim_id", "station", "kind", "actor_id", "actor", "date"),
    *("source_id", "title", "locator", "link"),
)


def chains(claimed: Claimed) -> pl.DataFrame:
    """Return the stations of every active claim, one a row.

    - `claim_id`, `station`: the key; stations are numbered from 1, the claimant.
    - `kind`: `claimant`, `relay`, `author` or `publisher`; `actor_id` and `actor` (name) say who.
    - `date`: when the claim was stated, relayed or published there, as it is recorded.
    - `source_id`, `title`, `link`: the document, of authors and publishers; `link` is its address
      or else where it is kept.
    - `locator`: where in it the claim stands, which is known of the last document.

    Relays come in the order of their steps. Then come the documents, from the one that the others
    were written from to the one that was coded; with `own_reporting` that one alone. An author is
    left out who is the claimant or the publisher, and a relay who wrote or published the document
    that comes next. Raises UnreadableError as `positions` does.
    """
    claims = active_claims(claimed.views, "stated", "locator", "own_reporting")
    documents = _documents(claimed.views)
    stations = _in_order(
        [_claimants(claims), _relays(claimed.views, claims), *_papers(claims, documents)]
    )
    known = {
        "actor_id": claimed.names,
        "source_id": documents.select("source_id", "title", "link"),
        ("claim_id", "source_id"): claims.select("claim_id", "source_id", "locator"),
    }
    for key, more in known.items():
        stations = stations.join(more, on=key, how="left", maintain_order="left")
    number = pl.int_range(1, pl.len() + 1).over("claim_id").cast(pl.Int64)
    return stations.with_columns(station=number, actor=pl.coalesce("name", "actor_id")).select(
        COLUMNS
    )


def _in_order(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return stations in order, without relays that the next one repeats."""
    stations = pl.concat(one.select(STATION) for one in parts).sort(
        "claim_id", "part", "place", maintain_order=True
    )
    follows = pl.col("actor_id").shift(-1).over("claim_id") == pl.col("actor_id")
    is_document = pl.col("source_id").shift(-1).over("claim_id").is_not_null()
    is_repeated = (pl.col("kind") == "relay") & follows & is_document
    return stations.filter(~is_repeated.fill_null(False))


def _claimants(claims: pl.DataFrame) -> pl.DataFrame:
    return claims.select(
        "claim_id",
        kind=pl.lit("claimant"),
        actor_id="claimant_id",
        date="stated",
        part=pl.lit(0, pl.Int64),
        place=pl.lit(0, pl.Int64),
        source_id=pl.lit(None, pl.String),
    )


def _relays(views: Views, claims: pl.DataFrame) -> pl.DataFrame:
    """Return the relays of claims, those without a number last."""
    relays: pl.DataFrame = (
        views.view("relays", {"relay_id", "relayed", "step_number"})
        .filter(~pl.col("relay_id").is_null())
        .collect()
    )
    return relays.join(claims.select("claim_id"), on="claim_id", how="semi").select(
        "claim_id",
        pl.lit(1, pl.Int64).alias("part"),
        pl.col("step_number").fill_null(float("inf")).rank("dense").cast(pl.Int64).alias("place"),
        kind=pl.lit("relay"),
        actor_id="relay_id",
        date="relayed",
        source_id=pl.lit(None, pl.String),
    )


def _documents(views: Views) -> pl.DataFrame:
    """Return the sources, each once, with authors, publishers and addresses."""
    cells = ("title", "author_id", "publisher_id", "published", "derived_from_id")
    found: pl.DataFrame = views.view("sources", {*cells, "url", "archive_url"}).collect()
    found = found.filter(pl.col("source_id").is_not_null()).unique("source_id", keep="first")
    return found.select("source_id", *cells, link=pl.coalesce("url", "archive_url"))


def _papers(claims: pl.DataFrame, documents: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the authors and publishers of documents that claims came through."""
    above = dict(documents.select("source_id", "derived_from_id").iter_rows())
    parents = {one: parent for one, parent in above.items() if parent}
    came: list[tuple[str, int, str]] = []
    for one in above:
        way = list(lineage(one, parents))[::-1]
        came += [(one, place, paper) for place, paper in enumerate(way)]
    schema = {"source_id": pl.String, "place": pl.Int64, "paper": pl.String}
    through = pl.DataFrame(came, schema=schema, orient="row")
    own = (pl.col("own_reporting") == "true").fill_null(False)
    each = claims.select("claim_id", "source_id", "claimant_id", own=own).join(
        through, on="source_id"
    )
    each = each.filter(~pl.col("own") | (pl.col("paper") == pl.col("source_id")))
    each = each.drop("source_id").rename({"paper": "source_id"}).join(documents, on="source_id")
    is_other = pl.col("author_id") != pl.col("publisher_id")
    wrote = each.filter(is_other & (pl.col("author_id") != pl.col("claimant_id")))
    for part, kind, papers in ((0, "author", wrote), (1, "publisher", each)):
        yield papers.select(
            "claim_id",
            pl.lit(2, pl.Int64).alias("part"),
            pl.col("place") * 2 + part,
            kind=pl.lit(kind),
            actor_id=f"{kind}_id",
            date=pl.lit(None, pl.String) if kind == "author" else pl.col("published"),
            source_id="source_id",
        ).filter(pl.col("actor_id").is_not_null())
