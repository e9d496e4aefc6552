"""Groups: what rows share with others, and how often they are named."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.rule import Expr, Row
from contested.rules.views import Views

GONE = ["relation_removed", "identity_merged"]
"""Kinds of revision whose record is rightly no longer there."""
_SIGNS = re.compile("[^a-z0-9]+")


def name_key(name: str) -> str:
    """Return what of a name tells it from others.

    It lacks case, accents, punctuation and spaces.
    """
    if name.isascii():
        return _SIGNS.sub("", name.lower())
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(
        c for c in bare if unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "Mc"
    )


@column_frame(
    "is_used",
    "actors",
    "locations",
    "sources",
    "questions",
    needs=("claims", "relays", "revisions", "sources", "questions", "locations"),
)
def is_used(views: Views, table: str) -> Frame:
    """Return True for the keys that some row of any table names."""
    key, col = views.tables[table].key[0], views.namespace.col
    named = []
    for other, spec in views.tables.items():
        for name in dict.fromkeys(r.column for r in spec.references if r.table == table):
            if other in views.frames:
                named.append(views.view(other, {name}).select(col(name).alias(key)).unique())
    return (
        views.namespace.concat(named)
        .unique()
        .with_columns(views.namespace.lit(True).alias("is_used"))
    )


@column_frame("name_twin", "actors", "locations")
def name_twin(views: Views, table: str) -> Frame:
    """Return the record number of another row of the same name."""
    key, kind = views.tables[table].key[0], f"{table.removesuffix('s')}_type"
    columns = ["name", "also_known_as", kind, *(["within_id"] if table == "locations" else [])]
    rows = views.rows(views.view(table, set(columns)).select("row", key, *columns))
    first: dict[Any, tuple[int, str]] = {}
    twins: dict[str, int] = {}
    for row, ident, name, aliases, *rest in rows:
        if ident is None or (table == "actors" and rest[0] in ("unnamed_source", "collective")):
            continue
        names = [name, *(aliases or "").split(";")] if table == "actors" else [name]
        for folded in filter(None, dict.fromkeys(map(name_key, filter(None, names)))):
            same = (folded,) if table == "actors" else (folded, *rest)
            if same in first and first[same][1] != ident:
                twins.setdefault(ident, first[same][0])
                twins.setdefault(first[same][1], row)
            first.setdefault(same, (row, ident))
    return views.frame(
        {key: list(twins), "name_twin": list(twins.values())}, {key: "String", "name_twin": "Int64"}
    )


@column_frame("publishes", "actors", needs=("sources",))
def publishes(views: Views, table: str) -> Frame:
    """Return how many sources an actor published."""
    named = views.view("sources", {"publisher_id"}).group_by("publisher_id")
    return named.agg(views.namespace.len().alias("publishes")).rename({"publisher_id": "actor_id"})


@column_frame("step_before_earliest", "relays")
def step_before_earliest(views: Views, table: str) -> Frame:
    """Return the earliest day of the last dated step before this."""
    col = views.namespace.col
    dated = views.view(table, {"step_number", "relayed_earliest"}).filter(
        ~col("relayed_earliest").is_null() & ~col("step_number").is_null()
    )
    before = (
        col("relayed_earliest")
        .shift(1)
        .over("claim_id", order_by="step_number")
        .alias("step_before_earliest")
    )
    return dated.select("claim_id", "step", before).unique(subset=["claim_id", "step"], keep="any")


@column("place_type", "claims")
def place_type(claim: Row) -> Expr:
    """Return the kind of place a claim is about.

    It is that of its own place, or else of its question's.
    """
    return claim.when(
        claim.location_id_is_blank,
        claim.question__location__location_type,
        claim.location__location_type,
    )


@column("reversed_low", "relations")
def reversed_low(relation: Row) -> Expr:
    """Return the claim of the pair that is first in the alphabet."""
    return relation.when(
        relation.claim_id < relation.other_claim_id, relation.claim_id, relation.other_claim_id
    )


@column("reversed_high", "relations")
def reversed_high(relation: Row) -> Expr:
    """Return the claim of the pair that is last in the alphabet."""
    return relation.when(
        relation.claim_id < relation.other_claim_id, relation.other_claim_id, relation.claim_id
    )


@column("reversed_twin", "relations")
def reversed_twin(relation: Row) -> Expr:
    """Return the first claim of a relation in both directions.

    It comes first in a row of the same relation and pair, and is another one than this row's where
    the pair stands in both directions.
    """
    same = ("relation", "reversed_low", "reversed_high")
    least = relation.over(relation.claim_id.min(), *same)
    most = relation.over(relation.claim_id.max(), *same)
    return relation.when(least == relation.claim_id, most, least)


@column("lets_go", "revisions")
def lets_go(revision: Row) -> Expr:
    """Return the changed row if this revision lets it go.

    A claim keeps its row, whatever becomes of it.
    """
    whole = (revision.kind == "redacted") & revision.field_is_blank
    gone = (revision.kind == "withdrawn") | whole
    gone = revision.kind.is_in(GONE) | (gone & (revision.table != "claims"))
    return revision.when(gone, revision.record_id)


@column("let_go", "revisions")
def let_go(revision: Row) -> Expr:
    """Return whether any revision lets the changed row go."""
    return revision.over(revision.lets_go.count(), "table", "record_id") > 0
