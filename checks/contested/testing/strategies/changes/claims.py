"""Lawful changes of claims, and of who and where they name."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested import standard
from contested.rules.privacy import REDACTED
from contested.standard.model import EXTENSION_COLUMN
from contested.testing.strategies.cells import questions_asked
from contested.testing.strategies.changes.change import SUBJECTS, ChangeDraft, LawfulAct
from contested.testing.strategies.hiding import hide_content
from contested.testing.strategies.links import ACTIVE, SHOWN, answering

WORDS = ("statement", "quote", "place_as_reported")
"""Words of a claim that stand nowhere else once they have its number."""
DEGREES = standard.tables()["claims"].fields["certainty"].ranked


def a_claim_made_less_certain(change: ChangeDraft) -> Iterator[None]:
    row = change.own("claims", status=SHOWN, certainty=DEGREES[1:])
    yield
    row["certainty"] = change.draft.draw(
        st.sampled_from(DEGREES[: DEGREES.index(row["certainty"])])
    )
    change.open.append(("claims", row))


def a_claim_put_right(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    claim = change.own("claims", status=SHOWN)
    same = draft.draw(st.sampled_from(["claimant_id", "source_id"]))
    yield
    rows = draft.tables["claims"]
    rows.remove(claim)
    fresh = draft.new(
        "claims", question_id=claim["question_id"], status=claim["status"], **{same: claim[same]}
    )
    rows.remove(fresh)
    rows.append(claim)
    claim |= {name: fresh[name] for name in fresh if name != "claim_id"}
    draft.days[claim["claim_id"]] = draft.days[fresh["claim_id"]]
    change.open.append(("claims", claim))


def a_claim_made_more_certain(change: ChangeDraft) -> Iterator[None]:
    answered = {"status": SHOWN, "polarity": ["", "affirms", "denies"]}
    claim = change.own("claims", certainty=DEGREES[:-1], **answered)
    yield
    claim["certainty"] = change.draft.draw(
        st.sampled_from(DEGREES[DEGREES.index(claim["certainty"]) + 1 :])
    )
    change.open.append(("claims", claim))


def a_claim_moved(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    claim = change.own("claims", status=SHOWN)
    yield
    question = draft.find("questions", claim["question_id"])
    assert question is not None
    other = question | {
        "question_id": draft.mint("questions"),
        "question": draft.draw(questions_asked()),
    }
    draft.tables["questions"].append(other)
    draft.days[other["question_id"]] = draft.days[question["question_id"]]
    claim["question_id"] = other["question_id"]
    change.open.append(("claims", claim))


def a_claim_withdrawn(change: ChangeDraft) -> Iterator[None]:
    claim = change.own("claims", status=ACTIVE)
    yield
    claim["status"] = "withdrawn"
    columns = change.draft.draw(st.sampled_from([("status", "active", "withdrawn"), ("", "", "")]))
    change.revise("withdrawn", "claims", claim["claim_id"], *columns)


def a_claim_redacted(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    question = draft.new("questions", location_id="")
    claim = change.own("claims", status=ACTIVE, question_id=question["question_id"])
    draft.made += 1
    claim |= {name: f"{claim[name]} {draft.made}" for name in WORDS if claim[name]}
    earlier = change.revise(
        "corrected", "claims", claim["claim_id"], "statement", "He said so.", claim["statement"]
    )
    earlier |= {name: "" for name in earlier if name.startswith(EXTENSION_COLUMN)}
    yield
    claim |= {"status": "redacted", "answer": claim["answer"] and REDACTED}
    hide_content(draft.specs["claims"], claim)
    earlier |= {"old_value": REDACTED, "new_value": REDACTED}
    if draft.draw(st.booleans()):
        earlier["note"] = earlier["note"] and REDACTED
    change.revise("redacted", "claims", claim["claim_id"], "", REDACTED, "")


def a_day_redacted(change: ChangeDraft) -> Iterator[None]:
    claim = change.own("claims", status=SHOWN, stated_basis="stated", claim_type="assessment")
    yield
    claim["stated"] = "../2021-12"
    change.revise("redacted", "claims", claim["claim_id"], "stated", REDACTED, claim["stated"])


def two_that_are_one(change: ChangeDraft) -> Iterator[None]:
    """Name one actor or place wherever another was named.

    The other one is new and has at most something of its own elsewhere.
    """
    draft = change.draft
    table = draft.draw(st.sampled_from(["actors", "locations"]))
    gone = draft.some(table)
    alike = ("actor_type", "privacy") if table == "actors" else ("location_type",)
    stays = draft.new(
        table,
        **{name: gone[name] for name in alike},
        **({"within_id": gone["within_id"]} if table == "locations" else {}),
    )
    if table == "actors" and draft.draw(st.booleans()):
        answering(draft, draft.new("questions"), claimant_id=stays["actor_id"])
    yield
    old, new = gone[SUBJECTS[table]], stays[SUBJECTS[table]]
    named_otherwise(change, table, old, new)
    draft.kept[id(gone)] = gone  # so that nothing new refers to it
    if draft.draw(st.booleans()):
        change.take_out(table, gone)
    change.revise("identity_merged", table, old, "", "", new)


def named_otherwise(change: ChangeDraft, table: str, old: str, new: str) -> None:
    """Make every reference to one row name another."""
    for name, spec in change.draft.specs.items():
        columns = [
            r.column for r in spec.references if r.table == table and r.column != "record_id"
        ]
        for row in change.draft.tables[name]:
            row.update({column: new for column in columns if row[column] == old})


CLAIMS: tuple[LawfulAct, ...] = (
    a_claim_made_less_certain,
    a_claim_put_right,
    a_claim_made_more_certain,
    a_claim_moved,
    a_claim_withdrawn,
    a_claim_redacted,
    a_day_redacted,
    two_that_are_one,
)
"""Lawful changes of claims, in the order that `lawful` explains."""
