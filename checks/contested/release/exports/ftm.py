"""FollowTheMoney: one statement a claim, and the entities that statements name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from contested.release.content import Content
from contested.release.exports.linked import as_json, claims_with_positions, rows

STATEMENTS = "exports/followthemoney/statements.csv"
ENTITIES = "exports/followthemoney/entities.ftm.json"
SCHEMA, PROPERTY, TYPE = "Note", "summary", "text"
"""What a question is in FollowTheMoney, the property of it that claims answer, and that property's
type.
"""
ACTORS = {
    "person": "Person",
    "government": "PublicBody",
    "state_force": "PublicBody",
    "collective": "LegalEntity",
    "unnamed_source": "LegalEntity",
}
"""What an actor is in FollowTheMoney; all others are an Organization."""


def write(content: Content, folder: Path) -> None:
    """Writes the statements and the entities below `exports/followthemoney/`.

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
    """The package's name as FollowTheMoney wants it: lower-case letters, digits and single
    underscores.
    """
    return re.sub("[^a-z0-9]+", "_", content.name).strip("_")


def _statement(content: Content) -> dict[str, pl.Expr]:
    """FollowTheMoney's columns for a statement, in its order."""
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
    also = content.tables["actors"].fields["also_known_as"].delimiter
    for row in rows(content.frame("actors")):
        told = {
            "name": [row["name"]],
            "alias": row.get("also_known_as", "").split(also),
            "wikidataId": [row.get("wikidata_id")],
        }
        yield _entity(
            row["actor_id"], ACTORS.get(row["actor_type"], "Organization"), told, datasets
        )
    publishers = content.frame("actors").select(
        pl.col("actor_id").alias("publisher_id"), publisher="name"
    )
    for row in rows(
        content.frame("sources").join(
            publishers, on="publisher_id", how="left", maintain_order="left"
        )
    ):
        plain = row["published"] if row["published"].replace("-", "").isdigit() else None
        told = {
            "title": [row["title"]],
            "publisher": [row.get("publisher")],
            "sourceUrl": [row.get("url")],
            "publishedAt": [plain],
        }
        yield _entity(row["source_id"], "Document", told, datasets)
    for row in rows(content.frame("questions")):
        yield _entity(row["question_id"], SCHEMA, {"name": [row["question"]]}, datasets)


def _entity(
    name: str, schema: str, told: dict[str, list[str | None]], datasets: list[str]
) -> dict[str, Any]:
    filled = {prop: [value for value in values if value] for prop, values in told.items()}
    return {
        "id": name,
        "schema": schema,
        "properties": {prop: values for prop, values in filled.items() if values},
        "datasets": datasets,
    }
