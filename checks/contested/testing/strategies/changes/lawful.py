"""Lawful changes: everything that curators may do to what is published, each in the open.

The order of these functions matters: what a later one publishes is not touched by an earlier one,
and what it changes is changed before an earlier one looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from hypothesis import strategies as st

from contested import standard
from contested.rules.privacy import REDACTED
from contested.testing.strategies.cells import prose, questions_asked
from contested.testing.strategies.changes.change import SUBJECTS, Change, Part
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.voices import ACTIVE, SHOWN, answering, relate
from contested.testing.strategies.links import lawful as may_be

LAWFUL: list[Part] = []
"""Every lawful change."""
OPPOSING = ("contradicts", "disputes")
DEGREES = standard.tables()["claims"].fields["certainty"].ranked
EMPTIED = ("quote", "quantity_min", "quantity_max", "location_id", "place_as_reported")


def lawful(part: Part) -> Part:
    """Registers a lawful change."""
    LAWFUL.append(part)
    return part


@lawful
def rows_more(change: Change) -> Iterator[None]:
    yield
    draft = change.draft
    for table in draft.draw(st.lists(st.sampled_from(standard.TABLES), min_size=1, max_size=3)):
        row = draft.new(table)
        if table == "claims":
            unless_it_swallows(change, row)


@lawful
def a_source_that_contradicts(change: Change) -> Iterator[None]:
    yield
    draft = change.draft
    other = draft.some("claims", status=ACTIVE)
    claim = answering(draft, {"question_id": other["question_id"]}, status=ACTIVE)
    if unless_it_swallows(change, claim):
        word = draft.draw(st.sampled_from(OPPOSING))
        if may_be(draft, word, claim, other):
            relate(draft, claim, word, other)


def unless_it_swallows(change: Change, claim: Cells) -> bool:
    """Keeps a new claim, but not one that may be a range where several published claims are
    changed: that is never lawful.
    """
    ranged = change.draft.look("claims", claim, "question__answer_type") in ("quantity", "date")
    kept = not ranged or change.altered(claim["question_id"]) < 2
    if not kept:
        change.draft.tables["claims"].remove(claim)
    return kept


@lawful
def notes_put_right(change: Change) -> Iterator[None]:
    yield
    rows = [row for name in (*SUBJECTS, "relays", "relations") for row in change.draft.tables[name]]
    for row in change.draft.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3)):
        row["note"] = change.draft.draw(prose())


@lawful
def written_otherwise(change: Change) -> Iterator[None]:
    """Blank and default, whole and decimal numbers, and letters with their marks apart or
    joined.
    """
    yield
    draft = change.draft
    other_form = draft.draw(st.sampled_from(["NFC", "NFD"]))
    for table in SUBJECTS:
        for name, one in draft.specs[table].fields.items():
            for row in draft.tables[table]:
                if one.default and row[name] in ("", one.default):
                    row[name] = draft.draw(st.sampled_from(["", one.default]))
                elif one.form == "number" and row[name].isdigit():
                    row[name] += draft.draw(st.sampled_from(["", ".0"]))
                elif one.prose and not one.max_length:
                    row[name] = normalize(other_form, row[name])  # type: ignore[arg-type]


@lawful
def a_relation_removed(change: Change) -> Iterator[None]:
    draft = change.draft
    row = draft.some("relations", relation=OPPOSING)
    yield
    rows, ends = draft.tables["relations"], {row["claim_id"], row["other_claim_id"]}
    if change.take_out("relations", row):
        doubted = any(
            other["relation"] == "disputes" and {other["claim_id"], other["other_claim_id"]} == ends
            for other in rows
        )
        if row["relation"] == "contradicts" and not doubted and draft.draw(st.booleans()):
            rows.append(row | {"relation": "disputes"})
        change.revise("relation_removed", "relations", change.key("relations", row))


@lawful
def a_relation_turned_round(change: Change) -> Iterator[None]:
    draft = change.draft
    row = draft.some("relations", relation=OPPOSING)
    yield
    if change.take_out("relations", row):
        draft.tables["relations"].append(
            row | {"claim_id": row["other_claim_id"], "other_claim_id": row["claim_id"]}
        )


@lawful
def a_relation_without_a_side_removed(change: Change) -> Iterator[None]:
    draft = change.draft
    row = draft.some(
        "relations",
        relation=[
            w for w in draft.specs["relations"].fields["relation"].words if w not in OPPOSING
        ],
    )
    yield
    change.take_out("relations", row)


@lawful
def a_relay_put_right(change: Change) -> Iterator[None]:
    draft = change.draft
    row = draft.new("relays")
    yield
    row["relay_id"] = draft.draw(
        st.sampled_from([row["relay_id"], draft.new("actors")["actor_id"]])
    )
    row["relayed"] = draft.draw(st.sampled_from([row["relayed"], "", "2021"]))
    change.open.append(("relays", row))


@lawful
def a_relay_withdrawn(change: Change) -> Iterator[None]:
    draft = change.draft
    row = draft.new("relays")
    yield
    if all(
        int(other["step"]) <= int(row["step"])
        for other in draft.tables["relays"]
        if other["claim_id"] == row["claim_id"]
    ) and change.take_out("relays", row):
        change.revise("withdrawn", "relays", change.key("relays", row))


@lawful
def a_question_nobody_answered_reworded(change: Change) -> Iterator[None]:
    row = change.own("questions")
    yield
    if not any(
        other["question_id"] == row["question_id"] for other in change.draft.tables["claims"]
    ):
        row["question"] = change.draft.draw(questions_asked())


@lawful
def a_question_put_right(change: Change) -> Iterator[None]:
    draft = change.draft
    row = draft.some("questions")
    yield
    row["question"] = draft.draw(questions_asked())
    if row["answer_type"] == "quantity":
        row["unit"] = draft.draw(st.sampled_from(["people", "houses", ""]))
    if row["exclusive"] and draft.draw(st.booleans()):
        row["exclusive"] = draft.specs["questions"].fields["exclusive"].false_words[0]
    change.open.append(("questions", row))


@lawful
def a_source_put_right(change: Change) -> Iterator[None]:
    draft = change.draft
    row = change.own("sources", accessed="")
    yield
    if next(draft.uses("sources", row["source_id"]), None) is None:
        fresh = draft.new("sources", accessed="", url="", text_sha256="")
        draft.tables["sources"].remove(fresh)
        row |= {name: fresh[name] for name in ("publisher_id", "published", "title")}
        draft.days[row["source_id"]] = draft.days[fresh["source_id"]]
        change.open.append(("sources", row))


@lawful
def a_row_that_was_a_mistake_withdrawn(change: Change) -> Iterator[None]:
    draft = change.draft
    table = draft.draw(st.sampled_from([name for name in SUBJECTS if name != "claims"]))
    row = change.own(table)
    yield
    if next(draft.uses(table, row[SUBJECTS[table]]), None) is None and change.take_out(table, row):
        change.revise("withdrawn", table, row[SUBJECTS[table]])


@lawful
def a_claim_made_less_certain(change: Change) -> Iterator[None]:
    row = change.draft.some("claims", certainty=DEGREES[1:])
    yield
    row["certainty"] = change.draft.draw(
        st.sampled_from(DEGREES[: DEGREES.index(row["certainty"])])
    )


@lawful
def a_claim_put_right(change: Change) -> Iterator[None]:
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


@lawful
def a_claim_made_more_certain(change: Change) -> Iterator[None]:
    claim = change.own("claims", certainty=DEGREES[:-1])
    yield
    claim["certainty"] = change.draft.draw(
        st.sampled_from(DEGREES[DEGREES.index(claim["certainty"]) + 1 :])
    )
    change.open.append(("claims", claim))


@lawful
def a_claim_moved(change: Change) -> Iterator[None]:
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


@lawful
def a_claim_withdrawn(change: Change) -> Iterator[None]:
    claim = change.own("claims", status=ACTIVE)
    yield
    claim["status"] = "withdrawn"
    columns = change.draft.draw(st.sampled_from([("status", "active", "withdrawn"), ("", "", "")]))
    change.revise("withdrawn", "claims", claim["claim_id"], *columns)


@lawful
def a_claim_redacted(change: Change) -> Iterator[None]:
    draft = change.draft
    question = draft.new("questions", location_id="")
    claim = change.own("claims", status=SHOWN, question_id=question["question_id"])
    earlier = change.revise(
        "corrected", "claims", claim["claim_id"], "statement", "He said so.", claim["statement"]
    )
    yield
    claim |= {"status": "redacted", "statement": REDACTED, "answer": REDACTED} | dict.fromkeys(
        EMPTIED, ""
    )
    if draft.draw(st.booleans()):
        earlier |= {"old_value": REDACTED, "new_value": REDACTED, "note": ""}
    change.revise("redacted", "claims", claim["claim_id"], "", REDACTED, "")


@lawful
def a_day_redacted(change: Change) -> Iterator[None]:
    claim = change.own("claims", status=SHOWN, stated_basis="stated", claim_type="assessment")
    yield
    claim["stated"] = "../2021-12"
    change.revise("redacted", "claims", claim["claim_id"], "stated", REDACTED, claim["stated"])


@lawful
def two_that_are_one(change: Change) -> Iterator[None]:
    """One actor or place named wherever another was: the other one is new and has at most something
    of its own elsewhere.
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
    gives_up = draft.draw(st.sampled_from([(old, ""), (new, old)]))
    if draft.draw(st.booleans()):
        change.take_out(table, gone)
    change.revise("identity_merged", table, gives_up[0], "", gives_up[1], new)


def named_otherwise(change: Change, table: str, old: str, new: str) -> None:
    """Has every reference to one row name another."""
    for name, spec in change.draft.specs.items():
        columns = [
            r.column for r in spec.references if r.table == table and r.column != "record_id"
        ]
        for row in change.draft.tables[name]:
            row.update({column: new for column in columns if row[column] == old})
