"""Relays, relations and revisions: how claims came, how they stand, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import strategies as st

from contested import standard
from contested.rules.columns.answers import WITHHELD
from contested.rules.privacy import REDACTED
from contested.rules.separation.relations import BOUND, ONE_OR_OTHER
from contested.standard.log import Asked, asked
from contested.testing.strategies.cells import BLANK, prose
from contested.testing.strategies.days import FIRST, containing, moments, text_of
from contested.testing.strategies.draft import Draft, maker
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.independence import VOICES, are_independent
from contested.testing.strategies.positions import agree, may_exclude, position
from contested.testing.strategies.rows import SPAN, is_small
from contested.testing.strategies.wishes import Wish, Wishes

NOT_PERSONS = [
    word
    for word in standard.tables()["actors"].fields["actor_type"].words
    if word not in ("person", "unnamed_source")
]
"""Kinds of actor that do not hide."""
ACTIVE = ["", "active"]
"""How a claim that counts has its status."""
SPOKEN = ["direct_quote", "indirect_speech", "headline"]
"""Voices of claims that somebody may have passed on."""
PLAIN: dict[str, Wish] = {
    "status": "active",
    "claim_type": "assessment",
    "polarity": "",
    "voice": "headline",
    "quantity_about": "",
    "on_behalf_of_id": "",
}
"""What a claim has that may stand in any relation."""
SHOWN = [*ACTIVE, "withdrawn"]
"""The same for one whose words are there to be read."""


@maker("relays")
def relay(draft: Draft, wishes: Wishes) -> Cells:
    """Make the next step of a claim.

    It is by neither of the claim's ends, and dated between them.
    """
    told = draft.named(
        Wishes(wishes.draw, wishes.table, {"claim__voice": SPOKEN} | wishes.given), "claim"
    )
    steps = [r for r in draft.tables["relays"] if r["claim_id"] == told["claim_id"]]
    row = {"claim_id": told["claim_id"], "step": str(len(steps) + 1)}
    others = set(_corroborating(draft, told["claim_id"]))
    corroborating = {c["claimant_id"] for c in draft.tables["claims"] if c["claim_id"] in others}
    ends = {told["claimant_id"]}
    ends |= {draft.look("claims", told, f"source__{who}_id") for who in ("publisher", "author")}
    ends |= {step["relay_id"] for step in steps}
    place = told["location_id"] or draft.look("claims", told, "question__location_id")
    open_ = {"actor_type": NOT_PERSONS} if is_small(draft, place) else {}
    about = open_ | wishes.of("relay")
    row["relay_id"] = draft.some("actors", ends | corroborating, **about)["actor_id"]
    first = draft.days.get(f"{told['claim_id']} {len(steps)}", draft.days[told["claim_id"]])
    day = wishes.draw(st.integers(first, draft.days[told["source_id"]]))
    draft.days[f"{told['claim_id']} {row['step']}"] = day
    drawn = containing(day, first=False, last=False) | moments(day)
    row["relayed"] = wishes.one("relayed", BLANK | drawn)
    return draft.fill(wishes, row)


def _corroborating(draft: Draft, claim_id: str) -> Iterator[str]:
    for row in draft.tables["relations"]:
        if row["relation"] == "corroborates" and claim_id in (
            row["claim_id"],
            row["other_claim_id"],
        ):
            yield row["other_claim_id"] if row["claim_id"] == claim_id else row["claim_id"]


@maker("relations")
def relation(draft: Draft, wishes: Wishes) -> Cells:
    """Make a relation of a claim to one drawn before it.

    A partner is made where none will do.
    """
    word = wishes.word("relation")
    pairs = [
        (one, other)
        for other, one in combinations(draft.own_rows("claims"), 2)
        if lawful(draft, word, one, other)
    ]
    one, other = wishes.draw(st.sampled_from(pairs)) if pairs else _pair(draft, word)
    return draft.fill(
        wishes, {"claim_id": one["claim_id"], "relation": word, "other_claim_id": other["claim_id"]}
    )


def lawful(draft: Draft, word: str, one: Cells, other: Cells) -> bool:
    """Return whether a claim may stand so to an earlier one."""
    for row in draft.tables["relations"]:
        if row["relation"] == word and {row["claim_id"], row["other_claim_id"]} == {
            one["claim_id"],
            other["claim_id"],
        }:
            return False
    withholds = any(draft.look("claims", c, "polarity") in WITHHELD for c in (one, other))
    if withholds and word in ("contradicts", "disputes", "corroborates"):
        return False
    if one["question_id"] != other["question_id"]:
        return word not in (*ONE_OR_OTHER, *BOUND)
    own = one["claimant_id"] == other["claimant_id"]
    if word == "repeats":
        return not may_exclude(draft, one, other)
    if word in ONE_OR_OTHER:
        return own and draft.days[one["claim_id"]] >= draft.days[other["claim_id"]]
    if word == "same_utterance":
        return own and one["stated"] == other["stated"]
    if word == "contradicts":
        fixed = draft.look("claims", one, "question__over_time") == "fixed"
        return fixed and position(draft, one) != position(draft, other)
    return word != "corroborates" or (
        agree(draft, one, other) and are_independent(draft, one, other)
    )


def _pair(draft: Draft, word: str) -> tuple[Cells, Cells]:
    """Make two claims that may stand in a relation.

    They are of one claimant, the second said last of all, or of two and in independent
    documents.
    """
    other = draft.new(
        "claims",
        question__answer_type="quantity",
        question__over_time=["", "fixed"],
        quantity_min="2",
        quantity_max="2",
        **PLAIN,
    )
    own = word in (*ONE_OR_OTHER, "same_utterance")
    behind = {voice(draft, other) for voice in VOICES}
    claimant = other["claimant_id"] if own else draft.some("actors", behind)["actor_id"]
    source = draft.new("sources", derived_from_id="", author_id="")
    last: dict[str, Wish] = {
        "stated_basis": "stated",
        "stated": f"../{text_of(FIRST + 2 * SPAN)}",
    }
    bounds = {"quantity_min": "3" if word == "contradicts" else "2", "quantity_max": ""}
    wishes: dict[str, Wish] = {
        "question_id": other["question_id"],
        "claimant_id": claimant,
        "source_id": source["source_id"],
        **bounds,
        **last,
        **PLAIN,
    }
    return draft.new("claims", **wishes), other


@maker("revisions")
def revision(draft: Draft, wishes: Wishes) -> Cells:
    """Make a revision of a row that is there or rightly gone."""
    kind = wishes.word("kind")
    asks = asked("kind")[kind]
    row = {"revision_id": draft.mint("revisions"), "kind": kind} | _subject(draft, wishes, kind)
    row["reason"] = wishes.word("reason")
    row["field"] = wishes.one("field", st.sampled_from(_columns(draft, row, asks)))
    row |= _values(wishes, kind, asks)
    if kind == "identity_merged" and "new_value" not in wishes.given:
        stays = draft.use(row["table"], draft.some(row["table"]))
        row["new_value"] = stays[draft.specs[row["table"]].key[0]]
    if "note" in asked("reason")[row["reason"]].required:
        row["note"] = wishes.one("note", prose())
    return draft.fill(wishes, row)


def _subject(draft: Draft, wishes: Wishes, kind: str) -> Cells:
    """Return the table and the key that a revision is about.

    Two that are one are a row that is gone and one that is there; claims are withdrawn only where
    they say so.
    """
    if "record_id" in wishes.given:
        return {name: wishes.one(name, BLANK) for name in ("table", "record_id")}
    if kind == "identity_merged":
        table = wishes.word("table", asked("kind")[kind].tables)
        return {"table": table, "record_id": f"{draft.mint(table)}-gone"}
    if kind == "relation_removed":
        ends = (f"{draft.mint('claims')}-gone" for _ in range(2))
        return {"table": "relations", "record_id": " contradicts ".join(ends)}
    if not draft.own_rows("claims"):
        draft.new("claims")
    tables = [name for name in standard.TABLES if name != "revisions" and draft.tables[name]]
    if kind == "withdrawn":
        tables.remove("claims")
    table = wishes.word("table", asked("kind")[kind].tables or tables)
    changed = wishes.draw(st.sampled_from(draft.tables[table]))
    return {"table": table, "record_id": " ".join(changed[k] for k in draft.specs[table].key)}


def _columns(draft: Draft, row: Cells, asks: Asked) -> list[str]:
    """Return what the field of a revision may say."""
    columns = list(asks.columns or draft.specs[row["table"]].fields)
    if row["table"] == "claims" and row["kind"] == "redacted":
        return [name for name in columns if name != "status"]
    return columns if "field" in asks.required else ["", *columns]


def _values(wishes: Wishes, kind: str, asks: Asked) -> Cells:
    """Return the old and the new value of a revision."""
    cells = {}
    for name in ("old_value", "new_value"):
        may_be_blank = BLANK if name in asks.blank else BLANK | prose()
        drawn = prose() if name in asks.required else may_be_blank
        if kind == "redacted" and name == "old_value":
            drawn = st.just(REDACTED)
        cells[name] = wishes.one(name, drawn)
    if asks.differs and cells["old_value"] == cells["new_value"]:
        cells["new_value"] += "Another"
    return cells


def answering(draft: Draft, question: Cells, **wishes: Wish) -> Cells:
    """Add a claim, alone in a new document.

    The document goes back to no other.
    """
    asked: dict[str, Wish] = {
        "status": SHOWN,
        "source_id": draft.new("sources", derived_from_id="")["source_id"],
    }
    return draft.new("claims", **asked | wishes | {"question_id": question["question_id"]})


def relate(draft: Draft, one: Cells, word: str, other: Cells) -> Cells:
    """Add a relation between two claims, whether or not it may be."""
    ends = {"claim_id": one["claim_id"], "relation": word, "other_claim_id": other["claim_id"]}
    row = draft.fill(Wishes(draft.draw, draft.specs["relations"], {}), ends)
    draft.tables["relations"].append(row)
    return row


@maker("citations")
def citation(draft: Draft, wishes: Wishes) -> Cells:
    """Make a document, not its own, that a claim is grounded on."""
    ground = draft.named(wishes, "claim")
    cited = {
        c["source_id"] for c in draft.tables["citations"] if c["claim_id"] == ground["claim_id"]
    }
    source = draft.named(wishes, "source", [ground["source_id"], *cited])
    return draft.fill(wishes, {"claim_id": ground["claim_id"], "source_id": source["source_id"]})
