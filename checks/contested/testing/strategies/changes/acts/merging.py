"""Acts of merging: two claims that become one, a range that swallows counts, a relation that is no
longer recorded.
"""

from __future__ import annotations

from hypothesis import strategies as st

from contested.testing.strategies.changes.act import Doing, act, another, at
from contested.testing.strategies.changes.acts.claims import (
    asked,
    open_question,
    told,
    two_against,
    two_set_apart,
)
from contested.testing.strategies.changes.change import Change
from contested.testing.strategies.faults.voices import answer, relate, stretch

APART = ("claimant_id", "source_id", "stated", "question_id", "answer", "polarity")
"""Columns in which two claims may differ."""


@act("collapsed-claims", follows=("reassigned-question",), each=APART)
def one_made_like_the_other(change: Change, word: str) -> Doing:
    draft, differs = change.draft, word
    question, answers = open_question(draft)
    one = told(draft, question, answers[0])
    elsewhere = asked(draft, "actor", exclusive="false") if differs == "question_id" else question
    other = told(
        draft,
        elsewhere,
        answers[1] | {"polarity": "denies" if differs == "polarity" else ""},
        stated="2021-07",
    )
    other |= {name: one[name] for name in APART if name != differs}
    yield None
    other[differs] = one[differs]
    yield at(change, "claims", other)


@act("collapsed-claims", follows=("reassigned-question",))
def one_made_like_the_other_and_half_of_it_told(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft, "quantity")
    one, other = told(draft, question, stretch(3, 3)), told(draft, question, stretch(3, 4))
    columns = draft.draw(st.permutations(["claimant_id", "source_id", "quantity_max"]))
    yield None
    for column in columns[1:]:
        change.revise("corrected", "claims", other["claim_id"], column, other[column], one[column])
    if draft.draw(st.booleans()):
        change.revise(
            "corrected", "claims", one["claim_id"], columns[0], other[columns[0]], one[columns[0]]
        )
    other |= {column: one[column] for column in columns}
    yield at(change, "claims", other)


@act("collapsed-claims")
def both_made_like_a_third(change: Change) -> Doing:
    draft = change.draft
    question, answers = open_question(draft)
    one, other = (told(draft, question, cells) for cells in answers[:2])
    both = {
        "claimant_id": draft.new("actors")["actor_id"],
        "source_id": draft.new("sources")["source_id"],
        "answer": answers[2]["answer"],
    }
    yield None
    one |= both
    other |= both
    yield at(change, "claims", one)
    yield at(change, "claims", other)


@act("laundered-range")
def a_range_over_counts_that_are_withdrawn(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft, "quantity")
    counts = [
        told(draft, question, stretch(low, high))
        for low, high in ((3, 3), (5, 5), (4, 7))[: draft.draw(st.integers(2, 3))]
    ]
    wide = draft.draw(
        st.sampled_from([stretch(3, 7), stretch(2, 9), stretch(3, None), stretch(None, 7)])
    )
    yield None
    for claim in counts:
        claim["status"] = "withdrawn"
        change.revise("withdrawn", "claims", claim["claim_id"])
    yield at(change, "claims", told(draft, question, wide))


@act("laundered-range")
def a_range_over_counts_that_are_put_right(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft, "quantity")
    counts = [told(draft, question, stretch(number, number)) for number in (3, 5)]
    yield None
    for claim in counts:
        for column in ("quantity_min", "quantity_max"):
            change.revise("corrected", "claims", claim["claim_id"], column, claim[column], "40")
            claim[column] = "40"
    yield at(change, "claims", told(draft, question, stretch(3, 5)))


@act("laundered-range")
def a_stretch_over_days_that_are_gone(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft, "date")
    days = [
        told(draft, question, answer(day))
        for day in ("2021-07-03/2021-07-04", "2021-07-04/2021-07-05~")
    ]
    wide = draft.draw(
        st.sampled_from(["2021-07-03/2021-07-05", "2021-07", "2021-07-01/..", "../2021-07-31?"])
    )
    yield None
    for claim in days:
        draft.tables["claims"].remove(claim)
        change.revise("withdrawn", "claims", claim["claim_id"])
    yield at(change, "claims", told(draft, question, answer(wide)))


@act("weakened-relation", follows=("contest-erased",))
def a_relation_struck(change: Change) -> Doing:
    draft = change.draft
    two = draft.draw(st.sampled_from([two_against, two_set_apart]))
    *_, relation = two(draft, draft.draw(st.sampled_from(["contradicts", "disputes"])))
    way, key = (
        draft.draw(st.sampled_from(["silently", "before", "another", "kind"])),
        change.key("relations", relation),
    )
    elsewhere = another(change, "relations", relation) if way == "another" else key
    if way == "before":
        change.revise("relation_removed", "relations", key)
    yield None
    draft.tables["relations"].remove(relation)
    if way == "another":
        change.revise("relation_removed", "relations", elsewhere)
    elif way == "kind":
        change.revise(
            draft.draw(st.sampled_from(["corrected", "withdrawn", "reassigned"])), "relations", key
        )
    yield at(change, "relations", relation, "relation")


@act("weakened-relation", follows=("contest-erased",))
def a_relation_softened(change: Change) -> Doing:
    draft = change.draft
    one, other, relation = two_against(draft)
    before, after = draft.draw(
        st.sampled_from(
            [
                ("contradicts", "disputes"),
                ("contradicts", "qualifies"),
                ("disputes", "qualifies"),
                ("disputes", "repeats"),
            ]
        )
    )
    relation["relation"] = before
    ends = draft.draw(st.permutations([one, other]))
    yield None
    draft.tables["relations"].remove(relation)
    relate(draft, ends[0], after, ends[1])
    yield at(change, "relations", relation, "relation")
