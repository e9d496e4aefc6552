"""PROV: how each claim came from its claimant, step by step, into the source, in W3C PROV-JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from contested.release.content import Content
from contested.release.exports.linked import (
    base_iri,
    claims_with_positions,
    prefixes,
    row_id,
    rows,
    write_sections,
)

NAME = "exports/prov.json"
PACKAGE = "dataset:datapackage.json"
AGENTS = dict.fromkeys(("collective", "unnamed_source"), "") | {"person": "prov:Person"}
"""What PROV calls an actor; all others are organisations. Of a collective and of a source without a
name nobody knows what they are.
"""
TOLD = (
    "stated",
    "stated_basis",
    "claimant_basis",
    "medium",
    "voice",
    "locator",
    "certainty",
    "status",
    "position",
    "in_conflict",
)
"""What an entity tells of its claim: how, when and where it was said. What was said is its label.
"""
Entry = tuple[str, dict[str, Any]]


def write(content: Content, folder: Path) -> None:
    """Writes `exports/prov.json`, which any reader of PROV-JSON
    (https://www.w3.org/submissions/prov-json/) reads.

    - Actors are agents. A claim as its claimant made it is an entity, attributed to the claimant
      alone.
    - Each step of its relays is an entity of its own, attributed to the relay and derived from the
      step before, the first from the claim: `row:clm-1.2` is what the second relay passed on. No
      activity is made up for it, since nobody recorded one.
    - A source is an entity, attributed to its publisher, derived from the last step of every claim
      in it, and from the source that it was written from. The package is an entity of which each
      source is a primary source.
    - Nobody acts on behalf of anybody: who passes something on does not speak for who said it.

    Dates are EDTF texts among the attributes (`contested:stated`, `contested:relayed`,
    `contested:published`), since the times of PROV know no doubtful and no open dates. Entities of
    claims stand apart, whatever they say about one question.
    """
    claims, steps, sources = _claims(content), _steps(content), _sources(content)
    made = chain(_claim_entities(claims), _step_entities(steps), _source_entities(sources))
    attributed = chain(
        _attributed(claims, "claimant_id", "claim_id"),
        _attributed(steps, "relay_id", "claim_id", "step"),
    )
    sections = {
        "entity": chain([(PACKAGE, _described(content))], made),
        "agent": _agents(content),
        "wasAttributedTo": _numbered(
            "_:a", chain(attributed, _attributed(sources, "publisher_id", "source_id"))
        ),
        "wasDerivedFrom": _numbered("_:d", chain(_handed_on(claims, steps), _drawn_from(sources))),
    }
    write_sections(
        folder / NAME,
        {"prefix": {**prefixes(content), "dataset": base_iri(content)}},
        sections,
        keyed=True,
    )


def _claims(content: Content) -> pl.DataFrame:
    return claims_with_positions(content).select(
        "claim_id", "claimant_id", "question_id", "source_id", "statement", *TOLD
    )


def _steps(content: Content) -> pl.DataFrame:
    """The relays in order, each with the step `before` it: none for the first."""
    if "relays" not in content.tables:
        return pl.DataFrame(
            schema=dict.fromkeys(("claim_id", "step", "relay_id", "relayed", "before"), pl.String)
        )
    before = pl.col("step").shift(1).over("claim_id", order_by=pl.col("step").cast(pl.Int64))
    return content.frame("relays").with_columns(before=before)


def _sources(content: Content) -> pl.DataFrame:
    return content.frame("sources").select(
        "source_id", "title", "publisher_id", "published", "published_basis", "derived_from_id"
    )


def _word(word: str) -> dict[str, str]:
    return {"$": word, "type": "prov:QUALIFIED_NAME"}


def _said(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {f"contested:{name}": row[name] for name in names if name in row}


def _described(content: Content) -> dict[str, Any]:
    return {
        "prov:label": content.descriptor.get("title", content.name),
        "contested:version": content.version,
    }


def _claim_entities(claims: pl.DataFrame) -> Iterator[Entry]:
    for row in rows(claims):
        told = {"prov:type": _word("contested:claims"), "prov:label": row["statement"]}
        told |= {
            f"contested:{name}": _word(row_id(name, row[name]))
            for name in ("question_id", "source_id")
        }
        yield row_id("claims", row["claim_id"]), told | _said(row, *TOLD)


def _step_entities(steps: pl.DataFrame) -> Iterator[Entry]:
    for row in rows(steps):
        yield (
            row_id("relays", row["claim_id"], row["step"]),
            {
                "prov:type": _word("contested:relays"),
                **_said(row, "step", "relayed"),
            },
        )


def _source_entities(sources: pl.DataFrame) -> Iterator[Entry]:
    for row in rows(sources):
        told = {"prov:type": _word("contested:sources"), "prov:label": row["title"]}
        yield row_id("sources", row["source_id"]), told | _said(row, "published", "published_basis")


def _agents(content: Content) -> Iterator[Entry]:
    for row in rows(content.frame("actors").select("actor_id", "name", "actor_type")):
        kind = AGENTS.get(row["actor_type"], "prov:Organization")
        told = {"prov:type": _word(kind)} if kind else {}
        yield (
            row_id("actors", row["actor_id"]),
            {
                "prov:label": row["name"],
                **told,
                **_said(row, "actor_type"),
            },
        )


def _attributed(frame: pl.DataFrame, to: str, *key: str) -> Iterator[dict[str, Any]]:
    for row in rows(frame.select(*key, to)):
        yield {
            "prov:entity": row_id("", *(row[name] for name in key)),
            "prov:agent": row_id("actors", row[to]),
        }


def _handed_on(claims: pl.DataFrame, steps: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """From each claim to its first step, from step to step, and from the last one into
    the source.
    """
    for row in rows(steps.select("claim_id", "step", "before")):
        before = [row["before"]] if "before" in row else []
        yield _derivation(
            row_id("relays", row["claim_id"], row["step"]),
            row_id("relays", row["claim_id"], *before),
        )
    last = steps.group_by("claim_id").agg(
        pl.col("step").sort_by(pl.col("step").cast(pl.Int64)).last()
    )
    for row in rows(
        claims.select("claim_id", "source_id").join(
            last, on="claim_id", how="left", maintain_order="left"
        )
    ):
        step = [row["step"]] if "step" in row else []
        yield _derivation(
            row_id("sources", row["source_id"]), row_id("relays", row["claim_id"], *step)
        )


def _drawn_from(sources: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """From source to source, and from every source into the package."""
    for row in rows(sources):
        if "derived_from_id" in row:
            yield _derivation(
                row_id("sources", row["source_id"]), row_id("sources", row["derived_from_id"])
            )
        yield _derivation(PACKAGE, row_id("sources", row["source_id"])) | {
            "prov:type": _word("prov:PrimarySource")
        }


def _derivation(made: str, of: str) -> dict[str, Any]:
    return {"prov:generatedEntity": made, "prov:usedEntity": of}


def _numbered(prefix: str, entries: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    yield from ((f"{prefix}{number}", entry) for number, entry in enumerate(entries, 1))
