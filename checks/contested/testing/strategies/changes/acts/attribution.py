"""Acts of attribution: another claimant, another document, another day, without a word."""

from __future__ import annotations

from hypothesis import strategies as st

from contested.testing.strategies.changes.act import SILENTLY, WAYS, Doing, act, at, unexcused
from contested.testing.strategies.changes.acts.claims import one_claim
from contested.testing.strategies.changes.change import Change
from contested.testing.strategies.days import FIRST, text_of

EARLIER = (text_of(FIRST + 1), "2020", f"../{text_of(FIRST)}", "2020-12-31?")


@act("rewritten-attribution")
def put_into_another_mouth(change: Change) -> Doing:
    claim, other = one_claim(change.draft), change.draft.new("actors")
    yield from unexcused(change, "corrected", "claims", claim, "claimant_id", other["actor_id"])
    yield at(change, "claims", claim, "claimant_id")


@act("rewritten-attribution")
def found_in_another_document(change: Change) -> Doing:
    claim, other = one_claim(change.draft), change.draft.new("sources")
    yield from unexcused(change, "corrected", "claims", claim, "source_id", other["source_id"])
    yield at(change, "claims", claim, "source_id")


@act("rewritten-attribution")
def said_on_another_day(change: Change) -> Doing:
    claim = one_claim(change.draft)
    yield from unexcused(
        change, "corrected", "claims", claim, "stated", change.draft.draw(st.sampled_from(EARLIER))
    )
    yield at(change, "claims", claim, "stated")


@act("rewritten-attribution")
def put_into_another_mouth_than_the_merge_says(change: Change) -> Doing:
    draft = change.draft
    claim, other, third = one_claim(draft), draft.new("actors"), draft.new("actors")
    yield None
    change.revise("identity_merged", "actors", claim["claimant_id"], new=third["actor_id"])
    claim["claimant_id"] = other["actor_id"]
    yield at(change, "claims", claim, "claimant_id")


@act("rewritten-attribution")
def a_day_taken_out_that_still_stands(change: Change) -> Doing:
    claim = one_claim(change.draft)
    yield None
    change.revise("redacted", "claims", claim["claim_id"], "stated", "[redacted]", "2020")
    claim["stated"] = "2020-12"
    yield at(change, "claims", claim, "stated")


@act("rewritten-attribution")
def passed_on_by_somebody_else(change: Change) -> Doing:
    relay, other = (
        change.draft.new("relays", claim_id=one_claim(change.draft)["claim_id"]),
        change.draft.new("actors"),
    )
    yield from unexcused(change, "corrected", "relays", relay, "relay_id", other["actor_id"])
    yield at(change, "relays", relay, "relay_id")


@act("rewritten-attribution")
def passed_on_on_another_day(change: Change) -> Doing:
    relay = change.draft.new("relays", claim_id=one_claim(change.draft)["claim_id"], relayed="2021")
    yield from unexcused(
        change,
        "corrected",
        "relays",
        relay,
        "relayed",
        change.draft.draw(st.sampled_from(["", "2021-09", "../2021"])),
    )
    yield at(change, "relays", relay, "relayed")


@act("rewritten-attribution")
def a_step_left_out(change: Change) -> Doing:
    draft, claim = change.draft, one_claim(change.draft)
    relay, other = (draft.new("relays", claim_id=claim["claim_id"]) for _ in "12")
    way, key = (
        draft.draw(st.sampled_from([SILENTLY, "corrected", "another", "before"])),
        change.key("relays", relay),
    )
    if way == "before":
        change.revise("withdrawn", "relays", key)
    yield None
    draft.tables["relays"].remove(relay)
    if way in ("corrected", "another"):
        change.revise(
            "corrected" if way == "corrected" else "withdrawn",
            "relays",
            key if way == "corrected" else change.key("relays", other),
        )
    yield at(change, "relays", relay, "claim_id")


@act("rewritten-attribution")
def published_by_somebody_else(change: Change) -> Doing:
    source, other = change.draft.new("sources"), change.draft.new("actors")
    yield from unexcused(change, "corrected", "sources", source, "publisher_id", other["actor_id"])
    yield at(change, "sources", source, "publisher_id")


@act("rewritten-attribution")
def published_on_another_day(change: Change) -> Doing:
    source = change.draft.new("sources")
    yield from unexcused(
        change,
        "corrected",
        "sources",
        source,
        "published",
        change.draft.draw(st.sampled_from(["2022", "1999-01-01"])),
    )
    yield at(change, "sources", source, "published")


@act("silent-merge", each=("actors", "locations"))
def every_reference_names_another(change: Change, word: str) -> Doing:
    draft, table = change.draft, word
    key, column = ("actor_id", "about_id") if table == "actors" else ("location_id", "location_id")
    gone, stays, third = (
        draft.new(table, **{} if table == "actors" else {"within_id": ""}) for _ in "123"
    )
    about = [
        draft.new("questions", **{"about_id": "", "location_id": ""} | {column: gone[key]})
        for _ in range(draft.draw(st.integers(2, 3)))
    ]
    way = draft.draw(
        st.sampled_from(
            [way for way in WAYS if way not in ("for another column", "with another old value")]
        )
    )
    if way == "published before":
        change.revise("identity_merged", table, gone[key], new=stays[key])
    yield None
    for question in about:
        question[column] = stays[key]
        change.revise(
            "corrected", "questions", question["question_id"], column, gone[key], stays[key]
        )
    named = {
        "for another row": (third[key], stays[key]),
        "with another new value": (gone[key], third[key]),
        "of another kind": (gone[key], stays[key]),
    }
    if way in named:
        change.revise(
            "withdrawn" if way == "of another kind" else "identity_merged",
            table,
            named[way][0],
            new=named[way][1],
        )
    yield at(change, table, gone)


@act("silent-merge", follows=("lost-voice",))
def references_of_every_kind_name_another(change: Change) -> Doing:
    draft = change.draft
    claim = one_claim(draft)
    old, new = claim["claimant_id"], draft.new("actors", actor_type="collective")["actor_id"]
    relay = draft.new("relays", claim_id=one_claim(draft)["claim_id"])
    source = draft.new("sources", derived_from_id="")
    relay["relay_id"] = source["publisher_id"] = old
    yield None
    for table, row, column in (
        ("claims", claim, "claimant_id"),
        ("relays", relay, "relay_id"),
        ("sources", source, "publisher_id"),
    ):
        row[column] = new
        change.revise("corrected", table, change.key(table, row), column, old, new)
    yield "actors", old, "actor_id", "head"


@act("silent-merge", follows=("vanished-row",))
def two_made_one_and_the_other_struck(change: Change) -> Doing:
    draft = change.draft
    gone, stays = draft.new("locations"), draft.new("locations", within_id="")
    about = [draft.new("questions", location_id=gone["location_id"], about_id="") for _ in "12"]
    yield None
    for question in about:
        question["location_id"] = stays["location_id"]
    draft.tables["locations"].remove(gone)
    change.revise("withdrawn", "locations", gone["location_id"])
    yield at(change, "locations", gone)
