"""Acts upon rows: what was published is gone, is another thing, is shown again, or was never
revised that way.
"""

from __future__ import annotations

from hypothesis import strategies as st

from contested import standard
from contested.rules.privacy import REDACTED
from contested.testing.strategies.cells import prose
from contested.testing.strategies.changes.act import Doing, act, another, at
from contested.testing.strategies.changes.acts.claims import asked, one_claim
from contested.testing.strategies.changes.change import SUBJECTS, Change
from contested.testing.strategies.draft import Draft
from contested.testing.strategies.drawn import Cells

KINDS = {
    "actors": ("name", "actor_type", ("media", "collective")),
    "locations": ("name", "location_type", ("area", "district")),
    "sources": ("title", "source_type", ("report", "map")),
    "questions": ("question", "answer_type", ("date", "text")),
}
"""The cells that make a row the row of one thing, and two words that its kind may be."""


def some_row(draft: Draft, table: str) -> Cells:
    """A new row to which nothing refers."""
    return (
        one_claim(draft)
        if table == "claims"
        else asked(draft)
        if table == "questions"
        else draft.new(table)
    )


@act("vanished-row", each=tuple(SUBJECTS))
def a_row_struck(change: Change, word: str) -> Doing:
    draft, table = change.draft, word
    row, way = (
        some_row(draft, table),
        draft.draw(
            st.sampled_from(["silently", "published before", "of another row", "of another kind"])
        ),
    )
    kind = draft.draw(
        st.sampled_from(["identity_merged", *(["withdrawn"] if table != "claims" else [])])
    )
    record, new = (
        (another(change, table, row) if way == "of another row" else change.key(table, row)),
        another(change, table, row),
    )
    if way == "published before":
        change.revise(kind, table, record, new=new)
    yield None
    draft.tables[table].remove(row)
    if way == "of another kind":
        kinds = (
            "corrected",
            "redacted",
            "reassigned",
            "relation_removed",
            *(["withdrawn"] if table == "claims" else []),
        )
        change.revise(draft.draw(st.sampled_from(kinds)), table, record, "", REDACTED)
    elif way == "of another row":
        change.revise(kind, table, record, new=new)
    yield at(change, table, row)


@act("vanished-row")
def a_claim_struck_that_was_said_to_be_withdrawn(change: Change) -> Doing:
    claim = one_claim(change.draft)
    yield None
    change.draft.tables["claims"].remove(claim)
    change.revise("withdrawn", "claims", claim["claim_id"], "status", "active", "withdrawn")
    yield at(change, "claims", claim)


@act("vanished-row", each=("actors", "locations"))
def struck_as_another_and_nobody_knows_which(change: Change, word: str) -> Doing:
    row = change.draft.new(word)
    yield None
    change.draft.tables[word].remove(row)
    change.revise("identity_merged", word, change.key(word, row))
    yield at(change, word, row)


@act("vanished-row")
def the_one_struck_that_was_to_stay(change: Change) -> Doing:
    draft = change.draft
    gone, stays = draft.new("actors"), draft.new("actors")
    yield None
    draft.tables["actors"].remove(stays)
    change.revise(
        "identity_merged", "actors", stays["actor_id"], old=gone["actor_id"], new=stays["actor_id"]
    )
    yield at(change, "actors", stays)


@act("reused-key", each=tuple(KINDS))
def the_id_of_something_else(change: Change, word: str) -> Doing:
    draft, table = change.draft, word
    name, kind, words = KINDS[table]
    row = asked(draft, words[0]) if table == "questions" else draft.new(table, **{kind: words[0]})
    yield None
    for column, new in ((name, "Something else?"), (kind, words[1])):
        if draft.draw(st.booleans()):
            change.revise("corrected", table, change.key(table, row), column, row[column], new)
        row[column] = new
    yield at(change, table, row)


@act("reused-key")
def the_id_of_another_claim(change: Change) -> Doing:
    draft = change.draft
    claim, other = one_claim(draft), one_claim(draft)
    yield None
    openly = draft.draw(st.booleans())
    for column in ("claimant_id", "question_id", "source_id"):
        if openly:
            kind = "reassigned" if column == "question_id" else "corrected"
            change.revise(kind, "claims", claim["claim_id"], column, claim[column], other[column])
        claim[column] = other[column]
    claim["stated"] += "~"
    if openly:
        change.revise(
            "corrected",
            "claims",
            claim["claim_id"],
            "stated",
            claim["stated"][:-1],
            claim["stated"],
        )
    yield at(change, "claims", claim)


@act("unredacted")
def shown_again(change: Change) -> Doing:
    draft = change.draft
    claim = draft.new(
        "claims",
        status="redacted",
        question_id=asked(draft)["question_id"],
        source_id=draft.new("sources")["source_id"],
    )
    yield None
    old = dict(claim)
    claim |= {"status": draft.draw(st.sampled_from(["", "active", "withdrawn"]))}
    if draft.draw(st.booleans()):
        claim |= {"statement": "He said so.", "answer": "yes", "polarity": "affirms"}
    if draft.draw(st.booleans()):
        for column in ("status", "answer"):
            change.revise(
                "corrected",
                "claims",
                claim["claim_id"],
                column,
                old[column],
                claim[column] or "active",
            )
    yield at(change, "claims", claim, "status")


@act("unredacted")
def withdrawn_instead(change: Change) -> Doing:
    draft = change.draft
    claim = draft.new(
        "claims",
        status="redacted",
        question_id=asked(draft)["question_id"],
        source_id=draft.new("sources")["source_id"],
    )
    yield None
    claim["status"] = "withdrawn"
    kind = draft.draw(st.sampled_from(["withdrawn", "redacted", "corrected"]))
    change.revise(
        kind,
        "claims",
        claim["claim_id"],
        "status",
        REDACTED if kind == "redacted" else "redacted",
        "withdrawn",
    )
    yield at(change, "claims", claim, "status")


@act("revision-rewritten")
def a_revision_struck(change: Change) -> Doing:
    row = change.draft.new("revisions")
    yield None
    change.draft.tables["revisions"].remove(row)
    yield at(change, "revisions", row)


@act(
    "revision-rewritten",
    each=tuple(name for name in standard.tables()["revisions"].fields if name != "revision_id"),
)
def a_revision_changed(change: Change, word: str) -> Doing:
    draft, column = change.draft, word
    claim = one_claim(draft)
    row = change.revise("corrected", "claims", claim["claim_id"], "note", "before", "after")
    old = dict(row)
    yield None
    field = draft.specs["revisions"].fields[column]
    other = {
        "record_id": another(change, "claims", claim),
        "revised": "2020-01-01",
        "field": "statement",
    }
    row[column] = (
        next(word for word in field.words if word != old[column])
        if field.words
        else other.get(column, f"{old[column]} and more")
    )
    yield at(change, "revisions", row, column)


@act("revision-rewritten")
def a_revision_hidden_that_no_redaction_asks_for(change: Change) -> Doing:
    draft = change.draft
    claim = one_claim(draft)
    row = change.revise("corrected", "claims", claim["claim_id"], "note", "before", "after")
    row["note"] = draft.draw(prose())
    column, way = (
        draft.draw(st.sampled_from(["old_value", "new_value", "note"])),
        draft.draw(st.sampled_from(["silently", "before", "another", "kind", "differently"])),
    )
    if way == "before":
        change.revise("redacted", "claims", claim["claim_id"], "note", REDACTED)
    yield None
    row[column] = "" if column == "note" else REDACTED
    if way == "another":
        change.revise("redacted", "claims", another(change, "claims", claim), "note", REDACTED)
    elif way == "kind":
        change.revise("withdrawn", "claims", claim["claim_id"], "note", REDACTED)
    elif way == "differently":
        row[column] = "withheld"
        change.revise("redacted", "claims", claim["claim_id"], "note", REDACTED)
    yield at(change, "revisions", row, column)
