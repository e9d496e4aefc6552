"""Acts of wording: another question, another answer, a firmer word, without saying so."""

from __future__ import annotations

from hypothesis import strategies as st

from contested.testing.strategies.changes.act import Doing, act, at, unexcused
from contested.testing.strategies.changes.acts.claims import asked, one_claim, told
from contested.testing.strategies.changes.change import Change
from contested.testing.strategies.faults.voices import answer

DEGREES = ("unstated", "possible", "probable", "certain")
"""Degrees of certainty, told over here, so that a rule that ranks them otherwise is found out."""


@act("reworded-question")
def asked_in_other_words(change: Change) -> Doing:
    question = asked(change.draft)
    told(change.draft, question, answer("yes"))
    yield from unexcused(
        change, "corrected", "questions", question, "question", "Was it otherwise?"
    )
    yield at(change, "questions", question, "question")


@act("reworded-question")
def asked_for_another_kind_of_answer(change: Change) -> Doing:
    question = asked(change.draft, "yes_no")
    told(change.draft, question, answer("yes"))
    yield from unexcused(change, "corrected", "questions", question, "answer_type", "text")
    yield at(change, "questions", question, "answer_type")


@act("reworded-question")
def one_answer_or_several(change: Change) -> Doing:
    draft = change.draft
    before, after = draft.draw(st.permutations(["true", "false"]))
    question = asked(draft, "actor", exclusive=before)
    told(draft, question, answer(draft.new("actors")["actor_id"]))
    yield from unexcused(change, "corrected", "questions", question, "exclusive", after)
    yield at(change, "questions", question, "exclusive")


@act("reworded-question")
def counted_in_another_unit(change: Change) -> Doing:
    draft = change.draft
    before, after = draft.draw(st.permutations(["", "people", "houses"]))[:2]
    question = asked(draft, "quantity", unit=before)
    told(draft, question, answer("three", "3", "3"))
    yield from unexcused(change, "corrected", "questions", question, "unit", after)
    yield at(change, "questions", question, "unit")


@act("rewritten-answer")
def another_answer(change: Change) -> Doing:
    claim = one_claim(change.draft)
    yield from unexcused(
        change,
        "corrected",
        "claims",
        claim,
        "answer",
        change.draft.draw(st.sampled_from(["no", "[redacted]"])),
    )
    yield at(change, "claims", claim, "answer")


@act("rewritten-answer")
def denied_instead_of_affirmed(change: Change) -> Doing:
    draft = change.draft
    before, after = draft.draw(
        st.sampled_from(
            [("", "denies"), ("affirms", "denies"), ("denies", ""), ("denies", "affirms")]
        )
    )
    claim = told(draft, asked(draft, "text"), answer("held", polarity=before))
    yield from unexcused(change, "corrected", "claims", claim, "polarity", after)
    yield at(change, "claims", claim, "polarity")


@act("rewritten-answer", each=("quantity_min", "quantity_max"))
def another_bound(change: Change, word: str) -> Doing:
    draft, column = change.draft, word
    claim = told(draft, asked(draft, "quantity"), answer("3 to 7", "3", "7"))
    yield from unexcused(
        change, "corrected", "claims", claim, column, draft.draw(st.sampled_from(["", "5", "3.5"]))
    )
    yield at(change, "claims", claim, column)


@act("rewritten-answer")
def answered_as_if_taken_out(change: Change) -> Doing:
    """A redaction of the whole claim covers its answer only if the claim is redacted."""
    claim = one_claim(change.draft)
    yield None
    claim["answer"] = "[redacted]"
    change.revise("redacted", "claims", claim["claim_id"], "", "[redacted]", "")
    yield at(change, "claims", claim, "answer")


@act("hardened-certainty")
def made_firmer(change: Change) -> Doing:
    draft = change.draft
    less, more = sorted(
        draft.draw(st.lists(st.sampled_from(DEGREES), min_size=2, max_size=2, unique=True)),
        key=DEGREES.index,
    )
    claim = one_claim(draft, certainty=less)
    yield from unexcused(change, "corrected", "claims", claim, "certainty", more)
    yield at(change, "claims", claim, "certainty")


@act("hardened-certainty")
def made_firmer_as_a_redaction(change: Change) -> Doing:
    claim = one_claim(change.draft, certainty="possible")
    yield None
    claim["certainty"] = "certain"
    change.revise("redacted", "claims", claim["claim_id"], "certainty", "[redacted]", "certain")
    yield at(change, "claims", claim, "certainty")


@act("reassigned-question", follows=("lost-voice",))
def moved_to_another_question(change: Change) -> Doing:
    claim, other = one_claim(change.draft), asked(change.draft)
    yield from unexcused(change, "reassigned", "claims", claim, "question_id", other["question_id"])
    yield at(change, "claims", claim, "question_id")


@act("reassigned-question")
def moved_as_a_correction(change: Change) -> Doing:
    claim, other = one_claim(change.draft), asked(change.draft)
    yield None
    change.revise(
        "corrected",
        "claims",
        claim["claim_id"],
        "question_id",
        claim["question_id"],
        other["question_id"],
    )
    claim["question_id"] = other["question_id"]
    yield at(change, "claims", claim, "question_id")
