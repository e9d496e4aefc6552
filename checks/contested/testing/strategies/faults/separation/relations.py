"""Faults of relations: claims that are said to confirm, replace or exclude each other and
do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.testing.strategies.days import FIRST, text_of
from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault
from contested.testing.strategies.faults.voices import (
    PLAIN,
    SAME_DAY,
    SHOWN,
    Odds,
    a_day_short_of_touching,
    affirmed_and_denied,
    answer,
    answering,
    asked,
    one_short_of_touching,
    only_one_of_two,
    pair,
    relate,
    yes_and_no,
)
from contested.testing.strategies.positions import position

EITHER_WAY = ("contradicts", "corroborates", "disputes")
REPLACING = ("corrects", "retracts", "supersedes")
"""Words for relations, told over here, so that a rule that forgets one of them is found out."""


@fault("relation-to-itself")
def a_claim_and_itself(draft: Draft) -> Iterator[Hit]:
    claim, word = (
        draft.some("claims"),
        draft.draw(st.sampled_from(draft.specs["relations"].fields["relation"].words)),
    )
    yield "relations", relate(draft, claim, word, claim), "other_claim_id"


@fault("relation-to-itself")
def said_from_either_end(draft: Draft) -> Iterator[Hit]:
    there = draft.some("relations", relation=EITHER_WAY)
    back = there | {"claim_id": there["other_claim_id"], "other_claim_id": there["claim_id"]}
    draft.tables["relations"].append(back)
    yield from (("relations", row, "other_claim_id") for row in (there, back))


@fault("relation-across-questions")
def replaced_by_the_answer_to_another_question(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft), own=True, **PLAIN, stated=SAME_DAY)
    elsewhere = answering(
        draft, draft.new("questions"), claimant_id=one["claimant_id"], **PLAIN, stated=SAME_DAY
    )
    one, other = draft.draw(st.permutations([elsewhere, other]))
    yield "relations", relate(draft, one, draft.draw(st.sampled_from(REPLACING)), other), "relation"


@fault("relation-across-questions")
def confirmed_or_excluded_by_the_answer_to_another_question(draft: Draft) -> Iterator[Hit]:
    other = answering(draft, asked(draft))
    claimant = draft.some("actors", [other["claimant_id"]])["actor_id"]
    one = answering(draft, draft.new("questions"), claimant_id=claimant)
    words = [
        "corroborates",
        *(["contradicts"] if position(draft, one) != position(draft, other) else []),
    ]
    yield "relations", relate(draft, one, draft.draw(st.sampled_from(words)), other), "relation"


@fault("superseded-by-another")
def taken_back_by_somebody_else(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft), own=False, **PLAIN, stated=SAME_DAY)
    yield "relations", relate(draft, one, draft.draw(st.sampled_from(REPLACING)), other), "relation"


@fault("superseded-by-another")
def taken_back_a_day_before_it_was_said(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft), own=True, **PLAIN)
    day = FIRST + draft.draw(st.integers(0, 9))
    before, after = text_of(day), text_of(day + 1)
    one["stated"] = draft.draw(st.sampled_from([before, f"../{before}", f"2021-06/{before}?"]))
    other["stated"] = draft.draw(
        st.sampled_from([after, f"{after}%", f"{after}/{text_of(day + 4)}"])
    )
    yield "relations", relate(draft, one, draft.draw(st.sampled_from(REPLACING)), other), "relation"


def circle(draft: Draft, number: int) -> Iterator[Hit]:
    """So many claims of which each replaces the next, the last one the first; of what else is
    replaced by or replaces one of them nothing is wrong.
    """
    question, word = asked(draft), st.sampled_from(REPLACING)
    claims = list(pair(draft, question, own=True, **PLAIN, stated=SAME_DAY))
    wishes: dict[str, Wish] = {"claimant_id": claims[0]["claimant_id"], **PLAIN, "stated": SAME_DAY}
    claims += [answering(draft, question, **wishes) for _ in range(number - 1)]
    *round_, beside = claims
    ends = [(beside, round_[0]), (round_[-1], beside)]
    for one, other in draft.draw(st.lists(st.sampled_from(ends), max_size=1)):
        relate(draft, one, draft.draw(word), other)
    for one, other in zip(round_, [*round_[1:], round_[0]], strict=True):
        yield "relations", relate(draft, one, draft.draw(word), other), "relation"


@fault("circular-supersession")
def two_that_replace_each_other(draft: Draft) -> Iterator[Hit]:
    yield from circle(draft, 2)


@fault("circular-supersession")
def three_that_replace_each_other(draft: Draft) -> Iterator[Hit]:
    yield from circle(draft, 3)


@fault("circular-supersession")
def replaced_in_two_ways_and_back(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft), own=True, **PLAIN, stated=SAME_DAY)
    for word in draft.draw(
        st.lists(st.sampled_from(REPLACING), min_size=2, max_size=3, unique=True)
    ):
        yield "relations", relate(draft, one, word, other), "relation"
    yield "relations", relate(draft, other, draft.draw(st.sampled_from(REPLACING)), one), "relation"


def confirming(draft: Draft, one: Cells, other: Cells) -> Iterator[Hit]:
    """Where the first claim is said to corroborate the second, or the second the first."""
    one, other = draft.draw(st.permutations([one, other]))
    yield "relations", relate(draft, one, "corroborates", other), "relation"


@fault("false-corroboration")
def confirmed_by_oneself(draft: Draft) -> Iterator[Hit]:
    yield from confirming(draft, *pair(draft, asked(draft), own=True))


@fault("false-corroboration")
def confirmed_in_the_same_document(draft: Draft) -> Iterator[Hit]:
    question = asked(draft)
    other = answering(draft, question)
    claimant = draft.some("actors", [other["claimant_id"]])["actor_id"]
    one = answering(draft, question, claimant_id=claimant, source_id=other["source_id"])
    one |= {name: other[name] for name in answer("")}
    yield from confirming(draft, one, other)


def derive(draft: Draft, source_id: str, origin_id: str) -> None:
    """Makes a document go back to another one, in one, two or three steps."""
    for _ in range(draft.draw(st.integers(0, 2))):
        origin_id = draft.new("sources", derived_from_id=origin_id)["source_id"]
    source = draft.find("sources", source_id)
    assert source is not None
    source["derived_from_id"] = origin_id


@fault("false-corroboration")
def confirmed_by_what_was_written_from_it(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft))
    derive(draft, one["source_id"], other["source_id"])
    yield from confirming(draft, one, other)


@fault("false-corroboration")
def both_written_from_a_third(draft: Draft) -> Iterator[Hit]:
    origin = draft.some("sources")
    one, other = pair(draft, asked(draft))
    for claim in (one, other):
        derive(draft, claim["source_id"], origin["source_id"])
    yield from confirming(draft, one, other)


@fault("false-corroboration")
def passed_on_by_the_same_hand(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft))
    ends = {claim["claimant_id"] for claim in (one, other)} | {
        draft.look("claims", claim, "source__publisher_id") for claim in (one, other)
    }
    hand = draft.some("actors", ends)
    for claim in (one, other):
        steps = [
            draft.new("relays", claim_id=claim["claim_id"])
            for _ in range(draft.draw(st.integers(1, 3)))
        ]
        draft.draw(st.sampled_from(steps))["relay_id"] = hand["actor_id"]
    yield from confirming(draft, one, other)


def confirming_the_opposite(draft: Draft, odds: Odds) -> Iterator[Hit]:
    """Where one of two answers that exclude each other is said to corroborate the other one."""
    question, *answers = odds
    claims = pair(draft, question)
    for claim, cells in zip(claims, answers, strict=True):
        claim |= cells
    yield from confirming(draft, *claims)


@fault("false-corroboration")
def a_yes_confirmed_by_a_no(draft: Draft) -> Iterator[Hit]:
    yield from confirming_the_opposite(draft, yes_and_no(draft))


@fault("false-corroboration")
def another_where_only_one_can_be_meant(draft: Draft) -> Iterator[Hit]:
    yield from confirming_the_opposite(draft, only_one_of_two(draft))


@fault("false-corroboration")
def counts_just_short_of_each_other(draft: Draft) -> Iterator[Hit]:
    yield from confirming_the_opposite(draft, one_short_of_touching(draft))


@fault("false-corroboration")
def days_just_short_of_each_other(draft: Draft) -> Iterator[Hit]:
    yield from confirming_the_opposite(draft, a_day_short_of_touching(draft))


@fault("false-corroboration")
def an_answer_confirmed_by_its_denial(draft: Draft) -> Iterator[Hit]:
    yield from confirming_the_opposite(draft, affirmed_and_denied(draft))


@fault("agreeing-contradiction")
def contradicted_by_the_same_answer(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft), own=draft.draw(st.booleans()), status=SHOWN)
    if draft.look("claims", one, "polarity") == "affirms":
        one["polarity"] = "" if other["polarity"] else "affirms"
    yield "relations", relate(draft, one, "contradicts", other), "relation"


@fault("agreeing-contradiction")
def contradicted_by_the_same_number_in_other_words(draft: Draft) -> Iterator[Hit]:
    one, other = pair(draft, asked(draft, "quantity"))
    one |= answer("two dozen", "24", draft.draw(st.sampled_from(["", "24.0"])))
    other |= answer("some 24", "24.0", one["quantity_max"] and "24", "affirms")
    yield "relations", relate(draft, one, "contradicts", other), "relation"
