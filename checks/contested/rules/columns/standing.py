"""Standing: what became of a claim, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterable

from contested.rules.columns.graphs import lineage
from contested.rules.frames import Frame
from contested.rules.names import column, column_frame
from contested.rules.rule import Expr, Row
from contested.rules.views import Views

MARKS = {"retracts": "retracted", "corrects": "corrected", "supersedes": "superseded"}
"""What relations by the same claimant make of the older claim, the gravest first."""
STANDS = "stands"
SAME_UTTERANCE = "same_utterance"


@column("side", "claims")
def side(claim: Row) -> Expr:
    """Return the party a claim is made for, else its claimant."""
    party = claim.on_behalf_of_id
    return claim.when(party.is_null(), claim.claimant_id, party)


@column("utterance", "claims")
def utterance(claim: Row) -> Expr:
    """Return a claim's act of speaking, as the id of a claim."""
    shared = claim.shared_utterance
    return claim.when(shared.is_null(), claim.claim_id, shared)


@column_frame("shared_utterance", "claims", needs=("relations",))
def shared_utterance(views: Views, table: str) -> Frame:
    """Return the first of the claims that report one act of speaking.

    They are joined by same_utterance, directly or through others.
    """
    col = views.namespace.col
    same = views.view("relations", {"relation"}).filter(col("relation") == SAME_UTTERANCE)
    pairs = views.rows(same.select("claim_id", "other_claim_id"))
    found = joined((one, other) for one, other in pairs if one and other)
    return views.frame(
        {"claim_id": list(found), "shared_utterance": list(found.values())},
        {"claim_id": "String", "shared_utterance": "String"},
    )


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each joined id the first it is joined with."""
    first: dict[str, str] = {}

    def root(one: str) -> str:
        while first.setdefault(one, one) != one:
            first[one] = one = first[first[one]]
        return one

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return {one: root(one) for one in list(first)}


@column("standing", "claims")
def standing(claim: Row) -> Expr:
    """Return retracted, corrected or superseded, or that a claim stands."""
    word = claim.lit(STANDS)
    for number, mark in reversed(list(enumerate(MARKS.values()))):
        word = claim.when(claim.mark == number, claim.lit(mark), word)
    return word


@column_frame("mark", "claims", needs=("relations",))
def mark(views: Views, table: str) -> Frame:
    """Return the gravest mark on a claim, as its number.

    Whoever does it to one of several reports of one act of speaking does it to all. A withdrawn
    claim was never made and does nothing.
    """
    col, when = views.namespace.col, views.namespace.when
    names = {"relation", "claim__status", "claim__claimant_id", "other_claim__claimant_id"}
    own = col("claim__claimant_id") == col("other_claim__claimant_id")
    made = views.view("relations", {*names, "other_claim__utterance"}).filter(
        own & (col("claim__status") != "withdrawn") & col("relation").is_in(list(MARKS))
    )
    number: Expr = views.namespace.lit(None)
    for at, word in enumerate(MARKS):
        number = when(col("relation") == word).then(at).otherwise(number)
    marks = made.with_columns(
        number.alias("mark"), col("other_claim__utterance").alias("utterance")
    )
    gravest = marks.group_by("utterance").agg(col("mark").min())
    return (
        views.view("claims", {"utterance"})
        .join(gravest, on="utterance", how="inner")
        .select("row", "mark")
    )


@column_frame("root_voice", "sources")
def root_voice(views: Views, table: str) -> Frame:
    """Return who wrote, else published, the root of a source."""
    cells = ("source_id", "derived_from_id", "author_id", "publisher_id")
    rows = views.rows(views.view(table, set(cells)).select(*cells))
    parents = {one: above for one, above, *_ in rows if above}
    voices = {one: author or publisher for one, _, author, publisher in rows}
    roots = {one: [*lineage(one, parents)][-1] for one in voices if one}
    found = {one: voices.get(root) for one, root in roots.items()}
    return views.frame(
        {"source_id": list(found), "root_voice": list(found.values())},
        {"source_id": "String", "root_voice": "String"},
    )


@column("originator", "claims")
def originator(claim: Row) -> Expr:
    """Return whose word a claim is.

    It is its claimant's; of a document's own voice that of who wrote, else published, the document
    that it goes back to, or its own where it says that it reports itself.
    """
    author, publisher = claim.source__author_id, claim.source__publisher_id
    own_voice = claim.when(author.is_null(), publisher, author)
    is_own = (claim.claimant_id == author).fill_null(False) | (claim.claimant_id == publisher)
    reports = claim.own_reporting == "true"
    voice = claim.when(reports, own_voice, claim.source__root_voice)
    known = claim.when(voice.is_null(), claim.claimant_id, voice)
    return claim.when(is_own.fill_null(False), known, claim.claimant_id)
