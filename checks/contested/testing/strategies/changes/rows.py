"""Lawful changes of rows, relations, relays, questions and sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from unicodedata import normalize

from hypothesis import strategies as st

from contested import standard
from contested.testing.strategies.cells import prose, questions_asked
from contested.testing.strategies.changes.change import SUBJECTS, ChangeDraft, LawfulAct
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.links import ACTIVE, answering, relate
from contested.testing.strategies.links import lawful as may_be

OPPOSING = ("contradicts", "disputes")


def rows_more(change: ChangeDraft) -> Iterator[None]:
    yield
    draft = change.draft
    tables = [name for name in standard.TABLES if name != "revisions"]
    for table in draft.draw(st.lists(st.sampled_from(tables), min_size=1, max_size=3)):
        row = draft.new(table)
        if table == "claims":
            unless_it_swallows(change, row)


def a_source_that_contradicts(change: ChangeDraft) -> Iterator[None]:
    yield
    draft = change.draft
    other = draft.some("claims", status=ACTIVE)
    claim = answering(draft, {"question_id": other["question_id"]}, status=ACTIVE)
    if unless_it_swallows(change, claim):
        word = draft.draw(st.sampled_from(OPPOSING))
        if may_be(draft, word, claim, other):
            relate(draft, claim, word, other)


def unless_it_swallows(change: ChangeDraft, claim: Cells) -> bool:
    """Keep a new claim, unless it may be a swallowing range.

    A range where several published claims are changed is never lawful.
    """
    ranged = change.draft.look("claims", claim, "question__answer_type") in ("quantity", "date")
    kept = not ranged or change.altered(claim["question_id"]) < 2
    if not kept:
        change.draft.tables["claims"].remove(claim)
    return kept


def notes_put_right(change: ChangeDraft) -> Iterator[None]:
    yield
    tables = (*SUBJECTS, "relays", "relations")
    rows = list(chain.from_iterable(change.draft.tables[name] for name in tables))
    for row in change.draft.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3)):
        row["note"] = change.draft.draw(prose())


def written_otherwise(change: ChangeDraft) -> Iterator[None]:
    """Write defaults, numbers and marked letters in their other form."""
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


def a_relation_removed(change: ChangeDraft) -> Iterator[None]:
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


def a_relation_turned_round(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    row = draft.some("relations", relation=OPPOSING)
    yield
    if change.take_out("relations", row):
        draft.tables["relations"].append(
            row | {"claim_id": row["other_claim_id"], "other_claim_id": row["claim_id"]}
        )
        change.revise("relation_removed", "relations", change.key("relations", row))


def a_relation_without_a_side_removed(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    row = draft.some(
        "relations",
        relation=[
            w for w in draft.specs["relations"].fields["relation"].words if w not in OPPOSING
        ],
    )
    yield
    if change.take_out("relations", row):
        change.revise("relation_removed", "relations", change.key("relations", row))


def a_relay_put_right(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    row = draft.new("relays")
    yield
    row["relay_id"] = draft.draw(
        st.sampled_from([row["relay_id"], draft.new("actors")["actor_id"]])
    )
    row["relayed"] = draft.draw(st.sampled_from([row["relayed"], "", "2021"]))
    change.open.append(("relays", row))


def a_relay_withdrawn(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    row = draft.new("relays")
    yield
    if all(
        int(other["step"]) <= int(row["step"])
        for other in draft.tables["relays"]
        if other["claim_id"] == row["claim_id"]
    ) and change.take_out("relays", row):
        change.revise("withdrawn", "relays", change.key("relays", row))


def a_question_nobody_answered_reworded(change: ChangeDraft) -> Iterator[None]:
    row = change.own("questions")
    yield
    if not any(
        other["question_id"] == row["question_id"] for other in change.draft.tables["claims"]
    ):
        row["question"] = change.draft.draw(questions_asked())
        change.open.append(("questions", row))


def a_question_put_right(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    row = draft.some("questions")
    yield
    row["question"] = draft.draw(questions_asked())
    if row["answer_type"] == "quantity":
        row["unit"] = draft.draw(st.sampled_from(["people", "houses", ""]))
    if row["exclusive"] and draft.draw(st.booleans()):
        row["exclusive"] = draft.specs["questions"].fields["exclusive"].false_words[0]
    change.open.append(("questions", row))


PRINTED = ("publisher_id", "author_id", "published", "removed", "title", "derived_from_id")
"""What a document says of itself, in cells that have to fit each other."""


def a_source_put_right(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    row = change.own("sources", accessed="")
    yield
    if next(draft.uses("sources", row["source_id"]), None) is None:
        fresh = draft.new("sources", accessed="", url="", text_sha256="")
        draft.tables["sources"].remove(fresh)
        if fresh["derived_from_id"] == row["source_id"]:
            fresh["derived_from_id"] = row["derived_from_id"]
        row |= {name: fresh[name] for name in PRINTED}
        draft.days[row["source_id"]] = draft.days[fresh["source_id"]]
        change.open.append(("sources", row))


def a_row_that_was_a_mistake_withdrawn(change: ChangeDraft) -> Iterator[None]:
    draft = change.draft
    table = draft.draw(st.sampled_from([name for name in SUBJECTS if name != "claims"]))
    row = change.own(table)
    yield
    if next(draft.uses(table, row[SUBJECTS[table]]), None) is None and change.take_out(table, row):
        change.revise("withdrawn", table, row[SUBJECTS[table]])


ROWS: tuple[LawfulAct, ...] = (
    rows_more,
    a_source_that_contradicts,
    notes_put_right,
    written_otherwise,
    a_relation_removed,
    a_relation_turned_round,
    a_relation_without_a_side_removed,
    a_relay_put_right,
    a_relay_withdrawn,
    a_question_nobody_answered_reworded,
    a_question_put_right,
    a_source_put_right,
    a_row_that_was_a_mistake_withdrawn,
)
"""Lawful changes of rows, in the order that `lawful` explains."""
