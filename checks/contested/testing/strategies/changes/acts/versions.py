"""Acts upon the version: a number that tells readers of less than has changed."""

from __future__ import annotations

from hypothesis import strategies as st

from contested.testing.strategies.changes.act import Doing, Spot, act
from contested.testing.strategies.changes.acts.claims import one_claim
from contested.testing.strategies.changes.change import Change

PACKAGE: Spot = ("", "", "", "head")


@act("version-not-raised")
def raised_too_little_for_a_withdrawal(change: Change) -> Doing:
    claim = one_claim(change.draft)
    change.published = "1.4.2"
    yield None
    claim["status"] = "withdrawn"
    change.revise("withdrawn", "claims", claim["claim_id"])
    change.version = change.draft.draw(
        st.sampled_from(["1.99.0", "1.4.2", "1.4.3", "0.9.9", "1.5.0-rc.1"])
    )
    yield PACKAGE


@act("version-not-raised")
def raised_too_little_for_a_move(change: Change) -> Doing:
    claim = one_claim(change.draft)
    other = change.draft.new("questions", answer_type="yes_no")
    change.published = "1.4.2"
    yield None
    change.revise(
        "reassigned",
        "claims",
        claim["claim_id"],
        "question_id",
        claim["question_id"],
        other["question_id"],
    )
    claim["question_id"] = other["question_id"]
    change.version = change.draft.draw(st.sampled_from(["1.5.0", "1.4.3"]))
    yield PACKAGE


@act("version-not-raised")
def raised_too_little_for_new_rows(change: Change) -> Doing:
    change.published = change.draft.draw(st.sampled_from(["1.4.2", "1.4.0+a"]))
    yield None
    change.draft.new("actors")
    change.version = change.draft.draw(
        st.sampled_from(["1.4.2", "1.4.3", "1.4.99", "1.3.9", "soon", "1.5"])
    )
    yield PACKAGE


@act("version-not-raised")
def not_raised_for_a_correction(change: Change) -> Doing:
    claim = one_claim(change.draft)
    change.published = "1.4.2"
    yield None
    claim["note"] = "Spelling, and nothing else."
    change.version = change.draft.draw(st.sampled_from(["1.4.2", "1.4.2-rc.1", "1.4.1", "1.4"]))
    yield PACKAGE


@act("version-not-raised")
def raised_too_little_before_the_first(change: Change) -> Doing:
    claim = one_claim(change.draft)
    change.published = "0.4.2"
    yield None
    claim["status"] = "withdrawn"
    change.revise("withdrawn", "claims", claim["claim_id"])
    change.version = change.draft.draw(st.sampled_from(["0.4.2", "0.4.3", "0.3.9"]))
    yield PACKAGE
