"""Relays: whoever passed a claim on between its claimant and its source."""

from __future__ import annotations

from contested.rules.rule import Expr, Row, rule


@rule(
    "broken-relay",
    on="relays.step",
    bad=("relays -clm-c,1", "relays clm-e,1 step=2"),
    good="relays -clm-c,2",
)
def broken_relay(relay: Row) -> Expr:
    """This is step {step} of {claim_id}, which has fewer steps than that.

    Steps count from the claimant outwards: 1, 2 and so on. A gap means that whoever passed the
    claim on in between has been lost.

    Allowed: every number from 1 to the last step, once

    Mend: Add the missing step, or number the steps anew.
    """
    return ~relay.claim_id.is_null() & (relay.step_number > relay.count_same("claim_id"))


@rule(
    "relay-repeats-end",
    on="relays.relay_id",
    bad=(
        "relays clm-c,1 relay_id=act-elders",
        "relays clm-c,2 relay_id=act-radio",
        "sources src-radio author_id=act-wire",
    ),
    good="relays clm-c,1 relay_id=act-council",
)
def relay_repeats_end(relay: Row) -> Expr:
    """{relay_id} cannot pass {claim_id} on: it made the claim, or wrote or published the source.

    Relays are the steps in between. Both ends are recorded already, in the claim and in its source.

    Allowed: an actor other than {claim__claimant_id}, {claim__source__publisher_id} and the
    source's author

    Mend: Delete the step and number the others anew.
    """
    is_author = (relay.relay_id == relay.claim__source__author_id).fill_null(False)
    is_publisher = relay.relay_id == relay.claim__source__publisher_id
    return (relay.relay_id == relay.claim__claimant_id) | is_publisher | is_author


@rule(
    "relayed-twice",
    on="relays.relay_id",
    bad="relays clm-c,2 relay_id=act-told",
    good="relays clm-m,1 relay_id=act-told",
)
def relayed_twice(relay: Row) -> Expr:
    """{relay_id} passes {claim_id} on more than once.

    A claim that comes back to somebody has gone no further, and nobody passes a claim on to
    themselves. Two steps by one actor make the way look longer than it was.

    Allowed: each actor once among the steps of a claim

    Mend: Delete one of the steps and number the others anew, or correct who it was.
    """
    named = ~relay.relay_id.is_null() & ~relay.claim_id.is_null()
    return named & (relay.count_same("claim_id", "relay_id") > 1)


@rule(
    "relayed-narrator",
    on="relays.relay_id",
    bad="+relays clm-h,1 relay_id=act-told",
    good="+relays clm-g,1 relay_id=act-told",
)
def relayed_narrator(relay: Row) -> Expr:
    """{claim_id} is what its source says in its own voice, so {relay_id} cannot have passed it on.

    A narrator is the publisher: between the claimant and the source there is nobody. If somebody
    told the publisher, then it was they who said it.

    Allowed: no relays for claims in the voice of a narrator

    Mend: Make whoever said it the claimant, with indirect_speech as the voice, or delete the step.
    """
    return relay.claim__voice == "narrator"
