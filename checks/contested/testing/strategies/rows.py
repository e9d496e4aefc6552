"""Actors, places, documents and questions: the rows that claims refer to."""

from __future__ import annotations

from hypothesis import strategies as st

from contested import standard
from contested.rules.columns.graphs import lineage
from contested.rules.columns.groups import name_key, sorted_key
from contested.rules.columns.places import are_apart
from contested.rules.privacy import NAMED_PRIVATELY, SMALL
from contested.rules.references import KINDS
from contested.testing.strategies.cells import BLANK, blank_or, cell, names, questions_asked
from contested.testing.strategies.days import FIRST, TODAY, containing, moments, text_of
from contested.testing.strategies.draft import Draft, maker
from contested.testing.strategies.drawn import Cells
from contested.testing.strategies.wishes import Wish, Wishes

SPAN = 20
"""Days that questions are about, counted from the first; every document is printed in as many days
after them.
"""
LARGE = [
    word
    for word in standard.tables()["locations"].fields["location_type"].words
    if word not in (*SMALL, "area")
]
"""Kinds of place at which nobody is found; an area may lie in a small place."""
MERELY_DESCRIBED = ("unnamed_source", "collective")
"""Kinds of actor whose names may resemble each other."""


@maker("actors")
def actor(draft: Draft, wishes: Wishes) -> Cells:
    """Make an actor whose name no other has.

    A person has its privacy, an unnamed source nothing that names it.
    """
    row = {"actor_id": draft.mint("actors"), "actor_type": wishes.word("actor_type")}
    _name(draft, wishes, row, row["actor_type"] in MERELY_DESCRIBED)
    row["privacy"] = (
        wishes.word("privacy") if row["actor_type"] == "person" else wishes.one("privacy", BLANK)
    )
    if row["privacy"] in NAMED_PRIVATELY:
        row["note"] = wishes.one("note", cell(wishes.table.fields["note"]))
    if row["actor_type"] == "unnamed_source" or row["privacy"] == "pseudonym":
        row |= {"also_known_as": "", "wikidata_id": "", "native_name": "", "native_language": ""}
    else:
        _aliases(draft, wishes, row)
        _native(wishes, row)
    return draft.fill(wishes, _once(draft, wishes, row, "wikidata_id"))


@maker("locations")
def location(draft: Draft, wishes: Wishes) -> Cells:
    """Make a place, within a place that is no smaller.

    It has a whole point or none.
    """
    row = {"location_id": draft.mint("locations"), "location_type": wishes.word("location_type")}
    kind = row["location_type"]
    larger = (
        []
        if kind == "country"
        else ["area", *(KINDS[: KINDS.index(kind) + 1] if kind in KINDS else KINDS)]
    )
    around = [
        other["location_id"]
        for other in draft.tables["locations"]
        if other["location_type"] in larger
    ]
    row["within_id"] = (
        draft.perhaps(wishes, "within")
        if wishes.has("within_id")
        else wishes.draw(st.sampled_from(["", *around]))
    )
    _name(draft, wishes, row)
    _aliases(draft, wishes, row)
    _native(wishes, row)
    point = ("latitude", "longitude", "uncertainty_m", "gazetteer")
    if wishes.draw(st.booleans()) or wishes.has(*point):
        row |= {
            name: wishes.one(name, cell(draft.specs["locations"].fields[name])) for name in point
        }
    else:
        row |= dict.fromkeys(point, "")
    codes = ("iso_code", "ocha_pcode", "geonames_id", "wikidata_id")
    return draft.fill(wishes, _once(draft, wishes, row, *codes))


def is_small(draft: Draft, place: str) -> bool:
    """Return whether a place is small, or lies in one that is."""
    around = [draft.find("locations", key) for key in lineage(place, _within(draft))]
    return any(one is not None and one["location_type"] in SMALL for one in around)


def lie_apart(draft: Draft, one: str, other: str) -> bool:
    """Return whether two places are known to share no ground."""
    kinds = {row["location_id"]: row["location_type"] for row in draft.tables["locations"]}
    around = (lineage(place, _within(draft)) for place in (one, other))
    return are_apart(*([(kinds.get(key, ""), key) for key in keys] for keys in around))


def lies_within(draft: Draft, one: str, other: str) -> bool:
    """Return whether a place lies within another one."""
    return one != other and other in lineage(one, _within(draft))


def _within(draft: Draft) -> dict[str, str]:
    return {row["location_id"]: row["within_id"] for row in draft.tables["locations"]}


@maker("sources")
def source(draft: Draft, wishes: Wishes) -> Cells:
    """Make a document, printed after whatever the questions are about.

    Nobody unknown has published two of them.
    """
    row = {"source_id": draft.mint("sources")}
    row["derived_from_id"] = (
        draft.perhaps(wishes, "derived_from")
        if draft.tables["sources"] or wishes.has("derived_from_id")
        else ""
    )
    anonymous = [
        r["actor_id"] for r in draft.tables["actors"] if r["actor_type"] == "unnamed_source"
    ]
    published_already = {r["publisher_id"] for r in draft.tables["sources"]}
    row["publisher_id"] = draft.named(
        wishes, "publisher", [a for a in anonymous if a in published_already]
    )["actor_id"]
    row["author_id"] = draft.perhaps(wishes, "author", but=[row["publisher_id"]])
    first = draft.days.get(row["derived_from_id"], FIRST + SPAN)
    day = wishes.draw(st.integers(first, FIRST + 2 * SPAN))
    draft.days[row["source_id"]] = day
    row["published"] = wishes.one("published", containing(day, first=False) | moments(day))
    taken_down = st.integers(day, TODAY.toordinal()).flatmap(containing)
    row["removed"] = wishes.one("removed", BLANK | taken_down)
    row["accessed"] = wishes.one(
        "accessed", BLANK | st.integers(day, TODAY.toordinal()).map(text_of)
    )
    explain(draft, wishes, row, "published_basis", needed=row["removed"] != "")
    return draft.fill(wishes, _once(draft, wishes, row, "url", "text_sha256"))


@maker("questions")
def question(draft: Draft, wishes: Wishes) -> Cells:
    """Make a question about one day, or about any.

    Whoever hides behind another name is not asked about at a small place.
    """
    row = {"question_id": draft.mint("questions"), "answer_type": wishes.word("answer_type")}
    row["question"] = wishes.one("question", questions_asked())
    asked = {name_key(other["question"]) for other in draft.tables["questions"]}
    if name_key(row["question"]) in asked:
        row["question"] = f"{draft.made} {row['question']}"
    open_kind = row["answer_type"] in ("actor", "location")
    row["exclusive"] = wishes.one(
        "exclusive", cell(draft.specs["questions"].fields["exclusive"]) if open_kind else BLANK
    )
    row["unit"] = wishes.one(
        "unit",
        (
            cell(draft.specs["questions"].fields["unit"])
            if row["answer_type"] == "quantity"
            else BLANK
        ),
    )
    row["about_id"] = draft.perhaps(wishes, "about")
    hidden = draft.look("questions", row, "about__privacy") == "pseudonym"
    large: dict[str, Wish] = {"location_type": LARGE} if hidden else {}
    row["location_id"] = draft.perhaps(wishes, "location", **large)
    day = FIRST + wishes.draw(st.integers(0, SPAN))
    draft.days[row["question_id"]] = day
    row["period"] = wishes.one("period", BLANK | containing(day, first=False, last=False))
    counted = row["answer_type"] == "quantity"
    ways = wishes.table.fields["over_time"].words
    row["over_time"] = wishes.one(
        "over_time", BLANK | st.sampled_from([w for w in ways if counted or w != "running"])
    )
    return draft.fill(wishes, row)


def _name(draft: Draft, wishes: Wishes, row: Cells, alike: bool = False) -> None:
    """Fill in a name that no other row has, unless it may."""
    row["name"] = wishes.one("name", names())
    if not alike and keys_of(row["name"]) & _taken(draft, wishes.table.name):
        row["name"] += f" {draft.made}"


def _aliases(draft: Draft, wishes: Wishes, row: Cells) -> None:
    field = wishes.table.fields["also_known_as"]
    row["also_known_as"] = wishes.one("also_known_as", blank_or(field))
    taken = _taken(draft, wishes.table.name) | keys_of(row["name"])
    if any(keys_of(name) & taken for name in row["also_known_as"].split(";")):
        row["also_known_as"] = ""


def _native(wishes: Wishes, row: Cells) -> None:
    """Fill in the native name with its language, or neither."""
    pair = ("native_name", "native_language")
    if wishes.has(*pair) or wishes.draw(st.booleans()):
        row |= {name: wishes.one(name, cell(wishes.table.fields[name])) for name in pair}
    else:
        row |= dict.fromkeys(pair, "")


def keys_of(name: str) -> set[str]:
    """Return the keys by which a name may be compared."""
    return {name_key(name), sorted_key(name)}


def _taken(draft: Draft, table: str) -> set[str]:
    """Return the keys of all names that rows of a table have."""
    taken: set[str] = set()
    for other in draft.tables[table]:
        taken.update(*map(keys_of, (other["name"], *other["also_known_as"].split(";"))))
    return taken


def _once(draft: Draft, wishes: Wishes, row: Cells, *columns: str) -> Cells:
    """Fill in cells that no other row of the table has.

    A drawn one that another row has is left out.
    """
    for column in columns:
        if column not in row:
            taken = {other[column] for other in draft.tables[wishes.table.name]}
            value = wishes.one(column, blank_or(wishes.table.fields[column]))
            row[column] = "" if value in taken and column not in wishes.given else value
    return row


def explain(draft: Draft, wishes: Wishes, row: Cells, *bases: str, needed: bool = False) -> None:
    """Add where dates and claimants come from.

    An inference gets the note that it needs.
    """
    for column in bases:
        row[column] = row.get(column) or wishes.word(column)
    note = wishes.table.fields["note"]
    row["note"] = wishes.one(
        "note", cell(note) if needed or "inferred" in [row[c] for c in bases] else blank_or(note)
    )
