"""Independence: what two claims must not share to bear each other out."""

from __future__ import annotations

from contested.rules.columns.graphs import lineage
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells


def are_independent(draft: Draft, one: Cells, other: Cells) -> bool:
    """Return whether nothing that two claims come from is shared."""
    relays = {(step["claim_id"], step["relay_id"]) for step in draft.tables["relays"]}
    passed_on = {(one["claim_id"], other["claimant_id"]), (other["claim_id"], one["claimant_id"])}
    above, other_above = (origins(draft, claim["source_id"]) for claim in (one, other))
    return (
        all(draft.look("claims", c, "status") == "active" for c in (one, other))
        and not relays & passed_on
        and all(voice(draft, one) != voice(draft, other) for voice in VOICES)
        and one["source_id"] not in other_above[1:]
        and other["source_id"] not in above[1:]
    )


def origins(draft: Draft, source: str) -> list[str]:
    """Return a document and all that it was written from."""
    return list(
        lineage(source, {s["source_id"]: s["derived_from_id"] for s in draft.tables["sources"]})
    )


def originator(draft: Draft, claim: Cells) -> str:
    """Return whose word a claim is, wherever it is printed."""
    own = draft.find("sources", claim["source_id"])
    if own is None or claim["claimant_id"] not in (own["publisher_id"], own["author_id"]):
        return claim["claimant_id"]
    root = claim["source_id"]
    if claim["own_reporting"] != "true":
        root = origins(draft, root)[-1]
    first = draft.find("sources", root) or own
    return first["author_id"] or first["publisher_id"]


def side(draft: Draft, claim: Cells) -> str:
    """Return the party for which a claim is made."""
    return claim["on_behalf_of_id"] or claim["claimant_id"]


def claimant(draft: Draft, claim: Cells) -> str:
    """Return who makes a claim."""
    return claim["claimant_id"]


VOICES = (claimant, side, originator)
"""What has to differ between two claims that bear each other out."""
