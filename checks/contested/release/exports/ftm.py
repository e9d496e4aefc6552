"""FollowTheMoney: one statement a claim, and the entities that statements name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from contested.release.content import Content
from contested.release.exports.linked import as_json, claims_with_positions, rows

STATEMENTS = "exports/followthemoney/statements.csv"
ENTITIES = "exports/followthemoney/entities.ftm.json"
SCHEMA, PROPERTY, TYPE = "Note", "summary", "text"
"""A question's class in FollowTheMoney, the property that claims answer, and its type."""
ACTORS = {
    "person": "Person",
    "government": "PublicBody",
    "state_force": "PublicBody",
    "collective": "LegalEntity",
    "unnamed_source": "LegalEntity",
}
"""The class of an actor in FollowTheMoney; all others are an Organization."""

Entity = tuple[str, str, dict[str, list[str | None]]]
"""An id, a class, and the values of each property."""


def write(content: Content, folder: Path) -> None:
    """Write the statements and the entities into `exports/followthemoney/`.

    `statements.csv` has FollowTheMoney's columns for statements, one row a claim and none that is
    no claim. Its entity is the question, so that all that is claimed about one question meets there
    and nothing is merged: `id` is the claim, `value` the statement, `original_value` the claimant's
    own words where they are quoted, and `origin` the claimant and the source, by their ids. Behind
    those columns stand the claim's others under their own names, and its `position`; readers of
    FollowTheMoney pass over them. `first_seen` and `last_seen` are blank: they are about crawlers,
    not about who said what when.

    `entities.ftm.json` has the actors, the sources and the questions, one on each line, without any
    claim in them.
    """
    path = folder / STATEMENTS
    path.parent.mkdir(parents=True, exist_ok=True)
    claims = claims_with_positions(content)
    whole = claims.select(**_statement(content)).hstack(
        claims.drop("claim_id", "question_id", "statement", "quote")
    )
    whole.write_csv(path, line_terminator="\n", quote_style="necessary")
    with (folder / ENTITIES).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(as_json(entity) + "\n" for entity in _entities(content))


def dataset(content: Content) -> str:
    """Return the package's name in lower-case letters, digits and single underscores."""
    return re.sub("[^a-z0-9]+", "_", content.name).strip("_")


def _statement(content: Content) -> dict[str, pl.Expr]:
    """Return FollowTheMoney's columns for a statement, in its order."""
    blank = pl.lit(None, pl.String)
    return {
        "canonical_id": pl.col("question_id"),
        "entity_id": pl.col("question_id"),
        "prop": pl.lit(PROPERTY),
        "prop_type": pl.lit(TYPE),
        "schema": pl.lit(SCHEMA),
        "value": pl.col("statement"),
        "dataset": pl.lit(dataset(content)),
        "origin": pl.concat_str("claimant_id", "source_id", separator=" "),
        "lang": blank,
        "original_value": pl.col("quote"),
        "external": pl.lit("f"),
        "first_seen": blank,
        "last_seen": blank,
        "id": pl.col("claim_id"),
    }


def _entities(content: Content) -> Iterator[dict[str, Any]]:
    datasets = [dataset(content)]
    for name, schema, values in chain(_actors(content), _sources(content), _questions(content)):
        properties = {one: [text for text in texts if text] for one, texts in values.items()}
        yield {
            "id": name,
            "schema": schema,
            "properties": {one: texts for one, texts in properties.items() if texts},
            "datasets": datasets,
        }


def _actors(content: Content) -> Iterator[Entity]:
    delimiter = content.tables["actors"].fields["also_known_as"].delimiter
    for row in rows(content.frame("actors")):
        values = {
            "name": [row["name"]],
            "alias": row.get("also_known_as", "").split(delimiter),
            "wikidataId": [row.get("wikidata_id")],
        }
        yield row["actor_id"], ACTORS.get(row["actor_type"], "Organization"), values


def _sources(content: Content) -> Iterator[Entity]:
    publishers = content.frame("actors").select(
        pl.col("actor_id").alias("publisher_id"), publisher="name"
    )
    sources = content.frame("sources").join(
        publishers, on="publisher_id", how="left", maintain_order="left"
    )
    for row in rows(sources):
        is_plain = row["published"].replace("-", "").isdigit()
        values = {
            "title": [row["title"]],
            "publisher": [row.get("publisher")],
            "sourceUrl": [row.get("url")],
            "publishedAt": [row["published"] if is_plain else None],
        }
        yield row["source_id"], "Document", values


def _questions(content: Content) -> Iterator[Entity]:
    for row in rows(content.frame("questions")):
        yield row["question_id"], SCHEMA, {"name": [row["question"]]}
