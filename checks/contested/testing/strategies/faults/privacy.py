"""Faults of privacy: a person named, found, or still legible."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested.rules.privacy import REDACTED, SMALL
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.faults.fault import Hit, fault


@fault("private-person-named")
def a_person_without_privacy(draft: Draft) -> Iterator[Hit]:
    actor = draft.use("actors", draft.some("actors", actor_type="person"))
    actor["privacy"] = ""
    yield "actors", actor, "privacy"


@fault("unnamed-source-named")
def an_unnamed_source_with_an_identifier(draft: Draft) -> Iterator[Hit]:
    actor = draft.use("actors", draft.some("actors", actor_type="unnamed_source"))
    actor["wikidata_id"] = f"Q{10**9 + draft.made}"
    yield "actors", actor, "wikidata_id"


@fault("unnamed-source-named")
def an_unnamed_source_with_another_name(draft: Draft) -> Iterator[Hit]:
    actor = draft.use("actors", draft.some("actors", actor_type="unnamed_source"))
    actor["also_known_as"] = draft.draw(st.sampled_from(["Birch", "Dune;Elm"]))
    yield "actors", actor, "also_known_as"


@fault("pinpointed-person")
def someone_in_hiding_at_a_small_place(draft: Draft) -> Iterator[Hit]:
    small = draft.some("locations", location_type=SMALL)
    claim = draft.free("claims", claimant__privacy="pseudonym", status=["active", "withdrawn"])
    claim["location_id"] = small["location_id"]
    yield "claims", claim, "location_id"


@fault("pinpointed-person")
def someone_in_hiding_on_a_question_about_a_small_place(draft: Draft) -> Iterator[Hit]:
    question = draft.new("questions", about_id="", location__location_type=SMALL)
    claim = draft.free(
        "claims",
        question_id=question["question_id"],
        claimant__privacy="pseudonym",
        status=["active", "withdrawn"],
    )
    claim["location_id"] = ""
    yield "claims", claim, "location_id"


@fault("pinpointed-person")
def someone_in_hiding_asked_about_at_a_small_place(draft: Draft) -> Iterator[Hit]:
    question = draft.new("questions", about__privacy="pseudonym")
    claim = draft.free(
        "claims", question_id=question["question_id"], status=["active", "withdrawn"]
    )
    claim["location_id"] = draft.some("locations", location_type=SMALL)["location_id"]
    yield "claims", claim, "location_id"


@fault("withheld-content")
def redacted_words_still_there(draft: Draft) -> Iterator[Hit]:
    claim, column = (
        draft.free("claims", status="redacted"),
        draft.draw(st.sampled_from(["statement", "answer"])),
    )
    claim[column] = draft.draw(
        st.sampled_from(
            ["They asked for the bridge.", REDACTED.upper(), f"{REDACTED}.", "redacted"]
        )
    )
    yield "claims", claim, column


@fault("withheld-content")
def a_bound_beside_redacted_words(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", status="redacted")
    for column in draft.draw(
        st.sampled_from([["quantity_min"], ["quantity_max"], ["quantity_min", "quantity_max"]])
    ):
        claim[column] = "1"
        yield "claims", claim, column


@fault("withheld-content")
def words_beside_redacted_words(draft: Draft) -> Iterator[Hit]:
    claim = draft.free(
        "claims", status="redacted", voice=["direct_quote", "indirect_speech", "headline"]
    )
    for column in draft.draw(
        st.sampled_from([["quote"], ["place_as_reported"], ["quote", "place_as_reported"]])
    ):
        claim[column] = REDACTED
        yield "claims", claim, column


@fault("withheld-content", follows=("pinpointed-person",))
def a_place_beside_redacted_words(draft: Draft) -> Iterator[Hit]:
    claim = draft.free("claims", status="redacted")
    claim["location_id"] = draft.some("locations")["location_id"]
    yield "claims", claim, "location_id"


@fault("withheld-content")
def a_redaction_that_tells_what_it_removed(draft: Draft) -> Iterator[Hit]:
    revision = draft.new("revisions", kind="redacted")
    revision["old_value"] = draft.draw(
        st.sampled_from(["They asked for the bridge.", f"{REDACTED}?"])
    )
    yield "revisions", revision, "old_value"
