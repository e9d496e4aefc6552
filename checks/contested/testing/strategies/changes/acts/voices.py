"""Acts upon voices: somebody is no longer heard, and what was in dispute looks settled."""

from __future__ import annotations

from hypothesis import strategies as st

from contested.testing.strategies.changes.act import Doing, act, at, unexcused
from contested.testing.strategies.changes.acts.claims import (
    asked,
    one_claim,
    open_question,
    told,
    two_against,
    two_set_apart,
)
from contested.testing.strategies.changes.change import Change
from contested.testing.strategies.faults.voices import answer


@act("lost-voice")
def withdrawn_without_a_word(change: Change) -> Doing:
    draft = change.draft
    claim = one_claim(draft)
    elsewhere = one_claim(draft, claimant_id=claim["claimant_id"])
    way = draft.draw(st.sampled_from(["silently", "before", "another claim", "another table"]))
    if way == "before":
        change.revise("withdrawn", "claims", claim["claim_id"])
    yield None
    claim["status"] = "withdrawn"
    if way == "another claim":
        change.revise("withdrawn", "claims", elsewhere["claim_id"])
    elif way == "another table":
        change.revise("withdrawn", "sources", claim["source_id"])
    yield "questions", claim["question_id"], "question_id", "head"


@act("lost-voice")
def withdrawn_while_somebody_else_comes(change: Change) -> Doing:
    draft = change.draft
    question, answers = open_question(draft)
    claim = told(draft, question, answers[0])
    same = draft.draw(st.sampled_from(["source_id", "claimant_id"]))
    yield None
    claim["status"] = "withdrawn"
    told(draft, question, answers[0], **{same: claim[same]})
    yield at(change, "questions", question)


@act("lost-voice")
def withdrawn_while_merged_into_somebody_who_is_not_heard(change: Change) -> Doing:
    draft = change.draft
    claim, other = one_claim(draft), draft.new("actors")
    told(draft, {"question_id": claim["question_id"]}, answer("yes"), source_id=claim["source_id"])
    yield None
    claim["status"] = "withdrawn"
    change.revise("identity_merged", "actors", claim["claimant_id"], new=other["actor_id"])
    yield "questions", claim["question_id"], "question_id", "head"


@act(
    "lost-voice",
    follows=("rewritten-attribution", "reassigned-question", "rewritten-answer", "vanished-row"),
)
def no_longer_heard(change: Change) -> Doing:
    draft = change.draft
    claim = one_claim(draft)
    cells = {
        "claimant_id": draft.new("actors")["actor_id"],
        "source_id": draft.new("sources")["source_id"],
        "question_id": asked(draft)["question_id"],
    }
    column, question = draft.draw(st.sampled_from(["status", "gone", *cells])), claim["question_id"]
    yield None
    if column == "gone":
        draft.tables["claims"].remove(claim)
    elif column == "status":
        claim |= {"status": "redacted", "statement": "[redacted]", "answer": "[redacted]"}
    else:
        claim[column] = cells[column]
    yield "questions", question, "question_id", "head"


@act("contest-erased")
def one_side_made_to_agree(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft)
    one, other = told(draft, question, answer("yes")), told(draft, question, answer("no"))
    yield from unexcused(change, "corrected", "claims", other, "answer", one["answer"])
    yield at(change, "questions", question)


@act("contest-erased")
def one_side_withdrawn(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft)
    told(draft, question, answer("yes"))
    other = told(draft, question, answer("no"))
    yield None
    other["status"] = "withdrawn"
    yield at(change, "questions", question)


@act("contest-erased")
def one_side_struck(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft)
    told(draft, question, answer("yes"))
    other = told(draft, question, answer("no"))
    yield None
    draft.tables["claims"].remove(other)
    if draft.draw(st.booleans()):
        change.revise("withdrawn", "claims", other["claim_id"])
    yield at(change, "questions", question)


@act("contest-erased", follows=("rewritten-attribution", "silent-merge"))
def both_sides_in_one_mouth(change: Change) -> Doing:
    draft = change.draft
    one, other, _ = two_against(draft)
    yield None
    other["claimant_id"] = one["claimant_id"]
    yield "questions", one["question_id"], "question_id", "head"


@act("contest-erased", follows=("reassigned-question",))
def one_side_moved(change: Change) -> Doing:
    draft = change.draft
    question, elsewhere = asked(draft), asked(draft)
    told(draft, question, answer("yes"))
    other = told(draft, question, answer("no"))
    yield None
    other["question_id"] = elsewhere["question_id"]
    yield at(change, "questions", question)


@act("contest-erased")
def no_relation_left(change: Change) -> Doing:
    draft = change.draft
    one, _, relation = two_set_apart(draft)
    yield None
    draft.tables["relations"].remove(relation)
    yield "questions", one["question_id"], "question_id", "head"


@act("contest-erased")
def several_answers_allowed(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft, "actor", exclusive="true")
    for _ in "12":
        told(draft, question, answer(draft.new("actors")["actor_id"]))
    yield from unexcused(change, "corrected", "questions", question, "exclusive", "false")
    yield at(change, "questions", question)


@act("contest-erased")
def any_answer_allowed(change: Change) -> Doing:
    draft = change.draft
    question = asked(draft)
    told(draft, question, answer("yes"))
    told(draft, question, answer("no"))
    yield from unexcused(change, "corrected", "questions", question, "answer_type", "text")
    yield at(change, "questions", question)


@act("contest-erased")
def half_of_it_told(change: Change) -> Doing:
    """The correction is told, the relation that goes with it is not."""
    draft = change.draft
    one, other, relation = two_against(draft)
    yield None
    draft.tables["relations"].remove(relation)
    change.revise(
        "corrected", "claims", other["claim_id"], "answer", other["answer"], one["answer"]
    )
    other["answer"] = one["answer"]
    yield "questions", one["question_id"], "question_id", "head"
