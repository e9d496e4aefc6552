"""PROV: how each claim came from its claimant into the source."""

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
"""The class of an actor; all others are organisations. Of a collective and of a source without a
name nobody knows what they are.
"""
ATTRIBUTES = (
    *("stated", "stated_basis", "claimant_basis", "medium", "voice", "locator"),
    *("certainty", "status", "position", "in_conflict", "side", "standing"),
)
"""How, when and where a claim was made, as attributes of its entity; its label is what was said."""
Entry = tuple[str, dict[str, Any]]


def write(content: Content, folder: Path) -> None:
    """Write `exports/prov.json`, in W3C PROV-JSON.

    See https://www.w3.org/submissions/prov-json/:

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
    head = {"prefix": {**prefixes(content), "dataset": base_iri(content)}}
    write_sections(folder / NAME, head, _sections(content), keyed=True)


def _sections(content: Content) -> dict[str, Iterable[Entry]]:
    claims, steps, sources = _claims(content), _steps(content), _sources(content)
    entities = chain(
        [(PACKAGE, _package(content))],
        _claim_entities(claims),
        _step_entities(steps),
        _source_entities(sources),
    )
    attributions = chain(
        _attributions(claims, "claimant_id", "claim_id"),
        _attributions(steps, "relay_id", "claim_id", "step"),
        _attributions(sources, "publisher_id", "source_id"),
    )
    derivations = chain(_step_derivations(claims, steps), _source_derivations(sources))
    return {
        "entity": entities,
        "agent": _agents(content),
        "wasAttributedTo": _with_ids("_:a", attributions),
        "wasDerivedFrom": _with_ids("_:d", derivations),
    }


def _claims(content: Content) -> pl.DataFrame:
    return claims_with_positions(content).select(
        "claim_id", "claimant_id", "question_id", "source_id", "statement", *ATTRIBUTES
    )


def _steps(content: Content) -> pl.DataFrame:
    """Return the relays, each with the step `before` it, if any."""
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


def _attributes(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {f"contested:{name}": row[name] for name in names if name in row}


def _package(content: Content) -> dict[str, Any]:
    return {
        "prov:label": content.descriptor.get("title", content.name),
        "contested:version": content.version,
    }


def _claim_entities(claims: pl.DataFrame) -> Iterator[Entry]:
    for row in rows(claims):
        about = {"prov:type": _word("contested:claims"), "prov:label": row["statement"]}
        for name in ("question_id", "source_id"):
            about[f"contested:{name}"] = _word(row_id(name, row[name]))
        yield row_id("claims", row["claim_id"]), about | _attributes(row, *ATTRIBUTES)


def _step_entities(steps: pl.DataFrame) -> Iterator[Entry]:
    for row in rows(steps):
        about = {"prov:type": _word("contested:relays"), **_attributes(row, "step", "relayed")}
        yield row_id("relays", row["claim_id"], row["step"]), about


def _source_entities(sources: pl.DataFrame) -> Iterator[Entry]:
    for row in rows(sources):
        about = {"prov:type": _word("contested:sources"), "prov:label": row["title"]}
        yield (
            row_id("sources", row["source_id"]),
            about | _attributes(row, "published", "published_basis"),
        )


def _agents(content: Content) -> Iterator[Entry]:
    for row in rows(content.frame("actors").select("actor_id", "name", "actor_type")):
        kind = AGENTS.get(row["actor_type"], "prov:Organization")
        about: dict[str, Any] = {"prov:label": row["name"]}
        if kind:
            about["prov:type"] = _word(kind)
        yield row_id("actors", row["actor_id"]), about | _attributes(row, "actor_type")


def _attributions(frame: pl.DataFrame, to: str, *key: str) -> Iterator[dict[str, Any]]:
    for row in rows(frame.select(*key, to)):
        yield {
            "prov:entity": row_id("", *(row[name] for name in key)),
            "prov:agent": row_id("actors", row[to]),
        }


def _step_derivations(claims: pl.DataFrame, steps: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield derivations from claim to steps, and from last step to source."""
    for row in rows(steps.select("claim_id", "step", "before")):
        before = [row["before"]] if "before" in row else []
        yield _derivation(
            row_id("relays", row["claim_id"], row["step"]),
            row_id("relays", row["claim_id"], *before),
        )
    last = steps.group_by("claim_id").agg(
        pl.col("step").sort_by(pl.col("step").cast(pl.Int64)).last()
    )
    ends = claims.select("claim_id", "source_id").join(
        last, on="claim_id", how="left", maintain_order="left"
    )
    for row in rows(ends):
        step = [row["step"]] if "step" in row else []
        yield _derivation(
            row_id("sources", row["source_id"]), row_id("relays", row["claim_id"], *step)
        )


def _source_derivations(sources: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield derivations of sources from sources, and of the package from all."""
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


def _with_ids(prefix: str, entries: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    yield from ((f"{prefix}{number}", entry) for number, entry in enumerate(entries, 1))
