"""Faults of references: an id that stands twice or nowhere, a way that leads back to itself, a row
that is left over.
"""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from contested import standard
from contested.rules.references import GONE, KINDS
from contested.standard import Reference, Table
from contested.testing.strategies.draft import Draft, Wish
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.faults.fault import Hit, fault
from contested.testing.strategies.faults.voices import ACTIVE

SWEPT = ("actors", "locations", "sources", "questions")
"""Tables whose rows have to be named by some other row."""
NAMED = [
    word
    for word in standard.tables()["actors"].fields["actor_type"].words
    if word not in ("unnamed_source", "collective")
]
"""Kinds of actor of which no two have one name."""
NESTED = [
    word
    for word in standard.tables()["locations"].fields["location_type"].words
    if word != "country"
]
"""Kinds of place that lie within others."""


def used(draft: Draft, table: str, row: Cells) -> Cells:
    """The row, to which a revision refers where it would otherwise be left over."""
    return draft.use(table, row) if table in SWEPT else row


def key_of(draft: Draft, table: str) -> str:
    """The first column of a table's key."""
    return draft.specs[table].key[0]


@fault("repeated-key")
def two_rows_of_one_id(draft: Draft) -> Iterator[Hit]:
    tables = [name for name in standard.TABLES if len(draft.specs[name].key) == 1]
    table = draft.draw(st.sampled_from(tables))
    key, alone = (
        key_of(draft, table),
        {
            "locations": {"within_id": ""},
            "sources": {"derived_from_id": ""},
        },
    )
    row = used(draft, table, draft.some(table))
    yield table, row, key
    for _ in range(draft.draw(st.integers(1, 2))):
        again = draft.new(table, **alone.get(table, {}))
        again[key] = row[key]
        yield table, again, key


@fault("repeated-key")
def two_rows_of_one_step(draft: Draft) -> Iterator[Hit]:
    claim = draft.new("claims")
    *_, row, again = (
        draft.new("relays", claim_id=claim["claim_id"])
        for _ in range(draft.draw(st.integers(2, 3)))
    )
    again |= {"step": row["step"], "relayed": ""}
    yield "relays", row, "claim_id"
    yield "relays", again, "claim_id"


@fault("repeated-key")
def two_rows_of_one_relation(draft: Draft) -> Iterator[Hit]:
    row = draft.some("relations")
    again = row | {"note": draft.draw(st.sampled_from(["", "Once more."]))}
    draft.tables["relations"].append(again)
    yield "relations", row, "claim_id"
    yield "relations", again, "claim_id"


@fault("repeated-key")
def two_rows_alike_in_a_table_of_the_package(draft: Draft) -> Iterator[Hit]:
    """The key may have several columns, and another column may be one of which no cell
    comes twice.
    """
    columns = ["shelf", "box", "label"]
    key = draft.draw(st.sampled_from([["shelf"], ["shelf", "box"], ["box", "shelf", "label"]]))
    unique = draft.draw(st.sampled_from(["", "label"])) if "label" not in key else ""
    fields = [
        {"name": n, "type": "string", "constraints": {"unique": n == unique}} for n in columns
    ]
    rows = [dict.fromkeys(columns, str(number)) for number in range(3)]
    draft.specs["x-boxes"] = Table.from_schema("x-boxes", {"fields": fields, "primaryKey": key})
    draft.tables["x-boxes"] = rows
    alike = [unique] if unique else key
    rows[1] |= {name: rows[0][name] for name in alike}
    rows[2] |= {name: rows[0][name] for name in alike[1:]}
    yield from (("x-boxes", row, alike[0]) for row in rows[:2])


def nowhere(draft: Draft, table: str) -> str:
    """An id that no row of a table has: a new one, or one that is a few characters off."""
    return draft.draw(
        st.sampled_from([draft.mint(table), f"{draft.some(table)[key_of(draft, table)]}-x"])
    )


def pointing(draft: Draft, table: str, reference: Reference) -> Cells:
    """A row whose reference may lead nowhere without anything else being wrong."""
    if table == "claims":
        voices = [word for word in draft.specs[table].fields["voice"].words if word != "narrator"]
        return draft.free(table, **({"voice": voices} if reference.column == "claimant_id" else {}))
    if reference.column in ("claim_id", "publisher_id"):
        return draft.new(table)
    if table == "relations":
        return draft.free(table)
    return draft.some(table, location_type=NESTED) if table == "locations" else draft.some(table)


@fault("dangling-reference")
def an_id_that_leads_nowhere(draft: Draft) -> Iterator[Hit]:
    every = [
        (name, reference)
        for name in standard.TABLES
        for reference in draft.specs[name].references
        if reference.when is None
    ]
    table, reference = draft.draw(st.sampled_from(every))
    row = used(draft, table, pointing(draft, table, reference))
    row[reference.column] = nowhere(draft, reference.table)
    if reference.column == "claim_id" and table == "relays":
        row["step"] = "1"
    yield table, row, reference.column


@fault("dangling-reference")
def an_answer_that_leads_nowhere(draft: Draft) -> Iterator[Hit]:
    kind = draft.draw(st.sampled_from(["actor", "location"]))
    claim = draft.free("claims", question__answer_type=kind, status=ACTIVE)
    claim["answer"] = nowhere(draft, f"{kind}s")
    yield "claims", claim, "answer"


@fault("dangling-reference")
def a_revision_of_no_row(draft: Draft) -> Iterator[Hit]:
    table = draft.draw(st.sampled_from(draft.specs["revisions"].fields["table"].words))
    record = draft.some(table)
    kinds: Wish = [
        word for word in draft.specs["revisions"].fields["kind"].words if word not in GONE
    ]
    row = draft.new("revisions", table=table, kind=kinds)
    columns = {name: record[name] for name in draft.specs[table].key}
    wrong = draft.draw(st.sampled_from(list(columns)))
    if wrong == "relation":
        words = {
            r["relation"]
            for r in draft.tables[table]
            if all(r[end] == record[end] for end in ("claim_id", "other_claim_id"))
        }
        columns[wrong] = draft.draw(
            st.sampled_from(
                [word for word in draft.specs[table].fields[wrong].words if word not in words]
            )
        )
    else:
        columns[wrong] = (
            "97" if wrong == "step" else nowhere(draft, table if len(columns) == 1 else "claims")
        )
    row["record_id"] = " ".join(columns.values())
    yield "revisions", row, "record_id"


@fault("dangling-reference")
def a_row_of_the_package_that_leads_nowhere(draft: Draft) -> Iterator[Hit]:
    table = draft.draw(st.sampled_from(standard.TABLES[:5]))
    key = key_of(draft, table)
    schema = {
        "fields": [{"name": "photo_id", "type": "string"}, {"name": "shows", "type": "string"}],
        "primaryKey": "photo_id",
        "foreignKeys": [{"fields": "shows", "reference": {"resource": table, "fields": key}}],
    }
    rows = [
        {"photo_id": "1", "shows": draft.some(table)[key]},
        {"photo_id": "2", "shows": ""},
        {"photo_id": "3", "shows": nowhere(draft, table)},
    ]
    draft.specs["x-shots"], draft.tables["x-shots"] = Table.from_schema("x-shots", schema), rows
    yield "x-shots", rows[2], "shows"


def ring(draft: Draft, table: str, column: str, number: int, **wishes: Wish) -> Iterator[Hit]:
    """So many rows of which each leads to the next and the last to the first; another may lead to
    them, in which nothing is wrong.
    """
    key = key_of(draft, table)
    rows = [draft.new(table, **wishes, **{column: ""}) for _ in range(number)]
    for row, following in zip(rows, [*rows[1:], rows[0]], strict=True):
        row[column] = following[key]
        yield table, row, column
    if draft.draw(st.booleans()):
        draft.use(table, draft.new(table, **wishes, **{column: rows[0][key]}))


def places(draft: Draft, number: int) -> Iterator[Hit]:
    """So many places of one kind, each within the next."""
    return ring(
        draft, "locations", "within_id", number, location_type=draft.draw(st.sampled_from(NESTED))
    )


@fault("circular-places")
def a_place_within_itself(draft: Draft) -> Iterator[Hit]:
    yield from places(draft, 1)


@fault("circular-places")
def two_places_within_each_other(draft: Draft) -> Iterator[Hit]:
    yield from places(draft, 2)


@fault("circular-places")
def three_places_within_each_other(draft: Draft) -> Iterator[Hit]:
    yield from places(draft, 3)


@fault("circular-sources")
def a_document_written_from_itself(draft: Draft) -> Iterator[Hit]:
    yield from ring(draft, "sources", "derived_from_id", 1)


@fault("circular-sources")
def documents_written_from_each_other(draft: Draft) -> Iterator[Hit]:
    yield from ring(draft, "sources", "derived_from_id", draft.draw(st.integers(2, 3)))


def within(draft: Draft, kind: str, around: Cells) -> Cells:
    """A new place of some kind within another one."""
    return draft.use(
        "locations", draft.new("locations", location_type=kind, within_id=around["location_id"])
    )


@fault("place-out-of-order")
def a_place_within_a_smaller_one(draft: Draft) -> Iterator[Hit]:
    rank = draft.draw(st.integers(0, len(KINDS) - 2))
    smaller = draft.some(
        "locations", location_type=KINDS[draft.draw(st.integers(rank + 1, len(KINDS) - 1))]
    )
    yield "locations", within(draft, KINDS[rank], smaller), "within_id"


@fault("place-out-of-order")
def a_country_within_anything(draft: Draft) -> Iterator[Hit]:
    yield "locations", within(draft, "country", draft.some("locations")), "within_id"


@fault("unused-row")
def an_actor_who_has_no_part(draft: Draft) -> Iterator[Hit]:
    yield "actors", draft.new("actors"), "actor_id"


@fault("unused-row")
def a_place_where_nothing_happens(draft: Draft) -> Iterator[Hit]:
    yield "locations", draft.new("locations"), "location_id"


@fault("unused-row")
def a_document_that_nobody_cites(draft: Draft) -> Iterator[Hit]:
    yield "sources", draft.new("sources"), "source_id"


@fault("unused-row")
def a_question_without_claims(draft: Draft) -> Iterator[Hit]:
    yield "questions", draft.new("questions"), "question_id"
